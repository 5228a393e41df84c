"""The page of a Word file that was made, to measure what stands on it."""

import zipfile
from pathlib import Path

from lxml import etree

from spiegel.export.word.package import DOCUMENT, Package
from spiegel.export.word.sheet import Sheet


def sheet_of(path: Path) -> Sheet:
    """The page of this file, with its styles, headers and footers."""
    package = Package()
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            package.add(name, file.read(name), "as/it/is")
        relations = etree.fromstring(file.read("word/_rels/document.xml.rels"))
    for at, relation in enumerate(relations, start=1):
        assert relation.get("Id") == f"rId{at}"
        outside = relation.get("TargetMode") == "External"
        place = relation.get("Target") if outside else f"word/{relation.get('Target')}"
        package.lead(DOCUMENT, relation.get("Type"), place, outside=outside)
    return Sheet(package)
