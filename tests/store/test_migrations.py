"""Meetings that an older Spiegel made, as they are read now."""

import json

from spiegel.store.journal.snapshot import read_session


def older(path, schema, docs):
    """A meeting of these documents, in a file of an older schema."""
    header = {"program": "spiegel", "schema": schema, "kind": "session", "generation": "a"}
    docs["session"] = {"1": {"id": "oud", "title": "Oud", "created": {"utc": 1}}}
    old = path.with_name("oud.spiegel")
    old.write_text(f"{json.dumps(header)}\n{json.dumps({'docs': docs})}\n", encoding="utf-8")
    return read_session(old)


def test_makers_of_an_older_meeting_still_come_back_on_another_day(path):
    parts = (("vertellen", "clients", False), ("uitwerken", "moderator", True))
    came_back = (("terug", "clients", False), ("slot", "clients", False))
    phases = {
        str(n): {
            "number": n,
            "position": n,
            "key": key,
            "name": key,
            "kind": "talk",
            "minutes": 5,
            "present": [who],
            "review": review,
        }
        for n, (key, who, review) in enumerate((*parts, *came_back), start=1)
    }
    agenda = older(path, 22, {"phases": phases}).agenda
    assert [part.key for part in agenda if part.another_day] == ["terug"]


def test_what_was_written_of_an_action_that_goes_on_tells_how_it_stands(path):
    action = {"at": {"utc": 1}, "words": "bellen", "evidence": "het rooster hangt"}
    states = {"1": "busy", "2": "done"}
    docs = {n: {**action, "number": int(n), "status": state} for n, state in states.items()}
    busy, done = older(path, 23, {"actions": docs}).actions.values()
    assert (busy.progress, busy.evidence) == ("het rooster hangt", "")
    assert (done.progress, done.evidence) == ("", "het rooster hangt")
