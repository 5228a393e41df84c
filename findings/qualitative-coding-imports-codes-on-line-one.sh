#!/usr/bin/env bash
# qualitative-coding 1.7.8: of another program's project every code comes on the first line.
#
# `qc init --import` reads a project of REFI-QDA (.qdpx), the exchange format of programs for qualitative
# analysis. qc keeps codes by line, so it looks up in which line a selection begins. The list of lines
# that it looks in holds the characters of the text, and the search ends at the first that begins at or
# before the place: line 0, always. Only qc's own projects are right, for it names their selections
# line:N. There is no message; the codes are all there, beside the wrong words. (This release also stops
# at a debugger while it imports, which PYTHONBREAKPOINT=0 passes by.)
#
# A project with three lines, the second coded as "bellen" and the third as "brief"; its selections are
# exact, and it is valid by the schema, which qc checks first.
#
# Seen with qualitative-coding 1.7.8 on Python 3.11, Linux; what `qc codes find` shows:
#   Wij wachtten elf weken. | bellen
#   Wij wachtten elf weken. | brief
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'qualitative-coding==1.7.8'

cat >"$work/make.py" <<'PYTHON'
import sys, zipfile
TEXT = "Wij wachtten elf weken.\nNiemand belde.\nDe brief was lang.\n"
GUID = "00000000-0000-0000-0000-0000000000{:02}".format
def quote(n, words, code):
    start = TEXT.index(words)
    return (f'<PlainTextSelection guid="{GUID(n)}" name="{words}" startPosition="{start}" endPosition="{start + len(words)}">'
            f'<Coding guid="{GUID(n + 1)}" creatingUser="{GUID(1)}"><CodeRef targetGUID="{GUID(code)}"/></Coding></PlainTextSelection>')
project = f'''<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="three lines">
<Users><User guid="{GUID(1)}" name="scribe"/></Users>
<CodeBook><Codes>
<Code guid="{GUID(2)}" name="bellen" isCodable="true"/><Code guid="{GUID(3)}" name="brief" isCodable="true"/>
</Codes></CodeBook>
<Sources><TextSource guid="{GUID(4)}" name="gesprek" plainTextPath="internal://{GUID(4)}.txt">
{quote(10, "Niemand belde.", 2)}{quote(20, "De brief was lang.", 3)}
</TextSource></Sources>
</Project>'''
with zipfile.ZipFile(sys.argv[1], "w") as box:
    box.writestr("project.qde", project)
    box.writestr(f"sources/{GUID(4)}.txt", TEXT)
PYTHON

"$work/venv/bin/python" "$work/make.py" "$work/three-lines.qdpx"
mkdir "$work/project"
cd "$work/project"
PYTHONBREAKPOINT=0 "$work/venv/bin/qc" init --import ../three-lines.qdpx >"$work/log"
seen=$(for code in bellen brief; do
    "$work/venv/bin/qc" codes find "$code" | grep '| [a-z]' | tr -s ' '
done)
echo "$seen"
[ "$seen" = "Wij wachtten elf weken. | bellen
Wij wachtten elf weken. | brief" ] || { echo "this has changed"; exit 1; }
