"""What every page has, and how it is put together: once for all devices where it can be."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from spiegel.i18n import N_, Translations, translations
from spiegel.web.forms import Problem

FOLDER: Final = Path(__file__).parent
_AT_HAND: Final = 64

_SAID: Final[Mapping[str, str]] = {
    "seat": N_("Place"),
    "news": N_("There is something new.|Look"),
    "lost": N_("The laptop cannot be reached. Your words are still here. Try again soon."),
    "auto": N_("Show the next question by itself"),
    "anything_new": N_("Is there a new question?"),
    "return_summary": N_("Go on with another phone or laptop"),
    "return_hint": N_(
        "Open the same page there. Choose: I have a place already. Then type this code. Keep it to "
        "yourself."
    ),
    "group": N_("Which group are you in?"),
    "join": N_("I take part"),
    "more": N_("More about your answers"),
    "save": N_("Save my answer"),
    "pass_on": N_("I pass on this question"),
    "own_answer": N_("Your answer"),
    "over": N_("{count} characters too many."),
    "left": N_("Left to give: {count}"),
    "beyond": N_("Given too many: {count}"),
    "no_place": N_("no number"),
}


class Link(msgspec.Struct, frozen=True):
    """A place to go to."""

    href: str
    words: str


class Who(msgspec.Struct, frozen=True):
    """Whose page it is: the number of the seat, and its return code; neither for a stranger."""

    seat: int | str = 0
    return_code: str = ""


STRANGER: Final = Who()


class Marks(msgspec.Struct, frozen=True):
    """What stands in a page in place of what differs from seat to seat; nobody can type it."""

    seat: str
    return_code: str
    token: str
    answer: str


class Frame:
    """Of the pages in one language, "nl" or "en".

    say: what stands on many of them. marks: what stands in one that is made for all.
    """

    def __init__(self, language: str) -> None:
        self.t: Translations = translations(language)
        self.language = language
        self.say = {key: self.t.gettext(words) for key, words in _SAID.items()}
        self.marks = Marks(*(secrets.token_hex(12) for _ in range(4)))
        self._mark = re.compile(f"({'|'.join(msgspec.structs.astuple(self.marks))})")
        self._made: dict[tuple[object, ...], list[str]] = {}
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )

    def page(
        self,
        template: str,
        heading: str,
        *,
        who: Who = STRANGER,
        version: str = "",
        problems: Sequence[Problem] = (),
        lines: Iterable[str] = (),
        links: Iterable[Link] = (),
        trouble: str = "",
        **more: Any,
    ) -> str:
        """A page of this template."""
        title = f"{heading} – Spiegel"
        if problems:
            title = self.t.gettext("Mistake: {title}").format(title=title)
        return self._templates.get_template(template).render(
            language=self.language,
            title=title,
            heading=heading,
            seat=who.seat,
            return_code=who.return_code,
            version=version,
            problems=problems,
            trouble=trouble or self.t.gettext("This is not right yet"),
            lines=[*lines],
            links=[*links],
            say=self.say,
            **more,
        )

    def for_all(
        self, *about: object, who: Who, token: str = "", answer: str = "", make: Callable[[], str]
    ) -> str:
        """A page that is the same for all but for these: it is made once, and filled in for each.

        A room full of phones asks for the next page at the same moment. answer: as HTML.
        """
        key = (*about, who is STRANGER)
        parts = self._made.get(key)
        if parts is None:
            if len(self._made) >= _AT_HAND:
                self._made.clear()
            parts = self._made[key] = self._mark.split(make())
        marks = self.marks
        own = {
            marks.seat: str(who.seat),
            marks.return_code: who.return_code,
            marks.token: token,
            marks.answer: answer,
        }
        return "".join([own.get(part, part) for part in parts])

    def forget(self) -> None:
        """No page that was made for all is kept."""
        self._made.clear()

    def anybody(self, who: Who) -> Who:
        """Whose page it is, with marks in place of the seat."""
        return who if who is STRANGER else Who(self.marks.seat, self.marks.return_code)
