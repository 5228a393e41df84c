#!/usr/bin/env bash
# Textual 8.2.8: F18 is the space bar, and F13 to F20 all are other keys.
#
# The function keys above F12 are what older terminals send for shift with a lower one: shift+F6 on the
# Linux console is F18. They come as a number between ESC [ and ~, and Textual has a table in which 32 is
# F18. But first it reads them as the kitty keyboard protocol, and a number that this part does not know
# is taken for a character, also before a ~, where that protocol has no characters: 32 is a space then,
# 33 is "!", and 25 to 31 are control characters. The table is never asked. So a binding on "f18" is never
# called, and shift+F6 does what is bound to the space bar: it presses a button, or starts something.
# TEXTUAL_DISABLE_KITTY_KEY=1 brings the names back, and takes those of that protocol away.
#
# Seen with textual 8.2.8 on Python 3.11, Linux, in a pseudo-terminal; between ESC [ and ~ 24, 32 and 33:
#   as it is: f12, space, exclamation_mark; called: the action of space
#   without kitty: f12, f18, f19; called: the action of f18
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

cat >"$work/app.py" <<'PYTHON'
import sys

from textual.app import App


class Keys(App):
    BINDINGS = [("space", "call('space')", ""), ("f18", "call('f18')", "")]
    names = ()
    called = ()

    def action_call(self, name):
        self.called = (*self.called, f"the action of {name}")

    async def on_event(self, event):
        if type(event).__name__ == "Key" and not event.is_forwarded:
            self.names = (*self.names, event.key)
        await super().on_event(event)

    def on_key(self, event):
        if event.key == "q":
            self.exit(f"{', '.join(self.names[:-1])}; called: {', '.join(self.called)}")

    def on_ready(self):
        open(sys.argv[1] + ".ready", "w").close()


print(Keys().run(), file=open(sys.argv[1], "w"))
PYTHON

cat >"$work/look.py" <<'PYTHON'
import os
import pty
import select
import subprocess
import sys
import time


def said(name, **more):
    result = os.path.join(sys.argv[1], name)
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, os.path.join(sys.argv[1], "app.py"), result],
        stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "linux", **more},
    )
    end = time.monotonic() + 60
    keys = [b"\x1b[24~", b"\x1b[32~", b"\x1b[33~", b"q"]
    sent = time.monotonic()
    while child.poll() is None and time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            os.read(master, 65536)
        if keys and os.path.exists(result + ".ready") and time.monotonic() - sent > 1:
            os.write(master, keys.pop(0))
            sent = time.monotonic()
    if child.poll() is None:
        child.kill()
    return open(result).read().strip()


print("as it is:", said("as-it-is"))
print("without kitty:", said("without", TEXTUAL_DISABLE_KITTY_KEY="1"))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "as it is: f12, space, exclamation_mark; called: the action of space
without kitty: f12, f18, f19; called: the action of f18" ] || { echo "this has changed"; exit 1; }
