"""Changes of themes: made, renamed, merged, grouped, pinned to a digit, confirmed."""

from difflib import SequenceMatcher, get_close_matches
from typing import Any, Final

import msgspec

from spiegel.domain.session.actions import Action
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.preparation import Expectation
from spiegel.domain.session.session import Change, Document, Refusal, Session, drop, put
from spiegel.domain.session.statements import Statement, Theme
from spiegel.domain.session.words import clean, folded, tidy
from spiegel.i18n import Translations

_NEAR: Final = 0.75
"""Likeness, by difflib, from which a new name may be a known one misspelt: a letter or two."""


def card_themes(session: Session) -> frozenset[str]:
    """The themes of the cards by which people tell of a life, `folded`; none in other meetings."""
    return frozenset(
        folded(question.theme)
        for part in session.agenda
        if part.cards
        for question in session.questions_of(part.number)
        if question.theme
    )


def _theme(session: Session, number: int) -> Theme:
    """The theme as it is now. Raises Refusal when it is gone."""
    theme = session.themes.get(number)
    if theme is None:
        raise Refusal
    return theme


def _expected_as(session: Session, theme: Theme, becomes: int) -> list[Expectation]:
    """What listeners expected and was heard as this theme, linked to what that becomes.

    Linked by hand or by its name, which is about to be another one.
    """
    return [
        msgspec.structs.replace(expectation, heard_as=becomes)
        for expectation in session.expectations.values()
        if expectation.heard_as == theme.number
        or (
            expectation.heard_as is None
            and expectation.theme.strip().casefold() == theme.name.casefold()
        )
    ]


def uses(session: Session, theme: int) -> list[Statement | Action]:
    """The statements and actions under a theme."""
    return [
        document
        for documents in (session.statements, session.actions)
        for document in documents.values()
        if theme in document.themes
    ]


def meant(session: Session, name: str) -> tuple[str, ...]:
    """Known themes that somebody who typed this new name may have meant, the likeliest first.

    Those that begin with it, else the one that is spelt most like it; () when none comes near.
    """
    starting = session.themes_starting(name)
    if starting:
        return tuple(theme.name for theme in starting)
    known = {theme.name.casefold(): theme.name for theme in session.themes.values()}
    near = get_close_matches(name.casefold(), known, n=1, cutoff=_NEAR)
    return tuple(known[each] for each in near)


def without_left_empty(before: Session, after: Session) -> Session:
    """The session without new themes under which nothing stands now that stood there before.

    Somebody took words back, and a theme that nobody confirmed was named by those words alone.
    """
    linked = {expectation.heard_as for expectation in after.expectations.values()}
    empty = tuple(
        theme.number
        for theme in after.themes.values()
        if not theme.confirmed
        and theme.number not in linked
        and uses(before, theme.number)
        and not uses(after, theme.number)
    )
    return drop(after, "themes", empty) if empty else after


def others_by_likeness(session: Session, theme: Theme) -> tuple[Theme, ...]:
    """All other themes: first those of which this one may be a misspelling, the most alike first.

    The rest comes in the order of the list.
    """

    def unlike(other: Theme) -> float:
        like = SequenceMatcher(None, theme.name.casefold(), other.name.casefold()).ratio()
        return 1 - like if like >= _NEAR else 1

    others = (other for other in session.themes.values() if other.number != theme.number)
    return tuple(sorted(others, key=unlike))


class AddTheme(Change, frozen=True, kw_only=True):
    """A theme that is known beforehand; a name that is there already is only confirmed.

    pinned: whether it gets the next free digit, 1 to 9.
    """

    theme: str
    pinned: bool = True

    def name(self, t: Translations) -> str:
        return t.gettext("theme {theme}").format(theme=tidy(self.theme))

    def apply(self, session: Session, now: Instant) -> Session:
        name = tidy(clean(self.theme))
        if not name:
            return session
        known = session.theme_named(name)
        if known is not None:
            return put(session, msgspec.structs.replace(known, confirmed=True))
        digit = next((d for d in range(1, 10) if d not in session.pinned), None)
        number = session.number("themes")
        theme = Theme(
            number=number, name=name, digit=digit if self.pinned else None, confirmed=True
        )
        return put(session, theme)


