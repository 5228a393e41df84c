"""Files for other programs: made of what the report may say, each kind imported when it is made."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final

from spiegel.domain.session.session import Session
from spiegel.export.watching import Stopped
from spiegel.i18n import Translations

_MADE: Final = MappingProxyType(
    {
        "csv": ("statements", "as_cells"),
        "json": ("statements", "as_json"),
        "action-plan": ("action_plan", "as_workbook"),
        "qdpx": ("qda", "as_project"),
        "qdc": ("codebook", "as_codebook"),
    }
)
"""Of each kind the module that makes it, and the function there; `said` says what it says."""
EXCHANGE: Final = frozenset(_MADE)


class ExchangeMaker:
    """Makes one kind of file for other programs."""

    def __init__(self, kind: str) -> None:
        module, name = _MADE[kind]
        self._module = import_module(f"spiegel.export.exchange.{module}")
        self._made: Callable[[Session, Translations], bytes] = getattr(self._module, name)

    def make(
        self,
        session: Session,
        t: Translations,
        *,
        template: Path | None,
        progress: Callable[[float], None],
        stopped: Callable[[], bool],
    ) -> bytes:
        """The whole file. Raises Stopped."""
        if stopped():
            raise Stopped
        return self._made(session, t)

    def said(self, session: Session, t: Translations) -> str:
        """What it says, whenever it is made."""
        said: str = self._module.said(session, t)
        return said
