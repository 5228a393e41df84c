"""Themes and statements as the room may see them: only what the report would show."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

import msgspec
from textual.content import Content

from spiegel.domain.actions.weakness import Gaps, gaps
from spiegel.domain.consent.gate import Shown, shown_idea
from spiegel.domain.polls import saying
from spiegel.domain.polls.outcomes import ClusterOutcome, IdeasOutcome
from spiegel.domain.polls.reading import outcome_of, polled
from spiegel.domain.report.material import Material, material
from spiegel.domain.report.meeting import answer_labels
from spiegel.domain.report.mirror import Linking, Mirror, Seen, mirror
from spiegel.domain.report.parts import Link
from spiegel.domain.report.themes import SIGNS, Placed, layout
from spiegel.domain.session.actions import Action
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Valence
from spiegel.i18n import _, current, ngettext
from spiegel.widgets.browse import Row, typed

Key = tuple[str, int]
"""What a row stands for: "statement", "cluster", "action", "theme" or a heading, and a number."""

MIRRORED: Final = ("mirror", "mirror list")
"""What stands for a theme that was expected or heard, by its place on the page, and a heading."""

SIGN_STYLES: Final[Mapping[Valence | None, str]] = {
    Valence.GOOD: "$success",
    Valence.BETTER: "$error",
    Valence.WISH: "$accent",
    None: "$muted",
}


class GroupsPage(Placed, frozen=True, kw_only=True):
    """The groups of ideas of a question, in the order that people gave them.

    loose: ideas in no group.
    """

    clusters: tuple[ClusterOutcome, ...]
    loose: tuple[Idea, ...]

    @property
    def ideas(self) -> tuple[Idea, ...]:
        """All of them."""
        return (*(idea for each in self.clusters for idea in each.ideas), *self.loose)


class MirrorPage(Placed, frozen=True, kw_only=True):
    """What listeners expected beside what was heard."""

    mirror: Mirror

    @property
    def rows(self) -> tuple[Seen, ...]:
        """The themes of all lists, one after the other."""
        return tuple(row for _heading, rows in self.mirror.lists(current()) for row in rows)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A session as the room may see it.

    pages: the mirror of expectations, the groups of ideas of each open question, the themes in the
    order of the report, then the answers that stand with a listener's question. labels: document
    numbers of statements. resting: the actions that rest on a statement or a group. gaps: what
    nobody picked up yet.
    """

    material: Material
    pages: tuple[Placed, ...]
    labels: Mapping[int, str]
    resting: Mapping[Key, tuple[int, ...]]
    gaps: Gaps


@lru_cache(maxsize=2)
def told(session: Session) -> Told:
    """What of a session may be shown, in the language of the screens."""
    seen = material(session, current(), general=True)
    placing = layout(seen)
    answers = answer_labels(seen)
    resting: dict[Key, tuple[int, ...]] = {}
    for action in session.actions.values():
        for ground in grounds(action):
            resting[ground] = (*resting.get(ground, ()), action.number)
    return Told(
        material=seen,
        pages=(
            *_mirrored(mirror(seen, placing)),
            *_groups(session, seen),
            *placing.themes,
            *([_answers(seen, answers)] if answers else []),
        ),
        labels={n: link.words for n, link in {**placing.labels, **answers}.items()},
        resting=resting,
        gaps=gaps(session),
    )


def _mirrored(found: Mirror) -> Iterator[MirrorPage]:
    """A page when listeners wrote what they expect, and it may be seen."""
    if found.sheets:
        name = _("Expected and heard")
        yield MirrorPage(theme=None, name=name, number=0, parts=(), members=(), mirror=found)


def mirror_page(session: Session) -> MirrorPage | None:
    """The page with what was expected and heard, if there is one."""
    return next((page for page in told(session).pages if isinstance(page, MirrorPage)), None)


def mirrored(session: Session, key: Key) -> Seen | None:
    """The theme that a row of the mirror stands for."""
    page, (table, number) = mirror_page(session), key
    if page is None or table != "mirror" or number >= len(page.rows):
        return None
    return page.rows[number]


