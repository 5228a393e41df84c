"""Shapes that more than one rule knows, without the lists that go with the rules."""

from typing import Final

from spiegel.domain.patterns import pattern

MAIL: Final = pattern(r"[^\s@;,<>()\[\]\"“”]+ ?@ ?[^\s@;,<>()\[\]\"“”]+\.[^\W\d]{2,}")
"""An e-mail address."""
PREFIXES: Final = frozenset(
    (
        "van de den der te ten ter het 't t vd v.d v.d. el al la le du von bin ben in op ait "
        "da dos di s' 's ’t"
    ).split()
)
"""Short words inside a surname (tussenvoegsels)."""
