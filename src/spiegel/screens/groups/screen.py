"""Groups: ideas at the left, groups with numbers at the right; a number puts one into the other."""

from functools import partial
from typing import cast

from textual import events, getters, work
from textual.app import ComposeResult
from textual.content import Content

from spiegel.domain.polls.clusters import MoveCluster, NewCluster, PutIdea, RemoveCluster
from spiegel.domain.polls.group_names import may_name
from spiegel.domain.polls.polls import HoldIdea
from spiegel.domain.session.polls import Cluster, Idea
from spiegel.domain.session.session import Change, Session
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.groups import view
from spiegel.screens.groups.ahead import Ahead
from spiegel.screens.groups.alike import Alike
from spiegel.screens.groups.digits import Digits
from spiegel.screens.groups.listed import Listed
from spiegel.screens.groups.lists import Lists
from spiegel.screens.groups.renaming import Renaming
from spiegel.screens.shared import around_view
from spiegel.screens.shared.base import MeetingScreen
from spiegel.screens.shared.typing import Deed
from spiegel.widgets.browse import Browse
from spiegel.widgets.keybar import KeyBar
from spiegel.widgets.line import StatusLine


class GroupsScreen(MeetingScreen, screen="groups"):
    """The marked idea is the one under the cursor at the left, the marked group that at the right.

    Its parts: `ahead`, what was done here before it is on the disk; `listed`, what is in both lists
    and what comes next; `lists`, both as they are drawn; `alike`, what looks like the marked idea;
    `digits`, the number of a group as it is typed; `renaming`, what is asked about a group.
    """

    CSS_PATH = "screen.tcss"

    top = getters.query_one("#top", StatusLine)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        self.ahead = Ahead(meeting, self.report, lambda: self.show_session(meeting.session))
        self.listed = Listed(self.ahead)
        self.alike = Alike(self.set_timer, lambda: self.lists.mark_alike())
        self.lists = Lists(self.listed, self.alike, self._say_above, self.refresh_bindings)
        self.digits = Digits(self.listed, self.say_below, self._put_shown)
        self.renaming = Renaming(meeting, lambda: self.app, self.listed)

    def compose(self) -> ComposeResult:
        """The question; ideas and groups side by side; the keys."""
        yield StatusLine(id="top")
        yield self.lists
        yield KeyBar(self.OWN_COMMANDS)

    def on_mount(self) -> None:
        """Begin with the ideas."""
        self.lists.ideas.focus()

    # What is seen

    @property
    def busy(self) -> bool:
        """Whether something that was done here is not on the disk yet."""
        return self.ahead.busy

    @property
    def idea(self) -> Idea | None:
        """The marked idea."""
        return self.lists.idea

    @property
    def cluster(self) -> Cluster | None:
        """The marked group."""
        return self.lists.cluster

    def show_session(self, session: Session) -> None:
        """Draw this session, with what this window did since."""
        before = self.ahead.session
        self.ahead.follow(session)
        if not self.listed.ideas or not view.same(before, self.ahead.session):
            self.lists.draw()
            self.refresh_bindings()

    def _say_above(self) -> None:
        """The question, and how many of its ideas are still in no group."""
        listed = self.listed
        self.top.words = view.question_words(listed.question)
        self.top.end = Content.assemble(
            view.progress(listed.counts[None], sum(listed.counts.values())),
            ("  " + around_view.private(self.meeting), "$muted"),
        )

    def on_browse_moved(self, event: Browse.Moved) -> None:
        """Another idea or group is marked; what is like the idea is looked at when it rests."""
        event.stop()
        if event.browse is self.lists.ideas:
            self.alike.moved()

    # Numbers

    @property
    def guarded(self) -> bool:
        """While the ideas are put in groups letters come as fast as people name a number."""
        return super().guarded and not view.grouping(self.meeting.session)

    def deed(self, character: str, key: str) -> Deed | None:
        """A number of one or two digits is a group."""
        if not character.isdigit():
            return super().deed(character, key)
        cluster = self.listed.named(int(character))
        if cluster is None:
            return None
        return Deed(keys=character, label=cluster.name, do=partial(self.put, cluster.number))

    async def on_key(self, event: events.Key) -> None:
        """A digit is a group, or the first of two."""
        if event.key in "0123456789":
            event.stop()
            self.digits.take(int(event.key))
        elif self.digits.waits:
            digit = self.digits.wait_for(0)
            if event.key in ("enter", "escape"):
                event.stop()
                event.prevent_default()
            if event.key == "enter":
                self._put_shown(digit)

    def _put_shown(self, shown: int) -> None:
        cluster = self.listed.named(shown)
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
            inside = (i.number for i in self.ahead.session.ideas.values() if i.cluster == cluster)
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
        title = "" if may_name(idea) else await self.renaming.first_name(idea)
        if title or may_name(idea):
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
            self.ahead.do(HoldIdea(number=idea.number, held=not idea.held))
            self.lists.draw()

    def _go_on(self, change: Change, group: view.Key | None) -> None:
        """Do this to the marked idea and mark the next one. group: is marked then, None: if new."""
        listed, ideas, before = self.listed, self.lists.ideas, self.listed.numbers
        self.ahead.do(change, after_frame=True)
        if isinstance(change, NewCluster):
            listed.number_groups()
        seen = len(listed.ideas) - ideas.beyond[1]
        next_ = listed.after(cast(view.Key, ideas.key), seen)
        new = [key for key in listed.group_keys if key[1] not in before]
        self.lists.go_on(next_, new[0] if new else group)

    # What can be done with a group

    @work
    async def action_rename(self) -> None:
        """Another name for the marked group."""
        cluster = self.cluster
        change = await self.renaming.other_name(cluster) if cluster is not None else None
        if change is not None:
            self.ahead.do(change)
            self.lists.draw()

    @work
    async def action_merge(self) -> None:
        """The marked group goes into another one."""
        cluster = self.cluster
        change = await self.renaming.merged(cluster) if cluster is not None else None
        if change is not None:
            self.ahead.do(change)
            self.lists.draw(group=("group", change.target))

    def action_move(self, by: int) -> None:
        """The marked group gets another number."""
        if self.cluster is not None:
            self.ahead.do(MoveCluster(number=self.cluster.number, by=by))
            self.lists.draw()

    def action_remove(self) -> None:
        """The marked group goes; its ideas are in none."""
        if self.cluster is not None:
            self.ahead.do(RemoveCluster(number=self.cluster.number))
            self.lists.draw()

    # What is looked at

    def action_inside(self) -> None:
        """The ideas of the marked group, or those in no group."""
        self.listed.look_inside(self.cluster)
        self.lists.draw()
        self.lists.ideas.focus()

    def action_other(self) -> None:
        """The next open question."""
        if self.listed.look_at_next():
            self.lists.draw()

    def action_side(self) -> None:
        """To the other list."""
        (self.lists.groups if self.lists.ideas.has_focus else self.lists.ideas).focus()

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        groups = self.lists.groups
        (groups if groups.has_focus else self.lists.ideas).page(pages)

    def action_undo(self) -> None:
        """Take back the last change; the idea that comes back is marked."""
        self.lists.await_back()
        super().action_undo()

    def allows(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has a key."""
        listed = self.listed
        match action.partition("(")[0]:
            case "put_here":
                return listed.puts
            case "out":
                return listed.takes_out
            case "rename" | "remove" | "move" | "inside":
                return bool(listed.numbers)
            case "merge":
                return len(listed.numbers) > 1
            case "new" | "hold":
                return bool(listed.ideas)
            case "other":
                return len(view.open_questions(listed.session)) > 1
            case _:
                return True
