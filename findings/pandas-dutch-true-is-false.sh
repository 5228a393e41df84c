#!/usr/bin/env bash
# pandas 3.1.1: a cell that is true in a Dutch .ods is read as false.
#
# A spreadsheet in OpenDocument keeps a truth value as such (office:boolean-value="true"), and beside it
# the word that is shown. In a Dutch document LibreOffice shows WAAR and ONWAAR. pandas reads .ods with
# odfpy and looks at the word, not at the value: what is not TRUE is False. So in a list in which
# participants ticked that they may be quoted, everybody may not; in a list of who stays away, everybody
# comes. Nothing is raised, and an English copy of the same file is read well. engine="calamine" reads
# the value.
#
# The file is written with odfpy as LibreOffice 7.4.7 writes it.
# Seen with pandas 3.1.1, odfpy 1.4.1 and python-calamine 0.9.1 on Python 3.11, Linux:
#   odf, WAAR and ONWAAR: [False, False]
#   odf, TRUE and FALSE: [True, False]
#   calamine, WAAR and ONWAAR: [True, False]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'pandas==3.1.1' 'odfpy==1.4.1' 'python-calamine==0.9.1'

cat >"$work/look.py" <<'PYTHON'
import sys

import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def written(language, yes, no):
    book = OpenDocumentSpreadsheet()
    table = Table(name="list")
    for value, word in (("true", yes), ("false", no)):
        cell = TableCell(valuetype="boolean", booleanvalue=value)
        cell.addElement(P(text=word))
        row = TableRow()
        row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    path = f"{sys.argv[1]}/{language}.ods"
    book.save(path)
    return path


dutch = written("nl", "WAAR", "ONWAAR")
english = written("en", "TRUE", "FALSE")
for engine, path, words in (
    ("odf", dutch, "WAAR and ONWAAR"),
    ("odf", english, "TRUE and FALSE"),
    ("calamine", dutch, "WAAR and ONWAAR"),
):
    read = pandas.read_excel(path, engine=engine, header=None)
    print(f"{engine}, {words}: {read[0].tolist()}")
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "odf, WAAR and ONWAAR: [False, False]
odf, TRUE and FALSE: [True, False]
calamine, WAAR and ONWAAR: [True, False]" ] || { echo "this has changed"; exit 1; }
