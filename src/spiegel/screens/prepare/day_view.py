"""What the day's list says: who is here, where they sit, what each agreed to."""

from collections.abc import Sequence
from typing import Final

import msgspec
from textual.content import Content

from spiegel.domain.consent.attendance import Attendance, advice, attendance, to_ask
from spiegel.domain.polls import saying
from spiegel.domain.session.people import PURPOSES, Listener, Participant
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.text import hour_minute
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int]
"""A table and a number; number 0 is the heading of the table."""

NORMAL: Final = 72
"""Columns from which the words above the answers are written in full."""
WIDE: Final = 100
INDENT: Final = 7
MARGIN: Final = 2
"""Columns by which the line of counts is narrower than the list."""
"""Columns before the first one, for the code."""


class Column(msgspec.Struct, frozen=True):
    """A column: what it is about, what stands above it, how wide it is."""

    name: str
    label: str
    width: int


def columns(width: int) -> tuple[Column, ...]:
    """The columns of the participants, for a list so many characters wide."""
    here, chair, contact = _("present"), _("chair"), _("4 contact")
    if width >= WIDE:
        full = (_("1 take part"), _("2 quotation in the report"), _("3 quotation outside"))
        names: tuple[str, ...] = (here, chair, *full, _("4 later contact"))
        widths = (11, 8, 13, 26, 18, 18)
    elif width >= NORMAL:
        names = (here, chair, _("1 take part"), _("2 quote"), _("3 outside"), contact)
        widths = (11, 8, 12, 10, 11, 11)
    else:
        names = (_("here"), chair, _("1 in"), _("2 quote"), _("3 outside"), contact)
        widths = (7, 7, 7, 9, 9, 10)
    keys = ("present", "chair", *PURPOSES)
    return tuple(Column(*column) for column in zip(keys, names, widths, strict=True))


def column_at(x: int, width: int) -> str:
    """The name of the column at this place of the list, empty when there is none."""
    left = INDENT
    for column in columns(width):
        if left <= x < left + column.width:
            return column.name
        left += column.width
    return ""


def header(session: Session, width: int) -> Content:
    """The words above the columns; who answers on a device is asked nothing here."""
    if session.on_devices:
        words = columns(width)[0].label if session.listeners else ""
        return Content.styled(" " * INDENT + words, "$muted")
    cells = [column.label.ljust(column.width) for column in columns(width)]
    role = _("role") if width >= NORMAL else ""
    return Content.styled(" " * INDENT + "".join(cells) + role, "$muted")


def keys(session: Session) -> Sequence[Key]:
    """Participants and listeners, each under a heading."""
    found: list[Key] = []
    for table in ("participants", "listeners"):
        found.append((table, 0))
        found += [(table, number) for number in sorted(getattr(session, table))]
    return found


def row(session: Session, key: Key, width: int) -> Row:
    """What to draw for a key."""
    table, number = key
    if number == 0:
        return Row(heading=_heading(session, table))
    person = getattr(session, table).get(number)
    if person is None:
        return Row()
    if isinstance(person, Listener):
        return _listener(person, width)
    return _participant(person, width)


def _heading(session: Session, table: str) -> Content:
    count = len(getattr(session, table))
    if table == "participants":
        if session.on_devices:
            words = _("Who answers on a device has no code: nobody is listed here.")
        else:
            words = _("Participants") if count else _("No participants yet: n adds one.")
    else:
        words = _("Listeners") if count else _("No listeners yet: t on F2 adds one.")
    return Content.styled(" " + words, "$muted")


def _participant(person: Participant, width: int) -> Row:
    gutter = Content.styled(f"  {person.code}", "bold")
    if person.withdrawn:
        return Row(gutter=gutter, words=Content.styled(_("withdrew; all words are gone"), "$muted"))
    shown = {
        "present": _presence(person),
        "chair": Content.styled(str(person.chair or "·"), "" if person.chair else "$faint"),
        **{p: _answer(getattr(person.consent, p), asks=person.present is True) for p in PURPOSES},
    }
    if person.present is False:
        shown = {"present": shown["present"]}
    cells = [_cell(shown.get(column.name, Content("")), column.width) for column in columns(width)]
    line = Content("").join(cells)
    room = width - INDENT - line.cell_length - 1
    if width >= NORMAL and room > 1:
        line = Content.assemble(line, typed(person.role, "$muted").truncate(room, ellipsis=True))
    return Row(gutter=gutter, words=line.rstrip())


