"""What is asked about a group: its name, and the group that it goes into."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.content import Content

from spiegel.domain.polls.clusters import MergeClusters, RenameCluster
from spiegel.domain.session.polls import Cluster, Idea
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.groups.listed import Listed
from spiegel.screens.shared.form import Field, Form
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.pick import Pick
from spiegel.widgets.browse import typed


class Renaming:
    """app: gives what shows the questions. All of it returns None when nothing was chosen."""

    def __init__(self, meeting: Meeting, app: Callable[[], App[Any]], listed: Listed) -> None:
        self._meeting, self._app, self._listed = meeting, app, listed

    async def first_name(self, idea: Idea) -> str:
        """The name of a new group that begins with this idea."""
        return await self._named(_("Name of the new group"), f"ideas {idea.number} group")

    async def other_name(self, cluster: Cluster) -> RenameCluster | None:
        """Another name for a group."""
        title = await self._named(
            _("Other name for group {number}").format(number=self._listed.shown(cluster.number)),
            f"clusters {cluster.number}",
            cluster.name,
        )
        return RenameCluster(number=cluster.number, title=title) if title else None

    async def _named(self, heading: str, about: str, name: str = "") -> str:
        """Ask for a name on a line; nothing leaves it as it was."""
        values = await self._app().push_screen_wait(
            Form(
                heading,
                (Field(key="title", label="", example=name),),
                half=HalfForm(self._meeting.typed, about),
            )
        )
        return values["title"].strip() if values is not None else ""

    async def merged(self, cluster: Cluster) -> MergeClusters | None:
        """The group into which this one goes."""
        listed = self._listed
        others = [key[1] for key in listed.group_keys if key[1] != cluster.number]
        names = [
            Content.assemble(
                (f"{listed.numbers[n]:>3} ", "bold $primary"),
                typed(listed.session.clusters[n].name),
            )
            for n in others
        ]
        heading = _("{group}: merge into").format(group=cluster.name)
        picked = await self._app().push_screen_wait(Pick(heading, names))
        if picked is None or picked.index is None:
            return None
        return MergeClusters(source=cluster.number, target=others[picked.index])
