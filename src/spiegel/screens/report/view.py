"""What the Report screen says: what stands in the way, and what became of each document."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from textual.content import Content
from textual.style import Style

from spiegel.commands import everywhere
from spiegel.commands.keys import key_name
from spiegel.domain.actions.weakness import Weakness, gaps, in_short, weaknesses
from spiegel.domain.consent.audience import keeps_inside, silent_outside
from spiegel.domain.consent.gate import FOR_LACK_OF_CONSENT, Reason, withheld
from spiegel.domain.consent.verdicts import open_findings
from spiegel.domain.report.afterwards import actions_passed, hearing_passed
from spiegel.domain.report.edited import kept_words
from spiegel.domain.report.held import another_day
from spiegel.domain.report.kinds import ENVELOPES, KINDS
from spiegel.domain.report.persona_cards import kept_off
from spiegel.domain.report.review import queue, unfinished
from spiegel.domain.report.wording import date_words, listed, shortened
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.preparation import IN_SHORT, WORD_LIST
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.documents import MadeDocument, MadeDocuments
from spiegel.screens.report.edited import in_short_of, word_list_of
from spiegel.screens.shared import documents_view
from spiegel.screens.shared.shared_key import debrief_key
from spiegel.text import path_end, plain
from spiegel.widgets.browse import Row, drawn, typed

NOTHING_MADE: Final = MadeDocuments()
BAR = 24
"""Columns of the progress bar."""
INDENT = 6
"""Columns before the words of an obstacle: its key and its sign."""
LABELS: Final = 15
"""Columns before where documents go: a key and what it is called."""


class Obstacle(msgspec.Struct, frozen=True):
    """Something to look at before the report goes out: the key that leads to it, and what it is.

    leads: the action of that key. done: it is no obstacle any more, and says so.
    """

    key: str
    leads: str
    words: str
    done: bool = False


def obstacles(
    session: Session, earlier: MadeDocuments = NOTHING_MADE, today: datetime.date | None = None
) -> tuple[Obstacle, ...]:
    """What stands in the way and why, most urgent first; nothing of it keeps a report from coming.

    earlier: the documents that were made before. today: the day, for what was to be before it.

    The last one is always whether the participants saw it.
    """
    if not session.statements and not session.polls:
        words = _("Nothing was recorded yet, so there is nothing to report.")
        return (*_made_before(earlier), Obstacle("F4", "app.go('scribe')", words))
    return (
        *_made_before(earlier),
        *_day(session),
        *_recognisable(session),
        *_unchecked(session),
        *_held_back(session),
        *_for_inside(session),
        *_in_short(session),
        *_word_list(session),
        *_passed(session, today),
        *_actions(session),
        *_personas(session),
        *_unfinished(session),
        _presented(session),
    )


def _made_before(earlier: MadeDocuments) -> Iterator[Obstacle]:
    leads = {"o": "screen.remake", "w": "screen.remove"}
    for key, words in documents_view.warnings(earlier):
        yield Obstacle(key, leads[key], words)


def _day(session: Session) -> Iterator[Obstacle]:
    typed_day, ran = session.info.date, another_day(session)
    if typed_day is not None and ran is not None:
        words = _(
            "the report says {day}, and the meeting ran on {ran}. d puts that day in its place"
        ).format(day=date_words(typed_day, current()), ran=date_words(ran, current()))
        yield Obstacle("d", "screen.day", words)


def _recognisable(session: Session) -> Iterator[Obstacle]:
    """What looks like a person and waits for an answer: no document is made as long as it does."""
    count = len(open_findings(session))
    if count:
        words = ngettext(
            "{count} place where a person could be recognised waits for an answer",
            "{count} places where a person could be recognised wait for an answer",
            count,
        ).format(count=count)
        yield Obstacle("F6", "app.go('review')", words)


def _unchecked(session: Session) -> Iterator[Obstacle]:
    count = len(queue(session))
    if count:
        words = _("{count} to check").format(count=count)
        yield Obstacle("F6", "app.go('review')", words)
    else:
        yield Obstacle("F6", "app.go('review')", _("Everything was checked."), done=True)


def _held_back(session: Session) -> Iterator[Obstacle]:
    reasons = [ruling.reason for ruling in withheld(session).values()]
    consent = sum(reason in FOR_LACK_OF_CONSENT for reason in reasons)
    traceable = sum(reason in (Reason.TRACEABLE, Reason.RECOGNISABLE) for reason in reasons)
    parts = []
    if consent:
        parts.append(_("no consent: {count}").format(count=consent))
    if traceable:
        parts.append(_("could point to a person: {count}").format(count=traceable))
    if reasons:
        words = ngettext(
            "{count} statement stays out of the report",
            "{count} statements stay out of the report",
            len(reasons),
        ).format(count=len(reasons))
        why = f" ({', '.join(parts)})" if parts else ""
        yield Obstacle("F6", "app.go('review')", words + why)


def _for_inside(session: Session) -> Iterator[Obstacle]:
    """Why what is made says that it is not for outside the organisation."""
    if keeps_inside(session):
        words = _("not every quotation may go outside; there is a report for outside")
        yield Obstacle("F6", "app.go('review')", words)
    count = len(silent_outside(session))
    if count:
        words = ngettext(
            "{count} theme is in nothing that participants read at home: who told of it may not be "
            "quoted there; a summary may",
            "{count} themes are in nothing that participants read at home: who told of them may "
            "not be quoted there; a summary may",
            count,
        ).format(count=count)
        yield Obstacle("F6", "app.go('review')", words)


def _unfinished(session: Session) -> Iterator[Obstacle]:
    count = unfinished(session)
    if count:
        words = ngettext(
            "{count} summary begins with a small letter: is who it is about heard in it?",
            "{count} summaries begin with a small letter: is who it is about heard in them?",
            count,
        ).format(count=count)
        yield Obstacle("F6", "app.go('review')", words)


def _passed(session: Session, today: datetime.date | None) -> Iterator[Obstacle]:
    """What the report would still promise for a day that has passed, and says of it."""
    hearing = hearing_passed(session, today) if today is not None else None
    if hearing is not None:
        words = _("participants would hear on {day} what happens with it; that day has passed")
        day = date_words(hearing, current())
        yield Obstacle("F2", "app.go('prepare')", words.format(day=day))
    late = actions_passed(session, today) if today is not None else ()
    if late:
        one = (
            _("recommendation {numbers}: {weak}")
            if session.info.outcome is Outcome.RECOMMENDATION
            else _("action {numbers}: {weak}")
        )
        words = one.format(numbers=", ".join(map(str, late)), weak=_("its day has passed"))
        yield Obstacle(debrief_key(session), everywhere.DEBRIEF.action, words)


def _actions(session: Session) -> Iterator[Obstacle]:
    found = gaps(session)
    without = listed([theme.name for theme in found.without_action], current())
    praise = listed([theme.name for theme in found.praise], current())
    recommending = session.info.outcome is Outcome.RECOMMENDATION
    lines = []
    if not session.actions:
        lines.append(_("no recommendations yet") if recommending else _("no actions yet"))
    one = _("recommendation {numbers}: {weak}") if recommending else _("action {numbers}: {weak}")
    lines += [one.format(numbers=numbers, weak=weak) for weak, numbers in _weak(session)]
    if without and session.actions:
        lines.append(_("nothing is done about: {themes}").format(themes=without))
    if praise and session.actions:
        lines.append(
            _("goes well, and no action makes sure that it stays so: {themes}").format(
                themes=praise
            )
        )
    for words in lines:
        yield Obstacle(debrief_key(session), everywhere.DEBRIEF.action, words)


def _personas(session: Session) -> Iterator[Obstacle]:
    """Why a card is not there, or lacks a sentence."""
    personas, sentences = kept_off(session)
    lines = []
    if personas:
        words = ngettext(
            "{count} persona stands on no card yet: its makers have not agreed to it",
            "{count} personas stand on no card yet: their makers have not agreed to them",
            personas,
        )
        lines.append(words.format(count=personas))
    if sentences:
        words = ngettext(
            "{count} sentence of a persona stands in no document: look at what is weak in it",
            "{count} sentences of personas stand in no document: look at what is weak in them",
            sentences,
        )
        lines.append(words.format(count=sentences))
    for words in lines:
        yield Obstacle(key_name(everywhere.PERSONAS.keys[0]), everywhere.PERSONAS.action, words)


def _weak(session: Session) -> list[tuple[str, str]]:
    """What actions still lack, and the numbers of those that lack the same."""
    lacking: dict[tuple[Weakness, ...], list[str]] = {}
    for action in session.actions.values():
        if found := weaknesses(session, action):
            lacking.setdefault(found, []).append(str(action.number))
    return [
        (", ".join(in_short(weakness, current()) for weakness in found), ", ".join(numbers))
        for found, numbers in lacking.items()
    ]


def _in_short(session: Session) -> Iterator[Obstacle]:
    """Sentences of the moderator that the meeting left behind, or that may not stand there."""
    if kept_words(session, IN_SHORT) is None:
        return
    stands = in_short_of(session)
    if why := stands.kept_out(current()):
        words = _("the report in short stays out. {why}").format(why=why)
        yield Obstacle("k", "screen.in_short", words)
    elif stands.changed:
        words = _("the meeting changed since you wrote the report in short")
        yield Obstacle("k", "screen.in_short", words)


def _word_list(session: Session) -> Iterator[Obstacle]:
    """A list of words that the report left behind, or that may not stand there."""
    if kept_words(session, WORD_LIST) is None:
        return
    stands = word_list_of(session)
    if why := stands.kept_out(current()):
        words = _("the list of words stays out. {why}").format(why=why)
        yield Obstacle("l", "screen.words", words)
    elif stands.lacking:
        words = _("words came up that are not in your list: {words}")
        said = shortened(", ".join(stands.lacking), 60)
        yield Obstacle("l", "screen.words", words.format(words=said))


def _presented(session: Session) -> Obstacle:
    if session.info.presented:
        words = _("presented to the participants")
        return Obstacle("v", "screen.presented", words, done=True)
    words = _("not yet presented to the participants: the report says draft")
    return Obstacle("v", "screen.presented", words)


def obstacle_lines(
    found: tuple[Obstacle, ...], width: int, height: int | None = None
) -> list[Content]:
    """The obstacles under each other, wrapped at a width, each a button for the mouse.

    height: so many lines there is room for. Then the last one stays, whether the participants saw
    it, and before it stands how many there are more.
    """
    ready = all(obstacle.done for obstacle in found)
    head = _("Nothing stands in the way.") if ready else _("Before the report goes out")
    lines = [Content.styled(head, "bold $success" if ready else "bold"), Content("")]
    blocks = []
    for obstacle in found:
        button = Style.from_meta({"@click": obstacle.leads})
        row = drawn(_obstacle_row(obstacle), INDENT, width)
        blocks.append([line.stylize(button) for line in row])
    if height is not None and len(lines) + sum(map(len, blocks)) > height and len(blocks) > 1:
        *blocks, last = blocks
        left = 0
        while blocks and len(lines) + sum(map(len, blocks)) + 1 + len(last) > height:
            blocks.pop()
            left += 1
        blocks += [[_and_more(left, found)], last]
    return [*lines, *(line for block in blocks for line in block)]


def _and_more(count: int, found: tuple[Obstacle, ...]) -> Content:
    """How many obstacles are not shown, and the keys that lead to them."""
    keys = ", ".join(dict.fromkeys(obstacle.key for obstacle in found[-1 - count : -1]))
    words = ngettext("and {count} more ({keys})", "and {count} more ({keys})", count)
    return plain(" " * INDENT + words.format(count=count, keys=keys), "$muted")


def _obstacle_row(obstacle: Obstacle) -> Row:
    sign = ("✓ ", "$success") if obstacle.done else ("! ", "$accent")
    return Row(
        gutter=Content.assemble((f"{obstacle.key:<4}", "bold $primary"), sign),
        words=Content.styled(obstacle.words, "$muted" if obstacle.done else ""),
    )


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a kind of document: part while it is made (0.0 to 1.0), then path or problem.

    time: of day when it was ready. points: what the accessibility check found in it; None while it
    was not looked at.
    """

    part: float | None = None
    path: Path | None = None
    problem: str = ""
    time: str = ""
    points: int | None = None


