"""What Review says of the outcomes: each question read with three questions, then its figures."""

from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from textual.content import Content

from spiegel.domain.polls import saying
from spiegel.domain.polls.orders import OrderOutcome
from spiegel.domain.polls.outcomes import (
    ChoiceOutcome,
    ClusterOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
)
from spiegel.domain.polls.polls import form_of
from spiegel.domain.polls.reading import alike, best_agreed, outcome_of, polled, read
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.report.review import Concern, ConcernKind, idea_concern
from spiegel.domain.report.wording import listed
from spiegel.domain.session.polls import Idea, Poll
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Remark, RemarkKind
from spiegel.i18n import N_, _, current
from spiegel.screens.shared.outcome_view import bars_of
from spiegel.screens.shared.recorded_view import remark_words, tied, tied_words
from spiegel.widgets.bars import FULL, REST, Bar
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int, int] | Concern
"""What a row stands for: what kind of row, of which question and where; or an idea."""

EXPLAINED: Final = "explained"
"""The kind of a row that holds an explanation."""
_BAR: Final = 10
"""Columns of a bar in the list."""
_LABELS: Final = (N_("on top"), N_("named by nobody"), N_("agreement"))
"""The three questions, in a word or two."""


@lru_cache(maxsize=2)
def rows(session: Session) -> Mapping[Key, Row]:
    """Every row in its order."""
    return dict(_rows(session))


def _rows(session: Session) -> Iterator[tuple[Key, Row]]:
    lines = list(_over_all(session))
    if lines:
        yield ("heading", 0, 0), Row(heading=Content.styled(_("Over all questions"), "bold"))
        yield from ((("all", 0, at), row) for at, row in enumerate(lines))
    for question, poll in polled(session):
        found = outcome_of(session, poll)
        heading = Content.assemble((question.words.replace("\n", " "), "bold $primary"))
        yield ("heading", question.number, 1), Row(heading=heading)
        if not isinstance(found, Untold) and found is not None:
            yield from _told(session, question.number, poll, found)
        elif found is not None:
            why = Content.styled(found.explain(current()), "$muted")
            yield ("why", question.number, 0), Row(words=why)
        yield from _explained(session, question.number)


def _over_all(session: Session) -> Iterator[Row]:
    """Where people agree over all questions, and what most of them agree with."""

    def named(numbers: tuple[int, ...]) -> Content:
        words = (session.questions[number].words.replace("\n", " ") for number in numbers)
        return typed(" · ".join(words))

    found = alike(session)
    yield from (
        _labelled(_(label), named(numbers))
        for label, numbers in (
            (N_("most agreed"), best_agreed(session)),
            (N_("of one mind"), found.united),
            (N_("divided"), found.divided),
            (N_("strongly divided"), found.strongly),
        )
        if numbers
    )


def _labelled(label: str, words: Content) -> Row:
    return Row(words=Content.assemble((f"{label}: ", "$muted"), words))


def _told(session: Session, question: int, poll: Poll, found: Outcome) -> Iterator[tuple[Key, Row]]:
    if not isinstance(found, ScaleOutcome):
        for at, row in enumerate(_reading(session, poll, found)):
            yield ("read", question, at), row
    if isinstance(found, IdeasOutcome):
        yield from _ideas(question, found)
        return
    bars, words = bars_of(form_of(session, poll), found)
    if words and not isinstance(found, OrderOutcome):
        yield ("words", question, 0), Row(words=Content.styled(words, "$muted"))
    for at, bar in enumerate(bars):
        yield ("bar", question, at), _bar(bar)


def _reading(session: Session, poll: Poll, found: Outcome) -> Iterator[Row]:
    t, reading = current(), read(session, poll, found)
    top, nobody, agreement = (_(label) for label in _LABELS)
    if reading.top:
        firm = f" ({reading.firmness.explain(t)})" if reading.firmness is not None else ""
        yield _labelled(top, Content.assemble((listed(list(reading.top), t), "bold"), firm))
    if reading.nobody:
        yield _labelled(nobody, typed(listed(list(reading.nobody), t)))
    if reading.agreement is not None:
        yield _labelled(agreement, Content(reading.agreement.explain(t)))


def _bar(bar: Bar) -> Row:
    cells = round((bar.part or 0) * _BAR)
    line = Content.assemble(
        (FULL * cells, "$muted" if bar.quiet else "$primary"),
        (REST * (_BAR - cells), "$faint"),
        f"  {bar.words}",
    )
    gutter = Content.styled(f"{bar.number:>3} " if bar.number else "", "bold $primary")
    return Row(gutter=gutter, words=typed(bar.label), end=line)


