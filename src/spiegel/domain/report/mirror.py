"""The mirror of expectations: what listeners expected to hear, beside what was heard.

Both sides are counts of people: of sheets of expectations, and of participants who spoke of it.
"""

from collections.abc import Iterable

import msgspec

from spiegel.domain.language.likeness import alike
from spiegel.domain.preparation.expectations import HeardAs, folded, sheets
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.report.themes import Layout, Placed
from spiegel.domain.running.steps import opened
from spiegel.domain.session.preparation import Expectation
from spiegel.domain.session.session import Session, stage
from spiegel.domain.session.stage import Stage
from spiegel.i18n import Translations


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A theme in the mirror.

    keys: the expected themes that it is, as `folded` has them; none where nobody expected it.
    theme: its number, if it was heard. expected: how many listeners did. heard: how many
    participants spoke of it, None where that may not be told. linked: those of `keys` that were
    linked by hand, with what listeners called them.
    """

    name: str
    keys: tuple[str, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    theme: int | None = None
    expected: int = 0
    heard: int | None = None

    def counts(self, t: Translations) -> str:
        """How many people told it and how many expected it; a number that may not be told is out.

        "told by 4 · expected by 12"
        """
        heard = t.gettext("told by {count}").format(count=self.heard) if self.heard else ""
        expected = t.gettext("expected by {count}").format(count=self.expected)
        return " · ".join(part for part in (heard, expected if self.expected else "") if part)


class Mirror(msgspec.Struct, frozen=True, kw_only=True):
    """Three lists, each with what most people said first; sheets: how many listeners wrote one.

    both: heard and expected. unexpected: heard, and expected by nobody (blind spots). unheard:
    expected, and not heard.
    """

    both: tuple[Seen, ...] = ()
    unexpected: tuple[Seen, ...] = ()
    unheard: tuple[Seen, ...] = ()
    sheets: int = 0

    def lists(self, t: Translations) -> tuple[tuple[str, tuple[Seen, ...]], ...]:
        """The lists that hold something, each with its heading; what surprises comes first."""
        named = (
            (t.gettext("Heard, but not expected"), self.unexpected),
            (t.gettext("Expected, but not named as a theme"), self.unheard),
            (t.gettext("Heard and expected"), self.both),
        )
        return tuple((heading, rows) for heading, rows in named if rows)


def is_open(session: Session) -> bool:
    """Whether the expectations may be seen: in the debrief, once what was told may be seen.

    What it did to the listeners comes first; what they recognise is the step of the mirror.
    """
    return stage(session) not in (Stage.PREPARE, Stage.RUNNING) and opened(session)


def mirror(material: Material, placing: Layout) -> Mirror:
    """The mirror of a meeting; empty when nobody wrote an expectation, or it is too early."""
    session = material.session
    if not session.expectations or not is_open(session):
        return Mirror()
    expected: dict[str, list[Expectation]] = {}
    for expectation in session.expectations.values():
        expected.setdefault(folded(expectation.theme), []).append(expectation)
    heard = [placed for placed in placing.themes if placed.theme is not None]
    theme_of = {key: _heard_as(found, heard) for key, found in expected.items()}
    rows = [_heard(material, placed, expected, theme_of) for placed in heard]
    unheard = [
        Seen(name=material.said(found[0].theme, ""), keys=(key,), expected=_people(found))
        for key, found in expected.items()
        if theme_of[key] is None
    ]
    return Mirror(
        both=_ordered(row for row in rows if row.expected),
        unexpected=_ordered(row for row in rows if not row.expected),
        unheard=_ordered(unheard),
        sheets=sheets(session),
    )


class Linking(msgspec.Struct, frozen=True, kw_only=True):
    """What a theme of the mirror may be linked with, or taken apart from.

    name: of the other theme. change: what links them or takes them apart. apart: the latter. alike:
    whether the two names may mean the same.
    """

    name: str
    change: HeardAs
    apart: bool = False
    alike: bool = False


def linkings(found: Mirror, row: Seen) -> tuple[Linking, ...]:
    """What the moderator may choose for this row, what may mean the same first.

    An expected theme is one of those that were heard; a theme that was heard is one of those that
    nobody told of, or is no longer what it was linked to by hand.
    """
    if row.theme is None:
        others = (*found.unexpected, *found.both)
        changes = [HeardAs(expected=row.keys[0], theme=other.theme) for other in others]
    else:
        others = found.unheard
        changes = [HeardAs(expected=other.keys[0], theme=row.theme) for other in others]
    likely = alike(row.name, [other.name for other in others])
    rest = [place for place in range(len(others)) if place not in likely]
    return (
        *(Linking(name=others[n].name, change=changes[n], alike=True) for n in likely),
        *(
            Linking(name=name, change=HeardAs(expected=key, theme=None), apart=True)
            for key, name in row.linked
        ),
        *(Linking(name=others[n].name, change=changes[n]) for n in rest),
    )


def mirror_chapter(material: Material, placing: Layout) -> TablesChapter | None:
    """The mirror as a chapter of the report; None when nobody wrote what they expected."""
    t, found = material.t, mirror(material, placing)
    if not found.sheets:
        return None
    intro = t.ngettext(
        "Before the meeting {count} listener wrote down what they expected to hear. Only "
        "after the meeting it was laid beside what was heard.",
        "Before the meeting {count} listeners wrote down what they expected to hear. Only "
        "after the meeting it was laid beside what was heard.",
        found.sheets,
    )
    return TablesChapter(
        heading=t.gettext("What the listeners had expected"),
        anchor="verwachtingen",
        intro=intro.format(count=found.sheets),
        tables=tuple(_table(heading, rows, t) for heading, rows in found.lists(t)),
    )


def _table(heading: str, rows: tuple[Seen, ...], t: Translations) -> Table:
    """One list, with a column for each side that said something; what may not be told is a dash."""
    heard = any(row.theme is not None for row in rows)
    expected = any(row.expected for row in rows)
    columns = [t.gettext("Theme")]
    columns += [t.gettext("Participants who told it")] if heard else []
    columns += [t.gettext("Listeners who expected it")] if expected else []
    return Table(
        heading=heading,
        columns=tuple(columns),
        rows=tuple(
            (
                row.name,
                *(["–" if row.heard is None else str(row.heard)] if heard else []),
                *([str(row.expected)] if expected else []),
            )
            for row in rows
        ),
    )


def _heard_as(found: list[Expectation], heard: list[Placed]) -> int | None:
    """The theme that an expectation is: as it was linked, else by its name."""
    linked = found[0].heard_as
    for placed in heard:
        if placed.theme is None:
            continue
        named = folded(placed.theme.name) == folded(found[0].theme)
        if placed.theme.number == linked or (linked is None and named):
            return placed.theme.number
    return None


def _heard(
    material: Material,
    placed: Placed,
    expected: dict[str, list[Expectation]],
    theme_of: dict[str, int | None],
) -> Seen:
    number = placed.theme.number if placed.theme is not None else None
    keys = tuple(key for key, theme in theme_of.items() if theme == number)
    told = len(material.people) >= FEWEST
    return Seen(
        name=placed.name,
        keys=keys,
        linked=tuple(
            (key, material.said(expected[key][0].theme, ""))
            for key in keys
            if expected[key][0].heard_as is not None
        ),
        theme=number,
        expected=_people(e for key in keys for e in expected[key]),
        heard=len(placed.people) if told else None,
    )


def _people(expectations: Iterable[Expectation]) -> int:
    return len({expectation.sheet for expectation in expectations})


def _ordered(rows: Iterable[Seen]) -> tuple[Seen, ...]:
    return tuple(sorted(rows, key=lambda row: (-(row.heard or 0), -row.expected, row.name)))
