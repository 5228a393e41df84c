"""The picture of a persona lies in the file of the meeting, so that it survives moving."""

import base64
import json

import pytest
from tinychanges import everything

from importing.drawn import png
from spiegel.domain.personas.making import MakePersona
from spiegel.domain.personas.picture import ChoosePicture, ForgetPicture, TakePicture
from spiegel.importing.picture import read_picture
from spiegel.store.damage.salvage import salvage
from spiegel.store.errors import DamagedError
from spiegel.store.journal.header import SCHEMA
from spiegel.store.journal.references import dangling
from spiegel.store.journal.snapshot import read_session

IMAGE = read_picture(png())
BENCH = ChoosePicture(number=1, image=IMAGE, alt="een bank onder een boom")


@pytest.fixture
def chosen(scribe):
    scribe.change(MakePersona(title="Toos"))
    scribe.change(BENCH)
    return scribe


def test_it_is_read_back_as_it_was_before_and_after_compacting(path, chosen):
    assert read_session(path).pictures[1].image == IMAGE
    chosen.compact()
    assert everything(read_session(path)) == everything(chosen.session)


def test_after_compacting_a_picture_that_was_taken_away_is_in_the_file_no_more(path, chosen):
    chosen.change(TakePicture(number=1))
    chosen.compact()
    assert b"pictures" not in path.read_bytes().partition(b"\n")[2]


def test_undo_takes_no_picture_away_that_a_persona_still_has(path, chosen, moderator):
    moderator.follow()
    moderator.change(ChoosePicture(number=1, image=IMAGE, alt="een bank"))
    chosen.follow()
    chosen.undo()
    session = read_session(path)
    assert session.personas[1].picture in session.pictures


def test_of_a_picture_that_is_not_whole_the_persona_comes_back_without_it(path, chosen):
    chosen.compact()
    lines = path.read_bytes().split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"pictures":{"1"' in line)
    line = json.loads(lines[at])
    image = line["docs"]["pictures"]["1"]["image"]
    image["content"] = image["content"][:-4]
    lines[at] = json.dumps(line).encode()
    broken = path.with_name("stuk.spiegel")
    broken.write_bytes(b"\n".join(lines))
    with pytest.raises(DamagedError):
        read_session(broken)
    session = salvage(broken).session
    assert (session.personas[1].name, session.personas[1].picture) == ("Toos", None)
    assert not list(dangling(session))


def test_of_an_older_meeting_an_agreed_persona_with_a_marked_sentence_is_to_be_looked_at(path):
    header = {"program": "spiegel", "schema": 18, "kind": "session", "generation": "a"}
    info = {"id": "oud", "title": "Oud", "created": {"utc": 1}}
    told = {"number": 1, "persona": 1, "field": "home", "words": "Ik wacht.", "lost": True}
    personas = {str(n): {"number": n, "name": "Toos", "state": "agreed"} for n in (1, 2)}
    docs = {"session": {"1": info}, "personas": personas, "persona_sentences": {"1": told}}
    old = path.with_name("oud.spiegel")
    old.write_text(f"{json.dumps(header)}\n{json.dumps({'docs': docs})}\n", encoding="utf-8")
    assert SCHEMA > 18
    states = [str(persona.state) for persona in read_session(old).personas.values()]
    assert states == ["again", "agreed"]


def test_a_picture_on_which_somebody_is_recognised_goes_out_of_the_file_its_copies_and_undo(
    path, chosen
):
    part = base64.b64encode(IMAGE.content)[:40]
    folder = path.parent / f".{path.stem}.spiegel.d" / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{path.stem}-2026-11-22.spiegel"
    chosen.compact()
    copy.write_bytes(path.read_bytes())
    assert part in copy.read_bytes()
    chosen.change(ForgetPicture(number=1))
    assert part not in path.read_bytes()
    assert part not in copy.read_bytes()
    chosen.undo()
    assert read_session(path).personas[1].picture is None
    assert read_session(copy).personas[1].name == "Toos"
