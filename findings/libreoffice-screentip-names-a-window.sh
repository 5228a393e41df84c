#!/usr/bin/env bash
# LibreOffice 7.4.7: what a link in a Word file leads to becomes the name of a window.
#
# The ScreenTip of a link in Word (w:tooltip) says what is behind it, for who cannot tell from its words.
# OpenDocument has a place for that (office:title), and LibreOffice shows it. Reading .docx it puts the
# ScreenTip somewhere else: in the frame in which the target is to be opened. So in .odt nothing says
# what is behind the link, and in HTML it gets a target: a browser opens each such link in a window of
# its own. In a tagged PDF the description of the place to press (Contents) has the visible words again.
# To have a description in .odt, move the attribute to office:title yourself.
#
# soffice is taken from PATH, as Debian 12 has it (libreoffice-writer).
# Seen with LibreOffice 7.4.7, python-docx 1.2.0 and pikepdf 10.18.0 on Python 3.11, Linux:
#   .odt: title None, frame 'What was said'
#   .html: title None, frame 'What was said'
#   .pdf: described as '5'
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
soffice --version | grep -q '^LibreOffice 7\.4\.7\.' || { echo "needs LibreOffice 7.4.7"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-docx==1.2.0' 'pikepdf==10.18.0'

cat >"$work/look.py" <<'PYTHON'
import html.parser
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import docx
import pikepdf
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORK = sys.argv[1]
TAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
FORMATS = ("odt:writer8", "html:HTML (StarWriter)", f"pdf:writer_pdf_Export:{TAGGED}")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

document = docx.Document()
document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
address = document.part.relate_to(
    "https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
)
link = f"""
<w:hyperlink {nsdecls("w", "r")} r:id="{address}" w:tooltip="What was said">
  <w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>5</w:t></w:r>
</w:hyperlink>"""
document.add_paragraph()._p.append(parse_xml(link))
document.save(f"{WORK}/link.docx")
for kind in FORMATS:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{WORK}/profile", "--headless",
         "--convert-to", kind, "--outdir", WORK, f"{WORK}/link.docx"],
        check=True, capture_output=True,
    )


class Links(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "a" and "href" in of:
            print(f".html: title {of.get('title')!r}, frame {of.get('target')!r}")


content = zipfile.ZipFile(f"{WORK}/link.odt").read("content.xml")
for one in ElementTree.fromstring(content).iter(f"{TEXT}a"):
    title, frame = one.get(f"{OFFICE}title"), one.get(f"{OFFICE}target-frame-name")
    print(f".odt: title {title!r}, frame {frame!r}")
Links().feed(open(f"{WORK}/link.html", encoding="utf-8").read())
with pikepdf.open(f"{WORK}/link.pdf") as read:
    for place in read.pages[0].Annots:
        print(f".pdf: described as {str(place.Contents)!r}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = ".odt: title None, frame 'What was said'
.html: title None, frame 'What was said'
.pdf: described as '5'" ] || { echo "this has changed"; exit 1; }
