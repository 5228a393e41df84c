"""From older schema numbers to the present one, a step for each; in memory, until a change."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from spiegel.domain.session.session import Session
from spiegel.store.errors import DamagedError
from spiegel.store.journal.header import SCHEMA, Header
from spiegel.store.journal.lines import decode
from spiegel.store.journal.payload import Unreadable
from spiegel.store.journal.storage import read_tables
from spiegel.store.journal.tables import Building

Documents = dict[str, dict[str, Any]]
"""All documents of a session by table and number, as JSON values."""


def _one_to_two(documents: Documents) -> Documents:
    """Schema 2 has fields that are new, and none that is another one than before."""
    return documents


def _two_to_three(documents: Documents) -> Documents:
    """Schema 3 has the prompts of a part, which were none before."""
    return documents


def _three_to_four(documents: Documents) -> Documents:
    """Schema 4 has polls, ballots, ideas, groups of these, and other sessions beside it."""
    return documents


def _four_to_five(documents: Documents) -> Documents:
    """Schema 5 has what is agreed before the day: assignment, tasks, expectations, letters."""
    return documents


def _five_to_six(documents: Documents) -> Documents:
    """Schema 6 has in which ways people took part."""
    return documents


def _six_to_seven(documents: Documents) -> Documents:
    """Schema 7 has what became of actions, the round before, and evaluations."""
    return documents


def _seven_to_eight(documents: Documents) -> Documents:
    """Schema 8 has what speakers answered who read their own words back."""
    return documents


def _eight_to_nine(documents: Documents) -> Documents:
    """Schema 9 has what was decided about words that could point to a person."""
    return documents


def _nine_to_ten(documents: Documents) -> Documents:
    """Schema 10 has persona's and their sentences."""
    return documents


def _ten_to_eleven(documents: Documents) -> Documents:
    """Schema 11 has parts of which the room reads the question as a card."""
    return documents


def _eleven_to_twelve(documents: Documents) -> Documents:
    """Schema 12 has the elements of self-direction, and whether an action gives more say."""
    return documents


def _twelve_to_thirteen(documents: Documents) -> Documents:
    """Schema 13 has whether the evaluation is open on devices."""
    return documents


def _thirteen_to_fourteen(documents: Documents) -> Documents:
    """Schema 14 has the report in short in words of the meeting."""
    return documents


def _fourteen_to_fifteen(documents: Documents) -> Documents:
    """Schema 15 has what a second opinion found of words that could point to a person."""
    return documents


def _fifteen_to_sixteen(documents: Documents) -> Documents:
    """Schema 16 has whether the room sees reflection cards, and which one was chosen."""
    return documents


def _sixteen_to_seventeen(documents: Documents) -> Documents:
    """Schema 17 has what a plan changes for a persona."""
    return documents


def _seventeen_to_eighteen(documents: Documents) -> Documents:
    """Schema 18 has which personas an action touches."""
    return documents


def _eighteen_to_nineteen(documents: Documents) -> Documents:
    """Schema 19 has pictures of personas; what is marked in one makes it one to look at again."""
    told = documents.get("persona_sentences", {}).values()
    marked = {str(sentence["persona"]) for sentence in told if sentence.get("lost")}
    for number, persona in documents.get("personas", {}).items():
        if number in marked and persona.get("state") == "agreed":
            persona["state"] = "again"
    return documents


def _nineteen_to_twenty(documents: Documents) -> Documents:
    """Schema 20 has whether somebody in another meeting has the name of a persona."""
    return documents


def _twenty_to_twenty_one(documents: Documents) -> Documents:
    """Schema 21 has the list of words that the report explains, in words of the meeting."""
    return documents


def _twenty_one_to_twenty_two(documents: Documents) -> Documents:
    """Schema 22 has what options were made from, and questions that are put in another way."""
    return documents


def _twenty_two_to_twenty_three(documents: Documents) -> Documents:
    """Schema 23 has which part is on another day: so it was where participants came back after
    what they gave was worked out."""
    reviewed = False
    for part in sorted(documents.get("phases", {}).values(), key=lambda part: part["position"]):
        if reviewed and "clients" in part.get("present", ()):
            part["another_day"] = True
            break
        reviewed = reviewed or part.get("review", False)
    return documents


def _twenty_three_to_twenty_four(documents: Documents) -> Documents:
    """Schema 24 has how an action stands while it goes on, which was kept as what shows it; its
    header says where the last tables are."""
    for action in documents.get("actions", {}).values():
        if action.get("evidence") and action.get("status") not in ("done", "stopped"):
            action["progress"] = action.pop("evidence")
    return documents


STEPS: Final[dict[int, Callable[[Documents], Documents]]] = {
    1: _one_to_two,
    2: _two_to_three,
    3: _three_to_four,
    4: _four_to_five,
    5: _five_to_six,
    6: _six_to_seven,
    7: _seven_to_eight,
    8: _eight_to_nine,
    9: _nine_to_ten,
    10: _ten_to_eleven,
    11: _eleven_to_twelve,
    12: _twelve_to_thirteen,
    13: _thirteen_to_fourteen,
    14: _fourteen_to_fifteen,
    15: _fifteen_to_sixteen,
    16: _sixteen_to_seventeen,
    17: _seventeen_to_eighteen,
    18: _eighteen_to_nineteen,
    19: _nineteen_to_twenty,
    20: _twenty_to_twenty_one,
    21: _twenty_one_to_twenty_two,
    22: _twenty_two_to_twenty_three,
    23: _twenty_three_to_twenty_four,
}
"""What makes the documents of schema N those of schema N + 1, by N."""


def migrated(path: Path, header: Header, lines: Iterable[tuple[int, bytes]]) -> Session:
    """The session in a file of an older schema. Raises DamagedError."""
    tables = read_tables(path, lines, {})
    try:
        documents: Documents = {
            table: {number: json.loads(document) for number, document in numbered.items()}
            for table, numbered in tables.items()
            if isinstance(numbered, dict)
        }
        for schema in range(header.schema, SCHEMA):
            documents = STEPS[schema](documents)
        line = decode(msgspec.json.encode({"docs": documents}))
        building = Building(None, header.last)
        building.take(line)
        return building.session()
    except KeyError as error:
        raise DamagedError(path, 1, f"nothing reads schema {header.schema}") from error
    except Unreadable as error:
        raise DamagedError(path, 1, error.problem) from error
