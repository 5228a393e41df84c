"""Files for other programs: made of what the report may say, each kind imported when it is made."""

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Final

from spiegel.domain.session.session import Session
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


def made(kind: str) -> Callable[[Session, Translations], bytes]:
    """What gives the whole file of a kind."""
    module, name = _MADE[kind]
    function: Callable[[Session, Translations], bytes] = getattr(_module(module), name)
    return function


def said(kind: str) -> Callable[[Session, Translations], str]:
    """What tells what a file of a kind says, whenever it is made."""
    function: Callable[[Session, Translations], str] = _module(_MADE[kind][0]).said
    return function


def _module(name: str) -> ModuleType:
    return import_module(f"spiegel.export.exchange.{name}")
