"""Reading a plan from top to bottom: under which phase, theme and question each line stands."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from spiegel.domain.patterns import pattern
from spiegel.domain.plan.above import Above, belongs_to, broken_off, has_form
from spiegel.domain.plan.facts import (
    FrontMatter,
    day_line,
    fact_in,
    front_matter,
    title_line,
)
from spiegel.domain.plan.forms import FormMark
from spiegel.domain.plan.gathered import Draft, Gathered
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
from spiegel.domain.plan.place import Place
from spiegel.domain.plan.tables import Row, read_row
from spiegel.domain.plan.values import (
    SHOWN,
    Plan,
    PlanFindingKind,
)
from spiegel.domain.session.agenda import Phase, PhaseKind
from spiegel.domain.session.words import clean, lines_of, tidy

_HEADING: Final = pattern(r"\s{0,3}(#{1,6})\s*([^#\s].*)$", re.DOTALL)
_UNDERLINE: Final = pattern(r"\s{0,3}(=+|-{3,})\s*$")
_RULE: Final = pattern(r"\s{0,3}([-*_=])(?:\s*\1){2,}\s*$")
_QUOTE: Final = pattern(r"\s{0,3}>\s?(.*)$", re.DOTALL)
_SIGN: Final = pattern(r"(?:[-*+]|#{1,6})\s+")


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
    """Reads a plan line by line; where it is, and what a line can go on with, are parts of it.

    listed: whether its questions are numbered; then a bare line that asks something is a question
    only under a heading ("Kijk jij nog even?" in the mail around a plan is none).
    """

    def __init__(self, phases: Sequence[Phase], *, listed: bool) -> None:
        self._found = Gathered()
        self._place = Place(phases, self._found)
        self._above = Above(self._found)
        self._bare = not listed
        self._advice = False
        self._ruling = False
        self._apart = True
        self._head: tuple[str, ...] = ()
        self._under = 0
        self._since = 0
        self._label = Marked(words="")
        self._expecting = False
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
        row = read_row(line, self._place.phases, self._head)
        self._head = row.head if row is not None else ()
        if row is not None:
            self._row(number, row)
            return
        line = line[: len(line) - len(line.lstrip())] + _without_signs(line.lstrip())
        text = line.strip()
        heading = _HEADING.fullmatch(line)
        if not text or _RULE.fullmatch(line):
            self._above.open, self._apart = False, True
        elif heading is not None:
            self._place.numbered(None)
            self.heading(number, heading[2].rstrip("# \t"), len(heading[1]))
        elif empty_item(line):
            self._above.open = False
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
        self._bare, self._above.open, self._ruling = True, False, False
        if PROMPTS.fullmatch(text):
            self._prompts_follow(number, text, own=level > self._under and self._since == 1)
            return
        self._above.question = None
        self._above.end_general()
        self._under, self._since, self._expecting = level, 0, False
        self._advice = ADVICE.fullmatch(text) is not None
        part = part_line(text, self._place.phases)
        if self._takes_label(text, part):
            return
        if part is not None:
            self._enter(number, part, level)
            self._place.stand_under(number, tidy(part.rest))
        elif self._advice and (self._found.facts.title or level > 1):
            self._place.stand_under(number, "")
            self._found.note(number, text, PlanFindingKind.ADVICE)
        elif level == 1 and not self._found.facts.title and not self._found.drafts:
            self._take_title(number, tidy(without_emphasis(text)))
        else:
            if self._place.in_a_list:
                self._place.to_the_round()
            self._theme_or_question(number, text, level)

    def _theme_or_question(self, number: int, text: str, level: int) -> None:
        """A heading in the round: a theme, or a question when it asks something."""
        if level <= self._place.level or self._place.phase is None:
            self._place.go_to(self._place.round, 0)
        marked = read_marks(text)
        self._found.ranged(number, marked)
        item = read_item(text)
        asked = marked.words.endswith("?") or marked.form is not None
        if asked and (self._found.facts.title or level > 1):
            self._place.stand_under(number, "")
            self._question(number, item or Item(0, ItemKind.PLAIN, text))
            if self._above.question is not None:
                self._above.question.heading = True
            return
        self._place.stand_under(number, tidy(without_emphasis(text).rstrip(":")))
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
        self._above.question, self._advice = None, False
        self._above.end_general()
        self._place.stand_under(0, "")
        self._bare = True
        self._place.to_the_round(many=bool(many))
        if not many:
            self._label, self._expecting = marked, True
        elif marked.minutes is not None and self._place.round is not None:
            self._found.minutes.setdefault(self._place.round.key, marked.minutes)
        return True

    def _takes_label_of(self, text: str) -> bool:
        """The same, of a part that it names: `Vragen voor de slotronde`."""
        found = OF_PART.fullmatch(without_emphasis(text).rstrip(":"))
        part = part_line(found[1], self._place.phases) if found is not None else None
        if part is None or part.phase.kind not in (PhaseKind.ROUND, PhaseKind.TURNS):
            return False
        self._above.question, self._bare = None, True
        self._place.stand_under(0, "")
        self._place.go_to(part.phase, 2)
        self._place.no_list()
        return True

    def _enter(self, number: int, part: PartLine, level: int, *, listed: bool = False) -> None:
        """A part begins, and nothing goes on from what stands above it."""
        self._above.question = None
        self._above.end_general()
        self._bare, self._advice = True, False
        self._place.enter(number, part, level, listed=listed)

    def _item(self, number: int, item: Item) -> None:
        """A list item: a question, or a prompt of the question it stands under, or of all."""
        if self._ruling and self._place.phase is not None and item.kind is ItemKind.BULLET:
            self._found.rules.setdefault(self._place.phase.key, []).append(tidy(item.words))
            return
        self._ruling = False
        if self._above.take_general(item, apart=self._apart):
            return
        if self._above.is_choice(item):
            self._above.prompt(item, open_=False)
            return
        listed = (item.kind is ItemKind.NUMBER or self._above.is_free(item)) and not has_form(item)
        part = part_line(item.words, self._place.phases) if listed else None
        if part is not None and not self._has_topic(item, part):
            self._enter(number, part, 2, listed=True)
            self._place.stand_under(number, "" if item.kind is ItemKind.BULLET else tidy(part.rest))
            if item.kind is ItemKind.BULLET:
                self._after_part(number, part.rest)
            self._place.numbered(item)
        elif self._place.follows_parts(item):
            self.heading(number, item.words, 2)
            self._place.numbered(item)
        elif item.kind is ItemKind.ROMAN and not (asks(item.words) or has_form(item)):
            self.heading(number, item.words, 3)
        elif self._above.question is not None and self._is_prompt(item, self._above.question):
            self._above.prompt(item, open_=broken_off(item.words))
        else:
            self._question(number, item)

    def _has_topic(self, item: Item, part: PartLine) -> bool:
        """Whether a number in a list of questions only begins with a word that a part has too:
        `3) de opening: hoe werd u ontvangen?`."""
        return (
            item.kind is ItemKind.NUMBER
            and "?" in part.rest
            and self._place.phase is not None
            and not self._place.among_parts
        )

    def _after_part(self, number: int, rest: str) -> None:
        """What stands behind the name of a part: a question, or what is done there."""
        if "?" in rest:
            self._question(number, Item(0, ItemKind.PLAIN, rest))
        elif rest:
            self._tell(number, rest)

    def _is_prompt(self, item: Item, above: Draft) -> bool:
        """Whether an item belongs to the question above it; a heading loses its questions."""
        if has_form(item):
            return False
        heads = above.heading and above.form is None and not above.prompts
        if heads and item.kind is not ItemKind.BULLET:
            self._found.forget(above)
            self._place.stand_under(above.line, tidy(above.item.words))
            self._above.question = None
            return False
        return belongs_to(item, above.item)

    def _question(self, number: int, item: Item) -> None:
        self._expecting = False
        if (
            self._place.beside_parts(item)
            or item.kind is ItemKind.NAMED
            or (self._place.in_a_list and self._apart)
            or self._place.after_break
        ):
            self._place.to_the_round()
        self._place.no_list()
        if self._is_no_question(item):
            self._tell(number, item.words)
            return
        inline = WITH_PROMPT.fullmatch(item.words)
        if inline is not None:
            item = msgspec.structs.replace(item, words=inline["question"])
        practised = self._practised(item.words)
        if practised is not None:
            item = msgspec.structs.replace(item, words=practised)
        draft = Draft(number, item, self._place.theme, [], self._apart)
        if inline is not None:
            draft.prompts.append(Item(item.indent + 4, ItemKind.PLAIN, inline["prompt"]))
        label = self._label
        if label != Marked(words=label.words):
            draft.label, self._label = label, Marked(words="")
        self._found.drafts.setdefault(self._place.key, []).append(draft)
        self._place.asked()
        self._since += 1
        self._above.begin(draft)

    def _plain(self, number: int, line: str, text: str) -> None:
        """A line without a sign before it."""
        if self._of_the_part(text):
            return
        self._ruling = False
        above = PROMPTS.fullmatch(text)
        ends = above or LABEL.fullmatch(text.rstrip(":")) or PROMPT.fullmatch(text)
        if not ends and self._above.go_on(text):
            return
        named = text.rstrip(":")
        indent = indent_of(line)
        item = Item(indent, ItemKind.PLAIN, text)
        part = part_line(text, self._place.phases) if indent < 4 and not has_form(item) else None
        if above is not None:
            general = bool(above["general"] or above["every"] or self._apart_from())
            self._prompts_follow(number, text, own=self._above.question is not None and not general)
        elif self._takes_label(text, part):
            return
        elif part is not None:
            self._enter(number, part, 2, listed=begins_with_time(text))
            self._place.stand_under(number, "")
            self._after_part(number, part.rest)
        elif self._above.general is not None and not (self._apart and self._above.general.prompts):
            self._item(number, item)
        elif self._above.question is not None and (prompt := PROMPT.fullmatch(text)):
            self._above.question.prompts.append(Item(indent, ItemKind.PLAIN, prompt[1]))
        elif self._takes_fact(number, text):
            return
        elif begins_with_time(text) and not asks(text):
            self._place.timed()
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
        phase = self._place.phase
        if (
            phase is None
            or phase.key not in self._found.headings
            or self._above.question is not None
        ):
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
        return self._bare or bool(marked.optional or marked.elements or marked.minutes is not None)

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
        if own and self._above.question is not None:
            self._above.question.choices = len(self._above.question.prompts)
            return
        self._place.stand_under(number, "")
        rounds = self._place.kind is PhaseKind.ROUND
        part = self._place.phase if rounds else self._place.round
        self._above.begin_general(number, words, part.key if part is not None else "")

    def _untitled(self) -> bool:
        """Whether nothing was understood yet, so that a first line may be the title."""
        seen = (
            self._found.facts.title
            or self._found.drafts
            or self._found.notes
            or self._found.headings
            or self._place.theme
        )
        return not seen

    def _apart_from(self) -> bool:
        """Whether a blank line parts this from a list of questions that has none in it."""
        above = self._found.drafts.get(self._place.key, [])
        tight = not any(draft.apart or draft.prompts for draft in above[-2:])
        return self._apart and len(above) > 1 and tight

    # What is no question

    def _is_no_question(self, item: Item) -> bool:
        """Whether somebody is told something here: a rule, advice, a text to say."""
        if "?" in item.words or (broken_off(item.words) and self._asked_below()):
            return False
        if has_form(item):
            return False
        telling = self._place.phase is not None and self._place.phase.kind is PhaseKind.TALK
        timed = begins_with_time(item.words) or PAUSE.fullmatch(read_marks(item.words).words)
        if timed and item.kind is not ItemKind.NAMED:
            return True
        return telling or self._advice or item.box

    def _asked_below(self) -> bool:
        """Whether the next line goes on with this one, and asks."""
        return "?" in self._below and read_item(self._below) is None

    def _tell(self, number: int, words: str) -> None:
        """A rule of the part that has rules; else text for the moderator."""
        self._above.open = False
        talk = self._place.phase is not None and self._place.phase.kind is PhaseKind.TALK
        if self._place.phase is not None and talk and self._place.phase.rules and not self._advice:
            self._found.rules.setdefault(self._place.phase.key, []).append(tidy(words))
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
            self._above.question = None
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
        if row.phase is not None and not (row.question and row.phase is self._place.phase):
            minutes = None if row.question else row.minutes
            self._enter(number, PartLine(phase=row.phase, minutes=minutes), 2, listed=True)
            self._place.stand_under(number, "")
        if row.question:
            self._above.question = None
            if row.theme:
                self._place.stand_under(number, row.theme)
            words = row.question
            if row.minutes is not None and read_marks(words).minutes is None:
                words += f" ({row.minutes} min)"
            self._question(number, Item(0, ItemKind.NUMBER, words))
            if self._above.question is not None:
                self._above.question.prompts += [
                    Item(4, ItemKind.PLAIN, words) for words in row.prompts
                ]
            self._above.open = False
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
        self._above.end_general()
        self._place.stand_under(0, "")
        return self._found.plan(self._place.phases)
