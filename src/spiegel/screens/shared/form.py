"""A few fields to fill in: Enter goes on to the next one and keeps all at the last."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, ClassVar, Literal

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from spiegel.domain.session.words import clean
from spiegel.i18n import _
from spiegel.screens.shared import half_form
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.panels import STYLES, Panel
from spiegel.text import plain
from spiegel.widgets.choice import Choice
from spiegel.widgets.field import FieldLine, FieldText, FieldWords

Values = Mapping[str, str]
"""What was filled in, by the key of the field; cleaned, as it may enter a session."""


MANY = 6
"""Fields of a form that stand without room between them when there are more."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its key, what is asked, what stands in it, and an example of an answer.

    kind: a line; words that wrap, where Enter goes on; a list with a line each; one of `choices`,
    a key and a name each. suggested: what stands in it is only usual, and typing replaces it.
    """

    key: str
    label: str
    value: str = ""
    example: str = ""
    kind: Literal["line", "words", "list", "choice"] = "line"
    choices: tuple[tuple[str, str], ...] = ()
    suggested: bool = False

    @property
    def begins(self) -> str:
        """What stands in it at first: of a choice its first one, unless `value` is one of them."""
        if self.kind != "choice" or self.value in dict(self.choices):
            return self.value
        return self.choices[0][0]


class Form(Panel[Values]):
    """The fields under each other; dismissed with what was filled in, None when nothing is kept.

    check: what stands in the way of keeping it, in words, or nothing; it is asked when all is
    filled in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # The app does these before it hands on the next key: what is typed after Enter stands in
        # the next field, however slow the laptop is.
        Binding("enter", "go_on", show=False, priority=True),
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("ctrl+l", "afresh", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("pageup", "read(-1)", show=False),
        Binding("pagedown", "read(1)", show=False),
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
        half: HalfForm | None = None,
    ) -> None:
        """advice: stands above the fields. enter: what Enter does in a form with one field.

        half: where what was typed waits when the form is left; None when it must not, as a code
        that is typed to withdraw.
        """
        super().__init__(title)
        self.enter = enter or _("Enter: keep")
        self.fields = tuple(fields)
        self.check = check
        self.advice = advice
        self.half = half
        self._saved = {field.key: field.begins for field in self.fields}
        self._keeping: Timer | None = None
        self.set_class(len(self.fields) > MANY, "-many")

    def contents(self) -> ComposeResult:
        """A line for each field, then what stands in the way, then what the keys do."""
        self.set_class(len(self.fields) == 1, "-one")
        if self.advice:
            with VerticalScroll(can_focus=False, id="advice", classes="note"):
                yield Static(plain(self.advice))
        typed = self.half.typed(self._saved) if self.half is not None else {}
        if self.half is not None and typed:
            moved = self.half.moved(self._saved)
            names = [field.label for field in self.fields if field.key in moved]
            yield Static(half_form.waited(names), id="waited")
        with VerticalScroll(can_focus=False):
            for field in self.fields:
                with Horizontal(classes=f"row {field.kind}"):
                    if field.label:
                        yield Static(plain(field.label), classes="label")
                    yield _widget(field, typed.get(field.key, field.begins))
        yield from self.beneath()
        yield Static("", id="problem")
        yield Static(self._keys(), classes="hint")

    def action_read(self, pages: int) -> None:
        """On in advice that has no room, or back."""
        for advice in self.query("#advice"):
            by = pages * max(1, advice.size.height - 1)
            advice.scroll_relative(y=by, animate=False)

    def beneath(self) -> ComposeResult:
        """What stands under the fields."""
        yield from ()

    def _keys(self) -> Content:
        enter = self.enter if self._enter_keeps else _("Enter: next field")
        parts = [
            *([] if self._all_one_list else [_key(enter, "screen.next_field")]),
            *([] if self._enter_keeps else [_key(_("ctrl+s: keep"), "screen.keep")]),
            _key(self._leaving(), "screen.close"),
        ]
        return Content(" · ").join(parts)

    @property
    def _enter_keeps(self) -> bool:
        return len(self.fields) == 1 and not self._all_one_list

    @property
    def keeps(self) -> str:
        """In a form with several fields Enter goes on to the next."""
        return super().keeps if self._enter_keeps else "ctrl+s"

    @property
    def _all_one_list(self) -> bool:
        """Whether Enter does nothing but begin a line."""
        return [field.kind for field in self.fields] == ["list"]

    def _leaving(self) -> str:
        if self.half is None:
            return _("Esc: leave it as it was")
        return _("Esc: back, what you typed waits")

    def at_once(self, key: str) -> bool:
        """The space bar goes to the next choice, also in a window that guards its keys."""
        return key == "space" and isinstance(self.focused, Choice)

    @property
    def values(self) -> dict[str, str]:
        """What is filled in now."""
        values = {field.key: clean(_value(self._at(field))) for field in self.fields}
        if self.half is None:
            return values
        return {key: self.half.left(value) for key, value in values.items()}

    @property
    def unfinished(self) -> bool:
        """Whether something else stands in a field than what stood there."""
        return any(_value(self._at(field)) != field.begins for field in self.fields)

    def _at(self, field: Field) -> Widget:
        return self.query_one(f"#field-{field.key}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a list Enter begins a line, and goes on nowhere."""
        if action != "go_on":
            return super().check_action(action, parameters)
        goes_on = {f"field-{field.key}" for field in self.fields if field.kind != "list"}
        return self.focused is not None and self.focused.id in goes_on

    async def action_go_on(self) -> None:
        """Enter: on to the next field; keep all at the last."""
        await self.action_next_field()

    async def action_next_field(self) -> None:
        """On to the next field; keep all at the last."""
        widgets = [self._at(field) for field in self.fields]
        here = widgets.index(self.focused) if self.focused in widgets else -1
        if here + 1 < len(widgets):
            self.set_focus(widgets[here + 1])
        else:
            await self.action_keep()

    async def action_keep(self) -> None:
        """Keep what was filled in, with all that was typed by now, unless something is wrong."""
        if self.focused is not None:
            typed = asyncio.Event()
            self.focused.call_later(typed.set)
            await typed.wait()
        values = self.values
        problem = self.check(values) if self.check is not None else ""
        if problem:
            self._stop_at(values, problem)
        else:
            if self.half is not None:
                self.half.done()
            self.dismiss(values)

    def _stop_at(self, values: Values, problem: str) -> None:
        """Say what is wrong, and go to the field where it is."""
        field = self._to_blame(values, problem)
        if field is not None:
            self.set_focus(self._at(field))
            problem = f"{field.label}: {problem}" if field.label else problem
        self.query_one("#problem", Static).update(plain(problem, "$accent"))

    def _to_blame(self, values: Values, problem: str) -> Field | None:
        """The field by which it went wrong: what is filled in is put there one by one.

        None when it is about no field alone, as when something is missing.
        """
        tried = {field.key: field.begins for field in self.fields}
        if len(tried) == 1 or self.check is None or self.check(tried) == problem:
            return None
        for field in self.fields:
            tried[field.key] = values[field.key]
            if self.check(tried) == problem:
                return field
        return None

    def action_afresh(self) -> None:
        """Begin again with what is saved."""
        if self.half is not None:
            self.half.done()
            self.query("#waited").remove()
            for field in self.fields:
                _put(self._at(field), field.begins)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed in a line waits."""
        event.stop()
        self._hold()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """So do words and lists."""
        event.stop()
        self._hold()

    def _hold(self) -> None:
        if self.half is None or not self.is_current:
            return
        values = {field.key: _value(self._at(field)) for field in self.fields}
        self.half.hold(values, self._saved)
        if self._keeping is None:
            self._keeping = self.set_timer(half_form.KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        if self.half is not None:
            self.half.keep()

    def on_unmount(self) -> None:
        """Left by Esc, a click or another screen's key: what was typed is kept, or done with."""
        self._keep()


def different(before: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of values by the name of a field of `before`, those that are other ones there."""
    return {name: value for name, value in values.items() if value != getattr(before, name)}


def _widget(field: Field, value: str) -> Widget:
    name = f"field-{field.key}"
    if field.kind == "choice":
        widget: Widget = Choice(field.choices, value, id=name)
    elif field.kind == "words":
        suggested = field.suggested and value == field.begins
        widget = FieldWords(value, replaced=suggested, id=name)
    elif field.kind == "list":
        widget = FieldText(value, id=name)
    else:
        widget = FieldLine(
            value,
            example=field.example,
            replaced=field.suggested and value == field.begins,
            id=name,
        )
    widget.add_class("field")
    return widget


def _value(widget: Widget) -> str:
    if isinstance(widget, FieldText):
        return widget.text
    if isinstance(widget, Input | Choice):
        return widget.value
    raise TypeError(widget)


def _put(widget: Widget, value: str) -> None:
    if isinstance(widget, FieldText):
        widget.text = value
    elif isinstance(widget, Input | Choice):
        widget.value = value


def _key(words: str, action: str) -> Content:
    """A key as a button for the mouse."""
    return Content.styled(words, "$muted").stylize(Style.from_meta({"@click": action}))