def _listener(person: Listener, width: int) -> Row:
    first = columns(width)[0]
    function = typed(person.function) if person.function else None
    missing = Content.styled(_("no function yet: Enter"), "$faint")
    return Row(
        gutter=Content.styled(f"  {person.code}", "bold"),
        words=Content.assemble(_cell(_presence(person), first.width), function or missing),
    )


def _presence(person: Participant | Listener) -> Content:
    gone = getattr(person, "gone", None)
    if gone is not None:
        return Content.styled(hour_minute(gone) + " ↗", "$muted")
    if person.present is None:
        return Content.styled("?", "bold $accent")
    return Content.styled("✓ " + _("yes"), "$success") if person.present else _no("$muted")


def _answer(value: bool | None, *, asks: bool) -> Content:
    """Yes, no, or not asked yet: that only asks for attention of who is there."""
    if value is None:
        return Content.styled("?", "bold $accent" if asks else "$faint")
    return Content.styled("✓ " + _("yes"), "$success") if value else _no("$error")


def _no(style: str) -> Content:
    return Content.styled("– " + _("no"), style)


def _cell(content: Content, width: int) -> Content:
    return content.truncate(width - 1, ellipsis=True, pad=True) + " "


def summary(session: Session, width: int) -> Content:
    """How many are here, of how many; and how many are still to be asked."""
    people, listeners = attendance(session, "participants"), attendance(session, "listeners")
    if session.on_devices:
        return Content(
            _("{people} · d on F3 changes it").format(
                people=saying.answering(session.info, current())
            )
        )
    asking = len(to_ask(session))
    words = ngettext("ask {count} person", "ask {count} people", asking).format(count=asking)
    asked = Content.styled(f"   {words}" if asking else "", "$accent")
    for short in (False, True):
        line = _counted(people, listeners, short=short)
        if people.gone:
            line += " · " + _("{count} left").format(count=people.gone)
        if Content(line).cell_length + asked.cell_length <= width - MARGIN:
            break
    return Content.assemble(line, asked)


def _counted(people: Attendance, listeners: Attendance, *, short: bool) -> str:
    if short:
        words = _("{here} of {count} · listeners {others} of {all}")
        return words.format(
            here=people.here, count=people.listed, others=listeners.here, all=listeners.listed
        )
    participants = ngettext(
        "{here} of {count} participant here", "{here} of {count} participants here", people.listed
    ).format(here=people.here, count=people.listed)
    others = ngettext(
        "{here} of {count} listener here", "{here} of {count} listeners here", listeners.listed
    ).format(here=listeners.here, count=listeners.listed)
    return f"{participants} · {others}"


def advice_words(session: Session) -> Content:
    """What the field advises about the numbers."""
    return Content.styled("  ".join(one.explain(current()) for one in advice(session)), "$accent")


def about(session: Session, key: Key | None, *, short: bool = False) -> Content:
    """What follows from what this person agreed to; else what the digits are about."""
    person = session.participants.get(key[1]) if key and key[0] == "participants" else None
    words = _consequence(person) if person is not None else ""
    if words or session.on_devices:
        return Content.styled(words, "$muted")
    if short:
        return Content.styled(_("1 take part · 2 quotation · 3 outside · 4 contact"), "$muted")
    return Content.styled(
        _("1 take part · 2 quotation in the report · 3 outside the organisation · 4 later contact"),
        "$muted",
    )


def _consequence(person: Participant) -> str:
    """What of this person may not be in the report, when that was answered."""
    if person.withdrawn or person.consent.take_part is None:
        return ""
    if person.consent.take_part is False:
        words = _("{person} does not take part: in no document. r takes the words away for good.")
    elif person.consent.verbatim is False:
        words = _("{person} is not quoted: only a summary may come in the report.")
    else:
        return ""
    return words.format(person=person.code)
