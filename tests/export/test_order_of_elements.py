"""Word is strict about the order of elements where LibreOffice is not: held to the schema here.

The orders are those of ECMA-376, part 1 (wml.xsd), for the elements that our files use.
"""

import itertools
import re
import zipfile

import pytest

from export.elements import ordered
from export.houses import EACH
from export.printed import W, part
from export.reported import meeting

PARTS = ("document", "styles", "settings", "numbering", "footer1")


@pytest.mark.parametrize("kind", ["report", "worklist"])
@pytest.mark.parametrize("name", PARTS)
def test_elements_are_in_the_order_of_the_schema(make, kind, name):
    assert ordered(part(make(meeting(), kind), f"word/{name}.xml"))


@pytest.mark.parametrize("name", EACH)
def test_elements_are_in_that_order_in_every_house_style(dressed, name):
    path = dressed(name)
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", n)]
    checked = [n for n in names if not n.startswith("word/fontTable")]
    assert all(ordered(part(path, n)) for n in checked)
    assert {"word/document.xml", "word/styles.xml", "word/settings.xml"} <= set(checked)


def test_every_style_that_is_used_is_there(make):
    for kind in ("report", "worklist"):
        path = make(meeting(), kind)
        styles = part(path, "word/styles.xml")
        known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
        used = itertools.chain.from_iterable(
            part(path, f"word/{name}.xml").iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
            for name in ("document", "footer1")
        )
        assert {style.get(f"{W}val") for style in used} <= known
        based = styles.iter(f"{W}basedOn", f"{W}next")
        assert {style.get(f"{W}val") for style in based} <= known


def test_the_body_ends_with_a_paragraph_and_its_page(make):
    for kind in ("report", "worklist"):
        body = part(make(meeting(), kind)).find(f"{W}body")
        assert body[-1].tag == f"{W}sectPr"
        assert body[-2].tag == f"{W}p"
        assert sum(1 for _ in body.iter(f"{W}sectPr")) == 1
