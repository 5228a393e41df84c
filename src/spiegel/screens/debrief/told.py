"""Themes and statements as the room may see them: only what the report would show."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import msgspec
from textual.content import Content

from spiegel.domain.actions.weakness import Gaps, gaps
from spiegel.domain.consent.gate import Withheld
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import answer_labels
from spiegel.domain.report.parts import Link
from spiegel.domain.report.themes import SIGNS, Placed, layout
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.i18n import _, current, ngettext
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int]
"""What a row stands for: "statement", "action", "theme" or a heading, and a number."""

SIGN_STYLES: Final[Mapping[Valence | None, str]] = {
    Valence.GOOD: "$success",
    Valence.BETTER: "$error",
    Valence.WISH: "$accent",
    None: "$muted",
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A session as the room may see it.

    pages: the themes in the order of the report, then the answers that stand with a listener's
    question. labels: document numbers. resting: the actions that rest on a statement. gaps: what
    nobody picked up yet.
    """

    material: Material
    pages: tuple[Placed, ...]
    labels: Mapping[int, str]
    resting: Mapping[int, tuple[int, ...]]
    gaps: Gaps


@lru_cache(maxsize=2)
def told(session: Session) -> Told:
    """What of a session may be shown, in the language of the screens."""
    seen = material(session, current())
    placing = layout(seen)
    answers = answer_labels(seen)
    resting: dict[int, tuple[int, ...]] = {}
    for action in session.actions.values():
        for number in action.statements:
            resting[number] = (*resting.get(number, ()), action.number)
    return Told(
        material=seen,
        pages=(*placing.themes, *([_answers(seen, answers)] if answers else [])),
        labels={n: link.words for n, link in {**placing.labels, **answers}.items()},
        resting=resting,
        gaps=gaps(session),
    )


def _answers(seen: Material, labels: Mapping[int, Link]) -> Placed:
    """The answers without a theme as one more page."""
    statements = [seen.session.statements[number] for number in labels]
    return Placed(
        theme=None,
        name=_("Questions of the listeners"),
        number=0,
        parts=tuple(tuple(s for s in statements if s.valence is sign) for sign, *_rest in SIGNS),
        members=tuple(statements),
    )


def called(session: Session, one: str, recommendation: str) -> str:
    """The one word or the other, by what the format delivers."""
    return recommendation if session.info.outcome is Outcome.RECOMMENDATION else one


def statement_keys(session: Session, page: Placed) -> list[Key]:
    """The statements of a theme under their signs, those under another theme first included."""
    own = {statement.number for statement in page.ordered}
    labels = told(session).labels
    others = [s for s in page.members if s.number not in own and s.number in labels]
    keys: list[Key] = []
    for index, (sign, _mark, _name) in enumerate(SIGNS):
        also = in_order(session, (s.number for s in others if s.valence is sign))
        numbers = [*(s.number for s in page.parts[index]), *also]
        if numbers:
            keys += [("sign", index), *(("statement", number) for number in numbers)]
    if held_back(session, page):
        keys.append(("held", held_back(session, page)))
    return keys


def all_keys(session: Session) -> list[Key]:
    """The statements of every theme, each once, under its name."""
    keys: list[Key] = []
    for index, page in enumerate(told(session).pages):
        keys += [("page", index), *(("statement", s.number) for s in page.ordered)]
    return keys


def in_order(session: Session, numbers: Iterable[int]) -> tuple[int, ...]:
    """Statements by document number, which says nothing about the order of speaking."""

    def place(number: int) -> tuple[int, ...]:
        parts = label_of(session, number).split(".")
        return tuple(int(part) if part.isdigit() else 1_000 for part in parts)

    return tuple(sorted(numbers, key=place))


def held_back(session: Session, page: Placed) -> int:
    """How many statements about a theme may not be shown."""
    rulings = told(session).material.rulings
    return sum(isinstance(rulings[s.number], Withheld) for s in page.members)


def statement_row(session: Session, key: Key, marked: frozenset[int] = frozenset()) -> Row:
    """A statement as the room sees it: document number, words, what rests on it."""
    table, number = key
    if table == "page":
        return Row(heading=Content.styled(told(session).pages[number].name, "bold $primary"))
    if table == "sign":
        return Row(heading=_sign_heading(number))
    if table == "held":
        return Row(heading=Content.styled(held_words(number), "$muted"))
    seen = told(session)
    statement = session.statements.get(number)
    shown = seen.material.shown(statement) if statement is not None else None
    if statement is None or shown is None:
        return Row()
    words = f"“{shown.words}”" if shown.verbatim else shown.words
    literal = Content("") if shown.verbatim else Content.styled(f"  {_('summarised')}", "$muted")
    chosen = number in marked
    return Row(
        gutter=Content.styled(
            f" {'✓' if chosen else ' '}{'★' if statement.key else ''}", "$accent"
        ),
        words=Content.assemble(typed(words, "bold" if chosen else ""), literal),
        end=_end(session, number),
    )


def _end(session: Session, number: int) -> Content:
    """The document number, after the actions that rest on a statement."""
    actions = ",".join(str(action) for action in told(session).resting.get(number, ()))
    arrow = Content.styled(f"→{actions}  " if actions else "", "$primary")
    return Content.assemble(arrow, (label_of(session, number), "$faint"))


def _sign_heading(index: int) -> Content:
    valence, mark, name = SIGNS[index]
    return Content.styled(f"{mark} {_(name)}".strip(), SIGN_STYLES[valence])


def held_words(count: int) -> str:
    """How many statements stay out of sight."""
    return ngettext(
        "{count} statement stays out of the report and off this screen",
        "{count} statements stay out of the report and off this screen",
        count,
    ).format(count=count)


def label_of(session: Session, number: int) -> str:
    """The document number of a statement, empty when it has none."""
    return told(session).labels.get(number, "")
