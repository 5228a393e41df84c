#!/usr/bin/env bash
# python-docx 1.2.0: where a change was tracked, paragraph.text is neither the old nor the new text.
#
# Somebody who changes a word in Word with "track changes" on leaves the old one as a deletion (w:del)
# and the new one as an insertion (w:ins). paragraph.text leaves out both: a run inside w:ins is not
# among paragraph.runs, and the words inside w:del are no w:t. So a question loses the word that
# matters, and still reads like a question. A paragraph inside a content control (w:sdt), as forms
# have it, is not in document.paragraphs at all. Nothing is raised. The XML has it all: to read what
# one sees, take the w:t of every descendant that is not inside w:del or w:moveFrom, in body order.
#
# Seen with python-docx 1.2.0 and lxml 6.0.2 on Python 3.11, Linux:
#   paragraphs: ['Wat ging er bij de intake?']
#   in the XML: ['Wat ging er mis bij de intake?', 'Wat wilt u nog zeggen?']
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-docx==1.2.0' 'lxml==6.0.2'

cat >"$work/look.py" <<'PYTHON'
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

WHO = 'w:author="Redactie" w:date="2026-01-05T09:00:00Z"'
CHANGED = f"""
<w:p {nsdecls("w")}>
  <w:r><w:t xml:space="preserve">Wat ging er </w:t></w:r>
  <w:del w:id="1" {WHO}><w:r><w:delText xml:space="preserve">goed </w:delText></w:r></w:del>
  <w:ins w:id="2" {WHO}><w:r><w:t xml:space="preserve">mis </w:t></w:r></w:ins>
  <w:r><w:t>bij de intake?</w:t></w:r>
</w:p>"""
FIELD = f"""
<w:sdt {nsdecls("w")}><w:sdtContent>
  <w:p><w:r><w:t>Wat wilt u nog zeggen?</w:t></w:r></w:p>
</w:sdtContent></w:sdt>"""

path = f"{sys.argv[1]}/plan.docx"
document = docx.Document()
for xml in (FIELD, CHANGED):
    document.element.body.insert(0, parse_xml(xml))
document.save(path)

read = docx.Document(path)
print("paragraphs:", [paragraph.text for paragraph in read.paragraphs])
everything = read.element.body.iter(qn("w:p"))
print("in the XML:", ["".join(t.text for t in each.iter(qn("w:t"))) for each in everything])
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "paragraphs: ['Wat ging er bij de intake?']
in the XML: ['Wat ging er mis bij de intake?', 'Wat wilt u nog zeggen?']" ] || { echo "this has changed"; exit 1; }
