#!/usr/bin/env bash
# python-docx 1.2.0: a document without a title is given one by asking for it.
#
# A Word file need not have a part with properties (docProps/core.xml). document.core_properties then
# adds one, also when it is only read: the title is "Word Document", it was changed last by
# "python-docx", and just now. So a program that looks whether a document has a title, as WCAG 2.4.2
# asks, is told that it has; and what is saved after that look has the made-up title in it, which
# readers of PDFs and screen readers say aloud. Without the look nothing is added. To know whether
# there is a title, look for the part first: "docProps/core.xml" in the package, or a relation of
# document.part.package whose type ends in "/core-properties".
#
# Seen with python-docx 1.2.0 and lxml 6.0.2 on Python 3.11, Linux:
#   saved without a look: no properties
#   what a look is told: Word Document, last changed by python-docx
#   saved after the look: <dc:title>Word Document</dc:title>
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-docx==1.2.0' 'lxml==6.0.2'

cat >"$work/look.py" <<'PYTHON'
import io
import re
import zipfile

import docx

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    f'PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": "<w:document "
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>Hello</w:t></w:r></w:p></w:body></w:document>",
}
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

file = io.BytesIO()
with zipfile.ZipFile(file, "w") as package:
    for name, content in PARTS.items():
        package.writestr(name, DECLARED + content)


def saved(document):
    """What the properties of a document say of its title once it is saved."""
    copy = io.BytesIO()
    document.save(copy)
    with zipfile.ZipFile(copy) as package:
        if "docProps/core.xml" not in package.namelist():
            return "no properties"
        return re.search("<dc:title>.*</dc:title>", package.read("docProps/core.xml").decode())[0]


document = docx.Document(io.BytesIO(file.getvalue()))
print("saved without a look:", saved(document))
facts = document.core_properties
print(f"what a look is told: {facts.title}, last changed by {facts.last_modified_by}")
print("saved after the look:", saved(document))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py")
echo "$seen"
[ "$seen" = "saved without a look: no properties
what a look is told: Word Document, last changed by python-docx
saved after the look: <dc:title>Word Document</dc:title>" ] || { echo "this has changed"; exit 1; }
