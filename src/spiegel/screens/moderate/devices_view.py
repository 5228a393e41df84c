"""What the moderator reads of the devices on which people answer: words, no widgets."""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.polls import saying
from spiegel.domain.polls.box import PAPER
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.meeting.port.serving import DEVICES, LOOPBACK, Serving
from spiegel.screens.shared.form import Field, Values

MOST_NAMED: Final = 12
"""Seats that are named one by one; with more missing only their number says something."""


def status(session: Session, serving: Serving | None, missing: str = "") -> Iterator[str]:
    """How the server stands, in a few lines; what is needed most comes first.

    missing: who did not answer the question that is open.
    """
    answering = saying.answering(session.info, current())
    if serving is None:
        yield answering
        yield _("Nobody can take part on a device yet.")
        return
    alone = serving.address == LOOPBACK
    yield _("Address {address} · code {code}").format(
        address=serving.shown_address, code=serving.code
    ) + (_(" · on this laptop only") if alone else "")
    yield _taking_part(serving)
    yield missing
    if serving.turn_codes:
        yield _("Codes for the laptop that goes round: {codes}").format(
            codes=" ".join(serving.turn_codes)
        )
    for hitch in serving.hitches:
        yield hitch.explain(current())
    expected = session.info.seats - session.info.paper
    if session.info.seats and len(serving.joined) > expected:
        yield _("More devices than people: {count} were expected.").format(count=expected)
    yield saying.ways(serving.on_own, serving.on_laptop, session.info.paper, current())
    yield answering


def _taking_part(serving: Serving) -> str:
    parts = [
        ngettext("{count} takes part", "{count} take part", len(serving.joined)).format(
            count=len(serving.joined)
        ),
        ngettext(
            "{count} device sees a page", "{count} devices see a page", serving.looking
        ).format(count=serving.looking),
    ]
    if not serving.door_open:
        parts.append(_("nobody more can join"))
    return " · ".join(parts)


def missing(serving: Serving | None, done: frozenset[int] | None, paper: int) -> str:
    """Which seats did not answer the question that is open; empty when none is."""
    if serving is None or done is None:
        return ""
    seats = serving.missing(done)
    on_paper = paper - sum(seat >= PAPER for seat in done)
    parts = []
    if len(seats) > MOST_NAMED:
        parts.append(ngettext("{count} seat", "{count} seats", len(seats)).format(count=len(seats)))
    elif seats:
        parts.append(_("seat {numbers}").format(numbers=", ".join(map(str, seats))))
    if on_paper > 0:
        parts.append(_("{count} on paper").format(count=on_paper))
    if not parts:
        return _("Everybody answered.")
    return _("Not answered yet: {who}.").format(who=" · ".join(parts))


def fields(session: Session) -> tuple[Field, ...]:
    """What can be said of the people who answer."""
    info = session.info
    return (
        Field(key="seats", label=_("people"), value=str(info.seats or ""), example=""),
        Field(key="paper", label=_("on paper"), value=str(info.paper or ""), example=""),
        Field(
            key="groups",
            label=_("groups of people"),
            value=", ".join(info.groups),
            example=_("clients; or two: clients, professionals"),
        ),
    )


def problem(values: Values) -> str:
    """What is wrong with what was filled in, or nothing."""
    seats, paper = (number(values[key]) for key in ("seats", "paper"))
    if seats is None or paper is None:
        return _("Type numbers, such as 14 and 2.")
    if seats > DEVICES:
        return _("At most {count} people can answer.").format(count=DEVICES)
    if paper > seats:
        return _("More on paper than there are people.")
    return ""


def number(typed: str) -> int | None:
    """The number that was typed, 0 for nothing; None for what is none."""
    typed = typed.strip() or "0"
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None


def described(values: Values) -> dict[str, object]:
    """The facts of the session that these values say."""
    groups = (group.strip() for group in values["groups"].split(","))
    return {
        "seats": number(values["seats"]) or 0,
        "paper": number(values["paper"]) or 0,
        "groups": tuple(dict.fromkeys(filter(None, groups))),
    }
