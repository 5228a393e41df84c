#!/usr/bin/env bash
# Textual 8.2.8: a list of at most 10vh in a panel of height auto leaves the rows empty that it gave up.
#
# A panel is as high as what is in it: a line to type in, and a list that scrolls from 10vh on. In a window of
# 40 rows the list has 4 of its 20, and under it the panel goes on for 16 empty ones. A child whose height is
# a number makes Textual measure the panel in a container without height, and there a max-height that is no
# number of cells is not applied; it is when the list is placed. With height auto for that child, which is one
# row all the same, the panel ends under the list.
#
# Seen with textual 8.2.8 on Python 3.11, Linux:
#   height 1: a list of 4 in a panel of 21
#   height auto: a list of 4 in a panel of 5
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

seen=$("$work/venv/bin/python" - <<'PYTHON'
import asyncio

from textual.app import App
from textual.containers import Vertical
from textual.widgets import OptionList, Static

CSS = """
#panel { height: auto; }
OptionList { height: auto; max-height: 10vh; border: none; padding: 0; }
"""


def panel(height):
    class Panel(App):
        CSS = f"{globals()['CSS']} Static {{ height: {height}; }}"

        def compose(self):
            with Vertical(id="panel"):
                yield Static("type here")
                yield OptionList(*map(str, range(20)))

    return Panel()


async def heights(height):
    async with panel(height).run_test(size=(80, 40)) as pilot:
        await pilot.pause(0.3)
        listed = pilot.app.query_one(OptionList).size.height
        return f"a list of {listed} in a panel of {pilot.app.query_one('#panel').size.height}"


for height in ("1", "auto"):
    print(f"height {height}:", asyncio.run(heights(height)))
PYTHON
)
echo "$seen"
[ "$seen" = "height 1: a list of 4 in a panel of 21
height auto: a list of 4 in a panel of 5" ] || { echo "this has changed"; exit 1; }
