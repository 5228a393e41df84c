#!/usr/bin/env bash
# Taguette 1.5.2: a codebook for other programs (.qdc) comes without what the codes mean.
#
# Taguette keeps a name and a description for each tag, and exports the codebook in several forms. Its
# table (.csv) holds both. Its REFI-QDA codebook, the form meant for other programs, holds the names alone,
# though a Code of that format has a Description. So who moves a codebook that way gets bare names, and
# is not told that anything is lost.
#
# Seen with taguette 1.5.2 on Python 3.11, Linux, with one tag, "wachten", "hoe lang het duurt":
#   csv: wachten, hoe lang het duurt
#   qdc: wachten, no description
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'taguette==1.5.2'

seen=$("$work/venv/bin/python" - "$work" <<'PYTHON'
import csv
import sys
from xml.etree import ElementTree

from taguette.database import Tag
from taguette.export import codebook_csv, codebook_xml

tags = [Tag(path="wachten", description="hoe lang het duurt")]
table, exchange = sys.argv[1] + "/codebook.csv", sys.argv[1] + "/codebook.qdc"
codebook_csv(tags, table)
codebook_xml(tags, exchange)

with open(table, encoding="utf-8", newline="") as file:
    (row,) = csv.DictReader(file)
print(f"csv: {row['tag']}, {row['description']}")

code = ElementTree.parse(exchange).find(".//{*}Code")
meant = code.find("{*}Description")
print(f"qdc: {code.get('name')}, {'no description' if meant is None else meant.text}")
PYTHON
)
echo "$seen"
[ "$seen" = "csv: wachten, hoe lang het duurt
qdc: wachten, no description" ] || { echo "this has changed"; exit 1; }