def _ideas(question: int, found: IdeasOutcome) -> Iterator[tuple[Key, Row]]:
    """The groups in their order with their ideas under them, then the ideas in none."""
    for each in found.clusters:
        yield ("cluster", question, each.cluster.number), _cluster(each)
        yield from ((idea_key(idea), idea_row(idea)) for idea in each.ideas)
    if found.loose:
        words = Content.styled(_("in no group"), "$muted")
        yield ("loose", question, 0), Row(words=words)
        yield from ((idea_key(idea), idea_row(idea)) for idea in found.loose)


def _explained(session: Session, question: int) -> Iterator[tuple[Key, Row]]:
    """What was said aloud about a question, with the codes that were noted."""
    said = [r for r in session.remarks_of(RemarkKind.EXPLAINED) if r.question == question]
    if said:
        words = Content.styled(_("explained aloud:"), "$muted")
        yield ("aloud", question, 0), Row(words=words)
    for remark in said:
        people = Content.styled(tied(remark), "$accent")
        yield (
            (EXPLAINED, question, remark.number),
            Row(words=typed(f"  {remark.words}"), end=people),
        )


def explanation(session: Session, key: Hashable) -> Remark | None:
    """The explanation that a row stands for."""
    if not isinstance(key, tuple) or key[0] != EXPLAINED:
        return None
    return session.remarks.get(key[2])


def explanation_card(remark: Remark) -> Content:
    """All that is known of an explanation, and what its codes can do."""
    lines = [typed(remark.words), Content.styled(remark_words(remark.kind), "$muted")]
    if codes := tied(remark):
        lines.append(Content.styled(tied_words(codes), "$accent"))
    return Content("\n").join(lines)


def _cluster(each: ClusterOutcome) -> Row:
    t = current()
    parts = [saying.ideas(len(each.ideas), t)]
    if each.place is not None:
        parts.insert(0, saying.gained(each.place.points, each.place.named, t))
        place = f"{each.place.place}."
    else:
        place = str(each.shown)
    return Row(
        gutter=Content.styled(f"{place:>3} ", "bold $primary"),
        words=typed(each.cluster.name, "bold"),
        end=Content.styled(" · ".join(parts), "$muted"),
    )


def idea_key(idea: Idea) -> Concern:
    """An idea, with what there is to look at in it."""
    return Concern(idea_concern(idea) or ConcernKind.IDEA, "ideas", idea.number)


def idea_row(idea: Idea) -> Row:
    """An idea under its group: as it was written, and what was decided about it."""
    state = ""
    if idea.traceable:
        state = _("~ traceable")
    elif idea.paraphrase.strip():
        state = _("said otherwise")
    elif idea_concern(idea) is not None:
        state = _("may it be shown?")
    marks = [state] if state else []
    marks += [_("not shown")] if idea.held else []
    return Row(words=typed(f"  {idea.words}"), end=Content.styled(" · ".join(marks), "$accent"))


def card(session: Session, key: tuple[str, int, int]) -> Content:
    """How the figures of a question were made, and how many people they are of."""
    t = current()
    if key[0] == "all":
        return Content.styled(saying.spread(t), "$muted")
    told = {question.number: (question, poll) for question, poll in polled(session)}
    if key[1] not in told:
        return Content("")
    question, poll = told[key[1]]
    found, form = outcome_of(session, poll), form_of(session, poll)
    took = saying.took_part(poll, t)
    how: list[str] = []
    match found:
        case ScaleOutcome():
            how = [saying.spread(t), saying.UNKNOWN, saying.MEAN]
        case ChoiceOutcome(each=0):
            how = [saying.CHOICES if form.several else saying.CHOICE]
        case ChoiceOutcome():
            how = [t.gettext(saying.POINTS).format(count=found.each)]
        case OrderOutcome():
            how = [t.gettext(saying.PRIORITY).format(count=found.top), saying.FIRMNESS]
        case IdeasOutcome(order=None):
            how = [saying.IDEAS]
        case IdeasOutcome(order=order) if order is not None:
            how = [t.gettext(saying.PRIORITY).format(count=order.top), saying.IDEAS]
    lines = [
        Content.styled(question.words.replace("\n", " "), "bold"),
        Content.styled(took, "$muted"),
        *(Content.styled(t.gettext(each), "$muted") for each in how),
    ]
    return Content("\n").join(lines)


def nothing() -> Content:
    """What an empty list says."""
    return Content.styled(_("No question was answered yet. F3 puts one to everybody."), "$muted")
