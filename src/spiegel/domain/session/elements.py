"""The elements of self-direction (zelfregie), by which statements and questions are looked at.

As the field has them (Kansfonds, *Zelfregie*; Movisie, *Wat werkt bij eigen regie*, 2017).
"""

from collections.abc import Iterable
from enum import StrEnum


class Element(StrEnum):
    """eigenaarschap, eigen kracht, motivatie, contacten."""

    OWNERSHIP = "ownership"
    STRENGTH = "strength"
    MOTIVATION = "motivation"
    CONTACTS = "contacts"


def in_order(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Each once, in the order of the field."""
    there = frozenset(elements)
    return tuple(element for element in Element if element in there)
