"""A page as a device sees it: what it says, and what can be filled in."""

from html.parser import HTMLParser

import msgspec


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """Something to fill in. kind: of an input, or select, textarea. values: to choose from."""

    name: str
    kind: str
    values: tuple[str, ...] = ()


class Form(msgspec.Struct, kw_only=True):
    """A form. hidden: what goes along. buttons: those with a name, and its value. points: how many
    there are to give."""

    action: str
    hidden: dict[str, str] = {}
    controls: list[Control] = []
    buttons: dict[str, str] = {}
    points: int = 0

    @property
    def poll(self) -> int:
        """The number of the poll that it answers; 0 for another form."""
        return int(self.hidden.get("poll", 0))

    @property
    def asks(self) -> tuple[str, str]:
        """What it answers: another one when the question is put again."""
        return self.hidden.get("poll", ""), self.hidden.get("round", "")

    @property
    def names(self) -> frozenset[str]:
        """What can be filled in."""
        return frozenset(control.name for control in self.controls)


class Page(msgspec.Struct, kw_only=True):
    """A page. version: another one as soon as there is something else to see. words: all of it.
    seated: whether it is of somebody who takes part."""

    version: str = ""
    words: str = ""
    seated: bool = False
    forms: list[Form] = []

    @property
    def question(self) -> Form | None:
        """The form in which a question is answered; None when nothing is asked."""
        return next((form for form in self.forms if form.poll), None)


def read_page(text: str) -> Page:
    """What a page says."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.page.words = " ".join(" ".join(reader.said).split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.said: list[str] = []
        self._form: Form | None = None
        self._select: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.page.version = found.get("data-version", "")
        elif tag == "header":
            self.page.seated = True
        elif tag == "form":
            self._form = Form(action=found.get("action", "/"))
            self.page.forms.append(self._form)
        elif self._form is not None:
            self._fill(self._form, tag, found)

    def _fill(self, form: Form, tag: str, found: dict[str, str]) -> None:
        name, kind, value = (found.get(each, "") for each in ("name", "type", "value"))
        if tag == "input" and kind == "hidden":
            form.hidden[name] = value
        elif tag == "input":
            form.controls.append(Control(name=name, kind=kind, values=(value,)))
        elif "data-all" in found:
            form.points = int(found["data-all"])
        elif tag in ("textarea", "select"):
            self._select = []
            form.controls.append(Control(name=name, kind=tag))
        elif tag == "option" and self._select is not None:
            self._select.append(value)
        elif tag == "button" and name:
            form.buttons[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._form is not None and self._select is not None:
            last = self._form.controls[-1]
            self._form.controls[-1] = msgspec.structs.replace(last, values=tuple(self._select))
            self._select = None

    def handle_data(self, data: str) -> None:
        self.said.append(data)
