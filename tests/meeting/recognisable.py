"""A meeting in which one statement and one action hold a word that is nowhere else."""

import msgspec

from screens.told import told
from spiegel import clock
from spiegel.domain.actions.deciding import AddAction
from spiegel.domain.session.session import Session, put


def meeting() -> Session:
    """The usual meeting; one statement and one action hold a word that is nowhere else."""
    session = told()
    said = msgspec.structs.replace(session.statements[1], words="Acht weken kwikzilver gehad")
    action = AddAction(words="Zandloper neerzetten", statements=(2,), owner="T1")
    return action.apply(put(session, said), clock.now())
