"""What the Review screen says: the queue, the statements, and all that is known of one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from textual.content import Content

from spiegel.domain.consent.gate import inherited, withheld
from spiegel.domain.consent.together import waiting
from spiegel.domain.consent.traces import Place
from spiegel.domain.consent.verdicts import Finding, open_findings
from spiegel.domain.privacy.found import general
from spiegel.domain.report.review import (
    Concern,
    ConcernKind,
    concerns,
    idea_concern,
    names_inside,
)
from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.preparation import IN_SHORT, OF_REPORT, WORD_LIST
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Where
from spiegel.domain.session.themes import uses
from spiegel.i18n import N_, _, current, ngettext
from spiegel.screens.shared.recorded_view import SIGNS, place_name, sign_words, who
from spiegel.text import hour_minute, shortened
from spiegel.widgets.browse import Row, typed
from spiegel.widgets.details import Known

Key = Concern | int
"""What a row stands for: a concern of the queue, or the number of a statement."""

NEIGHBOUR: Final = 90
"""Characters of what was said just before or after, in two lines at 80 columns."""
SHORT: Final[Mapping[ConcernKind, str]] = MappingProxyType(
    {
        ConcernKind.SPEAKER: N_("who said it?"),
        ConcernKind.INHERITED: N_("is it this speaker?"),
        ConcernKind.CONSENT: N_("may not be quoted"),
        ConcernKind.TRACEABLE: N_("~ traceable"),
        ConcernKind.PERSON: N_("a person in it?"),
        ConcernKind.CAPITAL: N_("a name in it?"),
        ConcernKind.TOGETHER: N_("together one person?"),
        ConcernKind.IDEA: N_("may it be shown?"),
        ConcernKind.NEW_THEME: N_("new theme"),
        ConcernKind.NO_THEME: N_("no theme"),
        ConcernKind.LONE_SIGN: N_("sign without a theme"),
        ConcernKind.NO_SIGN: N_("no sign"),
    }
)
"""A concern in a few words, as it stands in the list."""
ABOUT: Final[Mapping[ConcernKind, str]] = MappingProxyType(
    {
        ConcernKind.SPEAKER: N_("speaker"),
        ConcernKind.INHERITED: N_("speaker"),
        ConcernKind.CONSENT: N_("quotation"),
        ConcernKind.TRACEABLE: N_("traceable"),
        ConcernKind.PERSON: N_("recognisable"),
        ConcernKind.CAPITAL: N_("name"),
        ConcernKind.TOGETHER: N_("recognisable"),
        ConcernKind.IDEA: N_("ideas"),
        ConcernKind.NEW_THEME: N_("theme"),
        ConcernKind.NO_THEME: N_("theme"),
        ConcernKind.LONE_SIGN: N_("sign"),
        ConcernKind.NO_SIGN: N_("sign"),
    }
)
"""What a concern is about, for the count of what is left."""


FEW: Final = 24
"""Characters before what looks like a person, in a row of the list."""
WHERE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "statements": N_("a statement"),
        "ideas": N_("an idea"),
        "remarks": N_("what the professionals said"),
        "listener_questions": N_("a question of a listener"),
        "actions": N_("an action"),
        "themes": N_("a theme"),
        "clusters": N_("a group of ideas"),
        "questions": N_("a prepared question"),
        "phases": N_("a part of the running order"),
        "learning_questions": N_("what a listener wants to learn"),
        "expectations": N_("what a listener expects"),
        "letters": N_("a letter"),
        "evaluations": N_("a form on the meeting itself"),
        "persona_sentences": N_("a sentence of a persona"),
        "personas": N_("a persona"),
        IN_SHORT: N_("the report in short"),
        WORD_LIST: N_("the list of words"),
        "session": N_("the title"),
    }
)
"""Where words stand that look like a person."""


def statement_of(session: Session, key: Key | None) -> Statement | None:
    """The statement that a row is about, if it is about one."""
    if isinstance(key, Concern):
        return session.statements.get(key.number) if key.table == "statements" else None
    return session.statements.get(key) if key is not None else None


def idea_of(session: Session, key: Key | None) -> Idea | None:
    """The idea that a row is about, if it is about one."""
    if isinstance(key, Concern) and key.table == "ideas":
        return session.ideas.get(key.number)
    return None


# The list


def left_words(found: Sequence[Concern]) -> Content:
    """Of what there is still something to be looked at, and how much."""
    if not found:
        return Content.styled(_("Everything was checked."), "bold $success")
    counts: dict[str, int] = {}
    for concern in found:
        about = ABOUT[concern.kind]
        counts[about] = counts.get(about, 0) + 1
    words = " · ".join(f"{_(about)} {count}" for about, count in counts.items())
    return Content.styled(words, "$muted")


def row(session: Session, key: Key, *, marked: bool = False) -> Row:
    """A row of the list, on one line; marked: the next key is about this statement too."""
    if isinstance(key, Concern) and key.finding is not None:
        return _finding_row(session, key, key.finding)
    if isinstance(key, Concern) and key.table == "themes":
        theme = session.themes.get(key.number)
        name = theme.name if theme is not None else ""
        return _row("#", "", typed(name, "$primary"), _concern_end(key))
    idea = idea_of(session, key)
    if idea is not None and isinstance(key, Concern):
        end = _concern_end(key)
        if idea.held and key.kind is ConcernKind.CAPITAL:
            end = Content.styled(_("not shown to the room"), "$accent")
        return _row(str(idea.number), "", typed(idea.words), end)
    statement = statement_of(session, key)
    if statement is None:
        return Row()
    words = f"“{statement.words}”" if statement.verbatim else statement.words
    speakers = who(statement.speakers) + ("›" if inherited(statement) else "")
    end = _concern_end(key) if isinstance(key, Concern) else _marks_end(session, statement)
    return _row(
        str(statement.number), speakers, typed(words.replace("\n", " ")), end, marked=marked
    )


def _finding_row(session: Session, key: Concern, finding: Finding) -> Row:
    """Words that look like a person, with so much around them that they are in sight."""
    before = finding.before
    if len(before) > FEW:
        # From the beginning of a word, where one begins there.
        nearby = before[-FEW:]
        before = "… " + (nearby.partition(" ")[2] or nearby)
    words = typed(f"{before}{finding.words}{finding.after}".replace("\n", " "))
    at = len(before)
    statement = statement_of(session, key)
    speakers = who(statement.speakers) if statement is not None else ""
    number = str(key.number) if key.table in ("statements", "ideas") else ""
    words = words.stylize("bold $accent", at, at + len(finding.words))
    kind = general(finding.found.kind, current())
    if finding.second:
        kind = _("{kind} · second opinion").format(kind=kind)
    end = Content.styled(kind, "$accent")
    return _row(number, speakers, words, end)


def _row(number: str, speakers: str, words: Content, end: Content, *, marked: bool = False) -> Row:
    mark = ("✓", "bold $accent") if marked else " "
    gutter = Content.assemble(mark, (f"{number:>4} ", "$faint"), (speakers, "bold"))
    return Row(gutter=gutter, words=words, end=end, single=True)


def _concern_end(concern: Concern) -> Content:
    return Content.styled(_(SHORT[concern.kind]), "$accent")


def _marks_end(session: Session, statement: Statement) -> Content:
    """Sign, first theme, elements, marks, and whether it is held back."""
    parts: list[Content] = []
    if statement.elements:
        parts.append(Content.styled(element_letters(statement), "$success"))
    if statement.key:
        parts.append(Content.styled("★", "$accent"))
    if statement.number in withheld(session):
        parts.append(Content.styled(_("held back"), "$accent"))
    names = [session.themes[n].name for n in statement.themes if n in session.themes]
    if names:
        more = "+" if len(names) > 1 else ""
        parts.append(Content.styled(names[0] + more, "$primary").truncate(18, ellipsis=True))
    sign = sign_words(statement.valence)[:1] or " "
    colour = SIGNS[statement.valence] if statement.valence is not None else "$muted"
    parts.append(Content.styled(sign, colour))
    return Content(" ").join(parts)


def element_letters(statement: Statement) -> str:
    """The elements of self-direction of a statement, a letter each: that of the last word."""
    names = (name_of(element, current()) for element in statement.elements)
    return "".join(name.split()[-1][:1].upper() for name in names)


def nothing(session: Session, *, all_: bool) -> Content:
    """What an empty list says."""
    if not session.statements and not session.ideas:
        words = _("Nothing was recorded yet. F4 records what is said.")
    elif all_ and not session.statements:
        words = _("No statements: people answered on devices. See outcomes.")
    elif all_:
        words = _("No statement fits. f chooses another filter.")
    else:
        words = _("Everything was checked. F7 makes the report.")
        if session.statements:
            words = _("Everything was checked. Tab shows all statements, F7 makes the report.")
    return Content.styled(words, "$muted")


# The card


def card(session: Session, key: Key | None) -> Known:
    """All that is known of what is under the cursor, and what there is to decide."""
    if isinstance(key, Concern) and key.finding is not None:
        return Known(tuple(_finding_lines(session, key, key.finding)), words=1)
    if isinstance(key, Concern) and key.table == "themes":
        return Known(tuple(_theme_lines(session, key)))
    idea = idea_of(session, key)
    if idea is not None and isinstance(key, Concern):
        return Known(tuple(_idea_lines(session, idea, key)), words=1)
    statement = statement_of(session, key)
    if statement is None:
        return Known()
    lines = [_heading(session, statement), _words(statement), _facts(session, statement)]
    if statement.elements:
        names = (name_of(element, current()) for element in statement.elements)
        words = _("self-direction: {elements}").format(elements=", ".join(names))
        lines.append(Content.styled(words, "$success"))
    if statement.paraphrase:
        summary = Content.styled(_("summarised: "), "$muted")
        lines.append(Content.assemble(summary, typed(statement.paraphrase)))
    if not isinstance(key, Concern):
        return Known((*lines, *_open(session, statement)), words=1)
    around = _around(session, key)
    lines += [*_question(session, key), *around]
    return Known(tuple(lines), words=1, around=len(around))


def _heading(session: Session, statement: Statement) -> Content:
    place = place_name(session, Where(phase=statement.phase, question=statement.question))
    text = f"{statement.number} · {hour_minute(statement.at)} · {place}"
    return Content.styled(text, "$muted").truncate(110, ellipsis=True)


def _words(statement: Statement) -> Content:
    """The words of a statement."""
    words = f"“{statement.words}”" if statement.verbatim else statement.words
    return _with_names(words, names_inside(statement.words))


def _with_names(text: str, names: tuple[str, ...]) -> Content:
    """Words in which what may be a name stands out."""
    content = typed(text, "bold")
    for name in names:
        at = content.plain.find(name)
        if at >= 0:
            content = content.stylize("$accent", at, at + len(name))
    return content


def _facts(session: Session, statement: Statement) -> Content:
    """Speaker, kind, sign, themes and marks in one line."""
    kind = _("quotation") if statement.verbatim else _("summary")
    names = [session.themes[n].name for n in statement.themes if n in session.themes]
    parts = [
        Content.styled(who(statement.speakers) + (" ›" if inherited(statement) else ""), "bold"),
        Content.styled(kind, "$muted"),
        Content.styled(sign_words(statement.valence) or _("further said"), "$muted"),
        *(Content.styled(name, "$primary") for name in names),
    ]
    if statement.key:
        parts.append(Content.styled(_("★ key statement"), "$accent"))
    if statement.traceable:
        parts.append(Content.styled(_("~ traceable"), "$accent"))
    return Content.styled(" · ", "$faint").join(parts)


def _open(session: Session, statement: Statement) -> list[Content]:
    """Why it is held back, and what was not checked yet."""
    lines = []
    ruling = withheld(session).get(statement.number)
    if ruling is not None:
        reason = ruling.explain(current())
        lines.append(Content.styled(_("held back: {reason}").format(reason=reason), "$accent"))
    kinds = ", ".join(_(SHORT[kind]) for kind in concerns(session, statement))
    if kinds:
        lines.append(Content.styled(_("not checked: {what}").format(what=kinds), "$muted"))
    return lines


def _around(session: Session, concern: Concern) -> list[Content]:
    """Who spoke just before and after: it helps to know who said this."""
    if concern.kind not in (ConcernKind.SPEAKER, ConcernKind.INHERITED):
        return []
    numbers = list(session.statements)
    at = numbers.index(concern.number)
    lines = []
    for label, index in ((_("before"), at - 1), (_("after"), at + 1)):
        if 0 <= index < len(numbers):
            other = session.statements[numbers[index]]
            words = shortened(other.words.replace("\n", " "), NEIGHBOUR)
            text = f"{label}  {who(other.speakers)}: {words}"
            lines.append(Content.styled(text, "$muted"))
    return lines


def _question(session: Session, concern: Concern) -> list[Content]:
    """What there is to decide, and the keys that decide it."""
    asked = Content.styled(concern.explain(current()), "bold $accent")
    if concern.kind is ConcernKind.CAPITAL:
        found = ", ".join(names_inside(getattr(session, concern.table)[concern.number].words))
        asked = Content.assemble(asked, (f"  {found}", "$accent"))
    if concern.kind is ConcernKind.TOGETHER:
        told = (one.explain(current()) for one in waiting(session) if one.first == concern.number)
        return [
            asked,
            Content.styled("; ".join(told), "$accent"),
            Content.styled(hint(session, concern), "$foreground"),
        ]
    return [asked, Content.styled(hint(session, concern), "$foreground")]


def hint(session: Session, concern: Concern) -> str:
    """The keys that settle a concern."""
    match concern.kind:
        case ConcernKind.SPEAKER:
            return _("1 to 9: who · w: others, or several · Enter: leave it unknown")
        case ConcernKind.INHERITED:
            said = session.statements.get(concern.number)
            name = who(said.speakers) if said is not None else ""
            return _("Enter: yes, {person} · 1 to 9 or w: somebody else").format(person=name)
        case ConcernKind.CONSENT:
            return _("p: write a summary · Enter: leave it out of the report")
        case ConcernKind.TRACEABLE:
            return _("e or p: write it differently · h: not traceable · Enter: leave it out")
        case ConcernKind.IDEA:
            return _("Enter: it may be shown · h: traceable · p: write it differently")
        case ConcernKind.CAPITAL if concern.table == "ideas":
            return _("Enter: may it be shown? · h: traceable · p: write it differently")
        case ConcernKind.CAPITAL:
            return _("Enter: no name · e: change the words")
        case ConcernKind.TOGETHER:
            return _("p: say it in general words, here or in another · Enter: it may stay so")
        case ConcernKind.NEW_THEME:
            return _("Enter: it stays · m: merge it into another · e: another name")
        case ConcernKind.NO_THEME:
            return _("t: choose a theme · 1 to 9: that pinned theme · Enter: without a theme")
        case ConcernKind.LONE_SIGN:
            return _("Enter: it is meant · 0: no sign · t: choose a theme")
        case _:
            return _("+ goes well · - could be better · ! wish · Enter: further said")


def _idea_lines(session: Session, idea: Idea, concern: Concern) -> list[Content]:
    """An idea, the question that it answers, and its group."""
    poll = session.polls.get(idea.poll)
    question = session.questions.get(poll.question) if poll is not None else None
    cluster = session.clusters.get(idea.cluster or 0)
    facts = [question.words if question is not None else "", cluster.name if cluster else ""]
    lines = [
        Content.styled(" · ".join(filter(None, facts)), "$muted").truncate(110, ellipsis=True),
        _with_names(idea.words, names_inside(idea.words)),
        Content.styled(_("Nobody knows whose it is."), "$muted"),
    ]
    if idea.paraphrase.strip():
        otherwise = Content.styled(_("said otherwise: "), "$muted")
        lines.append(Content.assemble(otherwise, typed(idea.paraphrase)))
    if idea_concern(idea) is not None:
        return [*lines, *_question(session, concern)]
    stands = _("It stays out of the report.") if idea.traceable else _("The report may show it.")
    keys = _("h: traceable, or not · p: write it differently")
    return [*lines, Content.styled(stands, "$success"), Content.styled(keys, "$foreground")]


def where(session: Session, place: Place) -> str:
    """What the words stand in that look like a person."""
    letter = session.letters.get(place.number) if place.table == "letters" else None
    own = letter is not None and letter.paper in OF_REPORT
    return _(WHERE[letter.paper if letter is not None and own else place.table])


def _finding_lines(session: Session, concern: Concern, finding: Finding) -> list[Content]:
    """Where it stands, the words around it, and what can stand in its place."""
    statement = statement_of(session, concern)
    heading = (
        _heading(session, statement)
        if statement is not None
        else Content.styled(where(session, finding.place), "$muted")
    )
    start = len(finding.before)
    text = typed(finding.place.text.replace("\n", " "))
    t = current()
    lines = [
        heading,
        text.stylize("bold $accent", start, start + len(finding.words)),
        Content.styled(concern.explain(t), "bold $accent"),
        Content.styled(
            _("Enter: it becomes {words} · a: wherever it stands").format(
                words=finding.proposal(t)
            ),
            "$foreground",
        ),
        Content.styled(
            _("p: in words of your own · 1 to 9 or w: by code · b: it stays, with a reason"),
            "$foreground",
        ),
    ]
    if finding.second:
        words = _("Spiegel's own rules see nobody here; the second opinion does.")
        lines.insert(2, Content.styled(words, "$muted"))
    others = sum(one.words.casefold() == finding.words.casefold() for one in open_findings(session))
    if others > 1:
        words = _("These words stand in {count} places.").format(count=others)
        lines.insert(2, Content.styled(words, "$muted"))
    return lines


def _theme_lines(session: Session, concern: Concern) -> list[Content]:
    theme = session.themes.get(concern.number)
    if theme is None:
        return []
    under = uses(session, theme.number)
    count = ngettext("{count} statement", "{count} statements", len(under)).format(count=len(under))
    lines = [
        Content.assemble((theme.name, "bold $primary"), (f"   {count}", "$muted")),
        *(Content.styled(f"· {document.words[:90]}", "$muted") for document in under[:3]),
        Content(""),
    ]
    return [*lines, *_question(session, concern)]
