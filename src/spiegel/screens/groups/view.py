"""What the Groups screen says: an idea, a group, how far the work is. Words, no widgets."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from textual.content import Content

from spiegel.domain.polls.polls import clusters_of, gives_ideas, ideas_of, poll_of
from spiegel.domain.running.running import place
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.polls import Cluster, Idea, PollState
from spiegel.domain.session.session import Session
from spiegel.i18n import _, ngettext
from spiegel.text import plain
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int]
"""What a row stands for: "idea" or "group", and its number."""

LINES: Final = 3
"""Lines that a group takes at most where all of them have room."""
ALIKE: Final = "≈"
"""Stands before what looks as if it means the same as the marked idea."""


def open_questions(session: Session) -> tuple[Question, ...]:
    """The questions that are answered with ideas, in the order in which they are put."""
    asked = (q for phase in session.agenda for q in session.questions_of(phase.number))
    return tuple(q for q in asked if q.answer is not None and gives_ideas(q.answer))


def question_now(session: Session) -> Question | None:
    """The question to begin with: the one that runs, else the last that has ideas, else the first.

    None when no question is answered with ideas.
    """
    found = open_questions(session)
    here = place(session).question
    if here is not None and here in found:
        return here
    answered = [question for question in found if ideas_of(session, question.number)]
    return next(reversed(answered), found[0] if found else None)


def grouping(session: Session) -> bool:
    """Whether the ideas are put in groups now, together."""
    return place(session).step == "group"


def idea_keys(ideas: Sequence[Idea], inside: int | None, done: Collection[int] = ()) -> list[Key]:
    """The ideas in a group, or (None) in none, and those that were just put elsewhere."""
    return [("idea", i.number) for i in ideas if i.cluster == inside or i.number in done]


def same(one: Session, other: Session) -> bool:
    """Whether two sessions look the same here."""
    return all(
        getattr(one, table) == getattr(other, table)
        for table in ("ideas", "clusters", "polls", "questions", "moments")
    )


def group_keys(session: Session, question: int) -> list[Key]:
    """The groups in their order; the first has number 1."""
    return [("group", cluster.number) for cluster in clusters_of(session, question)]


def counts(ideas: Sequence[Idea]) -> Counter[int | None]:
    """How many ideas are in each group; None: in no group."""
    return Counter(idea.cluster for idea in ideas)


@lru_cache(maxsize=1024)
def idea_row(idea: Idea, shown: int, *, alike: bool) -> Row:
    """An idea, word for word; the same object as long as nothing about it changes.

    shown: the number of the group that it was put in from this list, 0 for none.
    """
    marks = [_("not shown")] if idea.held else []
    marks += [_("~ traceable")] if idea.traceable else []
    put = f"{'  ' if marks else ''}→{shown}" if shown else ""
    return Row(
        gutter=Content.styled(f" {ALIKE if alike else ''}", "$accent"),
        words=typed(idea.words, "$muted" if shown else ""),
        end=Content.assemble((" · ".join(marks), "$accent"), (put, "bold $primary")),
    )


@lru_cache(maxsize=512)
def group_row(shown: int, name: str, count: int, *, alike: bool, single: bool) -> Row:
    """A group with the number that it is named by, its name, and how many ideas are in it.

    single: the name has one line, as many groups need.
    """
    gutter = Content.assemble(
        (f" {ALIKE if alike else ' '}", "$accent"), (f"{shown:>2}", "bold $primary")
    )
    return Row(
        gutter=gutter,
        words=typed(name),
        end=Content.styled(str(count), "$muted" if count else "$accent"),
        single=single,
    )


def question_words(question: Question | None) -> Content:
    """The question, on a line."""
    if question is None:
        return plain(_("No question is answered with ideas."), "$muted")
    return typed(question.words.replace("\n", " "), "bold")


def progress(loose: int, ideas: int) -> Content:
    """How many ideas still wait for a group."""
    if not ideas:
        return Content("")
    if loose == 0:
        return Content.styled(_("all in a group"), "$success")
    return Content.styled(_("{count} of {all} to go").format(count=loose, all=ideas), "$accent")


def left_heading(inside: Cluster | None, shown: int, count: int) -> Content:
    """What the left list holds: ideas in no group, or those of one."""
    if inside is None:
        words = _("in no group yet")
        return Content.assemble((words, "$primary"), (f" · {count}", "$muted"))
    return Content.assemble(
        (f"{shown} ", "bold $primary"), (inside.name, "$primary"), (f" · {count}", "$muted")
    )


def right_heading(count: int) -> Content:
    """How many groups there are."""
    words = ngettext("{count} group", "{count} groups", count).format(count=count)
    return Content.styled(words if count else _("groups"), "$primary")


def legend() -> Content:
    """What the sign before a row means."""
    return Content.styled(_("{sign} looks alike").format(sign=ALIKE), "$muted")


def no_ideas(
    session: Session, question: Question | None, count: int, inside: int | None
) -> Content:
    """What an empty list of ideas says."""
    if question is None:
        return Content("")
    if inside is not None:
        return plain(_("This group is empty. o shows what is in no group."), "$muted")
    if count:
        return plain(_("Every idea is in a group. Tab, then o shows what is inside one."), "$muted")
    poll = poll_of(session, question.number)
    if poll is not None and poll.state is PollState.OPEN:
        return plain(_("People are still answering."), "$muted")
    if poll is not None and poll.few:
        return plain(_("Fewer than 3 people answered, so no answer was kept."), "$muted")
    return plain(_("There are no ideas yet. F3 puts the question to everybody."), "$muted")


def no_groups(ideas: int) -> Content:
    """What an empty list of groups says."""
    return plain(_("n makes a group of the marked idea."), "$muted") if ideas else Content("")


def group_shown(session: Session, question: int, shown: int) -> Cluster | None:
    """The group with the number that people see."""
    clusters = clusters_of(session, question)
    return clusters[shown - 1] if 1 <= shown <= len(clusters) else None


def asks_second(session: Session, question: int, digit: int) -> Content:
    """What a first digit can still become, said at the bottom while it waits."""
    clusters = clusters_of(session, question)
    longer = [n for n in range(10 * digit, 10 * digit + 10) if n <= len(clusters)]
    first = _("Enter: {number} {name}").format(number=digit, name=clusters[digit - 1].name[:30])
    more = _("one more digit: {first} to {last}").format(first=longer[0], last=longer[-1])
    if len(longer) == 1:
        more = _("{digit}: {number} {name}").format(
            digit=longer[0] % 10, number=longer[0], name=clusters[longer[0] - 1].name[:30]
        )
    back = _("Esc: not")
    return plain(f"{digit}…  {more} · {first} · {back}", "$accent")


def may_be_longer(session: Session, question: int, digit: int) -> bool:
    """Whether a group has a number of two digits that begins with this one."""
    return 10 * digit <= len(clusters_of(session, question))
