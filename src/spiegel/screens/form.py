"""A few fields to fill in: Enter goes on to the next one and keeps all at the last."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import ClassVar, Literal

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from spiegel.domain.words import clean
from spiegel.i18n import _
from spiegel.screens.panels import STYLES, Panel
from spiegel.text import plain
from spiegel.widgets.choice import Choice
from spiegel.widgets.entry import EntryLine, EntryText, EntryWords

Values = Mapping[str, str]
"""What was filled in, by the key of the field; cleaned, as it may enter a session."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its key, what is asked, what stands in it, and an example of an answer.

    kind: a line; words that wrap, where Enter goes on; a list with a line each; one of `choices`,
    a key and a name each.
    """

    key: str
    label: str
    value: str = ""
    example: str = ""
    kind: Literal["line", "words", "list", "choice"] = "line"
    choices: tuple[tuple[str, str], ...] = ()


class Form(Panel[Values]):
    """The fields under each other; dismissed with what was filled in, None when nothing is kept.

    check: what stands in the way of keeping it, in words, or nothing; it is asked when all is
    filled in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES, Path(__file__).with_suffix(".tcss")]
    AUTO_FOCUS = ".field"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Values], str] | None = None,
        advice: str = "",
        enter: str = "",
    ) -> None:
        """advice: stands above the fields. enter: what Enter does in a form with one field."""
        super().__init__(title)
        self.enter = enter or _("Enter: keep")
        self.fields = tuple(fields)
        self.check = check
        self.advice = advice

    def contents(self) -> ComposeResult:
        """A line for each field, then what stands in the way, then what the keys do."""
        if self.advice:
            yield Static(plain(self.advice), classes="note")
        with VerticalScroll(can_focus=False):
            for field in self.fields:
                with Horizontal(classes=f"row {field.kind}"):
                    yield Static(plain(field.label), classes="label")
                    yield _widget(field)
        yield Static("", id="problem")
        yield Static(self._keys(), classes="hint")

    def _keys(self) -> Content:
        one = len(self.fields) == 1 and self.fields[0].kind != "list"
        parts = [
            _key(self.enter if one else _("Enter: next field"), "screen.next_field"),
            *([] if one else [_key(_("ctrl+s: keep"), "screen.keep")]),
            _key(_("Esc: leave it as it was"), "screen.close"),
        ]
        return Content(" · ").join(parts)

    @property
    def values(self) -> dict[str, str]:
        """What is filled in now."""
        return {field.key: clean(_value(self._at(field))) for field in self.fields}

    @property
    def unfinished(self) -> bool:
        """Whether something else stands in a field than what stood there."""
        return any(_value(self._at(field)) != field.value for field in self.fields)

    def _at(self, field: Field) -> Widget:
        return self.query_one(f"#field-{field.key}")

    def action_next_field(self) -> None:
        """On to the next field; keep all at the last."""
        widgets = [self._at(field) for field in self.fields]
        here = widgets.index(self.focused) if self.focused in widgets else -1
        if here + 1 < len(widgets):
            widgets[here + 1].focus()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Keep what was filled in, unless something stands in the way."""
        values = self.values
        problem = self.check(values) if self.check is not None else ""
        if problem:
            self.query_one("#problem", Static).update(plain(problem, "$accent"))
        else:
            self.dismiss(values)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line goes on."""
        event.stop()
        self.action_next_field()

    def on_entry_words_submitted(self, event: EntryWords.Submitted) -> None:
        """Enter in words that wrap goes on."""
        event.stop()
        self.action_next_field()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """Enter on a choice goes on."""
        event.stop()
        self.action_next_field()


def _widget(field: Field) -> Widget:
    name = f"field-{field.key}"
    if field.kind == "choice":
        widget: Widget = Choice(field.choices, field.value, id=name)
    elif field.kind == "words":
        widget = EntryWords(field.value, id=name)
    elif field.kind == "list":
        widget = EntryText(field.value, id=name)
    else:
        widget = EntryLine(field.value, example=field.example, id=name)
    widget.add_class("field")
    return widget


def _value(widget: Widget) -> str:
    if isinstance(widget, EntryText):
        return widget.text
    if isinstance(widget, Input | Choice):
        return widget.value
    raise TypeError(widget)


def _key(words: str, action: str) -> Content:
    """A key as a button for the mouse."""
    return Content.styled(words, "$muted").stylize(Style.from_meta({"@click": action}))
