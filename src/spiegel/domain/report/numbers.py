"""The numbers of an outcome: as a chart, and as tables."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from spiegel.domain.polls import saying
from spiegel.domain.polls.compare import Say, side
from spiegel.domain.polls.orders import Firmness, OrderOutcome, Place
from spiegel.domain.polls.outcomes import (
    ChoiceOutcome,
    IdeasOutcome,
    Outcome,
    groups_in,
)
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.report.answered import Answered, cluster_name, option_names
from spiegel.domain.report.compared import NOTHING, apart
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import Bar, Chart, Pattern, Table
from spiegel.domain.report.wording import listed, shortened
from spiegel.i18n import Translations

BAR: Final = 44
"""Characters of what stands beside a bar."""


def chart(material: Material, asked: Answered, found: Outcome) -> Chart | None:
    """Its bars; None when there are none."""
    t = material.t
    match found:
        case ScaleOutcome():
            counted, bars = t.gettext("people"), list(_scale_bars(asked, found, t))
        case ChoiceOutcome():
            counted = t.gettext("points") if found.each else t.gettext("people")
            shares = found.best_first if found.each else found.shares
            numbers = [
                (asked.names[s.option - 1], s.points if found.each else s.people) for s in shares
            ]
            bars = [Bar(name, number, str(number)) for name, number in numbers]
        case OrderOutcome():
            counted, bars = t.gettext("points"), list(_order_bars(found, asked.names, t))
        case IdeasOutcome():
            if found.order is not None:
                counted = t.gettext("points")
                bars = list(_order_bars(found.order, option_names(material, found), t))
            else:
                counted = t.gettext("ideas")
                bars = [
                    Bar(cluster_name(material, c), len(c.ideas), str(len(c.ideas)))
                    for c in found.clusters
                ]
    if not bars:
        return None
    told_all = "; ".join(f"{bar.name}: {bar.said}" for bar in bars)
    alt = t.gettext("Bars with the number of {counted}. {bars}.")
    return Chart(
        title=material.prepared(asked.question.words),
        alt=alt.format(counted=counted, bars=told_all),
        counted=counted,
        bars=tuple(msgspec.structs.replace(bar, name=shortened(bar.name, BAR)) for bar in bars),
    )


def _scale_bars(asked: Answered, found: ScaleOutcome, t: Translations) -> Iterator[Bar]:
    """A bar for each point; disagreeing, neither and agreeing differ in pattern."""
    for place, count in enumerate(found.counts):
        point = found.lowest + place
        words = saying.point_words(asked.form.kind, found.lowest, found.highest, point, t)
        middle = 2 * point - found.lowest - found.highest
        pattern: Pattern = "solid"
        if found.judges:
            pattern = "stripes" if middle < 0 else "solid" if middle > 0 else "dots"
        yield Bar(words, count, str(count), pattern)
    if found.unknown:
        yield Bar(t.gettext("I do not know"), found.unknown, str(found.unknown), "dots")


def _order_bars(found: OrderOutcome, names: Sequence[str], t: Translations) -> Iterator[Bar]:
    for place in found.places:
        said = saying.points(place.points, t)
        yield Bar(names[place.option - 1], place.points, said)


def tables(material: Material, asked: Answered, found: Outcome) -> Iterator[Table]:
    """The numbers, and those of each group of people in the room."""
    t, words = material.t, material.prepared(asked.question.words)
    match found:
        case ScaleOutcome():
            bars = list(_scale_bars(asked, found, t))
            rows = [(t.gettext("Answer"), t.gettext("People"))]
            rows += [(bar.name, bar.said) for bar in bars]
            # eleven points are read more easily along a line
            lines = list(zip(*rows, strict=True)) if not found.judges else rows
            yield _table(words, lines[0], tuple(lines[1:]))
        case ChoiceOutcome():
            yield _choice_table(words, asked, found, t)
        case OrderOutcome():
            yield _order_table(words, found, asked.names, t)
        case IdeasOutcome() if found.order is not None:
            yield _order_table(words, found.order, option_names(material, found), t)
        case IdeasOutcome() if found.clusters:
            counts = ((cluster_name(material, c), str(len(c.ideas))) for c in found.clusters)
            yield _table(words, (t.gettext("What"), t.gettext("Ideas")), tuple(counts))
    by_group = _by_group(material, asked)
    if by_group is not None:
        yield by_group


def _table(heading: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(heading=heading, columns=columns, rows=rows)


def _choice_table(words: str, asked: Answered, found: ChoiceOutcome, t: Translations) -> Table:
    what = t.gettext("Answer")
    if not found.each:
        chosen = (
            (asked.names[s.option - 1], saying.of_all(s.people, found.people, t))
            for s in found.shares
        )
        return _table(words, (what, t.gettext("People")), tuple(chosen))
    given = ((asked.names[s.option - 1], str(s.points), str(s.people)) for s in found.best_first)
    columns = (what, t.gettext("Points"), t.gettext("People who gave any"))
    return _table(words, columns, tuple(given))


def _order_table(words: str, found: OrderOutcome, names: Sequence[str], t: Translations) -> Table:
    columns = [
        t.gettext("Place"),
        t.gettext("What"),
        t.gettext("Points"),
        t.gettext("Named by (of {count})").format(count=found.people),
    ]
    firm = any(place.firmness is not None for place in found.places)
    rows = tuple(
        (
            str(place.place) if place.named else NOTHING,
            names[place.option - 1],
            saying.points(place.points, t),
            str(place.named),
            *((_firmness(place, names, t),) if firm else ()),
        )
        for place in found.places
    )
    if firm:
        columns.append(t.gettext("How firm"))
    return _table(words, tuple(columns), rows)


def _firmness(place: Place, names: Sequence[str], t: Translations) -> str:
    if place.firmness is None:
        return t.gettext("shared") if place.shared and place.named else NOTHING
    if place.firmness is Firmness.FIRM:
        return t.gettext("firm")
    rivals = listed([shortened(names[r - 1], BAR) for r in place.rivals], t)
    return t.gettext("shifting, with {names}").format(names=rivals)


def _by_group(material: Material, asked: Answered) -> Table | None:
    """Groups of people in the room side by side, where their answers can be told apart."""
    groups = groups_in(material.session, asked.poll)
    if len(groups) < 2:
        return None
    say = Say(words=material.prepared, group=material.group)
    sides = [side(material.session, asked.question, asked.poll, say, group) for group in groups]
    return apart(sides, groups, material.t)
