"""`spiegel check` of a Word file: what keeps people from reading it, by item of EN 301 549."""

import argparse
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

import msgspec

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.domain.accessibility.check import Checked
from spiegel.domain.accessibility.findings import Finding, Item
from spiegel.i18n import _, ngettext
from spiegel.meeting.accessibility import checked
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import shown

STANDARD: Final = "EN 301 549 v3.2.1"
_MOST: Final = 5
"""Places that are named of one fault; all of them are in the JSON."""


def check(options: argparse.Namespace) -> int:
    """Print what was found; 1 when something was, 0 when there is nothing but notes."""
    try:
        found = checked(options.file)
    except NotDoneError as error:
        raise Failure(str(error)) from error
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(as_data(found, options.file))).decode())
    else:
        _print(found, options.file)
    return 1 if found.points else 0


def as_data(found: Checked, path: Path) -> dict[str, object]:
    """All of it as plain data, its words in the language of the screens."""
    t = i18n.current()
    return {
        "file": shown(path),
        "standard": f"{STANDARD}, 10",
        "points": found.points,
        "findings": [
            {
                "item": one.rule.item.value or None,
                "item_name": one.rule.item.name_in(t),
                "fault": one.fault.value,
                "stricter_than_the_item": one.rule.further,
                "headings": one.where.path,
                "words": one.where.words,
                "what": one.what(t),
                "remedy": one.remedy(t),
            }
            for one in found.findings
        ],
        "for_a_person": found.for_a_person(t),
    }


def _print(found: Checked, path: Path) -> None:
    t = i18n.current()
    count = found.points
    if count:
        words = ngettext("{path}: {count} point", "{path}: {count} points", count)
        say(words.format(path=shown(path), count=count))
    else:
        say(_("{path}: nothing found").format(path=shown(path)))
    for item, findings in found.by_item():
        print()
        say(f"{item.value} {item.name_in(t)}".strip())
        for _fault, same in groupby(sorted(findings, key=_by_fault), key=attrgetter("fault")):
            _print_fault(tuple(same))
    print()
    say(_("This a person has to look at:"))
    for words in found.for_a_person(t):
        say(f"  - {words}")
    print()
    say(
        _(
            "Checked by clause 10 of {standard} as far as a program can; this is no certificate."
        ).format(standard=STANDARD)
    )


def _by_fault(finding: Finding) -> str:
    return finding.fault.value


def _print_fault(same: Sequence[Finding]) -> None:
    """A fault in its places, and what can be done about it once."""
    t = i18n.current()
    stricter = _("stricter than the standard")
    for finding in same[:_MOST]:
        further = finding.rule.further and finding.rule.item is not Item.NOTE
        say(f"  {finding.what(t)}" + (f" ({stricter})" if further else ""))
        where = finding.where.explain(t)
        if where:
            say("    " + _("at: {place}").format(place=where))
    if len(same) > _MOST:
        more = len(same) - _MOST
        say("    " + ngettext("and {count} more", "and {count} more", more).format(count=more))
    for remedy in dict.fromkeys(finding.remedy(t) for finding in same[:_MOST]):
        say(f"    → {remedy}")
