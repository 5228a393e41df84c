"""One line to fill in, without a frame; what it stands in says what it is for."""

from collections.abc import Callable

from textual.widgets import Input


class Field(Input):
    """Textual's Input that calls at the key itself, so that nothing comes out of order."""

    DEFAULT_CSS = """
    Field { height: 1; border: none; padding: 0; background: transparent; }
    Field:focus { border: none; background-tint: transparent; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        entered: Callable[[], None],
        typed: Callable[[], None] | None = None,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        """entered: called at Enter. typed: called when the value is another one."""
        super().__init__(value, placeholder=placeholder, compact=True, id=id)
        self._entered = entered
        self._typed = typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """The value is another one."""
        event.stop()
        if self._typed is not None:
            self._typed()

    async def action_submit(self) -> None:
        """Enter."""
        self._entered()
