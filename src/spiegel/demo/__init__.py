"""The fictional meetings, to explore and to test with: one on Wmo access in three neighbourhood
teams, and the same questions with visitors and with professionals of a walk-in centre.

session = play()                                        # all of it, in memory
write(path, upto="middle", start=start_for(clock.now()))  # a file, halfway the client round
write(path, meeting=VISITORS, start=VISITORS.start)       # another meeting
"""

from spiegel.demo.comparing import lay_back, lay_beside
from spiegel.demo.meetings import PROFESSIONALS, START, VISITORS, WMO, Meeting
from spiegel.demo.player import play, start_for, write

__all__ = [
    "PROFESSIONALS",
    "START",
    "VISITORS",
    "WMO",
    "Meeting",
    "lay_back",
    "lay_beside",
    "play",
    "start_for",
    "write",
]
