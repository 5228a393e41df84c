"""A new meeting: title, day, format, how many people, and a plan if there is one."""

import datetime
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from spiegel.i18n import _
from spiegel.meeting.port.catalogue import NewMeeting
from spiegel.screens.shared.choose_file import is_file
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.screens.shared.typed_path import as_typed, typed_path

MOST_PEOPLE: Final = 200
USUAL_PARTICIPANTS: Final = 9
"""8 to 10 people came to most meetings (dossier 1.2)."""


def new_meeting(
    formats: Mapping[str, str],
    today: datetime.date,
    *,
    folder: Path,
    title: str = "",
    format_: str = "",
    plan: Path | None = None,
    half: HalfForm | None = None,
) -> Form:
    """The form for a new meeting; title, format and plan are filled in when they are known.

    folder: where its file goes unless another one is typed.
    """
    fields = (
        Field(key="title", label=_("title"), value=title, example=_("Access to help at home")),
        Field(
            key="date",
            label=_("day"),
            example=_("15 December, or 15-12"),
        ),
        Field(
            key="format",
            label=_("format"),
            value=format_,
            kind="choice",
            choices=tuple(formats.items()) or (("spiegelgesprek", "Spiegelgesprek"),),
        ),
        _participants(USUAL_PARTICIPANTS),
        Field(key="listeners", label=_("listeners"), example="0"),
        Field(
            key="plan",
            label=_("plan (optional)"),
            value=as_typed(plan, folder=False) if plan is not None else "",
            example=_("a file: Word, Markdown or plain text"),
        ),
        _place(folder),
    )
    return Form(
        _("New meeting"),
        fields,
        check=partial(problem, today=today),
        half=half,
        advice=_(
            "8 to 12 participants are usual, and 6 to 8 makers of a persona. With fewer than 5,"
            " people can be recognised."
        ),
    )


def next_meeting(
    title: str,
    today: datetime.date,
    *,
    folder: Path,
    participants: int,
    half: HalfForm | None = None,
) -> Form:
    """The form for the next round of a meeting: what is not taken over from the one before."""
    fields = (
        Field(key="title", label=_("title"), value=title),
        Field(key="date", label=_("day"), example=_("15 December, or 15-12")),
        _participants(participants),
        _place(folder),
    )
    return Form(
        _("The next round"),
        fields,
        check=partial(problem, today=today),
        half=half,
        advice=_(
            "Order, questions, themes, functions and place come along; no person and no word."
        ),
    )


def _participants(count: int) -> Field:
    return Field(key="participants", label=_("participants"), value=str(count), suggested=True)


def _place(folder: Path) -> Field:
    return Field(key="folder", label=_("folder"), value=as_typed(folder, folder=True))


def problem(values: Values, today: datetime.date) -> str:
    """What stands in the way of making it, in words."""
    if not values["title"].strip() and not values.get("plan", "").strip():
        return _("Give it a title first.")
    wrong = wrong_day(values["date"], today)
    if wrong:
        return wrong
    for key in ("participants", "listeners"):
        if _count(values.get(key, "")) is None:
            return _("Write the number of people in digits, at most {most}.").format(
                most=MOST_PEOPLE
            )
    plan = values.get("plan", "").strip()
    if plan and not is_file(typed_path(plan)):
        return _("There is no file {path}.").format(path=plan)
    folder = values.get("folder", "").strip()
    if folder and not _takes_files(typed_path(folder)):
        return _("Nothing can be saved in {path}. Give another folder.").format(path=folder)
    return ""


def _takes_files(folder: Path) -> bool:
    """Whether files can be made in a folder, which may still have to be made itself."""
    there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def wanted(values: Values, today: datetime.date) -> NewMeeting:
    """The meeting that was asked for."""
    plan = values.get("plan", "").strip()
    folder = values.get("folder", "").strip()
    return NewMeeting(
        title=" ".join(values["title"].split()),
        date=typed_day(values["date"], today),
        format=values.get("format", "spiegelgesprek"),
        participants=_count(values["participants"]) or 0,
        listeners=_count(values.get("listeners", "")) or 0,
        plan=typed_path(plan) if plan else None,
        folder=typed_path(folder).absolute() if folder else None,
    )


def _count(text: str) -> int | None:
    """How many people; None when that is no number, or too many."""
    text = text.strip() or "0"
    whole = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if whole and int(text) <= MOST_PEOPLE else None
