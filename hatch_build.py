"""Compile the message catalogues into the package when it is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Write each `.mo` beside its `.po`, so that gettext finds it at run time."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "src/spiegel/locale").rglob("*.po")):
            compile_catalogue(source)


def compile_catalogue(source: Path) -> None:
    """Compile one catalogue. Raises ValueError when a message is not understood."""
    with source.open("rb") as catalogue:
        messages = read_po(catalogue, locale=source.parents[1].name, abort_invalid=True)
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, messages)
