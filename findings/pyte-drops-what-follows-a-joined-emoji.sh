#!/usr/bin/env bash
# pyte 0.8.2: what is written right after the joiner of an emoji never reaches the screen.
#
# An emoji of a person with a profession is two characters and a zero width joiner (U+200D) between
# them, such as the health worker. A character without a width ends what pyte draws of one write, so
# that not only the second half is missing but all text up to the next escape sequence: a test of a
# terminal program then sees an empty rest of the line where terminals show words. An accent that
# stands behind its letter goes well, because it is combining. Write such text in pieces in a test, or
# take U+200D away before pyte gets it.
#
# Seen with pyte 0.8.2 and wcwidth 0.2.13 on Python 3.11, Linux:
#   an accent behind its letter: 'één zin'
#   an emoji alone: '🙂 en verder'
#   a joined emoji: '👩'
#   a joined emoji, and a colour after it: '👩 en verder'
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'pyte==0.8.2' 'wcwidth==0.2.13'

cat >"$work/look.py" <<'PYTHON'
import pyte

JOINED = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{STAFF OF AESCULAPIUS}"
WRITTEN = {
    "an accent behind its letter": "e\N{COMBINING ACUTE ACCENT}e\N{COMBINING ACUTE ACCENT}n zin",
    "an emoji alone": "\N{SLIGHTLY SMILING FACE} en verder",
    "a joined emoji": f"{JOINED} en verder",
    "a joined emoji, and a colour after it": f"{JOINED}\x1b[32m en verder",
}
for what, text in WRITTEN.items():
    screen = pyte.Screen(30, 2)
    pyte.Stream(screen).feed(text)
    print(f"{what}: {screen.display[0].rstrip()!r}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "an accent behind its letter: 'één zin'
an emoji alone: '🙂 en verder'
a joined emoji: '👩'
a joined emoji, and a colour after it: '👩 en verder'" ] || { echo "this has changed"; exit 1; }
