"""All themes in one table: how many people said what of each, and which actions go about it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spiegel.domain.actions.weakness import gaps
from spiegel.domain.report.actions import actions_about, not_done, one_action
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.parts import Bar, Chart, Link, Overview, OverviewRow
from spiegel.domain.report.themes import SIGNS, Layout, Placed
from spiegel.domain.report.wording import listed, numbered, participants_words, shortened
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.i18n import Translations

FEWEST_THEMES: Final = 2
"""Below so many themes there is nothing to look over."""
BARS: Final = 12
"""So many themes are drawn at most; the table has them all."""
NAME: Final = 40
"""Characters of a theme's name beside its bar."""
_NUMBERED: Final = tuple(sign for sign in SIGNS if sign[0] is not None)


def overview(material: Material, placing: Layout) -> Overview | None:
    """The themes in the order of the report; None where there are too few to compare."""
    if not compares_themes(placing):
        return None
    t, themes = material.t, placing.themes
    counted = len(material.people) >= FEWEST
    rows = tuple(_rows(material, placing))
    told = (
        t.gettext(
            "The table shows of each theme how many participants said that it goes well, could be "
            "better, or is a wish, and what is done with it. Who said what goes well and what "
            "could be better counts in both columns, and once in the column of all participants."
        )
        if counted
        else t.gettext(
            "The table shows of each theme what was said about it, and what is done with it."
        )
    )
    names = tuple(f"{sign} {t.gettext(name)}" for _valence, sign, name in _NUMBERED)
    return Overview(
        heading=t.gettext("The themes at a glance"),
        anchor="overzicht",
        intro=" ".join([told, *_elsewhere(themes, rows, t)]),
        chart=_chart(material, themes) if counted else None,
        columns=(
            t.gettext("Theme"),
            *names,
            *((t.gettext("Participants"),) if counted else ()),
            _actions_name(material),
        ),
        rows=rows,
    )


def _elsewhere(
    themes: Sequence[Placed], rows: Sequence[OverviewRow], t: Translations
) -> Iterator[str]:
    """That what has no theme is not among them, where the table does not have it either."""
    there = {row.theme.anchor for row in rows}
    for placed in themes:
        if placed.anchor not in there:
            words = t.gettext("What stands under {theme} has no theme and is not in it.")
            yield words.format(theme=placed.name)


def compares_themes(placing: Layout) -> bool:
    """Whether there are so many themes that the report has them all in one table."""
    return sum(placed.theme is not None for placed in placing.themes) >= FEWEST_THEMES


def _actions_name(material: Material) -> str:
    t = material.t
    recommending = material.session.info.outcome is Outcome.RECOMMENDATION
    return t.gettext("Recommendations") if recommending else t.gettext("Actions")


def _rows(material: Material, placing: Layout) -> Iterator[OverviewRow]:
    t = material.t
    unmet = {theme.number for theme in gaps(material.session).without_action}
    decided = bool(material.session.actions)
    counted = len(material.people) >= FEWEST
    for placed in placing.themes:
        links = tuple(_links(material, placed))
        signed = any(statement.valence is not None for statement in placed.members)
        if placed.theme is None and not (signed or links):
            continue
        lacking = placed.theme is not None and placed.theme.number in unmet
        yield OverviewRow(
            theme=Link(placed.name, placed.anchor),
            signs=(
                *(_said(material, placed.told.get(valence)) for valence, _sign, _name in _NUMBERED),
                *((_said(material, placed.people if placed.told else None),) if counted else ()),
            ),
            actions=links,
            open=t.gettext("nothing done about it yet") if lacking and decided else "",
            none=t.gettext("none"),
        )


def _said(material: Material, people: frozenset[str] | None) -> str:
    """How many people said so; only that it was said where numbers could point to somebody.

    people: None where nobody said it.
    """
    if people is None:
        return material.t.gettext("none")
    if people and len(material.people) >= FEWEST:
        return str(len(people))
    return material.t.gettext("yes")


def _links(material: Material, placed: Placed) -> Iterator[Link]:
    """The actions that go about a theme, with what they are called for who hears one alone."""
    name = one_action(material)
    for action in actions_about(material.session, placed):
        words = _words(material, action)
        title = words.replace(str(action.number), numbered(name, action.number), 1)
        yield Link(words, f"actie_{action.number}", title)


def _words(material: Material, action: Action) -> str:
    """Its number, and that it goes on no more, or never did."""
    t = material.t
    if action.kind is ActionKind.DECLINE:
        return t.gettext(not_done(material.session)).format(number=action.number)
    if action.status is ActionStatus.STOPPED:
        return t.gettext("{number} (stopped)").format(number=action.number)
    return str(action.number)


def _chart(material: Material, themes: Iterable[Placed]) -> Chart | None:
    """How many people spoke of each theme, as bars."""
    t = material.t
    every = [
        Bar(shortened(placed.name, NAME), number, str(number))
        for placed in themes
        if placed.theme is not None and (number := len(placed.people))
    ]
    if len(every) < FEWEST_THEMES:
        return None
    bars, title = every[:BARS], t.gettext("How many participants spoke of each theme")
    if len(bars) < len(every):
        words = t.gettext("How many participants spoke of {count} of the {all} themes")
        title = words.format(count=len(bars), all=len(every))
    return Chart(title=title, alt=f"{title}: {_told(bars, t)}.", counted=t.gettext("participants"),
                 bars=tuple(bars))  # fmt: skip


def _told(bars: Sequence[Bar], t: Translations) -> str:
    """The bars in words, for who cannot see them."""
    return listed([f"{bar.name} {participants_words(int(bar.number), t)}" for bar in bars], t)
