"""How the key of a screen is called now, where two screens share one."""

from spiegel.commands import everywhere
from spiegel.commands.keys import key_name
from spiegel.domain.polls.polls import groups_first
from spiegel.domain.session.session import Session


def debrief_key(session: Session) -> str:
    """The key of the debrief: another one as long as ideas are put in groups."""
    moved = everywhere.GROUPS_FIRST if groups_first(session) else {}
    return key_name(moved.get(everywhere.DEBRIEF.id, everywhere.DEBRIEF.keys[0]))
