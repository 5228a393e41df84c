"""The parts of an office document: opened with limits, so that no file can fill the memory."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from spiegel.importing.seen import DamagedError

XmlElement = Any
"""An element of lxml, which comes without types."""
LARGEST: Final = 60_000_000
"""Bytes of XML in one document; a plan has a hundredth of that."""
MOST: Final = 2_000
"""Parts of one document."""
_READ: Final = (".xml", ".rels")
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two ways of packing that office documents have."""


def parts_of(content: bytes) -> Mapping[str, XmlElement]:
    """The XML parts of a document by name, parsed; pictures stay where they are.

    Raises DamagedError for what is no such package, is encrypted, or is larger than anybody writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            inside = [info for info in package.infolist() if info.filename.endswith(_READ)]
            if len(inside) > MOST or sum(info.file_size for info in inside) > LARGEST:
                raise DamagedError
            if any(info.compress_type not in _PACKED for info in inside):
                raise DamagedError
            return {info.filename: parsed(_bytes(package, info)) for info in inside}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, etree.XMLSyntaxError, OSError) as error:
        raise DamagedError from error
    except (NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        # A password, or bytes that changed on the way.
        raise DamagedError from error


def parsed(content: bytes) -> XmlElement:
    """The root of a part. No such file has a document type, so one that has is none.

    Raises DamagedError.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError from error
    if root.getroottree().docinfo.doctype:
        raise DamagedError
    return root


def packed(parts: Mapping[str, XmlElement]) -> io.BytesIO:
    """A package with these parts and no other."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as package:
        for name, root in parts.items():
            package.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    content.seek(0)
    return content


def _bytes(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part; not more of it than it says that it has."""
    with package.open(info) as part:
        return part.read(info.file_size + 1)


def local(element: XmlElement) -> str:
    """The name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
