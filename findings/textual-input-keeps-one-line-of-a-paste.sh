#!/usr/bin/env bash
# Textual 8.2.8: of what is pasted in an Input only the first line arrives.
#
# Input is a field of one line. Who pastes two paragraphs, as a mail or a page of Word gives them, gets
# the first one: the rest is gone, and nothing says so. Lines end where str.splitlines has it, so also
# at a form feed and at U+2028, which stand in text of PDFs and web pages. Who copied from one line too
# high gets nothing, since the first line is empty. Where max_length is set and the line does not fit
# any more, nothing of it arrives, not the part that fits. A browser puts all in a field of one line,
# without the ends of lines. Take Paste before Input does, and put in what you want to keep of it.
#
# Seen with textual 8.2.8 on Python 3.11, Linux:
#   'Het duurde lang.\nNiemand belde.' -> 'Het duurde lang.'
#   'Het duurde lang.\u2028Niemand belde.' -> 'Het duurde lang.'
#   '\nHet duurde lang.' -> ''
#   'Het duurde heel erg lang.' where 20 fit -> ''
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

cat >"$work/look.py" <<'PYTHON'
import asyncio

from textual.app import App
from textual.events import Paste
from textual.widgets import Input


class Field(App):
    def __init__(self, most):
        super().__init__()
        self.most = most

    def compose(self):
        yield Input(max_length=self.most)


async def arrives(text, most):
    app = Field(most)
    async with app.run_test() as pilot:
        app.post_message(Paste(text))
        await pilot.pause()
        return app.query_one(Input).value


for text, most in (
    ("Het duurde lang.\nNiemand belde.", 0),
    ("Het duurde lang.\u2028Niemand belde.", 0),
    ("\nHet duurde lang.", 0),
    ("Het duurde heel erg lang.", 20),
):
    room = f" where {most} fit" if most else ""
    print(f"{text!r}{room} -> {asyncio.run(arrives(text, most))!r}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "'Het duurde lang.\nNiemand belde.' -> 'Het duurde lang.'
'Het duurde lang.\u2028Niemand belde.' -> 'Het duurde lang.'
'\nHet duurde lang.' -> ''
'Het duurde heel erg lang.' where 20 fit -> ''" ] || { echo "this has changed"; exit 1; }
