"""Self-direction in the report: which elements were heard, and which actions serve them."""

from collections.abc import Iterator, Mapping
from typing import Final

from spiegel.domain.report.actions import one_action
from spiegel.domain.report.material import FEWEST, Material
from spiegel.domain.report.parts import Link, Table, TablesChapter
from spiegel.domain.report.wording import listed, numbered
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.elements import Element
from spiegel.domain.session.statements import Statement
from spiegel.i18n import N_, Translations

_PLAIN: Final = {
    Element.OWNERSHIP: N_("deciding for themselves ({element})"),
    Element.STRENGTH: N_("what they can do themselves ({element})"),
    Element.MOTIVATION: N_("what matters to them ({element})"),
    Element.CONTACTS: N_("who stands by them ({element})"),
}
"""To translate, with the name of the element."""


def self_direction_chapter(material: Material, labels: Mapping[int, Link]) -> TablesChapter | None:
    """A row for each element; None where no statement that counts was tagged with one.

    An action serves an element when it rests on a statement about it, goes on, and nobody said that
    it gives the client no more say. labels: where each statement stands.
    """
    heard = {element: list(_about(material, element)) for element in Element}
    if not any(heard.values()):
        return None
    t = material.t
    recommending = material.session.info.outcome is Outcome.RECOMMENDATION
    serving = (
        t.gettext("Recommendations that serve it")
        if recommending
        else t.gettext("Actions that serve it")
    )
    heading = t.gettext("Self-direction")
    return TablesChapter(
        heading=heading,
        anchor="zelfregie",
        intro=" ".join(_intro(material)),
        leading=tuple(_leading(material)),
        tables=(
            Table(
                heading=heading,
                columns=(t.gettext("About"), t.gettext("Heard from (statements)"), serving),
                rows=tuple(
                    (_named(element, t), _heard(material, said, labels), _actions(material, said))
                    for element, said in heard.items()
                ),
            ),
        ),
    )


def _named(element: Element, t: Translations) -> str:
    """An element in ordinary words, and as the field calls it."""
    return t.gettext(_PLAIN[element]).format(element=name_of(element, t))


def serves(action: Action, statements: set[int]) -> bool:
    """Whether an action does something about these statements, and takes no say away."""
    declined = action.kind is ActionKind.DECLINE or action.status is ActionStatus.STOPPED
    return not (declined or action.more_say is False or statements.isdisjoint(action.statements))


def _about(material: Material, element: Element) -> Iterator[Statement]:
    """The statements about an element that may be shown, or whose speakers may be counted."""
    for said in material.session.statements.values():
        if element in said.elements and (
            material.shown(said) is not None or material.counted((said,))
        ):
            yield said


def _heard(material: Material, statements: list[Statement], labels: Mapping[int, Link]) -> str:
    """How many people, only that it was heard where numbers could point to somebody; and where."""
    t = material.t
    if not statements:
        return t.gettext("not heard")
    heard = material.count(statements) or t.gettext("heard")
    about = {said.number for said in statements}
    where = ", ".join(label.words for number, label in labels.items() if number in about)
    return f"{heard} ({where})" if where else heard


def _actions(material: Material, statements: list[Statement]) -> str:
    about, t = {said.number for said in statements}, material.t
    if not statements:
        return "–"
    names = [
        numbered(one_action(material), action.number)
        for action in sorted(material.session.actions.values(), key=lambda one: one.number)
        if serves(action, about)
    ]
    return listed(names, t) or t.gettext("none yet")


def _intro(material: Material) -> Iterator[str]:
    t = material.t
    yield t.gettext(
        "Self-direction is what people decide about their own lives. After the meeting was looked "
        "at which statements are about that. An action serves it when it rests on such a statement."
    )
    if len(material.people) < FEWEST:
        yield t.gettext("So few people took part that nothing is counted.")
    if material.session.info.card is not None:
        words = t.gettext("In their debrief the professionals chose the reflection card {element}.")
        yield words.format(element=name_of(material.session.info.card, t))
    answered = len(_answered(material, yes=True)) + len(_answered(material, yes=False))
    if answered:
        yield t.ngettext(
            "Of {count} action the professionals told what they expect: whether it gives the "
            "client more say.",
            "Of {count} actions the professionals told what they expect: whether they give the "
            "client more say.",
            answered,
        ).format(count=answered)
        yield t.gettext("The table is about something else: what participants said about this.")


def _answered(material: Material, *, yes: bool) -> tuple[Link, ...]:
    """The actions of which was said that they give the client more say, or that they do not."""
    name = one_action(material)
    return tuple(
        Link(numbered(name, action.number), f"actie_{action.number}")
        for action in sorted(material.session.actions.values(), key=lambda one: one.number)
        if action.kind is not ActionKind.DECLINE and action.more_say is yes
    )


def _leading(material: Material) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Which actions give the client more say, and which do not."""
    t = material.t
    more = t.gettext("More say, the professionals expect:")
    no_more = t.gettext("As much say as now, they expect:")
    for yes, words in ((True, more), (False, no_more)):
        links = _answered(material, yes=yes)
        if links:
            yield words, links