def document_row(kind: str, making: Making, earlier: Sequence[MadeDocument], folder: Path) -> Row:
    """A kind of document, where those are that were made of it, and how each stands.

    folder: the one that the screen names; what is in it is called by its name alone.
    """
    meta: list[Content] = []
    if making.part is not None:
        meta.append(progress(making.part))
    elif making.problem:
        meta.append(plain(f"! {making.problem}", "$accent"))
    noted = {document.path for document in earlier}
    time = documents_view.made_at(earlier)
    if making.path is not None:
        time = making.time
        if making.path not in noted:
            meta.append(typed(documents_view.placed(making.path, folder), "$muted"))
    for document in earlier:
        meta += documents_view.document_lines(document, folder)
    if making.points is not None:
        meta.append(_readable(making.points))
    known = ENVELOPES if kind == ENVELOPES.key else KINDS.get(kind)
    title = _(known.title) if known is not None else _("Made with an earlier Spiegel")
    end = Content.assemble(("✓ ", "$success"), (time, "$muted")) if time else Content("")
    return Row(words=Content.styled(title, "bold"), end=end, meta=tuple(meta))


def _readable(points: int) -> Content:
    """Whether everybody can read a document, as far as a program can tell."""
    if not points:
        return Content.styled(_("accessibility: nothing found"), "$muted")
    words = ngettext(
        "accessibility: {count} point; spiegel check FILE says which",
        "accessibility: {count} points; spiegel check FILE says which",
        points,
    )
    return plain(f"! {words.format(count=points)}", "$accent")


