"""A few facts in two columns: what it is, and how much."""

import msgspec
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Fact(msgspec.Struct, frozen=True):
    """One line: a muted label, a value, and whether it asks for attention."""

    label: str
    value: str
    loud: bool = False


class Facts(Widget):
    """Facts under each other; a line that is not there now leaves its place empty."""

    DEFAULT_CSS = """
    Facts { height: auto; }
    """

    facts: reactive[tuple[Fact, ...]] = reactive((), layout=True)

    def render(self) -> RenderResult:
        """The labels as wide as the widest."""
        wide = max((len(fact.label) for fact in self.facts), default=0)
        return Content("\n").join(
            Content.assemble(
                (fact.label.ljust(wide + 2), "$muted"),
                (fact.value, "bold $accent" if fact.loud else ""),
            )
            for fact in self.facts
        )
