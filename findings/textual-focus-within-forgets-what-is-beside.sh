#!/usr/bin/env bash
# Textual 8.2.8: `.row:focus-within .label` is drawn once and not again when the focus goes to another row.
#
# A form shows which of its fields is typed in at the name before it: `.row:focus-within .label`, where the
# name and the field stand in one row. The first name is marked. With Tab the focus goes on and the mark
# stays: Textual makes styles anew from the nearest ancestor of what has the focus whose own last selector
# says focus-within, and here only the name has such a rule, which is no ancestor of the field. A rule for
# the row itself, which may be empty, makes it right.
#
# Seen with textual 8.2.8 on Python 3.11, Linux:
#   without a rule for the row: one, then one
#   with an empty rule for the row: one, then two
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

seen=$("$work/venv/bin/python" - <<'PYTHON'
import asyncio

from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Input, Label

MARK = ".row:focus-within .label { text-style: bold; }"


def form(css):
    class Form(App):
        CSS = css

        def compose(self):
            for name in ("one", "two"):
                with Horizontal(classes="row"):
                    yield Label(name, classes="label")
                    yield Input(id=name)

    return Form()


async def marked(css):
    async with form(css).run_test() as pilot:
        seen = []
        for name in ("one", "two"):
            pilot.app.query_one(f"#{name}").focus()
            await pilot.pause(0.3)
            labels = pilot.app.query(Label)
            seen.append(" ".join(str(one.content) for one in labels if one.styles.text_style.bold))
        return ", then ".join(seen)


print("without a rule for the row:", asyncio.run(marked(MARK)))
print("with an empty rule for the row:", asyncio.run(marked(MARK + " .row:focus-within { }")))
PYTHON
)
echo "$seen"
[ "$seen" = "without a rule for the row: one, then one
with an empty rule for the row: one, then two" ] || { echo "this has changed"; exit 1; }
