"""The kinds of documents that can be made of a session."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.i18n import N_


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of document. title: as screens call it; name: in the file name; both to translate.

    private: with codes and times, for the moderator only. before: made for the day itself, from
    what was prepared; the others are made from what was said.
    """

    key: str
    title: str
    name: str
    extension: str
    private: bool = False
    before: bool = False


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind(key="report", title=N_("Report (Word)"), name=N_("report"), extension=".docx"),
            Kind(key="markdown", title=N_("Report (Markdown)"), name=N_("report"), extension=".md"),
            Kind(
                key="worklist",
                title=N_("Working list with codes (Word, private)"),
                name=N_("working list PRIVATE"),
                extension=".docx",
                private=True,
            ),
            Kind(
                key="plan",
                title=N_("Running order (Word)"),
                name=N_("running order"),
                extension=".docx",
                before=True,
            ),
            Kind(
                key="plan-markdown",
                title=N_("Running order (Markdown)"),
                name=N_("running order"),
                extension=".md",
                before=True,
            ),
            Kind(
                key="plan-text",
                title=N_("Running order (plain text)"),
                name=N_("running order"),
                extension=".txt",
                before=True,
            ),
            Kind(
                key="calendar",
                title=N_("Calendar (.ics)"),
                name=N_("calendar"),
                extension=".ics",
                before=True,
            ),
        )
    }
)
PLANS: Final = ("plan", "plan-markdown", "plan-text")
"""The running order in a file that can be read in again."""
AFTER: Final = tuple(key for key, kind in KINDS.items() if not kind.before)
"""What is made of what was said, in the order of F7."""
