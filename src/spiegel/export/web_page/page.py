"""The head of a page: its language, its title, its looks; it takes nothing from elsewhere."""

from typing import Final

from spiegel.export.web_page.style import STYLE
from spiegel.export.web_page.tags import flat

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""A browser gets nothing from elsewhere for a page, and runs nothing."""


_PICTURES: Final = "; img-src data:"
"""Nor pictures, but those that are in the page itself."""


def head(title: str, language: str, more: str = "", *, pictures: bool = False) -> str:
    """All before the body; more: what looks otherwise than on the page of the report.

    pictures: some are in the page itself.
    """
    policy = _POLICY + (_PICTURES if pictures else "")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{flat(title)}</title>\n<style>{STYLE}{more}</style>\n</head>"
    )
