"""Two rounds of one theme beside each other: what came back, what is gone, what was done meanwhile.

Themes are the same by their names, whatever the case and accents. A side is told by how many people
spoke of a theme, never by who; where a group is too small for counts, by whether anybody did.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.report.themes import Layout
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.earlier import EarlierAction, EarlierRound, EarlierTheme
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.statements import Statement, Valence
from spiegel.domain.session.words import folded
from spiegel.i18n import N_, Translations

_BETTER: Final = frozenset({Valence.BETTER, Valence.WISH})
_STATES: Final = {
    ActionStatus.PROPOSED: N_("only proposed"),
    ActionStatus.AGREED: N_("agreed, not begun"),
    ActionStatus.BUSY: N_("busy"),
    ActionStatus.DONE: N_("done"),
    ActionStatus.STOPPED: N_("stopped"),
}


def earlier_of(seen: Material, placing: Layout, now: Instant) -> EarlierRound:
    """What a later round may keep of a meeting; its words are those that a document may show."""
    session = seen.session
    return EarlierRound(
        at=now,
        session=session.info.id,
        title=seen.words(session.info.title),
        date=session.info.date,
        themes=tuple(_themes(seen, placing)),
        actions=tuple(
            one
            for _number, action in sorted(session.actions.items())
            if (one := _action(seen, action)).words
        ),
    )


def _themes(seen: Material, placing: Layout) -> Iterable[EarlierTheme]:
    counts = len(seen.people) >= FEWEST
    for placed in placing.themes:
        if placed.theme is None or not placed.members:
            continue
        better = [said for said in placed.members if _to_improve(said)]
        yield EarlierTheme(
            name=placed.name,
            people=len(placed.people) if counts else None,
            improve=len(seen.counted(better)) if counts else None,
            better=bool(better),
        )


def _to_improve(said: Statement) -> bool:
    return said.valence in _BETTER


def _action(seen: Material, action: Action) -> EarlierAction:
    declined = action.kind is ActionKind.DECLINE
    numbers = dict.fromkeys(
        (
            *action.themes,
            *(
                theme
                for number in action.statements
                if (said := seen.session.statements.get(number)) is not None
                for theme in said.themes
            ),
        )
    )
    themes = (seen.session.themes[number] for number in numbers if number in seen.session.themes)
    return EarlierAction(
        words=seen.words(action.words),
        status=action.status,
        themes=tuple(filter(None, (seen.words(theme.name) for theme in themes))),
        told=seen.words(action.reason if declined else action.told),
        declined=declined,
    )


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """A theme in one or both rounds; None in which it was not heard. actions: of the one before."""

    name: str
    before: EarlierTheme | None = None
    now: EarlierTheme | None = None
    actions: tuple[EarlierAction, ...] = ()


class Rounds(msgspec.Struct, frozen=True, kw_only=True):
    """Two rounds beside each other, what most people said first.

    back: what could be better then, and is named as such again. gone: what could be better then,
    and is not there as such now. new: what can be better now, and was not there as such then.
    actions: those of then that belong to no theme of these.
    """

    before: EarlierRound
    back: tuple[Again, ...] = ()
    gone: tuple[Again, ...] = ()
    new: tuple[Again, ...] = ()
    actions: tuple[EarlierAction, ...] = ()

    def lists(self, t: Translations) -> tuple[tuple[str, tuple[Again, ...]], ...]:
        """The lists that hold something, each with its heading."""
        named = (
            (t.gettext("Came back"), self.back),
            (t.gettext("No longer in the report as something to improve"), self.gone),
            (t.gettext("New in the report"), self.new),
        )
        return tuple((heading, rows) for heading, rows in named if rows)


def rounds_of(seen: Material, placing: Layout) -> Rounds | None:
    """This round beside the one that was laid beside it; None when none was."""
    before = seen.session.info.earlier
    if before is None:
        return None
    then = {folded(theme.name): theme for theme in before.themes}
    now = {folded(theme.name): theme for theme in _themes(seen, placing)}
    found = [
        Again(
            name=(now.get(key) or then[key]).name,
            before=then.get(key),
            now=now.get(key),
            actions=tuple(action for action in before.actions if key in map(folded, action.themes)),
        )
        for key in {**then, **now}
    ]
    shown = {folded(one.name) for one in found}
    return Rounds(
        before=before,
        back=_ordered(one for one in found if _better(one.before) and _better(one.now)),
        gone=_ordered(one for one in found if _better(one.before) and not _better(one.now)),
        new=_ordered(one for one in found if not _better(one.before) and _better(one.now)),
        actions=tuple(
            action
            for action in before.actions
            if not shown.intersection(map(folded, action.themes))
        ),
    )


def _better(theme: EarlierTheme | None) -> bool:
    return theme is not None and theme.better


def _ordered(rows: Iterable[Again]) -> tuple[Again, ...]:
    def place(one: Again) -> tuple[int, int, str]:
        now = one.now.improve if one.now is not None else None
        before = one.before.improve if one.before is not None else None
        return -(now or 0), -(before or 0), one.name

    return tuple(sorted(rows, key=place))


def counted(theme: EarlierTheme | None, t: Translations) -> str:
    """How many people said it could be better, in a word or two."""
    if theme is None:
        return t.gettext("does not stand in the report")
    if not theme.better:
        return t.gettext("only what goes well")
    if theme.improve is None:
        return t.gettext("named")
    return str(theme.improve)


def done_words(action: EarlierAction, t: Translations) -> str:
    """An action of the round before, and what became of it."""
    state = t.gettext("will not be done") if action.declined else t.gettext(_STATES[action.status])
    return (
        f"{action.words} ({state}: {action.told})" if action.told else f"{action.words} ({state})"
    )


def between(row: Again, t: Translations) -> str:
    """The actions about a theme in the round before, and what became of them."""
    said = "; ".join(done_words(action, t) for action in row.actions)
    return said or t.gettext("no action")


def rounds_chapter(seen: Material, placing: Layout) -> TablesChapter | None:
    """The chapter that lays the rounds beside each other; None when there is one round alone."""
    found, t = rounds_of(seen, placing), seen.t
    if found is None:
        return None
    day = date_words(found.before.date, t) if found.before.date is not None else ""
    earlier = ", ".join(filter(None, (found.before.title, day)))
    intro = t.gettext("The round before this one was: {earlier}. ").format(earlier=earlier)
    intro += t.gettext(
        "The numbers are of people who said that something could be better, or wished for it. "
        "Other people were there now, and both groups are small: a number that differs proves "
        "nothing. Not all that is said may stand in a report: what is not there may have been said."
    )
    tables = [
        Table(
            heading=heading,
            columns=(
                t.gettext("Theme"),
                t.gettext("Then"),
                t.gettext("Now"),
                t.gettext("Actions of then"),
            ),
            rows=tuple(
                (one.name, counted(one.before, t), counted(one.now, t), between(one, t))
                for one in rows
            ),
        )
        for heading, rows in found.lists(t)
    ]
    if found.actions:
        tables.append(
            Table(
                heading=t.gettext("Actions of then about other themes"),
                columns=(t.gettext("Actions of then"),),
                rows=tuple((done_words(action, t),) for action in found.actions),
            )
        )
    return TablesChapter(
        heading=t.gettext("Beside the round before"),
        anchor="vorige_ronde",
        intro=intro,
        tables=tuple(tables),
    )
