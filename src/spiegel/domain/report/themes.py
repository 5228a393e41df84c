"""The chapter with what the participants said: themes, their parts, numbers and references."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from spiegel.domain.language.tongue import foreign, maybe_foreign
from spiegel.domain.report.material import Material, shuffled
from spiegel.domain.report.parts import Group, Link, Part, Reported, ThemesChapter, ThemeSection
from spiegel.domain.report.wording import beginnings, numbered, shortened
from spiegel.domain.session.statements import Statement, Theme, Valence
from spiegel.i18n import N_

SIGNS: Final[tuple[tuple[Valence | None, str, str], ...]] = (
    (Valence.GOOD, "+", N_("Goes well")),
    (Valence.BETTER, "–", N_("Could be better")),
    (Valence.WISH, "!", N_("Wishes")),
    (None, "", N_("Further said")),
)
"""The parts of a theme in order: sign as it is shown, and what it is called."""
_BEGINNING: Final = 90
"""Characters of a statement beside its number, where it does not stand itself."""
Told = Mapping[Valence | None, frozenset[str]]


class Placed(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A theme with its statements in the order of the report, per sign.

    theme: None for statements without one. number: 1 and up, as labels show it. members: all
    statements about it that may be counted or shown, those under another theme first included.
    told: by sign the codes of who said these, as `Material.counted`.
    """

    theme: Theme | None
    name: str
    number: int
    parts: tuple[tuple[Statement, ...], ...]
    members: tuple[Statement, ...]
    told: Told = {}

    @property
    def anchor(self) -> str:
        return f"thema_{self.number}"

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of its statements."""
        return frozenset(statement.number for statement in self.members)

    @property
    def people(self) -> frozenset[str]:
        """The codes of all who said something about it."""
        return frozenset().union(*self.told.values())

    @property
    def ordered(self) -> list[Statement]:
        return [statement for part in self.parts for statement in part]


class Layout(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Where every statement stands: groups of themes in order.

    title: what the link to a statement says, without its number.
    """

    groups: tuple[tuple[str, tuple[Placed, ...]], ...]
    title: str

    @property
    def themes(self) -> list[Placed]:
        return [placed for _, themes in self.groups for placed in themes]

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Of each statement the name of the theme that it stands under."""
        return {said.number: placed.name for placed in self.themes for said in placed.ordered}

    @cached_property
    def labels(self) -> Mapping[int, Link]:
        """Of each statement its place, as others refer to it."""
        return {
            said.number: Link(
                label := f"{placed.number}.{place}",
                f"uitspraak_{placed.number}_{place}",
                self.title.format(number=label),
            )
            for placed in self.themes
            for place, said in enumerate(placed.ordered, start=1)
        }


def layout(material: Material) -> Layout:
    """Which statement stands where, and under which number.

    Themes of most participants first, a group by all its people, "other" last. An answer without a
    theme stands with the question that it answers.
    """
    own, about = _by_theme(material)
    told = {number: _told(material, those) for number, those in about.items()}
    other_name = material.t.gettext("Other")
    named = [theme for number, theme in material.session.themes.items() if number in about]
    others = [theme for theme in named if theme.name.casefold() == other_name.casefold()]
    units: dict[str, list[Theme]] = {}
    for theme in named:
        if theme not in others:
            group = theme.group.strip()
            units.setdefault(f"g{group.casefold()}" if group else f"t{theme.number}", []).append(
                theme
            )
    ranked = sorted(units.values(), key=lambda themes: _rank(themes, about, told))
    groups: list[tuple[str, tuple[Placed, ...]]] = []
    number = 0
    for themes in ranked:
        inside: list[Placed] = []
        for theme in sorted(themes, key=lambda theme: _rank([theme], about, told)):
            number += 1
            inside.append(
                Placed(
                    theme=theme,
                    name=material.said(theme.name, material.t.gettext("(no words)")),
                    number=number,
                    parts=_parts(material, own.get(theme.number, [])),
                    members=tuple(about[theme.number]),
                    told=told[theme.number],
                )
            )
        groups.append((material.words(themes[0].group), tuple(inside)))
    if any(own.get(n) for n in (None, *(theme.number for theme in others))) or others:
        groups.append(("", (_other(material, others, other_name, number + 1, own, about),)))
    # the same words for thousands: only the number is still to be filled in
    title = numbered(material.t.gettext("statement {number}"), "{number}")
    return Layout(groups=tuple(groups), title=title)


Numbered = Mapping[int | None, list[Statement]]


def _by_theme(material: Material) -> tuple[Numbered, Numbered]:
    """What stands under each theme, and everything about it; only themes with something shown."""
    own: dict[int | None, list[Statement]] = {}
    about: dict[int | None, list[Statement]] = {}
    visible: set[int | None] = set()
    there, asked = frozenset(material.session.themes), material.session.listener_questions
    held_back = material.held_back
    for statement in material.session.statements.values():
        themes = statement.themes
        if not there.issuperset(themes):
            themes = tuple(number for number in themes if number in there)
        for number in themes:
            about.setdefault(number, []).append(statement)
        if statement.number in held_back:
            continue
        visible.update(themes)
        first = themes[0] if themes else None
        if first is not None or statement.answer_to not in asked:
            own.setdefault(first, []).append(statement)
    return own, {number: those for number, those in about.items() if number in visible}


def _told(material: Material, statements: Sequence[Statement]) -> Told:
    """By sign who said these, as far as they may be counted."""
    signed = ((sign, [s for s in statements if s.valence is sign]) for sign, _, _ in SIGNS)
    return {sign: material.counted(those) for sign, those in signed if those}


def _rank(
    themes: Sequence[Theme], about: Numbered, told: Mapping[int | None, Told]
) -> tuple[int, int, list[tuple[int, str]]]:
    people = {code for theme in themes for codes in told[theme.number].values() for code in codes}
    statements = sum(len(about[theme.number]) for theme in themes)
    return -len(people), -statements, _natural(themes[0].name)


def _natural(name: str) -> list[tuple[int, str]]:
    """What sorts names as people do: "part 2" before "part 10"."""
    pieces = re.findall(r"\d+|\D+", name.casefold())
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in pieces]


def _other(
    material: Material,
    others: list[Theme],
    name: str,
    number: int,
    own: Numbered,
    about: Numbered,
) -> Placed:
    keys = [None, *(theme.number for theme in others)]
    standing = [statement for key in keys for statement in own.get(key, [])]
    said = [s for theme in others for s in about.get(theme.number, [])]
    members = tuple(dict.fromkeys([*own.get(None, []), *said]))
    return Placed(
        theme=others[0] if others else None,
        name=name,
        number=number,
        parts=_parts(material, standing),
        members=members,
        told=_told(material, members),
    )


def _parts(material: Material, statements: list[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Statements per sign, in an order that is not the order of speaking.

    Answers come last: they are about what was said before, and their question stands with them.
    """
    mixed = shuffled(material.session, statements)
    mixed.sort(key=lambda said: said.answer_to is not None)
    parts = [[s for s in mixed if s.valence is sign] for sign, _, _ in SIGNS]
    numbers = [statement.number for part in parts for statement in part]
    if numbers == sorted(numbers):
        largest = max(parts, key=len)
        largest[:] = [*largest[1:], *largest[:1]]
    return tuple(tuple(part) for part in parts)


