#!/usr/bin/env bash
# Textual 8.2.8: a key binding on "ctrl+space" is never called in a terminal that sends NUL.
#
# Nearly every terminal sends the byte 0x00 for ctrl+space. Textual's table of sequences names that
# byte ctrl+@ and gives it no alias, so a Binding("ctrl+space", ...) is shown in a footer and does
# nothing. In a test with Pilot the same binding works, because there a key is pressed by its name;
# so does it in terminals that speak the newer (kitty) keyboard protocol. Bind both names.
#
# Seen with textual 8.2.8 on Python 3.11, Linux, in a pseudo-terminal:
#   NUL in a pseudo-terminal: ctrl+@
#   by name in a test: ctrl+space
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'textual==8.2.8'

cat >"$work/app.py" <<'PYTHON'
import sys

from textual.app import App


class Keys(App):
    BINDINGS = [("ctrl+space", "say('ctrl+space')", ""), ("ctrl+@", "say('ctrl+@')", "")]

    def action_say(self, name: str) -> None:
        self.exit(name)


if __name__ == "__main__":
    print(Keys().run(), file=open(sys.argv[1], "w"))
PYTHON

cat >"$work/look.py" <<'PYTHON'
import asyncio
import os
import pty
import select
import subprocess
import sys
import time

sys.path.insert(0, sys.argv[1])
from app import Keys

result = os.path.join(sys.argv[1], "said")
master, slave = pty.openpty()
child = subprocess.Popen(
    [sys.executable, os.path.join(sys.argv[1], "app.py"), result],
    stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm-256color"},
)
end = time.monotonic() + 30
sent = 0.0
while child.poll() is None and time.monotonic() < end:
    if select.select([master], [], [], 0.2)[0]:
        os.read(master, 65536)
    if time.monotonic() - sent > 1:
        os.write(master, b"\x00")
        sent = time.monotonic()
child.kill() if child.poll() is None else None
print("NUL in a pseudo-terminal:", open(result).read().strip())


async def by_name() -> object:
    app = Keys()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+space")
    return app.return_value


print("by name in a test:", asyncio.run(by_name()))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "NUL in a pseudo-terminal: ctrl+@
by name in a test: ctrl+space" ] || { echo "this has changed"; exit 1; }
