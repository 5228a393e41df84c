"""Documents of the fictional meeting, made once."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from export.houses import built
from export.reported import meeting
from spiegel.domain.session.session import Session
from spiegel.export import export
from spiegel.i18n import translations

Make = Callable[..., Path]
Dressed = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Export a session: make(session, kind, template=...)."""

    def made(session: Session, kind: str = "report", **options: object) -> Path:
        t = translations(session.info.language)
        return export(session, kind, tmp_path, translations=t, **options)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Dressed:
    """The document of the meeting in a house style, made once: dressed(house, kind)."""

    @functools.cache
    def made(house: str, kind: str = "report") -> Path:
        folder = tmp_path_factory.mktemp("dressed")
        template = built(house, folder)
        return export(meeting(), kind, folder, translations=translations("nl"), template=template)

    return made


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    return export(meeting(), "report", folder, translations=translations("nl"))


@pytest.fixture(scope="session")
def markdown(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("markdown")
    path = export(meeting(), "markdown", folder, translations=translations("nl"))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def worklist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worklist")
    return export(meeting(), "worklist", folder, translations=translations("nl"))
