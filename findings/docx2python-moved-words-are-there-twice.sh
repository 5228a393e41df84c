#!/usr/bin/env bash
# docx2python 3.7.1: a question that was moved with tracked changes is read in both places.
#
# Word keeps what was moved twice: where it was (w:moveFrom, shown struck out) and where it is now
# (w:moveTo). docx2python reads insertions and leaves out deletions, but of a move it reads both sides,
# so a running order gets the same question twice. In the same text a hyphen at which a line may not
# break (w:noBreakHyphen, ctrl+shift+hyphen in Word) is gone, and the words on both sides are one.
# An arrow of the font Wingdings, as Word makes of "-->", comes as another letter: of F0E0, which is
# what Word writes for the place E0 of that font, it makes the reference to "à".
#
# Seen with docx2python 3.7.1 and python-docx 1.2.0 (which writes the file) on Python 3.11, Linux:
#   deleted and inserted: 'Wat ging er mis?'
#   moved: 'Hoe ging het? En wie hielp u? Hoe ging het?'
#   hyphen: 'Wmoloket'
#   arrow: 'intake <span style=font-family:Wingdings>&#x00E0;</span> gesprek'
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'docx2python==3.7.1' 'python-docx==1.2.0'

cat >"$work/look.py" <<'PYTHON'
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

WHO = 'w:author="Redactie" w:date="2026-01-05T09:00:00Z"'


def run(words, name="t"):
    return f'<w:r><w:{name} xml:space="preserve">{words}</w:{name}></w:r>'


PARAGRAPHS = {
    "deleted and inserted": run("Wat ging er ")
    + f'<w:del w:id="1" {WHO}>{run("goed", "delText")}</w:del>'
    + f'<w:ins w:id="2" {WHO}>{run("mis")}</w:ins>'
    + run("?"),
    "moved": f'<w:moveFrom w:id="3" {WHO}>{run("Hoe ging het? ")}</w:moveFrom>'
    + run("En wie hielp u? ")
    + f'<w:moveTo w:id="4" {WHO}>{run("Hoe ging het?")}</w:moveTo>',
    "hyphen": "<w:r><w:t>Wmo</w:t><w:noBreakHyphen/><w:t>loket</w:t></w:r>",
    "arrow": run("intake ")
    + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    + run(" gesprek"),
}

for number, (what, xml) in enumerate(PARAGRAPHS.items()):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    path = f"{sys.argv[1]}/{number}.docx"
    document.save(path)
    with docx2python(path) as read:
        print(f"{what}: {read.text.strip()!r}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "deleted and inserted: 'Wat ging er mis?'
moved: 'Hoe ging het? En wie hielp u? Hoe ging het?'
hyphen: 'Wmoloket'
arrow: 'intake <span style=font-family:Wingdings>&#x00E0;</span> gesprek'" ] || { echo "this has changed"; exit 1; }
