#!/usr/bin/env bash
# LibreOffice 7.4.7: a link in a Word file leads nowhere in the PDF, unless its words have a character style.
#
# In a .docx a link is an element around runs (w:hyperlink); how these look is another matter. Word gives
# them the character style Hyperlink. Programs that write .docx often leave it away, or make the words
# blue and underlined themselves, and Word follows such links as any. LibreOffice reads them too: in .odt
# each is a link. In its PDF there is no place to press, and the tag Link has words alone, which PDF/UA
# does not allow and this file yet says to be. Nothing is said. Any character style on the runs helps.
# And a link of one run with a no-break space in it, as in "actie 5", becomes two tags Link, which a
# screen reader says as two links, both of the one place to press.
#
# soffice is taken from PATH, as Debian 12 has it (libreoffice-writer).
# Seen with LibreOffice 7.4.7, python-docx 1.2.0 and pikepdf 10.18.0 on Python 3.11, Linux:
#   without a style: a link in .odt; tags Link in the PDF: 1, places to press: 0
#   blue by itself: a link in .odt; tags Link in the PDF: 1, places to press: 0
#   style Hyperlink: a link in .odt; tags Link in the PDF: 1, places to press: 1
#   style Strong: a link in .odt; tags Link in the PDF: 1, places to press: 1
#   no-break space: a link in .odt; tags Link in the PDF: 2, places to press: 1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
soffice --version | grep -q '^LibreOffice 7\.4\.7\.' || { echo "needs LibreOffice 7.4.7"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-docx==1.2.0' 'pikepdf==10.18.0'

cat >"$work/look.py" <<'PYTHON'
import json
import subprocess
import sys
import zipfile

import docx
import pikepdf
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORK = sys.argv[1]
PDF = {
    name: {"type": "boolean", "value": "true"} for name in ("UseTaggedPDF", "PDFUACompliance")
}
FORMATS = {"odt": "odt:writer8", "pdf": "pdf:writer_pdf_Export:" + json.dumps(PDF)}


def written(path, words, looks):
    document = docx.Document()
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    address = document.part.relate_to(
        "https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = f"""
    <w:hyperlink {nsdecls("w", "r")} r:id="{address}">
      <w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>
    </w:hyperlink>"""
    document.add_paragraph()._p.append(parse_xml(link))
    document.save(path)


def converted(path):
    profile = f"-env:UserInstallation=file://{WORK}/profile"
    for extension, kind in FORMATS.items():
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", WORK, path],
            check=True, capture_output=True,
        )
    return path.replace(".docx", ".odt"), path.replace(".docx", ".pdf")


def tags(element):
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from tags(each)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S)
        yield from tags(element.get("/K", pikepdf.Array()))


for what, words, looks in (
    ("without a style", "actie", ""),
    ("blue by itself", "actie", '<w:color w:val="0000FF"/><w:u w:val="single"/>'),
    ("style Hyperlink", "actie", '<w:rStyle w:val="Hyperlink"/>'),
    ("style Strong", "actie", '<w:rStyle w:val="Strong"/>'),
    ("no-break space", "actie&#160;5", '<w:rStyle w:val="Hyperlink"/>'),
):
    written(f"{WORK}/link.docx", words, looks)
    odt, pdf = converted(f"{WORK}/link.docx")
    leads = 'xlink:href="https://example.org/"' in zipfile.ZipFile(odt).read("content.xml").decode()
    with pikepdf.open(pdf) as read:
        links = list(tags(read.Root.StructTreeRoot.K)).count("/Link")
        pressed = len(read.pages[0].get("/Annots", []))
    print(
        f"{what}: {'a' if leads else 'no'} link in .odt;"
        f" tags Link in the PDF: {links}, places to press: {pressed}"
    )
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "without a style: a link in .odt; tags Link in the PDF: 1, places to press: 0
blue by itself: a link in .odt; tags Link in the PDF: 1, places to press: 0
style Hyperlink: a link in .odt; tags Link in the PDF: 1, places to press: 1
style Strong: a link in .odt; tags Link in the PDF: 1, places to press: 1
no-break space: a link in .odt; tags Link in the PDF: 2, places to press: 1" ] || { echo "this has changed"; exit 1; }
