"""The next round of a meeting: what a moderator prepared once, and nothing of what was said."""

from collections.abc import Iterable

import msgspec

from spiegel.domain.agenda import Phase
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

    functions = [old.listeners[number].function for number in sorted(old.listeners)]
    wanted = len(functions) if listeners is None else listeners
    functions = [*functions, *[""] * (wanted - len(functions))][:wanted]
    return put(
        Session(info=_info(old.info, id_, created)),
        *(_phase(old, phase, t) for phase in old.agenda),
        *_questions(old, t),
        *_themes(old, t),
        *(Participant(number=number) for number in range(1, participants + 1)),
        *(
            Listener(number=number, function=function)
            for number, function in enumerate(functions, start=1)
        ),
    )


def _info(old: Info, id_: str, created: Instant) -> Info:
    return Info(
        id=id_,
        title=old.title,
        created=created,
        place=old.place,
        organisation=old.organisation,
        language=old.language,
        format=old.format,
        format_title=old.format_title,
        outcome=old.outcome,
    )


def _phase(old: Session, phase: Phase, t: Translations) -> Phase:
    return msgspec.structs.replace(
        phase,
        text=without_codes(old, phase.text, t),
        rules=tuple(without_codes(old, rule, t) for rule in phase.rules),
        prompts=tuple(without_codes(old, prompt, t) for prompt in phase.prompts),
    )


def _questions(old: Session, t: Translations) -> list[Document]:
    return _numbered(
        msgspec.structs.replace(
            question,
            words=without_codes(old, question.words, t),
            prompts=tuple(without_codes(old, prompt, t) for prompt in question.prompts),
            theme=without_codes(old, question.theme, t),
        )
        for phase in old.agenda
        for question in old.questions_of(phase.number)
    )


def _themes(old: Session, t: Translations) -> list[Document]:
    themes = (old.themes[number] for number in sorted(old.themes))
    return _numbered(
        msgspec.structs.replace(
            theme,
            name=without_codes(old, theme.name, t),
            group=without_codes(old, theme.group, t),
            confirmed=True,
        )
        for theme in themes
        if theme.confirmed or theme.digit is not None
    )


def _numbered(documents: Iterable[Document]) -> list[Document]:
    """The documents with numbers of their own, in this order: no gap tells what was removed."""
    return [
        msgspec.structs.replace(document, number=number)
        for number, document in enumerate(documents, start=1)
    ]
