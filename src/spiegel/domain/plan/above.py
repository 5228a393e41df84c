"""What stands above a line of a plan: the question or the prompts that it can go on with."""

import msgspec

from spiegel.domain.plan.gathered import Draft, Gathered, General
from spiegel.domain.plan.marks import Item, ItemKind, read_marks

_FINISHED = tuple("?.!:;)]…")


class Above:
    """The question that is being read, or the prompts that go with every question.

    question: None where none is. general: None likewise; while there are such prompts, there is no
    question. open: the last line was broken off, so that the next one goes on with it.
    """

    def __init__(self, found: Gathered) -> None:
        self._found = found
        self.question: Draft | None = None
        self.general: General | None = None
        self.open = False

    def begin(self, question: Draft) -> None:
        """A question begins."""
        self.question = question
        self.open = broken_off(question.item.words)

    def begin_general(self, number: int, words: str, part: str) -> None:
        """Prompts follow that belong to every question of a part."""
        self.end_general()
        self.question = None
        self.general = General(number, words, part, prompts=[])

    def end_general(self) -> None:
        """No line belongs to the prompts of all questions any more."""
        general, self.general = self.general, None
        if general is not None:
            self._found.general(general)

    def take_general(self, item: Item, *, apart: bool) -> bool:
        """Whether an item is one more prompt for every question; apart: a blank line is above it.

        If not, those prompts are over.
        """
        if self.general is None:
            return False
        if self.general.takes(item, apart=apart):
            self.general.kind = self.general.kind or item.kind
            self.general.prompts.append(item.words)
            self.open = broken_off(item.words)
            return True
        self.end_general()
        return False

    def prompt(self, item: Item, *, open_: bool) -> None:
        """A prompt of the question above, or one of its choices."""
        if self.question is not None:
            self.question.prompts.append(item)
        self.open = open_

    def is_choice(self, item: Item) -> bool:
        """Whether an item is one to choose: it stands in the list under a question for which no
        choices were named, as `- thuis` under `Waar? (keuze)`."""
        above = self.question
        if above is None or not above.awaits or has_form(item):
            return False
        if above.prompts:
            first = above.prompts[0]
            return first.indent == item.indent and first.kind is item.kind
        heads = above.heading and "?" not in item.words
        return heads or item.kind is ItemKind.ROMAN or belongs_to(item, above.item)

    def is_free(self, item: Item) -> bool:
        """Whether a bullet stands under no question."""
        if item.kind is not ItemKind.BULLET:
            return False
        return self.question is None or not belongs_to(item, self.question.item)

    def go_on(self, text: str) -> bool:
        """The second line of a question or prompt that was broken off; whether there is one."""
        draft, general = self.question, self.general
        if not self.open or (draft is None and general is None):
            return False
        if general is not None:
            general.prompts[-1] += " " + text
        elif draft is not None and draft.prompts:
            last = draft.prompts[-1]
            draft.prompts[-1] = msgspec.structs.replace(last, words=f"{last.words} {text}")
        elif draft is not None:
            words = f"{draft.item.words} {text}"
            draft.item = msgspec.structs.replace(draft.item, words=words)
        self.open = broken_off(text)
        return True


def belongs_to(item: Item, question: Item) -> bool:
    """Whether a list item is a prompt of the question above it, by its sign and its margin."""
    deeper = 2 if item.kind is question.kind else 1
    if item.indent >= question.indent + deeper:
        return True
    if item.kind is ItemKind.LETTER and question.kind is not ItemKind.LETTER:
        return True
    bullet = item.kind is ItemKind.BULLET and question.kind is not ItemKind.BULLET
    return bullet and item.indent >= question.indent


def broken_off(words: str) -> bool:
    """Whether the next line goes on with these words: no end of a sentence, no minutes."""
    marked = read_marks(words)
    return not (
        "?" in words
        or words.endswith(_FINISHED)
        or marked.minutes is not None
        or marked.optional
        or marked.elements
        or marked.form is not None
    )


def has_form(item: Item) -> bool:
    """Whether an item says how it is answered on devices, so that it is a question for sure."""
    return read_marks(item.words).form is not None