def mirror_keys(page: MirrorPage) -> list[Key]:
    """The three lists under their headings."""
    keys: list[Key] = []
    count = 0
    for index, (_heading, rows) in enumerate(page.mirror.lists(current())):
        keys.append(("mirror list", index))
        keys += [("mirror", number) for number in range(count, count + len(rows))]
        count += len(rows)
    return keys


def mirror_row(session: Session, key: Key) -> Row:
    """A heading, or a theme with how many people told it and how many listeners expected it."""
    page, seen = mirror_page(session), mirrored(session, key)
    if page is not None and key[0] == "mirror list":
        heading, _rows = page.mirror.lists(current())[key[1]]
        return Row(heading=Content.styled(heading, "$accent"))
    if seen is None:
        return Row()
    return Row(
        gutter=Content("   "),
        words=typed(seen.name),
        end=Content.styled(seen.counts(current()), "$muted"),
        meta=_expected_names(seen),
    )


def _expected_names(seen: Seen) -> tuple[Content, ...]:
    """What listeners called a theme, where that was linked by hand."""
    names = ", ".join(name for _key, name in seen.linked)
    return (typed(_("expected as {names}").format(names=names), "$muted"),) if names else ()


def linking_words(linking: Linking) -> Content:
    """A theme to link with, and whether it may mean the same."""
    if linking.apart:
        words = _("not {theme} after all").format(theme=linking.name)
        return Content.styled(words, "$accent")
    likely = "  " + _("may be the same") if linking.alike else ""
    return typed(linking.name) + Content.styled(likely, "$muted")


def linking_title(seen: Seen) -> str:
    """What is asked of a theme of the mirror."""
    if seen.theme is None:
        return _("{theme}, as it was expected: what was it heard as?").format(theme=seen.name)
    return _("{theme}, as it was heard: what was it expected as?").format(theme=seen.name)


def grounds(action: Action) -> list[Key]:
    """What an action rests on."""
    statements: list[Key] = [("statement", number) for number in action.statements]
    return statements + [("cluster", number) for number in action.clusters]


