"""Meetings that an older Spiegel made, as they are read now."""

import json

from spiegel.store.journal.snapshot import read_session


def test_makers_of_an_older_meeting_still_come_back_on_another_day(path):
    header = {"program": "spiegel", "schema": 22, "kind": "session", "generation": "a"}
    info = {"id": "oud", "title": "Oud", "created": {"utc": 1}}
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
    docs = {"session": {"1": info}, "phases": phases}
    old = path.with_name("oud.spiegel")
    old.write_text(f"{json.dumps(header)}\n{json.dumps({'docs': docs})}\n", encoding="utf-8")
    agenda = read_session(old).agenda
    assert [part.key for part in agenda if part.another_day] == ["terug"]