def statement_link(material: Material, number: str, anchor: str) -> Link:
    """The link to a statement, whose number alone says little to who hears it."""
    return Link(number, anchor, numbered(material.t.gettext("statement {number}"), number))


def begun(material: Material, statement: Statement, label: Link) -> Link:
    """The link to a statement that stands elsewhere, with its first words beside its number."""
    ruling = material.shown(statement)
    if ruling is None:
        return label
    fitting = (words for words in beginnings(ruling.words) if len(words) <= _BEGINNING)
    whole = len(ruling.words) <= _BEGINNING
    first = "" if whole else next(fitting, "")
    words = f"{first}\u00a0…" if first else shortened(ruling.words, _BEGINNING)
    # others stand behind it, with a comma in between
    said = f"\u201c{words}\u201d" if ruling.verbatim else words.removesuffix(".")
    # what is heard has in it what is read
    return Link(f"{label.words}\u00a0{said}", label.anchor, f"{label.title}\u00a0{said}")


def chapter(
    material: Material, placing: Layout, resting: Mapping[int, tuple[Link, ...]]
) -> ThemesChapter:
    """The chapter as it is read. resting: the links to the actions, per statement number."""
    t = material.t
    groups = []
    for index, (name, themes) in enumerate(placing.groups, start=1):
        sections = tuple(_section(material, placed, placing, resting) for placed in themes)
        groups.append(Group(heading=name, anchor=f"groep_{index}" if name else "", themes=sections))
    return ThemesChapter(
        heading=t.gettext("What the participants told"),
        anchor="verteld",
        intro="" if groups else _silence(material),
        groups=tuple(groups),
    )


