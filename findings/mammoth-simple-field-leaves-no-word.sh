#!/usr/bin/env bash
# mammoth 1.13.0: of a field that is written the short way no word is left.
#
# Word writes a field (a reference, a date, a number that counts itself) in one of two ways: between
# marks in runs (w:fldChar), or as one element around its result (w:fldSimple). They look the same on
# paper. mammoth keeps the result of the first and leaves out that of the second, in HTML and in raw
# text alike; its message names the element, and not that words went with it. So a question reads "Wat
# weet u van ?". The same happens to words of which the direction is set (w:bdo). To read what one sees,
# take both elements away around their children before mammoth gets the document.
#
# Seen with mammoth 1.13.0 and python-docx 1.2.0 (which writes the file) on Python 3.11, Linux:
#   between marks: 'Wat weet u van de intake?' ignored: []
#   simple field: 'Wat weet u van ?' ignored: ['w:fldSimple']
#   with a direction: 'Wat weet u van ?' ignored: ['w:bdo']
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'mammoth==1.13.0' 'python-docx==1.2.0'

cat >"$work/look.py" <<'PYTHON'
import sys

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RESULT = "<w:r><w:t>de intake</w:t></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
WAYS = {
    "between marks": MARK.format("begin")
    + "<w:r><w:instrText> REF thema </w:instrText></w:r>"
    + MARK.format("separate")
    + RESULT
    + MARK.format("end"),
    "simple field": f'<w:fldSimple w:instr=" REF thema ">{RESULT}</w:fldSimple>',
    "with a direction": f'<w:bdo w:val="ltr">{RESULT}</w:bdo>',
}

for number, (way, xml) in enumerate(WAYS.items()):
    document = docx.Document()
    paragraph = f"""
    <w:p {nsdecls("w")}>
      <w:r><w:t xml:space="preserve">Wat weet u van </w:t></w:r>{xml}<w:r><w:t>?</w:t></w:r>
    </w:p>"""
    document.element.body.insert(0, parse_xml(paragraph))
    path = f"{sys.argv[1]}/{number}.docx"
    document.save(path)
    with open(path, "rb") as file:
        read = mammoth.extract_raw_text(file)
    ignored = [message.message.rsplit(" ", 1)[1] for message in read.messages]
    print(f"{way}: {read.value.strip()!r} ignored: {ignored}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "between marks: 'Wat weet u van de intake?' ignored: []
simple field: 'Wat weet u van ?' ignored: ['w:fldSimple']
with a direction: 'Wat weet u van ?' ignored: ['w:bdo']" ] || { echo "this has changed"; exit 1; }
