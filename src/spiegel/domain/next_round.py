"""The next round of a meeting: what a moderator prepared once, and nothing of what was said."""

from collections.abc import Iterable

import msgspec

from spiegel.domain.anonymity import without_codes
from spiegel.domain.instants import Instant
from spiegel.domain.people import Listener, Participant
from spiegel.domain.session import Document, Info, Session, put
from spiegel.i18n import Translations


def next_round(
    old: Session,
    *,
    id_: str,
    created: Instant,
    t: Translations,
    participants: int = 0,
    listeners: int | None = None,
) -> Session:
    """A new session with the running order, questions, themes and functions of an earlier one.

    Title, place, organisation and language stay too. No person comes along, nor what anybody said,
    agreed to or did, nor a day. Themes that the scribe made while typing and that nobody confirmed
    stay behind: they are words of the meeting. A code in a question was that of somebody else, so
    it becomes "[a participant]".

    id_: a uuid. participants: 0 or more. listeners: None for as many as there were; more have no
    function yet.
    """

    def told(text: str) -> str:
        return without_codes(old, text, t)

    info = old.info
    session = Session(
        info=Info(
            id=id_,
            title=info.title,
            created=created,
            place=info.place,
            organisation=info.organisation,
            language=info.language,
            format=info.format,
            format_title=info.format_title,
            outcome=info.outcome,
        )
    )
    questions = (question for phase in old.agenda for question in old.questions_of(phase.number))
    themes = (old.themes[n] for n in sorted(old.themes))
    known = (theme for theme in themes if theme.confirmed or theme.digit is not None)
    functions = [old.listeners[number].function for number in sorted(old.listeners)]
    wanted = len(functions) if listeners is None else listeners
    functions = [*functions, *[""] * (wanted - len(functions))][:wanted]
    return put(
        session,
        *old.agenda,
        *_numbered(
            msgspec.structs.replace(
                question,
                words=told(question.words),
                prompts=tuple(map(told, question.prompts)),
                theme=told(question.theme),
            )
            for question in questions
        ),
        *_numbered(
            msgspec.structs.replace(
                theme, name=told(theme.name), group=told(theme.group), confirmed=True
            )
            for theme in known
        ),
        *(Participant(number=number) for number in range(1, participants + 1)),
        *(
            Listener(number=number, function=function)
            for number, function in enumerate(functions, start=1)
        ),
    )


def _numbered(documents: Iterable[Document]) -> list[Document]:
    """The documents with numbers of their own, in this order: no gap tells what was removed."""
    return [
        msgspec.structs.replace(document, number=number)
        for number, document in enumerate(documents, start=1)
    ]
