"""The themes: names that are known beforehand, pinned to the digits 1 to 9."""

import asyncio
from collections.abc import Hashable, Sequence
from typing import cast

from textual import events, work
from textual.content import Content

from spiegel.domain.preparation.theme_list import (
    TakeThemes,
    ThemeList,
    themes_of_lines,
    themes_said,
)
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Theme
from spiegel.domain.session.themes import (
    AddTheme,
    GroupTheme,
    PinTheme,
    RemoveTheme,
    RenameTheme,
    uses,
)
from spiegel.domain.session.words import tidy
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.list_file import CODEBOOK, LISTS, read_themes
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.prepare.people_list import FILE, EnterList
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.preview import Preview
from spiegel.screens.shared.section import Section
from spiegel.widgets.browse import Row, typed


class ThemesSection(Section):
    """The pinned themes in order of their digits, then the others."""

    INDENT = 7

    def keys(self) -> Sequence[Hashable]:
        """The numbers of the themes, pinned ones first."""
        themes = self.session.themes.values()
        ordered = sorted(themes, key=lambda theme: (theme.digit or 10, theme.name.casefold()))
        return [theme.number for theme in ordered]

    def row(self, key: Hashable) -> Row:
        """A theme with its digit and how often it was used."""
        theme = self.session.themes.get(cast(int, key))
        if theme is None:
            return Row()
        count = len(uses(self.session, theme.number))
        used = ngettext("{count} time", "{count} times", count).format(count=count)
        return Row(
            gutter=Content.styled(f"   {theme.digit or '·'}", "bold $primary"),
            words=typed(theme.name),
            end=Content.styled(used if count else "", "$muted"),
            meta=(typed(theme.group, "$muted"),) if theme.group else (),
        )

    def draw(self) -> None:
        """Draw the themes, and what the digits are for."""
        super().draw()
        self.browse.hint = Content.styled(
            _("No themes yet. Press n and type them, with commas between them."), "$muted"
        )
        self.summary.words = Content(_("#1 to #9 in the scribe's line means the theme here."))

    @property
    def theme(self) -> Theme | None:
        """The theme under the cursor."""
        key = self.browse.key
        return self.session.themes.get(key) if isinstance(key, int) else None

    def on_key(self, event: events.Key) -> None:
        """A digit pins the theme under the cursor to it."""
        if event.key in "123456789" and self.theme is not None:
            event.stop()
            self.do_pin(int(event.key))

    def do_pin(self, digit: int) -> None:
        """Pin the theme to a digit; 0 takes its digit away."""
        if self.theme is not None:
            self.submit(PinTheme(number=self.theme.number, digit=digit or None))

    @work
    async def do_add(self) -> None:
        """New themes; each gets the next free digit."""
        field = Field(key="names", label=_("themes"), example=_("waiting, nearness, letters"))
        values = await self.app.push_screen_wait(
            Form(_("New themes"), (field,), half=HalfForm(self.meeting.typed, "new themes"))
        )
        for name in theme_names(values["names"]) if values is not None else ():
            self.submit(AddTheme(theme=name), adds=True)

    @work
    async def do_read_in(self) -> None:
        """A codebook or a list of themes: pasted or a file, seen, and only then kept."""
        heads = _("A theme a line; with two columns the second one is its group.")
        handed = await self.app.push_screen_wait(EnterList(_("List of themes"), heads))
        if handed is None:
            return
        found = themes_of_lines(handed.lines) if handed is not FILE else await self._of_file()
        if found is None:
            return
        said = themes_said(self.session, found, current())
        shown = [(words, "$accent" if left else "") for words, left in said]
        preview = Preview(_("List of themes"), shown, any_=bool(found.themes))
        if await self.app.push_screen_wait(preview):
            self.submit(TakeThemes(themes=found.themes), adds=True)

    async def _of_file(self) -> ThemeList | None:
        panel = ChooseFile(_("Which list?"), (CODEBOOK, *LISTS), self.meeting.path.parent)
        path = await self.app.push_screen_wait(panel)
        try:
            return await asyncio.to_thread(read_themes, path) if path is not None else None
        except NotDoneError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return None

    @work
    async def do_edit(self) -> None:
        """The name and the group of a theme."""
        theme = self.theme
        if theme is None:
            return
        fields = (
            Field(key="name", label=_("theme"), value=theme.name),
            Field(key="group", label=_("group"), value=theme.group, example=_("optional")),
        )
        values = await self.app.push_screen_wait(
            Form(theme.name, fields, half=HalfForm(self.meeting.typed, f"themes {theme.number}"))
        )
        if values is not None:
            self._change(theme, values)

    def _change(self, theme: Theme, values: Values) -> None:
        name, group = tidy(values["name"]), tidy(values["group"])
        if group != theme.group:
            self.submit(GroupTheme(number=theme.number, group=group))
        if name and name != theme.name:
            self.submit(RenameTheme(number=theme.number, theme=name))

    @work
    async def do_remove(self) -> None:
        """The theme goes; what stands under it only loses the tag."""
        theme = self.theme
        if theme is not None and await self._sure(self.session, theme):
            self.submit(RemoveTheme(number=theme.number))

    async def _sure(self, session: Session, theme: Theme) -> bool:
        count = len(uses(session, theme.number))
        if not count:
            return True
        words = ngettext(
            "{count} statement or action loses this theme.",
            "{count} statements or actions lose this theme.",
            count,
        ).format(count=count)
        panel = Confirm(theme.name, words, yes=_("Take the theme away"), no=_("No, leave it"))
        return await self.app.push_screen_wait(panel) is True


def theme_names(text: str) -> list[str]:
    """The names that were typed, with commas between them."""
    return [name for name in (tidy(part) for part in text.split(",")) if name]
