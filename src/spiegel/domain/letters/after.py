"""What papers after the day say: what was heard and what happens with it, by the gate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.followup.telling import Heard, Told, heading, telling, who_when
from spiegel.domain.letters.facts import Facts
from spiegel.domain.letters.markup import Block, Line, Piece, Shape, one_line
from spiegel.domain.polls.group_names import name_after
from spiegel.domain.report import outcomes, word_list
from spiegel.domain.report.actions import (
    going,
    kind_heading,
    untouched_words,
    who_decides,
)
from spiegel.domain.report.answered import all_asked
from spiegel.domain.report.edited import kept_words
from spiegel.domain.report.material import Material
from spiegel.domain.report.themes import Placed
from spiegel.domain.report.wording import TIES, beginnings, listed, most_named
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus, Priority
from spiegel.domain.session.agenda import Outcome
from spiegel.domain.session.polls import Poll
from spiegel.domain.session.preparation import WORD_LIST
from spiegel.domain.session.session import Session
from spiegel.domain.session.statements import Statement, Valence
from spiegel.domain.session.words import capitalised
from spiegel.i18n import N_, Translations


class Measure(msgspec.Struct, frozen=True):
    """How much is said: so many themes or questions, quotations of so many characters, actions of
    so many characters, so many of what will not be done, so many words that are explained, and
    whether it is said what became of an action."""

    themes: int
    quotations: int
    quotation: int
    actions: int
    declined: int
    words: int
    explained: int
    becoming: bool = False


MEASURES: Final = (
    Measure(12, 12, 160, 12, 6, 400, 8, becoming=True),
    Measure(6, 6, 160, 12, 6, 400, 8, becoming=True),
    Measure(6, 6, 160, 8, 4, 300, 5, becoming=True),
    Measure(5, 5, 130, 8, 4, 300, 6),
    Measure(4, 4, 130, 8, 3, 300, 5),
    Measure(4, 4, 80, 8, 3, 300, 5),
    Measure(4, 3, 80, 8, 3, 300, 5),
    Measure(3, 3, 80, 8, 3, 300, 4),
    Measure(3, 2, 80, 8, 3, 300, 4),
    Measure(3, 2, 80, 8, 3, 240, 3),
    Measure(3, 2, 80, 7, 2, 240, 2),
    Measure(3, 2, 80, 6, 2, 240, 2),
    Measure(3, 1, 80, 6, 2, 200, 1),
    Measure(3, 1, 80, 5, 2, 200, 1),
    Measure(3, 1, 80, 4, 1, 200, 1),
    Measure(3, 1, 80, 4, 1, 160, 0),
    Measure(3, 0, 0, 3, 1, 160, 0),
    Measure(3, 0, 0, 2, 1, 160, 0),
    Measure(2, 0, 0, 1, 1, 110, 0),
)
"""From all to the least. What will be done goes last: for that people told."""
SHORTEST: Final = len(MEASURES) - 1
REASON: Final = N_("reason")
"""The field that somebody fills in by hand: nobody typed why an action is late."""
IN_SHORT: Final = 3
"""So many themes are named of what goes well, what could be better, and what is wished."""
_URGENCY: Final = {Priority.HIGH: 0, Priority.MIDDLE: 1, None: 2, Priority.LOW: 3}


def heard(facts: Facts) -> tuple[Block, ...]:
    """The themes of most people, each with what was said of it; or what everybody answered."""
    material, placing = facts.material, facts.placing
    measure = MEASURES[min(facts.detail, SHORTEST)]
    asked = all_asked(material)
    themes = list(_themes(facts, placing.themes, measure))
    rows = [*themes, *_answers(facts, measure)]
    named = [placed for placed in placing.themes if placed.theme is not None]
    told = len(named) + sum(1 for each in outcomes.in_short(material, asked) if each.lines)
    if not rows:
        return (one_line(_silence(facts)),)
    quoted = any(
        piece.words.startswith("“") for row in themes for line in row.lines for piece in line
    )
    how = facts.t.gettext(
        "What stands in quotes was said literally, by somebody who agreed to that."
    )
    nameless = facts.t.gettext(
        "Your name is not there. Who was there or knows you may recognise you all the same."
    )
    said = (
        _more(told - len(rows), facts.t, themes=bool(themes)),
        _several_said(facts, named[: len(themes)]),
        how if quoted else "",
        *((nameless, _thanks_for_good(facts)) if themes else ()),
    )
    under = " ".join(filter(None, said))
    return (*rows, *([one_line(under)] if under else []))


def _silence(facts: Facts) -> str:
    """What stands where nothing of what was heard does; who reads it knows what was told."""
    statements, t = facts.session.statements, facts.t
    if statements.keys() - facts.material.held_back.keys():
        return t.gettext("We wrote down what you told.")
    if statements or all_asked(facts.material):
        return t.gettext("What you told may not stand here. We did hear it.")
    return t.gettext("Nothing was noted.")


def _thanks_for_good(facts: Facts) -> str:
    """Thanks for telling what goes well, with the themes that every letter names; or empty."""
    good = _most_told(facts, Valence.GOOD)
    words = facts.t.gettext("Thank you for telling what goes well too: {themes}.")
    return words.format(themes=listed(good, facts.t)) if good else ""


def _themes(facts: Facts, themes: Iterable[Placed], measure: Measure) -> Iterator[Block]:
    material = facts.material
    named = [placed for placed in themes if placed.theme is not None]
    for at, placed in enumerate(named[: measure.themes]):
        if placed.theme is not None:
            facts.use("themes", placed.theme.number)
        lines: list[Line] = [
            (Piece(capitalised(placed.name), bold=True), Piece(_counted(facts, placed)))
        ]
        if at < measure.quotations:
            chosen = _telling(facts, placed, measure.quotation)
            if chosen is not None:
                facts.use("statements", chosen.number)
                lines.append((Piece(_said(material, chosen)),))
        yield Block(shape=Shape.ITEM, lines=tuple(lines))


_SIGNED: Final = {
    Valence.GOOD: N_("goes well: {count}"),
    Valence.BETTER: N_("can be better: {count}"),
    Valence.WISH: N_("wish: {count}"),
}


def _counted(facts: Facts, placed: Placed) -> str:
    """How many people told of a theme, and how many of them what; empty where none are counted."""
    count, t = facts.material.people_words(placed.people), facts.t
    if not count:
        return ""
    signs = ((words, len(placed.told.get(sign, ()))) for sign, words in _SIGNED.items())
    some = ((words, many) for words, many in signs if many)
    told = ", ".join(t.gettext(words).format(count=many) for words, many in some)
    return f" ({count}). {capitalised(told)}" if told else f" ({count})"


def _several_said(facts: Facts, themes: Iterable[Placed]) -> str:
    """That people may have told more than one thing, where numbers of a theme say so."""
    for placed in themes:
        signs = [placed.told.get(sign, frozenset()) for sign in _SIGNED]
        several = sum(map(len, signs)) > len(frozenset().union(*signs))
        if several and facts.material.people_words(placed.people):
            return facts.t.gettext("Somebody may have said more than one thing.")
    return ""


def _telling(facts: Facts, placed: Placed, most: int) -> Statement | None:
    """The statement that tells most, and may be shown and fits."""
    for said in _most_telling(facts.session, facts.t)[placed.number]:
        ruling = facts.material.shown(said)
        if ruling is not None and len(ruling.words) <= most:
            return said
    return None


@lru_cache(maxsize=1)
def _most_telling(session: Session, t: Translations) -> Mapping[int, Sequence[Statement]]:
    """Of each theme, by its number, its statements: what tells most comes first, a literal or
    marked one before others, then the longest."""
    return {
        placed.number: sorted(placed.ordered, key=_tells_little)
        for placed in Facts(session, t).placing.themes
    }


def _tells_little(said: Statement) -> tuple[bool, bool, bool, int]:
    summary = said.paraphrase.strip()
    literal = said.verbatim and not summary
    return not literal, not said.key, said.answer_to is not None, -len(summary or said.words)


def _said(material: Material, statement: Statement) -> str:
    """What may be shown of it: in quotes, or as a summary, which it says."""
    ruling = material.shown(statement)
    if ruling is None:
        return ""
    if ruling.verbatim:
        return f"“{ruling.words}”"
    summary = _sentence(ruling.words, len(ruling.words), material.t)
    return material.t.gettext("In our words: {summary}").format(summary=summary)


def _answers(facts: Facts, measure: Measure) -> Iterator[Block]:
    """Of each question that everybody answered, what most of them said."""
    material = facts.material
    asked = all_asked(material)
    polls = {each.anchor: each.poll for each in asked}
    told = [row for row in outcomes.in_short(material, asked) if row.lines]
    for row in told[: measure.themes]:
        poll = polls[row.link.anchor]
        facts.use("polls", poll.number)
        if row.open:
            _use_groups(facts, poll)
        question: Line = (Piece(row.words, bold=True),)
        lines = [
            _whole(line, measure.words, facts.t)
            for line in row.lines[: max(1, measure.quotations // 2)]
        ]
        yield Block(shape=Shape.ITEM, lines=(question, *(((Piece(line),)) for line in lines)))


def _use_groups(facts: Facts, poll: Poll) -> None:
    """Groups of ideas are named after ideas, and go with them."""
    ideas = [idea for idea in facts.session.ideas.values() if idea.poll == poll.number]
    groups = {idea.cluster for idea in ideas}
    for cluster in facts.session.clusters.values():
        if cluster.number in groups:
            facts.use("clusters", cluster.number)
            named = (i.number for i in ideas if name_after(i) == cluster.name)
            facts.use("ideas", *named)


def _more(count: int, t: Translations, *, themes: bool = False) -> str:
    """How many more, or themes more, there are in the report; empty for none."""
    if count <= 0:
        return ""
    words = (
        t.ngettext(
            "{count} theme more is in the report. You may ask for it.",
            "{count} themes more are in the report. You may ask for them.",
            count,
        )
        if themes
        else t.ngettext(
            "{count} more is in the report. You may ask for it.",
            "{count} more are in the report. You may ask for them.",
            count,
        )
    )
    return words.format(count=count)


def happens(facts: Facts) -> tuple[Block, ...]:
    """What will be done, by whom and when, and what will not, and why; each under its heading."""
    material, t = facts.material, facts.t
    measure = MEASURES[min(facts.detail, SHORTEST)]
    running, ended = _decided(facts)
    advice = facts.session.info.outcome is Outcome.RECOMMENDATION
    chosen = sorted(sorted(running, key=_urgency)[: measure.actions], key=_by_day)
    proposed = [a for a in chosen if a.status is ActionStatus.PROPOSED and not advice]
    groups = {
        t.gettext("What we advise") if advice else t.gettext("What we will do"): [
            action for action in chosen if action not in proposed
        ],
        t.gettext(heading(facts.session, Heard.PROPOSED)): proposed,
    }
    blocks = []
    for words, those in groups.items():
        if those:
            blocks.append(one_line(words, Shape.HEADING))
            blocks += [_done(facts, material, action, measure) for action in those]
    if not running:
        blocks += [
            one_line(next(iter(groups)), Shape.HEADING),
            one_line(t.gettext("Nothing was decided yet.")),
        ]
    decides = who_decides(material, short=True) if proposed else ""
    left = (_more(len(running) - len(chosen), t), decides, _without_action(facts))
    if under := " ".join(filter(None, left)):
        blocks.append(one_line(under))
    if ended:
        not_done = t.gettext("What we do not advise, and why")
        will_not = t.gettext(kind_heading(facts.session, ActionKind.DECLINE))
        blocks.append(one_line(not_done if advice else will_not, Shape.HEADING))
        kept = ended[: measure.declined]
        blocks += [_not_done(facts, material, action, measure) for action in kept]
        if more := _more(len(ended) - len(kept), t):
            blocks.append(one_line(more))
    return tuple(blocks)


def _without_action(facts: Facts) -> str:
    """The themes that nothing is done about yet; empty for none, and where advice is given."""
    if facts.session.info.outcome is Outcome.RECOMMENDATION:
        return ""
    none = untouched_words(facts.material, facts.placing)
    return facts.t.gettext("No action yet for: {themes}.").format(themes=none) if none else ""


def what_we_do(facts: Facts) -> str:
    """How a heading ends that says "what we …": what is only proposed is not called decided."""
    session, t = facts.session, facts.t
    if session.info.outcome is Outcome.RECOMMENDATION:
        return t.gettext("advise")
    if any(action.status is ActionStatus.PROPOSED for action in going(session)):
        return t.gettext("want to do")
    return t.gettext("will do")


def heard_in_short(facts: Facts) -> tuple[Block, ...]:
    """Of what goes well, could be better and is wished, the themes that most people told of."""
    t = facts.t
    openings = {
        Valence.GOOD: t.gettext("What goes well with: {themes}."),
        Valence.BETTER: t.gettext("What can be better with: {themes}."),
        Valence.WISH: t.gettext("What you wish with: {themes}."),
    }
    found = ((opening, _most_told(facts, sign)) for sign, opening in openings.items())
    rows = [opening.format(themes=listed(names, t)) for opening, names in found if names]
    if not rows:
        named = [placed.name for placed in facts.placing.themes if placed.theme is not None]
        told = t.gettext("You told us about: {themes}.").format(themes=listed(named[:IN_SHORT], t))
        return (one_line(told if named else _silence(facts)),)
    return tuple(one_line(words, Shape.ITEM) for words in rows)


def _most_told(facts: Facts, sign: Valence) -> list[str]:
    """The names of the themes of which most people told this, as far as any of it may be shown."""
    held_back = facts.material.held_back
    ranked = [
        (placed, len(placed.told.get(sign, ())))
        for placed in facts.placing.themes
        if placed.theme is not None
        and any(s.number not in held_back for s in placed.members if s.valence is sign)
    ]
    ranked.sort(key=lambda pair: -pair[1])
    first, tied = most_named(ranked, IN_SHORT, spare=True, ties=TIES)
    facts.use("themes", *(placed.theme.number for placed in first if placed.theme))
    others = facts.t.gettext("{count} other themes").format(count=tied)
    return [*(placed.name for placed in first), *([others] if tied else [])]


def explained(facts: Facts) -> tuple[Block, ...]:
    """The words of the field that stand above it, with what they mean; nothing where none are.

    Where there is less room those in the name of a theme stay longest, which stands alone; then
    those that stand there most often, and then long ones.
    """
    session, t = facts.session, facts.t
    most = MEASURES[min(facts.detail, SHORTEST)].explained
    text = "\n".join(facts.said)
    found = word_list.explained(session, text, t)
    if not found or not most:
        return ()
    edit = kept_words(session, WORD_LIST)
    if edit is not None:
        facts.use("letters", edit.number)
    said = text.casefold()
    names = "\n".join(placed.name for placed in facts.placing.themes).casefold()

    def place(one: word_list.Explained) -> tuple[bool, int, int]:
        word = one.word.casefold()
        return word not in names, -said.count(word), -len(word)

    first = sorted(found, key=place)[:most]
    kept = [one for one in found if one in first]
    lines = ((Piece(one.word, bold=True), Piece(f": {one.means}")) for one in kept)
    words = (Block(shape=Shape.ITEM, lines=(line,)) for line in lines)
    return (one_line(t.gettext("What words mean"), Shape.HEADING), *words)


def became(facts: Facts) -> tuple[Block, ...]:
    """What became of each action, under the words by which participants hear of it."""
    material, t = facts.material, facts.t
    told = list(telling(material, facts.today))
    blocks: list[Block] = []
    without = _without_action(facts)
    for heard_as in Heard:
        if heard_as is Heard.STOPPED and without:
            blocks.append(one_line(without))
        those = [each for each in told if each.heard is heard_as]
        if those:
            blocks.append(one_line(t.gettext(heading(facts.session, heard_as)), Shape.HEADING))
            if heard_as is Heard.PROPOSED and (decides := who_decides(material)):
                blocks.append(one_line(decides))
        for each in those:
            facts.use("actions", each.number)
            said = (_sentence(each.words, len(each.words), t), each.who_when)
            lines = [(Piece(words),) for words in said if words]
            blocks.append(Block(shape=Shape.ITEM, lines=(*lines, *_further(each, t))))
    return tuple(blocks) or (one_line(t.gettext("Nothing was decided yet.")),)


def _further(told: Told, t: Translations) -> Iterator[Line]:
    """What was written down of it; a line to fill in where a reason is owed and there is none."""
    if told.heard in (Heard.STOPPED, Heard.DECLINED):
        why = told.more or t.gettext("no reason written down yet")
        why = t.gettext("Why not: {reason}").format(reason=_sentence(why, len(why), t, ""))
        yield (Piece(_sentence(why, len(why), t)),)
    elif told.heard is Heard.LATE:
        why = _sentence(told.more, len(told.more), t) if told.more else t.gettext(REASON)
        yield Piece(t.gettext("Why not yet:") + " "), Piece(why, field=told.lacks)
    elif told.more:
        yield (Piece(_sentence(told.more, len(told.more), t)),)


def _decided(facts: Facts) -> tuple[list[Action], list[Action]]:
    """The actions that go on or are done, and those that are not done."""
    actions = [facts.session.actions[n] for n in sorted(facts.session.actions)]
    ended = [
        action
        for action in actions
        if action.kind is ActionKind.DECLINE or action.status is ActionStatus.STOPPED
    ]
    return [action for action in actions if action not in ended], ended


def _urgency(action: Action) -> tuple[object, ...]:
    return _URGENCY[action.priority], *_by_day(action)


def _by_day(action: Action) -> tuple[object, ...]:
    return action.by is None, action.by, action.number


def _done(facts: Facts, material: Material, action: Action, measure: Measure) -> Block:
    t = facts.t
    facts.use("actions", action.number)
    words = _sentence(material.said(action.words, t.gettext("(no words)")), measure.words, t)
    who = _who_when(facts, material, action)
    exploring = action.kind is ActionKind.EXPLORE and action.status is not ActionStatus.DONE
    if exploring and not words.casefold().startswith(t.gettext("find out")):
        proposed = action.status is ActionStatus.PROPOSED
        finding = N_("We want to find this out.") if proposed else N_("We will find this out.")
        who = f"{t.gettext(finding)} {who}"
    lines = filter(None, (words, who, _became(facts, action, measure)))
    return Block(shape=Shape.ITEM, lines=tuple((Piece(line),) for line in lines))


def _became(facts: Facts, action: Action, measure: Measure) -> str:
    """What became of what was agreed, where there is room; why it is late always; or empty."""
    late = standing(action, facts.today) is Standing.OVERDUE
    told = facts.material.words(action.told) if late or measure.becoming else ""
    if not told or action.status is ActionStatus.PROPOSED:
        return ""
    told = _sentence(told, measure.words, facts.t)
    return f"{facts.t.gettext('Why not yet:')} {told}" if late else told


def _who_when(facts: Facts, material: Material, action: Action) -> str:
    if action.status is ActionStatus.DONE:
        return facts.t.gettext("This is done.")
    return who_when(material, action, passed=facts.passed(action.by))


def _not_done(facts: Facts, material: Material, action: Action, measure: Measure) -> Block:
    t = facts.t
    facts.use("actions", action.number)
    words = _sentence(material.said(action.words, t.gettext("(no words)")), measure.words, t)
    why = action.stopped if action.status is ActionStatus.STOPPED else action.reason
    told = material.said(why, t.gettext("no reason written down yet"))
    reason = t.gettext("Why not: {reason}").format(reason=_sentence(told, measure.words, t, ""))
    return Block(shape=Shape.ITEM, lines=((Piece(words),), (Piece(reason),)))


def _sentence(words: str, most: int, t: Translations, end: str = ".") -> str:
    """Words as a sentence, of at most so many characters where it has several."""
    short = capitalised(_whole(words, most, t))
    return short if short.endswith((".", "!", "?", "]", ")")) else short + end


def _whole(words: str, most: int, t: Translations) -> str:
    """Words of at most so many characters, and no sentence of them cut.

    Of several sentences the first stand, and that there are more is said. What is longer than that
    stands in the report alone.
    """
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    more = t.gettext("(The report says more about it.)")
    begins = (f"{begin} {more}" for begin in beginnings(flat) if len(begin) <= most)
    return next(begins, t.gettext("This is too long for this page. You can read it in the report."))
