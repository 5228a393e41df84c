"""The statements of a meeting as rows: what other programs are given, by the numbers of the report.

Of each what the report says of it and nothing else: no code, no moment, no order of speaking.
"""

import msgspec

from spiegel.domain.report.actions import resting_on
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import answer_labels
from spiegel.domain.report.themes import layout
from spiegel.domain.session.elements import Element
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Valence
from spiegel.i18n import Translations


class ToldTheme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme that something stands under. theme: its number in the session, 0 for "other".

    number: its number in the report. group: the heading over it, or empty.
    """

    theme: int
    number: int
    name: str
    group: str


class ToldStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that may be shown. statement: its number in the session, which goes nowhere.

    number: as the report shows it, such as "2.3". themes: numbers of themes in the report, the
    first is where it stands; none for an answer without a theme. answer_to: the question of a
    listener that it answers, or empty. actions: the numbers of those that rest on it. elements: of
    self-direction that it is about.
    """

    statement: int
    number: str
    words: str
    verbatim: bool
    key: bool
    sign: Valence | None
    themes: tuple[int, ...]
    answer_to: str
    actions: tuple[int, ...]
    elements: tuple[Element, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """All statements that may be shown, in the order of the report, with their themes."""

    seen: Material
    title: str
    themes: tuple[ToldTheme, ...]
    statements: tuple[ToldStatement, ...]

    def theme(self, number: int) -> ToldTheme:
        """The theme with this number in the report."""
        return self.themes[number - 1]


def told_by(session: Session, t: Translations) -> Told:
    """What of a session may be handed to another program, in the language of `t`."""
    seen = material(session, t)
    placing = layout(seen)
    resting = {
        number: tuple(int(link.anchor.rpartition("_")[2]) for link in links)
        for number, links in resting_on(seen).items()
    }
    themes: list[ToldTheme] = []
    numbers: dict[int, int] = {}
    for group, placed in placing.groups:
        for one in placed:
            theme = one.theme.number if one.theme is not None else 0
            numbers[theme] = one.number
            themes.append(ToldTheme(theme=theme, number=one.number, name=one.name, group=group))
    return Told(
        seen=seen,
        title=seen.words(session.info.title),
        themes=tuple(themes),
        statements=(
            *(
                _told(seen, said, placing.labels[said.number].words, one.number, numbers, resting)
                for one in placing.themes
                for said in one.ordered
            ),
            *(
                _told(seen, session.statements[number], link.words, 0, numbers, resting)
                for number, link in answer_labels(seen).items()
            ),
        ),
    )


def _told(
    seen: Material,
    said: Statement,
    label: str,
    under: int,
    numbers: dict[int, int],
    resting: dict[int, tuple[int, ...]],
) -> ToldStatement:
    ruling = seen.shown(said)
    if ruling is None:
        raise ValueError(said.number)
    themes = dict.fromkeys([under] if under else [])
    themes |= dict.fromkeys(numbers[n] for n in said.themes if n in numbers)
    asked = seen.session.listener_questions.get(said.answer_to or 0)
    return ToldStatement(
        statement=said.number,
        number=label,
        words=ruling.words,
        verbatim=ruling.verbatim,
        key=said.key,
        sign=said.valence,
        themes=tuple(themes),
        answer_to=seen.words(asked.words) if asked is not None and not asked.dropped else "",
        actions=resting.get(said.number, ()),
        elements=said.elements,
    )
