"""A fictional meeting on Wmo access in three neighbourhood teams, to explore and to test with.

session = play()                                        # all of it, in memory
write(path, upto="middle", start=start_for(clock.now()))  # a file, halfway the client round
"""

from spiegel.demo.player import START, play, start_for, write

__all__ = ["START", "play", "start_for", "write"]
