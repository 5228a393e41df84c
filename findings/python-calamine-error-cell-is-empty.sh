#!/usr/bin/env bash
# python-calamine 0.9.1: a cell with an error, and a formula that was never reckoned, are empty text.
#
# A list of people in Excel often looks something up, and where nothing is found its cell holds #N/A.
# python-calamine gives '' for it, as it does for a cell with nothing in it, and for a formula whose
# outcome was never stored (a file that a program wrote and no spreadsheet opened yet). Its values do
# not tell the three apart, so a function that could not be looked up reads as a function that nobody
# filled in. openpyxl gives '#N/A' and None. To name such lines, look in the XML of the sheet for cells
# of the type "e", and for a formula (f) without a value (v).
#
# Seen with python-calamine 0.9.1 and openpyxl 3.1.5 (which writes the file) on Python 3.11, Linux:
#   python-calamine: ['wijkteam', '', '', '']
#   openpyxl: ['wijkteam', '#N/A', None, None]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-calamine==0.9.1' 'openpyxl==3.1.5'

cat >"$work/look.py" <<'PYTHON'
import sys

import openpyxl
from python_calamine import CalamineWorkbook

path = f"{sys.argv[1]}/list.xlsx"
book = openpyxl.Workbook()
for row in (["kop"] * 4, ["wijkteam", "#N/A", "=B1&C1", None]):
    book.active.append(row)
book.save(path)

read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
print("python-calamine:", read[1])
values = openpyxl.load_workbook(path, data_only=True).active.iter_rows(min_row=2, values_only=True)
print("openpyxl:", list(next(values)))
PYTHON

seen=$("$work/venv/bin/python" "$work/look.py" "$work")
echo "$seen"
[ "$seen" = "python-calamine: ['wijkteam', '', '', '']
openpyxl: ['wijkteam', '#N/A', None, None]" ] || { echo "this has changed"; exit 1; }
