"""What was found: a place in a text, and what kind of trace of a person it is."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.i18n import N_, Translations


class Kind(StrEnum):
    """What words seem to give away of a person."""

    NAME = "name"
    TELEPHONE = "telephone"
    BSN = "bsn"
    IBAN = "iban"
    POSTCODE = "postcode"
    ADDRESS = "address"
    EMAIL = "email"
    PLATE = "plate"
    BIRTH = "birth"
    AGE = "age"
    PLACE = "place"
    CONDITION = "condition"
    FAMILY = "family"


class Found(msgspec.Struct, frozen=True, order=True):
    """A stretch of a text, from `start` up to `end`, and its kind."""

    start: int
    end: int
    kind: Kind


_GENERAL: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.NAME: N_("name"),
        Kind.TELEPHONE: N_("telephone number"),
        Kind.BSN: N_("citizen service number"),
        Kind.IBAN: N_("account number"),
        Kind.POSTCODE: N_("postcode"),
        Kind.ADDRESS: N_("address"),
        Kind.EMAIL: N_("e-mail address"),
        Kind.PLATE: N_("licence plate"),
        Kind.BIRTH: N_("a date of birth"),
        Kind.AGE: N_("an age"),
        Kind.PLACE: N_("a place"),
        Kind.CONDITION: N_("a condition"),
        Kind.FAMILY: N_("something special about the family"),
    }
)


def general(kind: Kind, t: Translations) -> str:
    """What stands in a document in the place of words of this kind, without its brackets."""
    return t.gettext(_GENERAL[kind])
