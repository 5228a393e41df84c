"""What is agreed before the day: the assignment, who does what by when, what is expected."""

import datetime
from collections.abc import Mapping
from typing import Final

from spiegel.domain.session.value import Value


class Assignment(Value, frozen=True, kw_only=True):
    """What the commissioning organisation asks for (opdracht).

    aim: what the meeting is for. occasion: why now (aanleiding). commissioner: one name, who is and
    stays the owner (opdrachtgever). contact: whom participants can call. starts: when the running
    order begins. tells, tells_on: who tells participants what happens with it, and when.
    fit: what was answered to the questions whether this kind of meeting fits, by their key.
    """

    aim: str = ""
    occasion: str = ""
    commissioner: str = ""
    contact: str = ""
    starts: datetime.time | None = None
    tells: str = ""
    tells_on: datetime.date | None = None
    fit: Mapping[str, bool] = {}


class Recruiting(Value, frozen=True, kw_only=True):
    """How a participant was asked to come (werving), without a name.

    asked_by: who asked, by function. asked: when. coming: what was answered, None for nothing yet.
    called: the call again in the week before. needs: what this person needs to take part. company:
    somebody comes along. fee, travel: what was agreed on, in words.
    """

    asked_by: str = ""
    asked: datetime.date | None = None
    coming: bool | None = None
    called: datetime.date | None = None
    needs: str = ""
    company: bool = False
    fee: str = ""
    travel: str = ""


class Task(Value, frozen=True, kw_only=True):
    """Something that one person sees to before or after the day.

    key: of a task that every meeting has; its words and its day then follow from that. words: of a
    task of this meeting alone. owner: one name. due: a day of its own; None for the day that
    follows from the meeting. done: when it was. by: who did it, if that was somebody else.
    """

    number: int
    key: str = ""
    words: str = ""
    owner: str = ""
    due: datetime.date | None = None
    done: datetime.date | None = None
    by: str = ""


class LearningQuestion(Value, frozen=True, kw_only=True):
    """What a listener wants to learn (leervraag). listener: number; None if nobody is named."""

    number: int
    words: str
    listener: int | None = None


class Expectation(Value, frozen=True, kw_only=True):
    """A theme that a listener expects to hear of, with a few words.

    sheet: which listener's sheet it stands on, from 1; it says how many people expect something,
    and not who. heard_as: the number of the theme that was heard, when its name is another one.
    """

    number: int
    sheet: int
    theme: str
    words: str = ""
    heard_as: int | None = None


class Letter(Value, frozen=True, kw_only=True):
    """A letter or paper in words of this meeting, in place of Spiegel's own.

    paper: which one, by its key, or one of `OF_REPORT`. words: as typed, with its fields between
    square brackets. of: of those a digest of what was proposed when it was written.
    """

    number: int
    paper: str
    words: str
    of: str = ""


IN_SHORT: Final = "in-short"
"""The key of the one that is no letter: the report in short, the sentences on top of page one."""
WORD_LIST: Final = "word-list"
"""So is the list of words that the report explains."""
OF_REPORT: Final = (IN_SHORT, WORD_LIST)
"""What is no letter, and stands in the report itself."""
