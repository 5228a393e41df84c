"""Plans in the report: what each changes for a persona it was tested against, field by field."""

from collections.abc import Iterator, Sequence
from typing import Final

from spiegel.domain.consent.gate import Shown
from spiegel.domain.personas.telling import answer_told, name_told, read_before
from spiegel.domain.personas.testing import answers, plans
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.report.persona_cards import words_for_others
from spiegel.domain.report.wording import listed
from spiegel.domain.session.personas import Persona, PersonaField, PersonaState
from spiegel.domain.session.statements import Remark
from spiegel.i18n import N_

_ABOUT: Final = {
    PersonaField.HOME: N_("Living"),
    PersonaField.NETWORK: N_("People around"),
    PersonaField.DAYS: N_("The days"),
    PersonaField.HAPPENED: N_("What happened"),
    PersonaField.LIMITS: N_("What is hard"),
    PersonaField.TALKING: N_("How to talk with this person"),
    PersonaField.WISH: N_("The wish"),
    PersonaField.SUPPORT: N_("What helps"),
}
"""The fields of a persona as others say them."""


def tested_chapter(material: Material) -> TablesChapter | None:
    """A table for each plan and each persona that makers agreed to; None where none was tested."""
    t, session = material.t, material.session
    there = sorted(session.personas.values(), key=lambda one: one.number)
    personas = [one for one in there if plans(session, one.number)]
    if not personas:
        return None
    read = [persona for persona in personas if read_before(persona)]
    tables = [table for persona in read for table in _tables(material, persona)]
    return TablesChapter(
        heading=t.gettext("What a plan changes for a persona"),
        anchor="getoetst",
        intro=" ".join(_intro(material, personas)),
        tables=tuple(tables),
    )


def _intro(material: Material, personas: Sequence[Persona]) -> Iterator[str]:
    t = material.t
    yield t.gettext(
        "A persona is somebody who does not exist, made by people who know what it is like. Who"
        " tested the plan said of each part of that life what it changes; these are not the words"
        " of the makers."
    )
    drafts = [
        _name(material, persona) for persona in personas if persona.state is PersonaState.AGAIN
    ]
    if drafts:
        names = listed(drafts, t)
        yield t.gettext("The makers look again at: {names}.").format(names=names)
    unread = sum(not read_before(persona) for persona in personas)
    if unread:
        yield t.ngettext(
            "Of {count} persona it does not stand here: its makers have not agreed to it yet.",
            "Of {count} personas it does not stand here: their makers have not agreed to them yet.",
            unread,
        ).format(count=unread)


def _name(material: Material, persona: Persona) -> str:
    name = name_told(material.session, persona, material.t)
    return name or material.t.gettext("somebody without a name yet")


def _tables(material: Material, persona: Persona) -> Iterator[Table]:
    session, t = material.session, material.t
    says = words_for_others(session, persona, t)
    columns = (t.gettext("About"), t.gettext("What the persona says"), t.gettext("What it changes"))
    for plan in plans(session, persona.number):
        found = answers(session, persona.number, plan)
        yield Table(
            heading=t.gettext("{plan}, for {name}").format(
                plan=material.words(plan) or t.gettext("A plan"),
                name=_name(material, persona),
            ),
            columns=columns if says else columns[::2],
            rows=tuple(
                (
                    t.gettext(_ABOUT[field]),
                    *([says[field] or t.gettext("not told")] if says else []),
                    _said(material, found.get(field)),
                )
                for field in PersonaField
            ),
        )


def _said(material: Material, answer: Remark | None) -> str:
    """What the plan changes there; that it may not stand here, or that nobody said it."""
    if answer is None:
        return material.t.gettext("not answered")
    ruling = answer_told(material.session, answer, material.t)
    return ruling.words if isinstance(ruling, Shown) else material.withheld
