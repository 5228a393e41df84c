"""Plans as people write them are read as a person reads them, or the line is named."""

import tomllib
from pathlib import Path

import pytest

from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.plan import PlannedQuestion

PHASES = formats.load("spiegelgesprek").phases
WRITTEN = tomllib.loads(
    (Path(__file__).parent / "plans" / "as_written.toml").read_text(encoding="utf-8")
)["plan"]


def as_row(question: PlannedQuestion) -> str:
    """The question as the file writes it."""
    parts = [question.words]
    if question.minutes or question.optional:
        parts.append(f" {question.minutes}" if question.minutes else "")
    return " |".join(parts) + (" | ?" if question.optional else "")


@pytest.mark.parametrize("written", WRITTEN, ids=lambda written: written["about"])
def test_it_is_read_as_a_person_reads_it(written) -> None:
    read = plan.read(written["text"], PHASES)
    asked = read.questions.get("cliëntronde", ())
    assert [as_row(question) for question in asked] == written["questions"]
    assert list(asked[0].prompts) == written.get("prompts", [])
    assert dict(read.minutes) == written.get("minutes", {})
    assert list(read.rules.get("spelregels", ())) == written.get("rules", [])
    assert list(read.prompts.get("cliëntronde", ())) == written.get("general", [])
    assert read.date == written.get("date")
    assert read.place == written.get("place", "")
    assert read.title == written.get("title", read.title)
    assert sorted({finding.line for finding in read.findings}) == written.get("named", [])
