"""What is asked about a persona in a form: who it is, how many hands, a day, what to look for."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App
from textual.content import Content

from spiegel.domain.personas.making import (
    MakePersona,
    NamePersona,
    SetAges,
    SetState,
    age_band,
)
from spiegel.domain.personas.testing import titled
from spiegel.domain.session.personas import Persona, Sentence
from spiegel.domain.session.session import Change
from spiegel.i18n import _
from spiegel.meeting.port.meeting import Meeting
from spiegel.screens.personas.beside import Beside, Place, Said
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.half_form import HalfForm
from spiegel.screens.shared.pick import Pick, Picked
from spiegel.screens.shared.typed_day import typed_day, wrong_day
from spiegel.widgets.browse import typed


class Asking:
    """beside: the meetings that are read, where somebody can have a name. app: gives what shows the
    questions. All of it returns None, or nothing, after Esc."""

    def __init__(self, meeting: Meeting, beside: Beside, app: Callable[[], App[Any]]) -> None:
        self._meeting, self._beside, self._app = meeting, beside, app

    async def new(self) -> MakePersona | None:
        """A new persona."""
        values = await self._who(_("New persona"), "", "", "new persona")
        if values is None:
            return None
        return MakePersona(
            title=values["name"], ages=age_band(values["ages"]), others=self._beside.sessions
        )

    async def other(self, persona: Persona) -> tuple[Change, ...]:
        """Another name or age band: what changes."""
        ages = "-".join(map(str, persona.ages)) if persona.ages is not None else ""
        title = persona.name or _("Persona")
        values = await self._who(title, persona.name, ages, f"personas {persona.number}")
        if values is None:
            return ()
        changes: list[Change] = []
        if values["name"] != persona.name:
            name, others = values["name"], self._beside.sessions
            changes.append(NamePersona(number=persona.number, title=name, others=others))
        if age_band(values["ages"]) != persona.ages:
            changes.append(SetAges(number=persona.number, ages=age_band(values["ages"])))
        return tuple(changes)

    async def _who(self, title: str, name: str, ages: str, about: str) -> Values | None:
        return await self._app().push_screen_wait(
            Form(
                title,
                (
                    Field(
                        key="name",
                        label=_("name"),
                        value=name,
                        example=_("a name that nobody of the group has"),
                    ),
                    Field(key="ages", label=_("age band"), value=ages, example="60-69"),
                ),
                check=_no_ages,
                half=HalfForm(self._meeting.typed, about),
            )
        )

    async def hands(self, sentence: Sentence) -> int | None:
        """How many put up a hand; fewer than none: that was not asked."""
        value = "" if sentence.hands is None else str(sentence.hands)
        values = await self._app().push_screen_wait(
            Form(
                _("Who recognises this?"),
                (Field(key="hands", label=_("hands"), value=value),),
                check=_no_number,
                half=HalfForm(self._meeting.typed, f"persona_sentences {sentence.number} hands"),
            )
        )
        if values is None:
            return None
        return int(values["hands"]) if values["hands"].strip() else -1

    async def again(self, persona: Persona, today: datetime.date) -> SetState | None:
        """The day to look at it again; an empty line takes it away."""
        value = persona.again.strftime("%d-%m-%Y") if persona.again is not None else ""
        values = await self._app().push_screen_wait(
            Form(
                _("When is the persona looked at again?"),
                (Field(key="day", label=_("day"), value=value, example="15-12"),),
                check=lambda values: wrong_day(values["day"], today),
                half=HalfForm(self._meeting.typed, f"personas {persona.number} again"),
            )
        )
        if values is None:
            return None
        day = typed_day(values["day"], today)
        return SetState(number=persona.number, state=persona.state, again=day)

    async def plan(self, label: str, title: str = "") -> str | None:
        """The title of the plan that is tested."""
        values = await self._app().push_screen_wait(
            Form(
                label,
                (Field(key="plan", label=_("title of the plan"), value=title),),
                check=_no_plan,
                half=HalfForm(self._meeting.typed, "plan tested"),
            )
        )
        return titled(values["plan"]) if values is not None else None

    async def find(self, said: Mapping[Place, Said]) -> Place | None:
        """Where something was said that has these letters in it."""
        places = list(said)
        choices = [Content.assemble(typed(one.heard.words)) for one in said.values()]
        panel = Pick(_("Search in what was said"), choices)
        picked: Picked | None = await self._app().push_screen_wait(panel)
        if picked is None or picked.index is None:
            return None
        return places[picked.index]


def _no_ages(values: Values) -> str:
    if values["ages"].strip() and age_band(values["ages"]) is None:
        return _("That is no age band. Write 60-69 or 60 to 70.")
    return ""


def _no_plan(values: Values) -> str:
    return "" if values["plan"].strip() else _("What is the plan called?")


def _no_number(values: Values) -> str:
    hands = values["hands"].strip()
    if hands and not (hands.isascii() and hands.isdigit() and len(hands) < 4):
        return _("Write how many hands, as a number; nothing when that was not asked.")
    return ""
