"""An outcome as the devices show it: what the room sees, bars with numbers and lists of ideas."""

from collections.abc import Iterable

import msgspec

from spiegel.domain.polls import saying
from spiegel.domain.polls.orders import OrderOutcome
from spiegel.domain.polls.outcomes import ChoiceOutcome, IdeasOutcome, Untold, outcome
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.session.agenda import AnswerForm
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import Session
from spiegel.domain.session.words import capitalised
from spiegel.i18n import Translations
from spiegel.web.stage import OnStage


class Bar(msgspec.Struct, frozen=True):
    """A row: what it is about, a number in words, and how long its bar is, 0 to 100."""

    words: str
    count: str
    share: int


class GroupOfIdeas(msgspec.Struct, frozen=True):
    """Ideas under one heading."""

    words: str
    ideas: tuple[str, ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page has of an outcome; columns: of its table."""

    lines: tuple[str, ...] = ()
    caption: str = ""
    columns: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    groups: tuple[GroupOfIdeas, ...] = ()


def shown(session: Session, stage: OnStage, t: Translations) -> Shown:
    """The outcome that is on stage."""
    poll, form = stage.poll, stage.form
    if poll is None or form is None:
        return Shown()
    found = outcome(session, poll)
    match found:
        case Untold():
            return Shown(lines=(_untold(found, t),))
        case ScaleOutcome():
            return _scale(found, form, t)
        case ChoiceOutcome():
            return _choice(found, form, t)
        case OrderOutcome():
            return _order(found, form, t)
        case IdeasOutcome():
            return _ideas(found, t)


def _untold(why: Untold, t: Translations) -> str:
    if why is Untold.PRACTICE:
        return t.gettext("This was to practise. Nothing of it is kept.")
    return t.gettext("Too few people answered to show it.")


def _said(*words: str) -> tuple[str, ...]:
    """The words under an outcome in the room, each as a sentence."""
    return tuple(f"{capitalised(each)}." for each in words)


def _bars(rows: Iterable[tuple[str, float, str]]) -> tuple[Bar, ...]:
    kept = [*rows]
    most = max((number for _words, number, _said in kept), default=0)
    return tuple(Bar(w, said, round(100 * n / most) if most else 0) for w, n, said in kept)


def _scale(found: ScaleOutcome, form: AnswerForm, t: Translations) -> Shown:
    ends = found.lowest, found.highest
    rows: list[tuple[str, float, str]] = [
        (saying.point_words(form.kind, *ends, point, t), count, str(count))
        for point, count in enumerate(found.counts, found.lowest)
    ]
    rows.append((t.gettext("I do not know"), found.unknown, str(found.unknown)))
    said = saying.leaning(found, t) if found.judges else saying.middle(found, t)
    lines = [*_said(*filter(None, [said]))]
    if found.agreement is not None:
        words = t.gettext("The group is {agreement}.")
        lines.append(words.format(agreement=found.agreement.explain(t)))
    return Shown(
        lines=tuple(lines),
        caption=t.gettext("This is what the group answered"),
        columns=(t.gettext("Answer"), t.gettext("People")),
        bars=_bars(rows),
    )


def _choice(found: ChoiceOutcome, form: AnswerForm, t: Translations) -> Shown:
    pointed = found.each > 0
    rows = [
        (form.options[share.option - 1], number, str(number))
        for share in found.shares
        for number in (share.points if pointed else share.people,)
    ]
    return Shown(
        caption=t.gettext("This is what the group answered"),
        columns=(t.gettext("Answer"), t.gettext("Points") if pointed else t.gettext("People")),
        bars=_bars(rows),
    )


def _order(found: OrderOutcome, form: AnswerForm, t: Translations) -> Shown:
    rows = [
        (f"{at.place}. {form.options[at.option - 1]}", at.points, saying.points(at.points, t))
        for at in found.places
    ]
    return Shown(
        lines=_said(found.agreement.explain(t)) if found.agreement is not None else (),
        caption=t.gettext("This is the order of the group"),
        columns=(t.gettext("Answer"), t.gettext("Points")),
        bars=_bars(rows),
    )


def _ideas(found: IdeasOutcome, t: Translations) -> Shown:
    groups = [
        GroupOfIdeas(f"{each.shown}. {each.cluster.name}", _words(each.ideas))
        for each in sorted(found.clusters, key=lambda each: each.shown)
    ]
    if found.loose:
        name = t.gettext("Not in a group yet") if groups else t.gettext("All ideas")
        groups.append(GroupOfIdeas(name, _words(found.loose)))
    lines = []
    if found.held:
        said = t.ngettext("{count} idea is not shown.", "{count} ideas are not shown.", found.held)
        lines.append(said.format(count=found.held))
    return Shown(lines=tuple(lines), groups=tuple(groups))


def _words(ideas: Iterable[Idea]) -> tuple[str, ...]:
    return tuple(idea.words for idea in ideas if not idea.held)
