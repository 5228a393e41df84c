"""What happens now: who tells the participants what becomes of it, when, and whom they can ask."""

from spiegel.domain.preparation.tasks import is_done
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import Afterwards
from spiegel.domain.report.wording import date_words


def afterwards(material: Material) -> Afterwards:
    """Two sentences at most; what nobody agreed on yet is said to be open."""
    t, agreed = material.t, material.session.info.assignment
    who = material.owner(agreed.tells)
    day = date_words(agreed.tells_on, t) if agreed.tells_on is not None else ""
    if is_done(material.session, "feedback"):
        told, open_ = t.gettext("The participants were told what happens with it."), False
    elif who and day:
        words = t.gettext("On {day} the participants hear what happens with it, from {who}.")
        told, open_ = words.format(day=day, who=who), False
    elif who:
        words = t.gettext("The participants hear what happens with it from {who}. When: open.")
        told, open_ = words.format(who=who), True
    elif day:
        words = t.gettext("On {day} the participants hear what happens with it. From whom: open.")
        told, open_ = words.format(day=day), True
    else:
        words = t.gettext(
            "Who tells the participants what happens with it, and when, is not agreed on yet."
        )
        told, open_ = words, True
    contact = material.owner(agreed.contact)
    ask = t.gettext("Questions, or is something not right? {contact}").format(contact=contact)
    return Afterwards(
        heading=t.gettext("What happens now"),
        told=told,
        open=open_,
        ask=ask if contact else "",
    )
