#!/usr/bin/env bash
# python-docx 1.2.0: a width of a table cell with a unit is an error, where every other one is read.
#
# A measure in a Word file is a number of twentieths of a point, or a number with a unit of its own:
# "5cm", "12pt" (ST_UniversalMeasure, ISO/IEC 29500-1, 22.9.2.15). The width of a cell may have one
# too (ST_MeasurementOrPercent). python-docx reads the unit in the width of a page and of
# a column, in a height, an indent, a space and the size of letters; cell.width alone takes what is
# no percentage for a whole number and ends with a ValueError. What goes through the tables of a
# house style must read such a width by itself, or ask for the width of the columns.
#
# Seen with python-docx 1.2.0 and lxml 6.0.2 on Python 3.11, Linux:
#   page 5.0 cm, column 5.0 cm, row 5.0 cm, indent 5.0 cm, space 5.0 cm, letters 5.0 cm
#   cell in twentieths of a point: 5.0 cm
#   cell with a unit: ValueError
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'python-docx==1.2.0' 'lxml==6.0.2'

cat >"$work/measure.py" <<'PYTHON'
import docx
from docx.oxml import parse_xml

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def marked(mark):
    return parse_xml(mark.replace(" ", f' xmlns:w="{MAIN}" ', 1))


def cell_of(width):
    table = docx.Document().add_table(1, 1)
    marks = table.cell(0, 0)._tc.get_or_add_tcPr()
    for old in list(marks):
        marks.remove(old)
    marks.append(marked(f'<w:tcW w:w="{width}" w:type="dxa"/>'))
    return table.cell(0, 0)


def shown(length):
    return f"{length.cm:.1f} cm"


document = docx.Document()
section, table = document.sections[0], document.add_table(1, 1)
section._sectPr.replace(section._sectPr.pgSz, marked('<w:pgSz w:w="5cm" w:h="5cm"/>'))
grid = table._tbl.tblGrid
grid.replace(grid[0], marked('<w:gridCol w:w="5cm"/>'))
table.rows[0]._tr.get_or_add_trPr().append(marked('<w:trHeight w:val="5cm"/>'))
paragraph = document.add_paragraph()
marks = paragraph._p.get_or_add_pPr()
marks.append(marked('<w:spacing w:after="5cm"/>'))
marks.append(marked('<w:ind w:left="5cm"/>'))
run = paragraph.add_run("Hello")
run._r.get_or_add_rPr().append(marked('<w:sz w:val="5cm"/>'))
lengths = {
    "page": section.page_width,
    "column": table.columns[0].width,
    "row": table.rows[0].height,
    "indent": paragraph.paragraph_format.left_indent,
    "space": paragraph.paragraph_format.space_after,
    "letters": run.font.size,
}
print(", ".join(f"{name} {shown(length)}" for name, length in lengths.items()))
print("cell in twentieths of a point:", shown(cell_of("2835").width))
try:
    print("cell with a unit:", shown(cell_of("5cm").width))
except ValueError as error:
    print("cell with a unit:", type(error).__name__)
PYTHON

seen=$("$work/venv/bin/python" "$work/measure.py")
echo "$seen"
[ "$seen" = "page 5.0 cm, column 5.0 cm, row 5.0 cm, indent 5.0 cm, space 5.0 cm, letters 5.0 cm
cell in twentieths of a point: 5.0 cm
cell with a unit: ValueError" ] || { echo "this has changed"; exit 1; }
