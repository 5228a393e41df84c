"""Reading a plan from top to bottom: under which phase, theme and question each line stands."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.plan.facts import (
    FrontMatter,
    day_line,
    fact_in,
    front_matter,
    title_line,
)
from spiegel.domain.plan.forms import FormMark
from spiegel.domain.plan.gathered import Draft, Gathered, General
from spiegel.domain.plan.headings import (
    ABOUT,
    ADVICE,
    ASKS,
    GREETING,
    LABEL,
    OF_PART,
    PAUSE,
    PRACTICE,
    PROMPT,
    PROMPTS,
    RULES,
    SAY,
    THEMED,
    WITH_PROMPT,
    asks,
)
from spiegel.domain.plan.inline import plain_words, unquoted
from spiegel.domain.plan.marks import (
    Item,
    ItemKind,
    Marked,
    empty_item,
    indent_of,
    read_item,
    read_marks,
    without_emphasis,
)
from spiegel.domain.plan.parts import PartLine, begins_with_time, part_line
from spiegel.domain.plan.tables import Row, read_row
from spiegel.domain.plan.values import (
    SHOWN,
    AddedPart,
    Plan,
    PlanFindingKind,
)
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.words import clean, lines_of, tidy

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s*([^#\s].*)$", re.DOTALL)
_UNDERLINE: Final = re.compile(r"\s{0,3}(=+|-{3,})\s*$")
_RULE: Final = re.compile(r"\s{0,3}([-*_=])(?:\s*\1){2,}\s*$")
_QUOTE: Final = re.compile(r"\s{0,3}>\s?(.*)$", re.DOTALL)
_SIGN: Final = re.compile(r"(?:[-*+]|#{1,6})\s+")
_FINISHED: Final = tuple("?.!:;)]…")


def read(text: str, phases: Sequence[Phase]) -> Plan:
    """What a plan says, for a meeting with these phases. Never raises; any text will do."""
    lines = lines_of(clean(text))
    items = filter(None, map(read_item, (line.lstrip("> ") for line in lines)))
    listed = any(item.kind in (ItemKind.NUMBER, ItemKind.NAMED) for item in items)
    reader = Reader(phases, listed=listed)
    front = front_matter(lines)
    reader.front_matter(front)
    number = front.lines
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        number += 1
        underline = _UNDERLINE.fullmatch(below)
        if underline is not None and _could_be_heading(line):
            reader.heading(number, line.strip(), 1 if below.strip()[0] == "=" else 2)
            number += 1
        else:
            reader.line(number, line, below)
    return reader.plan()


def _without_signs(line: str) -> str:
    """The line without emphasis, links and backslashes; what makes it a list item stays."""
    sign = _SIGN.match(line)
    begin = sign.end() if sign is not None else 0
    return line[:begin] + plain_words(line[begin:])


def _emphasised(line: str) -> Item | None:
    """The list item that is wholly set in bold or italics: `**4. Wat wilt u nog kwijt?**`."""
    text = without_emphasis(line.strip())
    item = read_item(text) if text != line.strip() else None
    return msgspec.structs.replace(item, indent=indent_of(line)) if item is not None else None


def _could_be_heading(line: str) -> bool:
    return bool(line.strip()) and not (
        _RULE.fullmatch(line) or _HEADING.fullmatch(line) or read_item(line) or empty_item(line)
    )


class Reader:
    """Reads a plan line by line; remembers under which phase, theme and question it is.

    listed: whether its questions are numbered; then a bare line that asks something is a question
    only under a heading ("Kijk jij nog even?" in the mail around a plan is none).
    """

    def __init__(self, phases: Sequence[Phase], *, listed: bool) -> None:
        self._phases = tuple(phases)
        self._found = Gathered()
        rounds = (phase for phase in self._phases if phase.kind is PhaseKind.ROUND)
        self._round = next(rounds, None)
        self._phase = self._round
        self._entered = ""
        self._bare = not listed
        self._level = 0
        self._theme = ""
        self._waiting: tuple[int, str] | None = None
        self._current: Draft | None = None
        self._open = False
        self._advice = False
        self._general: General | None = None
        self._ruling = False
        self._apart = True
        self._head: tuple[str, ...] = ()
        self._under = 0
        self._since = 0
        self._parts: Item | None = None
        self._label = Marked(words="")
        self._expecting = False
        self._listed = 0
        self._below = ""
        self._quote: list[str] = []
        self._quoted = 0

    def line(self, number: int, line: str, below: str = "") -> None:
        """One line that is not underlined as a heading, and the one below it."""
        self._below = below
        quote = _QUOTE.fullmatch(line)
        if quote is not None:
            self._quoting(number, quote[1])
            return
        self._end_quote()
        row = read_row(line, self._phases, self._head)
        self._head = row.head if row is not None else ()
        if row is not None:
            self._row(number, row)
            return
        line = line[: len(line) - len(line.lstrip())] + _without_signs(line.lstrip())
        text = line.strip()
        heading = _HEADING.fullmatch(line)
        if not text or _RULE.fullmatch(line):
            self._open, self._apart = False, True
        elif heading is not None:
            self._parts = None
            self.heading(number, heading[2].rstrip("# \t"), len(heading[1]))
        elif empty_item(line):
            self._open = False
            self._found.report(PlanFindingKind.NO_WORDS, number)
        elif item := read_item(line) or _emphasised(line):
            self._item(number, item)
        else:
            self._plain(number, line, text)
        self._apart = not text

    def heading(self, number: int, text: str, level: int) -> None:
        """A heading: the title, a part, prompts, a question, or a theme of the round."""
        self._end_quote()
        text = plain_words(text).strip()
        self._bare, self._open, self._ruling = True, False, False
        if PROMPTS.fullmatch(text):
            self._prompts_follow(number, text, own=level > self._under and self._since == 1)
            return
        self._current = None
        self._end_general()
        self._under, self._since, self._expecting = level, 0, False
        self._advice = ADVICE.fullmatch(text) is not None
        part = part_line(text, self._phases)
        if self._takes_label(text, part):
            return
        if part is not None:
            self._part(number, part, level)
            self._stand_under(number, tidy(part.rest))
        elif self._advice and (self._found.facts.title or level > 1):
            self._stand_under(number, "")
            self._found.note(number, text, PlanFindingKind.ADVICE)
        elif level == 1 and not self._found.facts.title and not self._found.drafts:
            self._take_title(number, tidy(without_emphasis(text)))
        else:
            if self._listed > 1:
                self._to_the_round()
            self._theme_or_question(number, text, level)

    def _theme_or_question(self, number: int, text: str, level: int) -> None:
        """A heading in the round: a theme, or a question when it asks something."""
        if level <= self._level or self._phase is None:
            self._phase, self._level = self._round, 0
        marked = read_marks(text)
        self._found.ranged(number, marked)
        item = read_item(text)
        asked = marked.words.endswith("?") or marked.form is not None
        if asked and (self._found.facts.title or level > 1):
            self._stand_under(number, "")
            self._question(number, item or Item(0, ItemKind.PLAIN, text))
            if self._current is not None:
                self._current.heading = True
            return
        self._stand_under(number, tidy(without_emphasis(text).rstrip(":")))
        if marked.minutes is not None or marked.odd:
            self._found.report(PlanFindingKind.ODD_MINUTES, number, text)

    def _takes_label(self, text: str, part: PartLine | None) -> bool:
        """Whether a line only says that a question follows, or several: of the round, if it stood
        in a part where nobody asks. Its minutes are those of the question, or of the round."""
        marked = read_marks(without_emphasis(text.strip()).rstrip(":"))
        found = LABEL.fullmatch(marked.words.rstrip(":"))
        many = found is not None and (found["many"] or found["some"] or found["alle"])
        if found is None:
            return self._takes_label_of(text)
        if part is not None and (part.minutes is not None or self._found.drafts):
            return False
        self._current, self._advice = None, False
        self._end_general()
        self._stand_under(0, "")
        self._bare = True
        self._to_the_round(many=bool(many))
        if not many:
            self._label, self._expecting = marked, True
        elif marked.minutes is not None and self._round is not None:
            self._found.minutes.setdefault(self._round.key, marked.minutes)
        return True

    def _takes_label_of(self, text: str) -> bool:
        """The same, of a part that it names: `Vragen voor de slotronde`."""
        found = OF_PART.fullmatch(without_emphasis(text).rstrip(":"))
        part = part_line(found[1], self._phases) if found is not None else None
        if part is None or part.phase.kind not in (PhaseKind.ROUND, PhaseKind.TURNS):
            return False
        self._current, self._bare = None, True
        self._stand_under(0, "")
        self._phase, self._level, self._listed = part.phase, 2, 0
        return True

    def _to_the_round(self, *, many: bool = False) -> None:
        """Questions that are called so are of the round, not of a part where one speaks, nor of
        the last one in a list of parts, nor of one before the round."""
        here, round_ = self._phase, self._round
        if here is None or round_ is None:
            return
        elsewhere = here.kind in (PhaseKind.TALK, PhaseKind.PAUSE) or self._listed > 1
        if elsewhere or (many and here.position < round_.position):
            self._phase, self._level, self._listed = round_, 0, 0

    def _part(self, number: int, part: PartLine, level: int, *, listed: bool = False) -> None:
        """listed: it stands in a list or a table, perhaps of all parts."""
        self._current = None
        self._listed = self._listed + 1 if listed else 0
        if part.phase.number == 0 and part.phase not in self._phases:
            self._adds(part.phase)
        self._enter(number, part.phase, level, part.minutes)
        if part.name:
            self._found.names[part.phase.key] = part.name
        if part.odd:
            self._found.report(PlanFindingKind.ODD_MINUTES, number, part.odd)
        if part.ranged:
            self._found.report(PlanFindingKind.UPPER_MINUTES, number, part.ranged)

    def _adds(self, part: Phase) -> None:
        """A part that the format lacks comes after the one that was named last."""
        keys = [phase.key for phase in self._phases]
        if not keys:
            return
        before = self._entered if self._entered in keys else keys[0]
        self._found.added.append(AddedPart(part, before))
        at = keys.index(before) + 1
        self._phases = (*self._phases[:at], part, *self._phases[at:])

    def _stand_under(self, number: int, theme: str) -> None:
        """The next questions have this theme; one that had none is kept as a note."""
        if self._waiting is not None:
            self._found.note(*self._waiting)
        self._theme = theme
        self._waiting = (number, theme) if theme else None

    def _enter(self, number: int, phase: Phase, level: int, minutes: int | None) -> None:
        self._phase, self._level, self._bare = phase, level, True
        self._entered = phase.key
        self._advice = False
        self._end_general()
        self._found.part(number, phase, minutes)

    def _item(self, number: int, item: Item) -> None:
        """A list item: a question, or a prompt of the question it stands under, or of all."""
        if self._ruling and self._phase is not None and item.kind is ItemKind.BULLET:
            self._found.rules.setdefault(self._phase.key, []).append(tidy(item.words))
            return
        self._ruling = False
        if self._general is not None:
            if self._general.takes(item, apart=self._apart):
                self._general.kind = self._general.kind or item.kind
                self._general.prompts.append(item.words)
                self._open = _broken_off(item.words)
                return
            self._end_general()
        if self._is_choice(item):
            self._choose(item)
            return
        listed = (item.kind is ItemKind.NUMBER or self._no_prompt(item)) and not _formed(item)
        part = part_line(item.words, self._phases) if listed else None
        if part is not None and not self._has_topic(item, part):
            self._part(number, part, 2, listed=True)
            self._stand_under(number, "" if item.kind is ItemKind.BULLET else tidy(part.rest))
            if item.kind is ItemKind.BULLET:
                self._after_part(number, part.rest)
            self._parts = item
        elif self._follows_parts(item):
            self.heading(number, item.words, 2)
            self._parts = item
        elif item.kind is ItemKind.ROMAN and not (asks(item.words) or _formed(item)):
            self.heading(number, item.words, 3)
        elif self._current is not None and self._is_prompt(item, self._current):
            self._current.prompts.append(item)
            self._open = _broken_off(item.words)
        else:
            self._question(number, item)

    def _is_choice(self, item: Item) -> bool:
        """Whether an item is one to choose: it stands in the list under a question for which no
        choices were named, as `- thuis` under `Waar? (keuze)`."""
        above = self._current
        if above is None or not above.awaits or _formed(item):
            return False
        if above.prompts:
            first = above.prompts[0]
            return first.indent == item.indent and first.kind is item.kind
        heads = above.heading and "?" not in item.words
        return heads or item.kind is ItemKind.ROMAN or _is_prompt(item, above.item)

    def _choose(self, item: Item) -> None:
        if self._current is not None:
            self._current.prompts.append(item)
        self._open = False

    def _has_topic(self, item: Item, part: PartLine) -> bool:
        """Whether a number in a list of questions only begins with a word that a part has too:
        `3) de opening: hoe werd u ontvangen?`."""
        return (
            item.kind is ItemKind.NUMBER
            and "?" in part.rest
            and self._phase is not None
            and self._parts is None
        )

    def _after_part(self, number: int, rest: str) -> None:
        """What stands behind the name of a part: a question, or what is done there."""
        if "?" in rest:
            self._question(number, Item(0, ItemKind.PLAIN, rest))
        elif rest:
            self._tell(number, rest)

    def _no_prompt(self, item: Item) -> bool:
        """Whether a bullet stands under no question."""
        if item.kind is not ItemKind.BULLET:
            return False
        return self._current is None or not _is_prompt(item, self._current.item)

    def _follows_parts(self, item: Item) -> bool:
        """Whether an item is one more in a numbered list of parts, though none that is known."""
        above = self._parts
        if above is None or item.kind is not ItemKind.NUMBER or item.indent != above.indent:
            return False
        return item.at == above.at + 1 and not asks(item.words)

    def _is_prompt(self, item: Item, above: Draft) -> bool:
        """Whether an item belongs to the question above it; a heading loses its questions."""
        if _formed(item):
            return False
        heads = above.heading and above.form is None and not above.prompts
        if heads and item.kind is not ItemKind.BULLET:
            self._found.forget(above)
            self._stand_under(above.line, tidy(above.item.words))
            self._current = None
            return False
        return _is_prompt(item, above.item)

    def _question(self, number: int, item: Item) -> None:
        self._expecting = False
        beside = self._parts is not None and item.kind is ItemKind.NUMBER
        if beside and self._parts is not None:
            beside = item.indent == self._parts.indent and item.at > self._parts.at
        if (
            beside
            or item.kind is ItemKind.NAMED
            or (self._listed > 1 and self._apart)
            or self._after_break()
        ):
            self._to_the_round()
        self._listed = 0
        if self._is_no_question(item):
            self._tell(number, item.words)
            return
        inline = WITH_PROMPT.fullmatch(item.words)
        if inline is not None:
            item = msgspec.structs.replace(item, words=inline["question"])
        practised = self._practised(item.words)
        if practised is not None:
            item = msgspec.structs.replace(item, words=practised)
        key = self._phase.key if self._phase is not None else ""
        self._current = Draft(number, item, self._theme, [], self._apart)
        if inline is not None:
            self._current.prompts.append(Item(item.indent + 4, ItemKind.PLAIN, inline["prompt"]))
        label = self._label
        if label.minutes is not None or label.optional or label.form is not None:
            self._current.label, self._label = self._label, Marked(words="")
        self._found.drafts.setdefault(key, []).append(self._current)
        self._waiting = None
        self._since += 1
        self._open = _broken_off(item.words)

    def _after_break(self) -> bool:
        """Whether a break stands above it, after which the questions go on."""
        phase = self._phase
        return phase is not None and phase.kind is PhaseKind.PAUSE and not phase.review

    def _plain(self, number: int, line: str, text: str) -> None:
        """A line without a sign before it."""
        if self._of_the_part(text):
            return
        self._ruling = False
        above = PROMPTS.fullmatch(text)
        ends = above or LABEL.fullmatch(text.rstrip(":")) or PROMPT.fullmatch(text)
        if self._open and not ends and (self._current is not None or self._general is not None):
            self._go_on(text)
            return
        named = text.rstrip(":")
        indent = indent_of(line)
        item = Item(indent, ItemKind.PLAIN, text)
        part = part_line(text, self._phases) if indent < 4 and not _formed(item) else None
        if above is not None:
            general = bool(above["general"] or above["every"] or self._apart_from())
            self._prompts_follow(number, text, own=self._current is not None and not general)
        elif self._takes_label(text, part):
            return
        elif part is not None:
            self._part(number, part, 2, listed=begins_with_time(text))
            self._stand_under(number, "")
            self._after_part(number, part.rest)
        elif self._general is not None and not (self._apart and self._general.prompts):
            self._item(number, item)
        elif self._current is not None and (prompt := PROMPT.fullmatch(text)):
            self._current.prompts.append(Item(indent, ItemKind.PLAIN, prompt[1]))
        elif self._takes_fact(number, text):
            return
        elif begins_with_time(text) and not asks(text):
            self._listed += 1
            self._found.note(number, text)
        elif THEMED.fullmatch(text) and len(text) < SHOWN and not asks(text):
            self.heading(number, text, 3)
        elif ABOUT.fullmatch(text) or (self._untitled() and GREETING.fullmatch(text)):
            self._found.note(number, text)
        elif ADVICE.fullmatch(text):
            self.heading(number, text, 3)
        elif self._expecting or (named == text and self._asks_plainly(text)):
            self._item(number, self._labelled(text) or item)
        elif (labelled := self._labelled(text)) is not None:
            self._item(number, labelled)
        elif self._untitled() and not text.endswith((",", ".")):
            self._take_title(number, tidy(without_emphasis(text)))
        elif named != text and indent < 4 and len(text) < SHOWN:
            self.heading(number, named, 3)
        else:
            self._found.note(number, text)

    def _of_the_part(self, text: str) -> bool:
        """Whether a line under the heading of a part is what one says there, or stands above its
        rules."""
        phase = self._phase
        if phase is None or phase.key not in self._found.headings or self._current is not None:
            return False
        said = SAY.fullmatch(text)
        if said is not None:
            self._found.texts.setdefault(phase.key, []).append(tidy(said[1]))
        self._ruling = said is None and RULES.fullmatch(text) is not None
        return said is not None or self._ruling

    def _asks_plainly(self, text: str) -> bool:
        """Whether a line without a sign is a question: in a list the numbered ones are, and those
        with minutes or "als er tijd is"."""
        marked = read_marks(without_emphasis(text))
        if marked.form is not None:
            return True
        begins = "?" in text and ASKS.match(text) is not None
        if not (begins or marked.words.endswith("?")):
            return False
        return self._bare or marked.optional or marked.minutes is not None

    def _labelled(self, text: str) -> Item | None:
        """The question behind a label in its line: `Openingsvraag (5 min): Hoe ...`."""
        before, colon, rest = text.partition(":")
        marked = read_marks(without_emphasis(before.strip()).strip("*_ "))
        if not (colon and rest.strip()) or LABEL.fullmatch(marked.words) is None:
            return None
        self._label = marked
        return Item(0, ItemKind.NAMED, rest.strip(" *_"))

    def _practised(self, text: str) -> str | None:
        """The question on devices behind a label that it is to practise with: `Proef (5 min): Wat`.

        One that says nothing of devices is left as it is: its words may begin so.
        """
        before, colon, rest = text.partition(":")
        marked = read_marks(without_emphasis(before.strip()).strip("*_ "))
        if not colon or PRACTICE.fullmatch(marked.words) is None or read_marks(rest).form is None:
            return None
        form = FormMark(text=marked.words, practice=True)
        self._label = msgspec.structs.replace(marked, form=form)
        return rest.strip(" *_")

    def _takes_fact(self, number: int, text: str) -> bool:
        """Whether a line above the questions names the title, the day or the place."""
        if self._found.drafts or self._found.headings:
            return False
        known, line = fact_in(text), day_line(text)
        facts = msgspec.structs.asdict(line.facts) if known is None and line is not None else known
        fresh = {name: fact for name, fact in (facts or {}).items() if fact}
        if not fresh or any(getattr(self._found.facts, name) for name in fresh):
            return False
        self._found.facts = msgspec.structs.replace(self._found.facts, **fresh)
        if known is None and line is not None:
            self._found.report(PlanFindingKind.FROM_TITLE, number, line.taken)
        return True

    def _prompts_follow(self, number: int, words: str, *, own: bool) -> None:
        """Prompts follow: of the question above, or of every one."""
        if own and self._current is not None:
            self._current.choices = len(self._current.prompts)
            return
        self._stand_under(number, "")
        self._end_general()
        self._current = None
        self._begin_general(number, words)

    def _untitled(self) -> bool:
        """Whether nothing was understood yet, so that a first line may be the title."""
        seen = (
            self._found.facts.title
            or self._found.drafts
            or self._found.notes
            or self._found.headings
            or self._theme
        )
        return not seen

    def _begin_general(self, number: int, words: str) -> None:
        """Prompts follow that belong to every question of the part, or else of the round."""
        phase = self._phase if self._phase and self._phase.kind is PhaseKind.ROUND else self._round
        self._general = General(number, words, phase.key if phase is not None else "", prompts=[])

    def _end_general(self) -> None:
        general, self._general = self._general, None
        if general is not None:
            self._found.general(general)

    def _apart_from(self) -> bool:
        """Whether a blank line parts this from a list of questions that has none in it."""
        above = self._found.drafts.get(self._phase.key if self._phase is not None else "", [])
        tight = not any(draft.apart or draft.prompts for draft in above[-2:])
        return self._apart and len(above) > 1 and tight

    def _go_on(self, text: str) -> None:
        """The second line of a question or prompt that was broken off."""
        draft, general = self._current, self._general
        if general is not None:
            general.prompts[-1] += " " + text
        elif draft is None:
            return
        elif draft.prompts:
            last = draft.prompts[-1]
            draft.prompts[-1] = msgspec.structs.replace(last, words=f"{last.words} {text}")
        else:
            words = f"{draft.item.words} {text}"
            draft.item = msgspec.structs.replace(draft.item, words=words)
        self._open = _broken_off(text)

    # What is no question

    def _is_no_question(self, item: Item) -> bool:
        """Whether somebody is told something here: a rule, advice, a text to say."""
        if "?" in item.words or (_broken_off(item.words) and self._asked_below()):
            return False
        if _formed(item):
            return False
        telling = self._phase is not None and self._phase.kind is PhaseKind.TALK
        timed = begins_with_time(item.words) or PAUSE.fullmatch(read_marks(item.words).words)
        if timed and item.kind is not ItemKind.NAMED:
            return True
        return telling or self._advice or item.box

    def _asked_below(self) -> bool:
        """Whether the next line goes on with this one, and asks."""
        return "?" in self._below and read_item(self._below) is None

    def _tell(self, number: int, words: str) -> None:
        """A rule of the part that has rules; else text for the moderator."""
        self._open = False
        talk = self._phase is not None and self._phase.kind is PhaseKind.TALK
        if self._phase is not None and talk and self._phase.rules and not self._advice:
            self._found.rules.setdefault(self._phase.key, []).append(tidy(words))
            return
        self._found.note(number, words, PlanFindingKind.ADVICE)

    def _quoting(self, number: int, text: str) -> None:
        """A line after `>`: a question that is quoted, or text for the moderator in one note."""
        item = read_item(text)
        if item is not None and item.kind in (ItemKind.NUMBER, ItemKind.NAMED):
            self._end_quote()
            self._item(number, item)
            return
        words = unquoted(plain_words(text.strip()))
        if (
            ABOUT.fullmatch(words) is None
            and (words.endswith("?") or read_marks(words).form is not None)
            and (words != text.strip() or self._bare)
        ):
            self._end_quote()
            self._current = None
            self._question(number, Item(0, ItemKind.PLAIN, words))
            return
        if text.strip():
            self._quoted = self._quoted or number
            self._quote.append(text.strip())

    def _end_quote(self) -> None:
        if self._quote:
            lines, self._quote = self._quote, []
            number, self._quoted = self._quoted, 0
            self._found.note(number, "> " + "\n> ".join(lines))

    def _row(self, number: int, row: Row) -> None:
        if row.phase is not None and not (row.question and row.phase is self._phase):
            minutes = None if row.question else row.minutes
            self._part(number, PartLine(phase=row.phase, minutes=minutes), 2, listed=True)
            self._stand_under(number, "")
        if row.question:
            self._current = None
            if row.theme:
                self._stand_under(number, row.theme)
            words = row.question
            if row.minutes is not None and read_marks(words).minutes is None:
                words += f" ({row.minutes} min)"
            self._question(number, Item(0, ItemKind.NUMBER, words))
            if self._current is not None:
                self._current.prompts += [Item(4, ItemKind.PLAIN, words) for words in row.prompts]
            self._open = False
        if row.words:
            self._found.note(number, row.words)

    def front_matter(self, found: FrontMatter) -> None:
        """What stands between `---` lines at the top; the rest of it is one note."""
        self._found.facts = found.facts
        if found.rest:
            self._found.note(2, "\n".join(found.rest))

    def _take_title(self, number: int, text: str) -> None:
        self._found.title(number, title_line(text))

    def plan(self) -> Plan:
        """The plan that all its lines make."""
        self._end_quote()
        self._end_general()
        self._stand_under(0, "")
        return self._found.plan(self._phases)


def _is_prompt(item: Item, question: Item) -> bool:
    """Whether a list item belongs to the question above it."""
    deeper = 2 if item.kind is question.kind else 1
    if item.indent >= question.indent + deeper:
        return True
    if item.kind is ItemKind.LETTER and question.kind is not ItemKind.LETTER:
        return True
    bullet = item.kind is ItemKind.BULLET and question.kind is not ItemKind.BULLET
    return bullet and item.indent >= question.indent


def _broken_off(words: str) -> bool:
    """Whether the next line goes on with these words: no end of a sentence, no minutes."""
    marked = read_marks(words)
    return not (
        "?" in words
        or words.endswith(_FINISHED)
        or marked.minutes is not None
        or marked.optional
        or marked.form is not None
    )


def _formed(item: Item) -> bool:
    """Whether an item says how it is answered on devices, so that it is a question for sure."""
    return read_marks(item.words).form is not None
