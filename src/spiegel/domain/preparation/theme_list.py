"""Themes that somebody hands over: a codebook of another program, or a list of names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.preparation.tables import Line, head
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Session
from spiegel.domain.session.themes import AddTheme, GroupTheme
from spiegel.domain.session.words import clean, tidy
from spiegel.i18n import Translations

MOST: Final = 300
"""Themes that are taken from one list; a meeting has a tenth of that."""
LONGEST: Final = 120
"""Characters of the name of a theme, and of its group."""
_THEMES: Final = frozenset(
    {
        "thema",
        "themas",
        "thema s",
        "theme",
        "themes",
        "code",
        "codes",
        "tag",
        "tags",
        "naam",
        "name",
    }
)
_GROUPS: Final = frozenset(
    {"groep", "kop", "hoofdthema", "categorie", "group", "category", "parent code"}
)
_DESCRIPTIONS: Final = frozenset(
    {"beschrijving", "omschrijving", "toelichting", "description", "definition", "comment", "memo"}
)
"""Heads of the columns of a list, also of the codebooks that other programs make as a table."""
_ITEM: Final = pattern(r"^(?:[-*•·–]|\d{1,3}[.)])\s+")
"""What often stands before each name of a typed list."""


class Named(msgspec.Struct, frozen=True):
    """A theme by its name, and the heading that it stands under, or empty."""

    name: str
    group: str = ""


class ThemeList(msgspec.Struct, frozen=True, kw_only=True):
    """The themes of a list, each once, in its order.

    described: how many had a description, which a theme has not. left: how many were one too many.
    """

    themes: tuple[Named, ...]
    described: int = 0
    left: int = 0

    def remarks(self, t: Translations) -> Iterator[str]:
        """What of the list is not taken in, a sentence each."""
        if self.described:
            words = t.ngettext(
                "{count} description is left out: a theme has only a name.",
                "{count} descriptions are left out: a theme has only a name.",
                self.described,
            )
            yield words.format(count=self.described)
        if self.left:
            words = t.gettext("Only the first {most} themes are taken in; {count} are left out.")
            yield words.format(most=MOST, count=self.left)


class ThemesTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What taking them in does: how many are new, get another group, or are as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0


def theme_list(themes: Iterable[Named], described: int = 0) -> ThemeList:
    """These themes as a list: names that are alike but for capitals once, none too long."""
    found: dict[str, Named] = {}
    for one in themes:
        name, group = (tidy(clean(words))[:LONGEST].strip() for words in (one.name, one.group))
        if name:
            found.setdefault(name.casefold(), Named(name, group))
    kept = tuple(found.values())
    return ThemeList(themes=kept[:MOST], described=described, left=max(0, len(kept) - MOST))


def themes_of_lines(lines: Sequence[Line]) -> ThemeList:
    """The themes in a list: a name a line, or the columns that are called so by their heads.

    Without heads the second column is the group; with them only one that is called so.
    """
    filled = [one for one in lines if not one.empty]
    called = [head(cell) for cell in filled[0].cells] if filled else []
    names, groups, meanings = (
        [at for at, cell in enumerate(called) if cell in heads]
        for heads in (_THEMES, _GROUPS, _DESCRIPTIONS)
    )
    headed = bool(names or groups)
    name = names[0] if names else 0
    group = groups[:1] if headed else [1]
    rows = filled[1:] if headed else filled
    return theme_list(
        (Named(_ITEM.sub("", one.cell(name)), "".join(map(one.cell, group))) for one in rows),
        described=sum(any(one.cell(at) for at in meanings) for one in rows) if headed else 0,
    )


class TakeThemes(Change, frozen=True, kw_only=True):
    """Themes of a list: new ones get the next free digit, of a known one the group is taken over.

    What the list has no group for keeps its own.
    """

    themes: tuple[Named, ...]

    def name(self, t: Translations) -> str:
        return t.gettext("themes of a list")

    def apply(self, session: Session, now: Instant) -> Session:
        for one in self.themes:
            if session.theme_named(one.name) is None:
                session = AddTheme(theme=one.name).apply(session, now)
            known = session.theme_named(one.name)
            if known is not None and one.group and known.group != one.group:
                session = GroupTheme(number=known.number, group=one.group).apply(session, now)
        return session


def effect_on_themes(session: Session, themes: Iterable[Named]) -> ThemesTaken:
    """What taking them in would do now."""
    new = changed = same = 0
    for one in themes:
        known = session.theme_named(one.name)
        if known is None:
            new += 1
        elif one.group and known.group != one.group:
            changed += 1
        else:
            same += 1
    return ThemesTaken(new=new, changed=changed, same=same)


def themes_said(session: Session, found: ThemeList, t: Translations) -> Iterator[tuple[str, bool]]:
    """What is said of a list before it is taken in, a line each, and whether something is left."""
    effect = effect_on_themes(session, found.themes)
    words = t.gettext("{new} new · {changed} get another group · {same} known already")
    yield words.format(new=effect.new, changed=effect.changed, same=effect.same), False
    for remark in found.remarks(t):
        yield remark, True
    for one in found.themes:
        yield f"  {one.name}" + (f" ({one.group})" if one.group else ""), False
