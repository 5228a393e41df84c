"""Groups: ideas at the left, groups with numbers at the right; a number puts one into the other."""

from collections.abc import Hashable
from functools import partial
from typing import Final, cast

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer

from spiegel.domain.polls.clusters import (
    MergeClusters,
    MoveCluster,
    NewCluster,
    PutIdea,
    RemoveCluster,
    RenameCluster,
    likely,
    similar,
)
from spiegel.domain.polls.group_names import may_name
from spiegel.domain.polls.polls import HoldIdea, ideas_of
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.polls import Cluster, Idea
from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting, Receipt
from spiegel.screens.groups import view
from spiegel.screens.shared import around_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.pick import Pick
from spiegel.screens.shared.typing import Deed
from spiegel.widgets.browse import Browse, Row, typed
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine

AFTER_FRAME: Final = 0.02
"""Seconds after which the next idea is surely seen to be marked, as a frame takes at most."""
RESTED: Final = 0.15
"""Seconds that an idea is marked until it is looked what is like it."""


class GroupsScreen(MeetingScreen, screen="groups"):
    """The marked idea is the one under the cursor at the left, the marked group that at the right.

    It shows what this window did before it is on the disk, so that the next key finds the next
    idea; when the file or another window decides otherwise it is drawn as it is.
    """

    CSS_PATH = "screen.tcss"

    ideas = getters.query_one("#ideas", Browse)
    groups = getters.query_one("#groups", Browse)
    top = getters.query_one("#top", StatusLine)
    over_ideas = getters.query_one("#over-ideas", StatusLine)
    over_groups = getters.query_one("#over-groups", StatusLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.question: Question | None = None
        """The question whose ideas are seen."""
        self._asked: int | None = None
        self._inside: int | None = None
        self._under_way: list[Change] = []
        self._unsent: list[Change] = []
        self._seen = meeting.session
        self._counts = view.counts(())
        self._single = False
        self._offered = (-1, False)
        self._to_draw: tuple[view.Key | None] | None = None
        self._group_keys: list[view.Key] = []
        self._numbers: dict[int, int] = {}
        self._done: set[int] = set()
        self._listed: list[view.Key] = []
        self._waiting: frozenset[view.Key] = frozenset()
        self._alike: frozenset[int] = frozenset()
        self._likely: frozenset[int] = frozenset()
        self._digit = 0
        self._undoing = False
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The question; ideas and groups side by side; the keys."""
        yield StatusLine(id="top")
        with Horizontal(id="lists"):
            with Vertical(id="left"):
                yield StatusLine(id="over-ideas", classes="heading")
                yield Browse(self._row, indent=3, click_chooses=False, id="ideas")
            with Vertical(id="right"):
                yield StatusLine(id="over-groups", classes="heading")
                yield Browse(self._row, indent=5, id="groups")
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with the ideas."""
        self.ideas.focus()

    # What is seen

    @property
    def idea(self) -> Idea | None:
        """The marked idea."""
        key = cast(view.Key | None, self.ideas.key)
        return self._seen.ideas.get(key[1]) if key is not None else None

    @property
    def cluster(self) -> Cluster | None:
        """The marked group."""
        self._finish()
        key = cast(view.Key | None, self.groups.key)
        return self._seen.clusters.get(key[1]) if key is not None else None

    def _row(self, key: Hashable) -> Row:
        kind, number = cast(view.Key, key)
        if kind == "idea":
            idea = self._seen.ideas.get(number)
            if idea is None:
                return Row()
            moved = idea.cluster if idea.cluster != self._inside else None
            shown = self._numbers.get(moved, 0) if moved is not None else 0
            return view.idea_row(idea, shown, alike=number in self._alike)
        cluster = self._seen.clusters.get(number)
        if cluster is None:
            return Row()
        shown, count, alike = (
            self._numbers.get(number, 0),
            self._counts[number],
            number in self._likely,
        )
        return view.group_row(shown, cluster.name, count, alike=alike, single=self._single)

    @property
    def busy(self) -> bool:
        """Whether something that was done here is not on the disk yet."""
        return bool(self._under_way)

    def show_session(self, session: Session) -> None:
        """Draw this session, with what this window did since."""
        before = self._seen
        self._seen = session
        for change in self._under_way:
            try:
                self._seen = change.apply(self._seen, self.meeting.now())
            except Refusal:
                continue
        if not self._listed or not view.same(before, self._seen):
            self._draw()
            self.refresh_bindings()

    def _draw(self, idea: view.Key | None = None, group: view.Key | None = None) -> None:
        """Draw all; idea, group: where the cursors go."""
        asked = self._seen.questions.get(self._asked) if self._asked is not None else None
        self.question = asked or view.question_now(self._seen)
        self._number_groups()
        self._draw_ideas(idea)
        self._draw_groups(group)

    def _number_groups(self) -> None:
        number = self.question.number if self.question is not None else 0
        self._group_keys = view.group_keys(self._seen, number)
        self._numbers = {key[1]: shown for shown, key in enumerate(self._group_keys, start=1)}

    def _draw_ideas(self, idea: view.Key | None = None) -> None:
        session, question = self._seen, self.question
        if self._inside not in session.clusters:
            self._inside = None
        answered = ideas_of(session, question.number) if question is not None else ()
        self._counts = view.counts(answered)
        waiting, before = view.idea_keys(answered, self._inside), self._waiting
        if idea is None and self._undoing:
            idea = next((key for key in waiting if key not in before), None)
            self._undoing = idea is None
        self._waiting = frozenset(waiting)
        self._listed = view.idea_keys(answered, self._inside, self._done)
        if not self._listed:
            self.ideas.hint = view.no_ideas(session, question, len(answered), self._inside)
        self.ideas.show(self._listed, at=idea)

    def _draw_groups(self, group: view.Key | None = None) -> None:
        """The groups, and what is said over both lists."""
        self._to_draw = None
        offered = len(self._numbers), bool(self._listed)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()
        ideas = sum(self._counts.values())
        self._single = view.LINES * len(self._numbers) > self.groups.size.height
        self.groups.hint = view.no_groups(ideas)
        self.groups.show(self._group_keys, at=group)
        self._say_around(ideas)

    def _say_around(self, ideas: int) -> None:
        self.top.words = view.question_words(self.question)
        self.top.end = Content.assemble(
            view.progress(self._counts[None], ideas),
            ("  " + around_view.private(self.meeting), "$muted"),
        )
        inside = self._seen.clusters.get(self._inside) if self._inside is not None else None
        shown = self._numbers.get(inside.number, 0) if inside is not None else 0
        self.over_ideas.words = view.left_heading(inside, shown, len(self._waiting))
        self.over_groups.words = view.right_heading(len(self._numbers))

    # What looks alike

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Another idea or group is marked; what is like the idea is looked at when it rests."""
        event.stop()
        if event.browse is self.ideas:
            if self._resting is not None:
                self._resting.reset()
            else:
                self._resting = self.set_timer(RESTED, self._mark_alike)

    def _mark_alike(self) -> None:
        """Mark what looks like the marked idea; nothing is done by itself."""
        self._resting = None
        idea, session = self.idea, self._seen
        found = frozenset[int](), frozenset[int]()
        if idea is not None:
            found = similar(session, idea), frozenset(likely(session, idea)) - {idea.cluster}
        if found == (self._alike, self._likely):
            return
        self._alike, self._likely = found
        self.over_groups.end = view.legend() if self._alike or self._likely else Content("")
        self.ideas.draw_changed()
        self.groups.draw_changed()

    # Numbers

    @property
    def guarded(self) -> bool:
        """While the ideas are put in groups letters come as fast as people name a number."""
        return super().guarded and not view.grouping(self.meeting.session)

    def deed(self, character: str, key: str) -> Deed | None:
        """A number of one or two digits is a group."""
        if not character.isdigit():
            return super().deed(character, key)
        question = self.question
        cluster = (
            view.group_shown(self._seen, question.number, int(character)) if question else None
        )
        if cluster is None:
            return None
        return Deed(keys=character, label=cluster.name, do=partial(self.put, cluster.number))

    async def on_key(self, event: events.Key) -> None:
        """A digit is a group, or the first of two."""
        if event.key in "0123456789":
            event.stop()
            self._take_digit(int(event.key))
        elif self._digit:
            digit = self._wait_for(0)
            if event.key in ("enter", "escape"):
                event.stop()
                event.prevent_default()
            if event.key == "enter":
                self._put_shown(digit)

    def _take_digit(self, digit: int) -> None:
        question = self.question
        if question is None:
            return
        if self._digit:
            self._put_shown(10 * self._wait_for(0) + digit)
        elif digit and view.may_be_longer(self._seen, question.number, digit):
            self._wait_for(digit)
        elif digit:
            self._put_shown(digit)

    def _wait_for(self, digit: int) -> int:
        """A first digit waits, or (0) no longer; returns the one that waited."""
        before, self._digit, question = self._digit, digit, self.question
        asks = digit and question is not None
        self.say_below(
            view.asks_second(self._seen, question.number, digit) if asks and question else None
        )
        return before

    def _put_shown(self, shown: int) -> None:
        question = self.question
        cluster = view.group_shown(self._seen, question.number, shown) if question else None
        if cluster is None:
            words = _("There is no group {number}.").format(number=shown)
            self.notify(words, markup=False)
        else:
            self.put(cluster.number)

    # What can be done with an idea

    def put(self, cluster: int) -> None:
        """The marked idea goes into this group, and the next one is marked."""
        idea = self.idea
        if idea is None or idea.cluster == cluster:
            return
        change = PutIdea(idea=idea.number, cluster=cluster)
        if cluster not in self.meeting.session.clusters:
            # Another window may have made one meanwhile: its number is certain once it is kept.
            inside = (i.number for i in self._seen.ideas.values() if i.cluster == cluster)
            change = PutIdea(idea=idea.number, beside=next(inside, idea.number))
        self._go_on(change, ("group", cluster))

    def action_put_here(self) -> None:
        """The marked idea goes into the marked group."""
        if self.cluster is not None:
            self.put(self.cluster.number)

    def on_browse_chosen(self, event: Browse.Chosen) -> None:
        """Enter in either list, or a click on the marked group, puts the marked idea there."""
        event.stop()
        self.action_put_here()

    @work
    async def action_new(self) -> None:
        """A new group that begins with the marked idea; a name is asked where its words may not."""
        idea = self.idea
        if idea is None:
            return
        title = ""
        if not may_name(idea):
            title = await self._named(_("Name of the new group"), f"ideas {idea.number} group")
            if not title:
                return
        self._go_on(NewCluster(idea=idea.number, title=title, seen=idea.cluster), None)

    def action_out(self) -> None:
        """The marked idea is in no group any more."""
        idea = self.idea
        if idea is not None and idea.cluster is not None:
            self._go_on(PutIdea(idea=idea.number, cluster=None), None)

    def action_hold(self) -> None:
        """The marked idea is not shown to the room, or is again."""
        idea = self.idea
        if idea is not None:
            self._do(HoldIdea(number=idea.number, held=not idea.held))
            self._draw()

    def _go_on(self, change: Change, group: view.Key | None) -> None:
        """Do this to the marked idea and mark the next one. group: is marked then, None: if new.

        What was done stays in the list until the next idea is beyond what is seen: then it goes,
        and the list begins with what is still to do.
        """
        here = cast(view.Key, self.ideas.key)
        at, seen = self._listed.index(here), len(self._listed) - self.ideas.beyond[1]
        coming = next((n for n in range(at + 1, len(self._listed)) if self._waits(n)), None)
        before = self._numbers
        self._see(change)
        if isinstance(change, NewCluster):
            self._number_groups()
        if coming is None or coming >= seen:
            self._done.clear()
            rest = [*range(at + 1, len(self._listed)), *range(at)]
            coming = next((n for n in rest if self._waits(n)), None)
        else:
            self._done.add(here[1])
        new = [key for key in self._group_keys if key[1] not in before]
        next_ = self._listed[coming] if coming is not None else None
        self._draw_ideas(next_)
        # After the frame in which the next idea is marked: that is what the eye waits for, and who
        # writes the file would keep it waiting.
        if self._to_draw is None:
            self.set_timer(AFTER_FRAME, self._finish)
        self._to_draw = (new[0] if new else group,)

    def _finish(self) -> None:
        """Send what was done, and draw the rest of what it did."""
        self._send()
        if self._to_draw is not None:
            self._draw_groups(self._to_draw[0])

    def on_screen_suspend(self) -> None:
        """Another screen is seen, or the program ends."""
        self._finish()

    def _waits(self, at: int) -> bool:
        """Whether the idea at this place in the list is still where the list is of."""
        return self._listed[at] in self._waiting

    def _do(self, change: Change) -> None:
        """Put a change in the queue, and see at once what it does."""
        self._see(change)
        self._send()

    def _see(self, change: Change) -> None:
        """See what a change does; it is not sent yet."""
        self._unsent.append(change)
        try:
            self._seen = change.apply(self._seen, self.meeting.now())
        except Refusal:
            return
        self._under_way.append(change)

    def _send(self) -> None:
        """Put in the queue what was done, in its order."""
        unsent, self._unsent = self._unsent, []
        for change in unsent:
            self.meeting.submit(change, self._kept)

    def _kept(self, receipt: Receipt) -> None:
        """It is on the disk, or waits, or could not be."""
        if not receipt.waits:
            self._under_way = [each for each in self._under_way if each is not receipt.change]
        self.report(receipt)
        if not self._under_way:
            self.show_session(self.meeting.session)

    # What can be done with a group

    @work
    async def action_rename(self) -> None:
        """Another name for the marked group."""
        cluster = self.cluster
        if cluster is None:
            return
        title = await self._named(
            _("Other name for group {number}").format(number=self._numbers[cluster.number]),
            f"clusters {cluster.number}",
            cluster.name,
        )
        if title:
            self._do(RenameCluster(number=cluster.number, title=title))
            self._draw()

    async def _named(self, heading: str, about: str, name: str = "") -> str:
        """Ask for a name on a line; nothing leaves it as it was."""
        values = await self.app.push_screen_wait(
            Form(
                heading,
                (Field(key="title", label="", example=name),),
                half=HalfForm(self.meeting, about),
            )
        )
        return values["title"].strip() if values is not None else ""

    @work
    async def action_merge(self) -> None:
        """The marked group goes into another one."""
        cluster = self.cluster
        if cluster is None:
            return
        others = [key[1] for key in self._group_keys if key[1] != cluster.number]
        names = [
            Content.assemble(
                (f"{self._numbers[n]:>3} ", "bold $primary"), typed(self._seen.clusters[n].name)
            )
            for n in others
        ]
        heading = _("{group}: merge into").format(group=cluster.name)
        picked = await self.app.push_screen_wait(Pick(heading, names))
        if picked is not None and picked.index is not None:
            target = others[picked.index]
            self._do(MergeClusters(source=cluster.number, target=target))
            self._draw(group=("group", target))

    def action_move(self, by: int) -> None:
        """The marked group gets another number."""
        if self.cluster is not None:
            self._do(MoveCluster(number=self.cluster.number, by=by))
            self._draw()

    def action_remove(self) -> None:
        """The marked group goes; its ideas are in none."""
        if self.cluster is not None:
            self._do(RemoveCluster(number=self.cluster.number))
            self._draw()

    # What is looked at

    def action_inside(self) -> None:
        """The ideas of the marked group, or those in no group."""
        cluster = self.cluster
        here = cluster is None or self._inside is not None
        self._inside = None if here or cluster is None else cluster.number
        self._done.clear()
        self._draw()
        self.ideas.focus()

    def action_other(self) -> None:
        """The next open question."""
        found, now = view.open_questions(self._seen), self.question
        if now is not None and len(found) > 1:
            self._asked = found[(found.index(now) + 1) % len(found)].number
            self._inside = None
            self._done.clear()
            self._draw()

    def action_side(self) -> None:
        """To the other list."""
        (self.groups if self.ideas.has_focus else self.ideas).focus()

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        (self.groups if self.groups.has_focus else self.ideas).page(pages)

    def action_undo(self) -> None:
        """Take back the last change; the idea that comes back is marked."""
        self._finish()
        self._undoing = True
        super().action_undo()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has a key."""
        match action.partition("(")[0]:
            case "put_here":
                return bool(self._numbers and self._listed)
            case "rename" | "remove" | "move" | "inside":
                return bool(self._numbers)
            case "merge":
                return len(self._numbers) > 1
            case "new" | "hold":
                return bool(self._counts)
            case "out":
                return bool(self._numbers)
            case "other":
                return len(view.open_questions(self._seen)) > 1
            case _:
                return True
