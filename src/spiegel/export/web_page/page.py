"""The head of a page: its language, its title, its looks; it takes nothing from elsewhere."""

from typing import Final

from spiegel.export.web_page.style import STYLE
from spiegel.export.web_page.tags import flat

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""A browser gets nothing from elsewhere for a page, and runs nothing."""


def head(title: str, language: str, more: str = "") -> str:
    """All before the body; more: what looks otherwise than on the page of the report."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{flat(title)}</title>\n<style>{STYLE}{more}</style>\n</head>"
    )