def _silence(material: Material) -> str:
    said = material.session.statements
    return material.withheld if said else material.t.gettext("Nothing was noted.")


def _section(
    material: Material,
    placed: Placed,
    placing: Layout,
    resting: Mapping[int, tuple[Link, ...]],
) -> ThemeSection:
    t, labels = material.t, placing.labels
    own = {statement.number for statement in placed.ordered}
    others = [s for s in placed.members if s.number in labels and s.number not in own]
    others.sort(key=lambda said: _place(labels[said.number]))
    parts = []
    for (valence, sign, name), part in zip(SIGNS, placed.parts, strict=True):
        apart = [said for said in others if said.valence is valence]
        if part or apart:
            one = Part(
                sign=sign,
                heading=f"{t.gettext(name)}: {placed.name}",
                count=material.people_words(placed.told.get(valence, ())),
                entries=tuple(entry(material, s, labels[s.number], resting) for s in part),
                see_also=t.gettext("Also about this theme, under another one:") if apart else "",
                others=tuple(begun(material, said, labels[said.number]) for said in apart),
            )
            parts.append(one)
    heading = "{name}" if placed.name == t.gettext("Other") else t.gettext("Theme {number}: {name}")
    return ThemeSection(
        number=placed.number,
        anchor=placed.anchor,
        heading=heading.format(number=placed.number, name=placed.name),
        name=placed.name,
        count=material.people_words(placed.people),
        parts=tuple(parts),
    )


def _place(link: Link) -> tuple[int, ...]:
    return tuple(int(part) for part in link.words.split("."))


def entry(
    material: Material,
    statement: Statement,
    label: Link,
    resting: Mapping[int, tuple[Link, ...]],
) -> Reported:
    """A statement that may be shown, as it stands in the report."""
    t = material.t
    ruling = material.shown(statement)
    if ruling is None:
        raise ValueError(statement.number)
    marks = [] if ruling.verbatim else [t.gettext("summarised")]
    if statement.key:
        marks.append(t.gettext("key statement"))
    language = material.session.info.language
    return Reported(
        link=label,
        words=ruling.words,
        foreign=tuple(foreign(ruling.words, language))
        if maybe_foreign(ruling.words, language)
        else (),
        verbatim=ruling.verbatim,
        remark=_answers(material, statement),
        marks=tuple(marks),
        actions=resting.get(statement.number, ()),
    )


def _answers(material: Material, statement: Statement) -> str:
    """The question that a statement under a theme is the answer to."""
    asked = material.session.listener_questions.get(statement.answer_to or 0)
    if asked is None or asked.dropped or material.theme_of(statement) is None:
        return ""
    words = material.words(asked.words)
    return material.t.gettext("To the question: {question}").format(question=words) if words else ""
