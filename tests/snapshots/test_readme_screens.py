"""The screens in the README are the real ones.

After a change that is meant: SPIEGEL_NEW_SCREENS=1 pytest tests/snapshots, look at docs/screens,
and commit them.
"""

import os
import re
from pathlib import Path

import pytest

from spiegel import clock, demo
from spiegel.app.app import Spiegel
from spiegel.domain.session.instants import after

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
CASES = [("moderate", (80, 24), ""), ("scribe", (100, 30), 'D3: "Ze belde mij zelf op #ber')]


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize(("name", "size", "half"), CASES, ids=[case[0] for case in CASES])
async def test_the_readme_shows_the_real_screen(name, size, half, tmp_path, monkeypatch):
    path = tmp_path / "demo.spiegel"
    demo.write(path, "middle")
    now = after(last_moment(), 5_000)
    monkeypatch.setattr(clock, "now", lambda: now)
    app = Spiegel(path=path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.action_go(name)
        await pilot.pause()
        if half:
            app.screen.desk.line.value = half
            app.screen.desk.line.cursor_blink = False
        await pilot.pause()
        # Textual derives an id from all it draws, also from what nobody sees.
        drawn = re.sub(r"terminal-\d+", "spiegel", app.export_screenshot(title="Spiegel"))
    kept = SCREENS / f"{name}.svg"
    if os.environ.get("SPIEGEL_NEW_SCREENS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn, encoding="utf-8")
    assert drawn == kept.read_text(encoding="utf-8")


def last_moment():
    """The last thing that happened in the demo so far."""
    session = demo.play("middle")
    said = [document.at for document in session.statements.values()]
    moved = [moment.at for moment in session.moments.values()]
    return max(said + moved, key=lambda instant: instant.utc)
