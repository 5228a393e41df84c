"""Plans as people write them are read as a person reads them, or the line is named."""

import tomllib
from pathlib import Path

import pytest

from spiegel import formats
from spiegel.domain import plan
from spiegel.domain.plan import PlannedQuestion

PHASES = formats.load("spiegelgesprek").phases
PLANS = Path(__file__).parent / "plans"


def plans(name: str):
    return tomllib.loads((PLANS / f"{name}.toml").read_text(encoding="utf-8"))["plan"]


WRITTEN = plans("as_written")
SENT = plans("as_sent")


def as_row(question: PlannedQuestion) -> str:
    """The question as the file writes it."""
    parts = [question.words]
    if question.minutes or question.optional:
        parts.append(f" {question.minutes}" if question.minutes else "")
    return " |".join(parts) + (" | ?" if question.optional else "")


@pytest.mark.parametrize("written", [*WRITTEN, *SENT], ids=lambda written: written["about"])
def test_it_is_read_as_a_person_reads_it(written) -> None:
    read = plan.read(written["text"], PHASES)
    asked = read.questions.get("cliëntronde", ())
    assert [as_row(question) for question in asked] == written["questions"]
    assert dict(read.minutes) == written.get("minutes", {})
    assert list(read.rules.get("spelregels", ())) == written.get("rules", [])
    assert list(read.prompts.get("cliëntronde", ())) == written.get("general", [])
    assert read.date == written.get("date")
    assert read.place == written.get("place", "")
    assert read.title == written.get("title", read.title)
    assert sorted({finding.line for finding in read.findings}) == written.get("named", [])


@pytest.mark.parametrize("written", WRITTEN, ids=lambda written: written["about"])
def test_the_first_question_has_its_prompts(written) -> None:
    asked = plan.read(written["text"], PHASES).questions["cliëntronde"]
    assert list(asked[0].prompts) == written.get("prompts", [])


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent["about"])
def test_prompts_themes_other_parts_and_notes_are_where_they_belong(sent) -> None:
    read = plan.read(sent["text"], PHASES)
    asked = read.questions.get("cliëntronde", ())
    prompts = {str(n): list(one.prompts) for n, one in enumerate(asked, start=1) if one.prompts}
    assert prompts == sent.get("prompts", {})
    assert [one.theme for one in asked] == sent.get("themes", [""] * len(asked))
    others = {key: list(map(as_row, found)) for key, found in read.questions.items()}
    others.pop("cliëntronde", None)
    assert others == sent.get("other", {})
    assert [note.words for note in read.notes] == sent.get("notes", [])


def test_how_many_plans_are_read(counted) -> None:
    counted(f"{len(WRITTEN) + len(SENT)} plans as people write them")
    assert len({written["about"] for written in [*WRITTEN, *SENT]}) >= 60
