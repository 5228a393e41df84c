"""The fictional meetings, to explore and to test with.

One on Wmo access in three neighbourhood teams, the same questions with visitors and with
professionals of a walk-in centre, and a workshop in which personas are made of what was said in two
of these.

session = play()                                        # all of it, in memory
write(path, upto="middle", start=start_for(clock.now()))  # a file, halfway the client round
write(path, meeting=VISITORS, start=VISITORS.start)       # another meeting
"""

from spiegel.demo.comparing import lay_back, lay_beside
from spiegel.demo.meetings import PERSONA, PROFESSIONALS, START, VISITORS, WMO, Meeting
from spiegel.demo.player import lay, play, sources, start_for, start_of_one_over, write

__all__ = [
    "PERSONA",
    "PROFESSIONALS",
    "START",
    "VISITORS",
    "WMO",
    "Meeting",
    "lay",
    "lay_back",
    "lay_beside",
    "play",
    "sources",
    "start_for",
    "start_of_one_over",
    "write",
]