class RenameTheme(Change, frozen=True, kw_only=True):
    """Another name for a theme; the name of another theme merges the two. It counts as seen."""

    number: int
    theme: str

    def name(self, t: Translations) -> str:
        return t.gettext("name of theme {theme}").format(theme=tidy(self.theme))

    def apply(self, session: Session, now: Instant) -> Session:
        theme, name = _theme(session, self.number), tidy(clean(self.theme))
        if not name:
            return session
        other = session.theme_named(name)
        if other is not None and other.number != theme.number:
            return MergeThemes(source=theme.number, target=other.number).apply(session, now)
        session = put(session, *_expected_as(session, theme, theme.number))
        return put(session, msgspec.structs.replace(theme, name=name, confirmed=True))


class MergeThemes(Change, frozen=True, kw_only=True):
    """All that stands under one theme comes under another, and the first is gone.

    The target keeps its name, group and digit; without a digit it takes that of the source.
    """

    source: int
    target: int

    def name(self, t: Translations) -> str:
        return t.gettext("themes merged")

    def apply(self, session: Session, now: Instant) -> Session:
        source, target = _theme(session, self.source), _theme(session, self.target)
        if source is target:
            return session
        digit = source.digit if target.digit is None else target.digit
        moved: list[Document] = [
            msgspec.structs.replace(document, themes=self._merged(document.themes))
            for document in uses(session, source.number)
        ]
        merged = msgspec.structs.replace(target, digit=digit, confirmed=True)
        session = put(session, *_expected_as(session, source, target.number))
        return put(drop(session, "themes", (source.number,)), merged, *moved)

    def _merged(self, themes: tuple[int, ...]) -> tuple[int, ...]:
        """The themes with the target where the source stood, each once."""
        return tuple(dict.fromkeys(self.target if n == self.source else n for n in themes))


class _OneTheme(Change, frozen=True, kw_only=True):
    number: int

    def _put(self, session: Session, **fields: Any) -> Session:
        theme = _theme(session, self.number)
        return put(session, msgspec.structs.replace(theme, **fields))


class GroupTheme(_OneTheme, frozen=True, kw_only=True):
    """The heading that a theme stands under; empty for none."""

    group: str

    def name(self, t: Translations) -> str:
        return t.gettext("group of a theme")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._put(session, group=tidy(clean(self.group)))


class PinTheme(_OneTheme, frozen=True, kw_only=True):
    """The digit 1 to 9 that means this theme, or None; a theme that had it loses it.

    Raises ValueError for another digit.
    """

    digit: int | None

    def __post_init__(self) -> None:
        if self.digit is not None and not 1 <= self.digit <= 9:
            raise ValueError(self.digit)

    def name(self, t: Translations) -> str:
        return t.gettext("digit of a theme")

    def apply(self, session: Session, now: Instant) -> Session:
        theme = _theme(session, self.number)
        other = session.pinned.get(self.digit) if self.digit is not None else None
        if other is not None and other is not theme:
            session = put(session, msgspec.structs.replace(other, digit=None))
        return self._put(session, digit=self.digit)


class ConfirmTheme(_OneTheme, frozen=True, kw_only=True):
    """Somebody looked at a new theme and it stays."""

    def name(self, t: Translations) -> str:
        return t.gettext("new theme confirmed")

    def apply(self, session: Session, now: Instant) -> Session:
        return self._put(session, confirmed=True)


class RemoveTheme(_OneTheme, frozen=True, kw_only=True):
    """A theme goes; what stood under it only loses the tag."""

    def name(self, t: Translations) -> str:
        return t.gettext("theme removed")

    def apply(self, session: Session, now: Instant) -> Session:
        _theme(session, self.number)
        untagged: list[Document] = [
            msgspec.structs.replace(
                document, themes=tuple(n for n in document.themes if n != self.number)
            )
            for document in uses(session, self.number)
        ]
        apart = [
            msgspec.structs.replace(expectation, heard_as=None)
            for expectation in session.expectations.values()
            if expectation.heard_as == self.number
        ]
        return drop(put(session, *untagged, *apart), "themes", (self.number,))
