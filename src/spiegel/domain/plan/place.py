"""Where a line of a plan stands: in which part of the meeting, and under which theme."""

from collections.abc import Sequence

from spiegel.domain.plan.gathered import Gathered
from spiegel.domain.plan.headings import asks
from spiegel.domain.plan.marks import Item, ItemKind
from spiegel.domain.plan.parts import PartLine
from spiegel.domain.plan.values import AddedPart, PlanFindingKind
from spiegel.domain.session.agenda import Phase, PhaseKind


class Place:
    """The part and the theme that the next line belongs to; it begins in the round.

    phase: the part, None where the format has no round. phases: all parts, with those that the plan
    added. theme: what the next question is about. level: of the heading that named the part, 0 for
    none.
    """

    def __init__(self, phases: Sequence[Phase], found: Gathered) -> None:
        self.phases = tuple(phases)
        self._found = found
        self.round = next((p for p in self.phases if p.kind is PhaseKind.ROUND), None)
        self.phase = self.round
        self.level = 0
        self.theme = ""
        self._waiting: tuple[int, str] | None = None
        self._entered = ""
        self._in_a_row = 0
        self._last_part: Item | None = None

    @property
    def key(self) -> str:
        """The key of the part; "" for none."""
        return self.phase.key if self.phase is not None else ""

    @property
    def kind(self) -> PhaseKind | None:
        """The kind of the part."""
        return self.phase.kind if self.phase is not None else None

    def enter(self, number: int, part: PartLine, level: int, *, listed: bool = False) -> None:
        """A line names a part. listed: it stands in a list or a table, perhaps of all parts."""
        self._in_a_row = self._in_a_row + 1 if listed else 0
        if part.phase.number == 0 and part.phase not in self.phases:
            self._add(part.phase)
        self.phase, self.level = part.phase, level
        self._entered = part.phase.key
        self._found.part(number, part.phase, part.minutes)
        if part.name:
            self._found.names[part.phase.key] = part.name
        if part.another_day is not None:
            self._found.days[part.phase.key] = part.another_day
        if part.odd:
            self._found.report(PlanFindingKind.ODD_MINUTES, number, part.odd)
        if part.ranged:
            self._found.report(PlanFindingKind.UPPER_MINUTES, number, part.ranged)

    def _add(self, part: Phase) -> None:
        """A part that the format lacks comes after the one that was named last."""
        keys = [phase.key for phase in self.phases]
        if not keys:
            return
        before = self._entered if self._entered in keys else keys[0]
        self._found.added.append(AddedPart(part, before))
        at = keys.index(before) + 1
        self.phases = (*self.phases[:at], part, *self.phases[at:])

    def go_to(self, phase: Phase | None, level: int) -> None:
        """The next lines are of this part, though no line names it."""
        self.phase, self.level = phase, level

    def to_the_round(self, *, many: bool = False) -> None:
        """Questions that are called so are of the round, not of a part where one speaks, nor of
        the last one in a list of parts, nor of one before the round."""
        here, round_ = self.phase, self.round
        if here is None or round_ is None:
            return
        elsewhere = here.kind in (PhaseKind.TALK, PhaseKind.PAUSE) or self.in_a_list
        if elsewhere or (many and here.position < round_.position):
            self.phase, self.level, self._in_a_row = round_, 0, 0

    @property
    def after_break(self) -> bool:
        """Whether a break stands above, after which the questions go on."""
        phase = self.phase
        return phase is not None and phase.kind is PhaseKind.PAUSE and not phase.review

    def stand_under(self, number: int, theme: str) -> None:
        """The next questions have this theme; one that had none is kept as a note."""
        if self._waiting is not None:
            self._found.note(*self._waiting)
        self.theme = theme
        self._waiting = (number, theme) if theme else None

    def asked(self) -> None:
        """A question stands here: the theme has one, and a list of parts is over."""
        self._waiting = None

    # Lists of parts

    @property
    def in_a_list(self) -> bool:
        """Whether several parts were named one below the other, with nothing asked in between."""
        return self._in_a_row > 1

    def timed(self) -> None:
        """A line with a time of day, of a part that is not known, is one more in the row."""
        self._in_a_row += 1

    def no_list(self) -> None:
        """What comes now is no list of parts."""
        self._in_a_row = 0

    def numbered(self, item: Item | None) -> None:
        """The last item of a list of parts; None where a heading ends it."""
        self._last_part = item

    @property
    def among_parts(self) -> bool:
        """Whether a list of parts stands above."""
        return self._last_part is not None

    def follows_parts(self, item: Item) -> bool:
        """Whether an item is one more in a numbered list of parts, though none that is known."""
        above = self._last_part
        if above is None or item.kind is not ItemKind.NUMBER or item.indent != above.indent:
            return False
        return item.at == above.at + 1 and not asks(item.words)

    def beside_parts(self, item: Item) -> bool:
        """Whether an item has a number further on in the list of parts."""
        above = self._last_part
        if above is None or item.kind is not ItemKind.NUMBER:
            return False
        return item.indent == above.indent and item.at > above.at
