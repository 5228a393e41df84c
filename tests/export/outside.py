"""A meeting in which some agreed to be quoted outside the organisation, and what is made of it."""

from export.printed import all_of
from export.reported import START
from spiegel.domain.consent.consent import SetConsent
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")
LINE = "niet ieder citaat mag naar buiten"
SAID = "Elf weken. In week acht ben ik in de badkamer onderuitgegaan."


def agreed(session, *people, value=True):
    """The session in which these answered so to being quoted outside."""
    change = SetConsent(purpose="outside", value=value, participants=people)
    return change.apply(session, START)


def everybody(session):
    """All of them agreed."""
    return agreed(session, *session.participants)


def made(session, kind, folder, t=NL):
    """What stands in a document, without the marks of its format."""
    path = export(session, kind, folder, translations=t)
    return all_of(path)
