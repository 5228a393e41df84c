"""Which statements Review shows."""

import msgspec
from textual.content import Content

from spiegel.domain.consent.gate import withheld
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.elements import Element, in_order
from spiegel.domain.session.people import ALL, UNKNOWN
from spiegel.domain.session.session import Session
from spiegel.i18n import _, current, ngettext
from spiegel.screens.shared.recorded_view import SIGNS, sign_words, who


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are shown; what is None or empty lets all pass.

    sign: a valence, or "" for none. held: only those that no document may show. key: only key
    statements. text: these letters are in the words, whatever their case. element: of
    self-direction.
    """

    theme: int | None = None
    sign: str | None = None
    speaker: str = ""
    question: int | None = None
    key: bool = False
    held: bool = False
    text: str = ""
    element: Element | None = None


def passing(session: Session, wanted: Filter) -> list[int]:
    """The numbers of the statements that pass, in the order in which they were said."""
    letters = wanted.text.casefold()
    return [
        number
        for number, said in session.statements.items()
        if (wanted.theme is None or wanted.theme in said.themes)
        and (wanted.sign is None or wanted.sign == (said.valence or ""))
        and (not wanted.speaker or wanted.speaker in said.speakers)
        and (wanted.question is None or wanted.question == said.question)
        and (said.key or not wanted.key)
        and (wanted.element is None or wanted.element in said.elements)
        and (not wanted.held or number in withheld(session))
        and (not letters or letters in f"{said.words}\n{said.paraphrase}".casefold())
    ]


def next_theme(session: Session, wanted: Filter) -> Filter:
    """Only the theme after the one that is shown, of those with statements; all after the last."""
    used = {number for said in session.statements.values() for number in said.themes}
    themes = [number for number in session.themes if number in used]
    after = themes.index(wanted.theme) + 1 if wanted.theme in themes else 0
    return Filter(theme=themes[after]) if after < len(themes) else Filter()


def filter_words(session: Session, wanted: Filter, count: int, *, marked: int = 0) -> Content:
    """How many are shown, which, and how many of them the next key is about."""
    total = len(session.statements)
    head = _("{count} of {total} statements").format(count=count, total=total)
    parts = [words for words in _chosen(session, wanted) if words]
    if not parts:
        head = ngettext("{count} statement", "{count} statements", total).format(count=total)
    if marked:
        parts.append("✓ " + _("{count} marked: 1 to 4 self-direction").format(count=marked))
    return Content.assemble((head, "bold"), "   ", (" · ".join(parts), "$accent"))


def hint(session: Session, wanted: Filter, marked: frozenset[int]) -> str:
    """The keys that tag many at once, until some are marked and it is said what those keys do."""
    if marked or not session.statements:
        return ""
    if wanted == Filter():
        return _("g: theme by theme · 1 to 4: self-direction")
    return _("l: mark all · 1 to 4: self-direction")


def _chosen(session: Session, wanted: Filter) -> list[str]:
    theme = session.themes.get(wanted.theme or 0)
    question = session.questions.get(wanted.question or 0)
    sign = next((words for value, words in signs() if value == wanted.sign), "")
    return [
        theme.name if theme is not None else "",
        sign if wanted.sign is not None else "",
        who((wanted.speaker,)) if wanted.speaker else "",
        question.words[:30] if question is not None else "",
        _("★ key statement") if wanted.key else "",
        _("held back") if wanted.held else "",
        name_of(wanted.element, current()) if wanted.element is not None else "",
        f"“{wanted.text}”" if wanted.text else "",
    ]


def signs() -> list[tuple[str, str]]:
    """The signs with their words; "" is none."""
    return [*((valence.value, sign_words(valence)) for valence in SIGNS), ("", _("further said"))]


def tagged(session: Session) -> tuple[Element, ...]:
    """The elements of self-direction that a statement has."""
    return in_order(element for said in session.statements.values() for element in said.elements)


def choices(session: Session) -> list[tuple[Filter, str]]:
    """Every filter of one kind, as it can be chosen."""
    found = [
        (Filter(held=True), _("held back")),
        (Filter(key=True), _("★ key statement")),
        *((Filter(element=element), name_of(element, current())) for element in tagged(session)),
        *((Filter(sign=value), words) for value, words in signs()),
        *((Filter(theme=theme.number), f"# {theme.name}") for theme in session.themes.values()),
        *((Filter(speaker=person.code), person.code) for person in session.participants.values()),
        (Filter(speaker=ALL), _("all")),
        (Filter(speaker=UNKNOWN), _("speaker unknown")),
    ]
    for phase in session.agenda:
        for number, question in enumerate(session.questions_of(phase.number), start=1):
            words = _("Question {number} · {words}").format(number=number, words=question.words)
            found.append((Filter(question=question.number), words))
    return found


def joined(wanted: Filter, more: Filter) -> Filter:
    """The filter with one kind chosen anew; the same choice again takes it away."""
    fields = {
        name: value
        for name in Filter.__struct_fields__
        if (value := getattr(more, name)) != getattr(Filter(), name)
    }
    same = all(getattr(wanted, name) == value for name, value in fields.items())
    if same:
        fields = {name: getattr(Filter(), name) for name in fields}
    return msgspec.structs.replace(wanted, **fields)