def _groups(session: Session, seen: Material) -> Iterator[GroupsPage]:
    """A page for each open question with groups; none of what a small group said."""
    for question, poll in polled(session):
        found = outcome_of(session, poll)
        if isinstance(found, IdeasOutcome) and found.clusters:
            yield GroupsPage(
                theme=None,
                name=seen.prepared(question.words),
                number=0,
                parts=(),
                members=(),
                clusters=found.clusters,
                loose=found.loose,
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
    """The statements of a theme under their signs, those under another theme first included.

    Or the groups of ideas with the ideas that may be shown.
    """
    if isinstance(page, GroupsPage):
        return group_keys(session, page)
    if isinstance(page, MirrorPage):
        return mirror_keys(page)
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
        inside: list[Key] = [("statement", s.number) for s in page.ordered]
        if isinstance(page, GroupsPage | MirrorPage):
            inside = statement_keys(session, page)
        keys += [("page", index), *inside]
    return keys


def group_keys(session: Session, page: GroupsPage) -> list[Key]:
    """The groups, under each the ideas of it that may be shown; how many others there are."""
    t = current()
    shown = {i.number for i in page.ideas if isinstance(shown_idea(session, i, t), Shown)}
    keys: list[Key] = []
    for each in page.clusters:
        keys.append(("cluster", each.cluster.number))
        keys += [("idea", idea.number) for idea in each.ideas if idea.number in shown]
    held = len(page.ideas) - len(shown)
    return [*keys, ("held ideas", held)] if held else keys


def in_order(session: Session, numbers: Iterable[int]) -> tuple[int, ...]:
    """Statements by document number, which says nothing about the order of speaking."""

    def place(number: int) -> tuple[int, ...]:
        parts = label_of(session, number).split(".")
        return tuple(int(part) if part.isdigit() else 1_000 for part in parts)

    return tuple(sorted(numbers, key=place))


def held_back(session: Session, page: Placed) -> int:
    """How many statements about a theme may not be shown."""
    rulings = told(session).material.held_back
    return sum(said.number in rulings for said in page.members)


def statement_row(session: Session, key: Key, marked: frozenset[Key] = frozenset()) -> Row:
    """A statement as the room sees it: document number, words, what rests on it."""
    table, number = key
    if table == "page":
        return Row(heading=Content.styled(told(session).pages[number].name, "bold $primary"))
    if table in MIRRORED:
        return mirror_row(session, key)
    if table == "sign":
        return Row(heading=_sign_heading(number))
    if table == "held ideas":
        return Row(heading=Content.styled(held_ideas_words(number), "$muted"))
    if table == "cluster":
        return cluster_row(session, number, chosen=key in marked)
    if table == "idea":
        return _idea_row(session, number)
    if table == "held":
        return Row(heading=Content.styled(held_words(number), "$muted"))
    seen = told(session)
    statement = session.statements.get(number)
    shown = seen.material.shown(statement) if statement is not None else None
    if statement is None or shown is None:
        return Row()
    words = f"“{shown.words}”" if shown.verbatim else shown.words
    literal = Content("") if shown.verbatim else Content.styled(f"  {_('summarised')}", "$muted")
    chosen = key in marked
    return Row(
        gutter=Content.styled(
            f" {'✓' if chosen else ' '}{'★' if statement.key else ''}", "$accent"
        ),
        words=Content.assemble(typed(words, "bold" if chosen else ""), literal),
        end=Content.assemble(_arrow(session, key), (label_of(session, number), "$faint")),
    )


def cluster_row(session: Session, number: int, *, chosen: bool = False) -> Row:
    """A group of ideas as the room sees it: its number, its name, how many ideas are in it."""
    t, found = current(), _cluster(session, number)
    if found is None:
        return Row()
    name = told(session).material.group(found.cluster)
    ideas = saying.ideas(len(found.ideas), t)
    place = _("place {place}").format(place=found.place.place) if found.place is not None else ""
    return Row(
        gutter=Content.styled(f" {'✓' if chosen else ''}", "$accent"),
        words=Content.assemble((f"{found.shown}  ", "bold $primary"), typed(name, "bold")),
        end=Content.assemble(
            _arrow(session, ("cluster", number)),
            (" · ".join(part for part in (place, ideas) if part), "$faint"),
        ),
    )


def _cluster(session: Session, number: int) -> ClusterOutcome | None:
    pages = (page for page in told(session).pages if isinstance(page, GroupsPage))
    found = (each for page in pages for each in page.clusters if each.cluster.number == number)
    return next(found, None)


def _idea_row(session: Session, number: int) -> Row:
    """An idea as the report has it."""
    idea = session.ideas.get(number)
    shown = shown_idea(session, idea, current()) if idea is not None else None
    if not isinstance(shown, Shown):
        return Row()
    words = f"“{shown.words}”" if shown.verbatim else shown.words
    literal = Content("") if shown.verbatim else Content.styled(f"  {_('summarised')}", "$muted")
    return Row(gutter=Content("   "), words=Content.assemble("  ", typed(words), literal))


def _arrow(session: Session, ground: Key) -> Content:
    """The actions that rest on this."""
    actions = ",".join(str(action) for action in told(session).resting.get(ground, ()))
    return Content.styled(f"→{actions}  " if actions else "", "$primary")


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


def held_ideas_words(count: int) -> str:
    """How many ideas stay out of sight."""
    return ngettext(
        "{count} idea stays out of the report and off this screen",
        "{count} ideas stay out of the report and off this screen",
        count,
    ).format(count=count)


def group_label(session: Session, number: int) -> str:
    """A group of ideas as one calls it by its number, empty when it is not shown.

    With its name where there is more than one question with groups.
    """
    found = _cluster(session, number)
    if found is None:
        return ""
    label = _("group {number}").format(number=found.shown)
    if sum(isinstance(page, GroupsPage) for page in told(session).pages) < 2:
        return label
    return f"{label} ({told(session).material.group(found.cluster)})"


def labels_of(session: Session, statements: Iterable[int], clusters: Iterable[int]) -> str:
    """What an action rests on, as one line; what may not be shown is left out."""
    labels = [label_of(session, number) for number in in_order(session, statements)]
    labels += [group_label(session, number) for number in clusters]
    return ", ".join(label for label in labels if label)


def label_of(session: Session, number: int) -> str:
    """The document number of a statement, empty when it has none."""
    return told(session).labels.get(number, "")
