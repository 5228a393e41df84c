"""What a group of ideas is called by itself: after an idea whose words everybody may see."""

from collections.abc import Iterable
from typing import Final

from spiegel.domain.session.polls import Idea
from spiegel.domain.session.words import tidy

LONGEST: Final = 60
"""Characters of a name that is taken from an idea: what a line of a phone has room for twice."""
NO_NAME: Final = "…"
"""What stands for a name until somebody gives one."""


def name_after(idea: Idea) -> str:
    """What a group is called that begins with this idea: its words on a line, at most LONGEST."""
    words = tidy(idea.paraphrase or idea.words)
    if len(words) <= LONGEST:
        return words
    cut = words[: LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def may_name(idea: Idea) -> bool:
    """Whether a group may be called by the words of this idea: everybody may see them."""
    return not idea.held and (bool(idea.paraphrase) or not idea.traceable)


def name_of_others(ideas: Iterable[Idea]) -> str:
    """What a group is called whose first idea may not name it: after the next, else NO_NAME."""
    return next((name_after(idea) for idea in ideas if may_name(idea)), NO_NAME)
