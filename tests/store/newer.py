"""The Spiegel after this one: a schema more, and a step that brings older documents up to it."""

from collections.abc import Callable
from typing import Any

import pytest

from spiegel.store.journal import migrations
from spiegel.store.journal.header import SCHEMA

_MODULES = (
    *(f"journal.{name}" for name in ("header", "summary", "snapshot", "migrations")),
    *(f"journal.{name}" for name in ("journal", "storage")),
    "session.live",
    "damage.check",
)
"""All of the store that knows the present schema."""


def make_newer(patch: pytest.MonkeyPatch, step: Callable[[Any], Any]) -> None:
    """From now on the schema is one higher."""
    for module in _MODULES:
        patch.setattr(f"spiegel.store.{module}.SCHEMA", SCHEMA + 1)
    patch.setitem(migrations.STEPS, SCHEMA, step)