def progress(part: float) -> Content:
    """How far a document is, and how to stop it."""
    done = round(part * BAR)
    return Content.assemble(
        ("━" * done, "$primary"),
        ("─" * (BAR - done), "$rule"),
        f" {part:4.0%}  ",
        (_("x stops it"), "$muted"),
    )


class Placed(msgspec.Struct, frozen=True):
    """Where documents go, in which style and with whose sentences.

    own: somebody edited the report in short; listed: the list of words.
    """

    folder: str = ""
    template: str = ""
    own: bool = False
    listed: bool = False


def place_lines(placed: Placed, width: int) -> Content:
    """A line and a button for the mouse each; of a path as much as the width has room for."""
    room = max(1, width - LABELS)
    rows = (
        ("m", "screen.folder", _("folder"), path_end(placed.folder, room)),
        (
            *("h", "screen.template", _("house style")),
            path_end(placed.template, room) or _("Spiegel's own"),
        ),
        ("k", "screen.in_short", _("in short"), _("own words") if placed.own else _("as proposed")),
        ("l", "screen.words", _("words"), _("own words") if placed.listed else _("as proposed")),
    )
    lines = [
        Content.assemble(
            (f"{key:<3}", "bold $primary"), (f"{label:<{LABELS - 3}}", "$muted"), typed(value)
        ).stylize(Style.from_meta({"@click": leads}))
        for key, leads, label, value in rows
    ]
    # on a small screen there are three lines
    *places, short, words = lines
    lines = [*places, Content.assemble(short, "   ", words)]
    return Content("\n").join(lines)
