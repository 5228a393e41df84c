"""A few facts, a line each: what it is, and how much."""

import msgspec
from textual.content import Content
from textual.reactive import var

from spiegel.widgets.lines import Lines


class Fact(msgspec.Struct, frozen=True):
    """One line: a muted label or none, a value, and whether it asks for attention."""

    label: str
    value: str
    loud: bool = False


class Facts(Lines):
    """Facts under each other; a line that is not there now leaves its place empty."""

    facts: var[tuple[Fact, ...]] = var(())

    def watch_facts(self) -> None:
        """Draw other facts."""
        self.changed()

    def render(self) -> Content:
        """A label and its value read as one short sentence."""
        return Content("\n").join(
            Content.assemble(
                (fact.label + " " if fact.label else "", "$muted"),
                (fact.value, "bold $accent" if fact.loud else ""),
            )
            for fact in self.facts
        )
