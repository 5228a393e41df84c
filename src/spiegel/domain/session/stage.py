"""How far a meeting is, as a word that can be read without the meeting."""

from enum import StrEnum


class Stage(StrEnum):
    """How far a meeting is: what Home shows and the header of the file holds."""

    PREPARE = "prepare"
    RUNNING = "running"
    DEBRIEF = "debrief"
    REVIEW = "review"
    PRESENTED = "presented"
