"""Statements looked at by the elements of self-direction: tagged one or many at a time."""

import msgspec

from spiegel.domain.running.self_direction import name_of
from spiegel.domain.session.elements import Element, in_order
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.session import Change, Refusal, Session, put
from spiegel.domain.session.statements import Statement
from spiegel.i18n import Translations


class TagElement(Change, frozen=True, kw_only=True):
    """These statements are about an element of self-direction; or, with off, not after all.

    Those that are gone stay gone. Raises Refusal when all are.
    """

    numbers: tuple[int, ...]
    element: Element
    off: bool = False

    def name(self, t: Translations) -> str:
        count = len(self.numbers)
        if self.off:
            text = t.ngettext(
                "{element} off {count} statement", "{element} off {count} statements", count
            )
        else:
            text = t.ngettext(
                "{element} at {count} statement", "{element} at {count} statements", count
            )
        return text.format(element=name_of(self.element, t), count=count)

    def apply(self, session: Session, now: Instant) -> Session:
        there = [session.statements[n] for n in self.numbers if n in session.statements]
        if not there:
            raise Refusal
        changed = (said for said in there if (self.element in said.elements) is self.off)
        return put(session, *map(self._tagged, changed))

    def _tagged(self, said: Statement) -> Statement:
        kept = [one for one in said.elements if one is not self.element]
        elements = in_order(kept if self.off else [*kept, self.element])
        return msgspec.structs.replace(said, elements=elements)


def tagging(session: Session, numbers: tuple[int, ...], element: Element) -> TagElement | None:
    """What one key does to these: all get the element, or lose it where all have it."""
    there = tuple(number for number in numbers if number in session.statements)
    if not there:
        return None
    everywhere = all(element in session.statements[number].elements for number in there)
    return TagElement(numbers=there, element=element, off=everywhere)
