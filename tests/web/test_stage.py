"""What every device shows now."""

import msgspec
import polling
import pytest
from meetings import START

from spiegel import formats
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.polls.evaluation import OpenEvaluation
from spiegel.domain.running.running import Go
from spiegel.domain.session.new import new_session
from spiegel.domain.session.people import Participant
from spiegel.domain.session.polls import Cluster, PollState
from spiegel.domain.session.session import Session, put
from spiegel.domain.session.statements import Statement
from spiegel.web.stage import Shows, on_stage, reworded


def in_part(key: str) -> Session:
    """A versnellingssessie that came to this part."""
    format_ = formats.load("versnellingssessie", "nl")
    session = new_session(format_, id_="t", title="", created=START)
    phase = next(phase.number for phase in session.agenda if phase.key == key)
    return Go(phase=phase).apply(session, START)


@pytest.mark.parametrize(
    ("key", "shows"),
    [
        ("welkom", Shows.WAIT),
        ("afsluiting", Shows.WAIT),
        ("uitwerken", Shows.OVER),
        ("nagesprek", Shows.OVER),
    ],
)
def test_who_went_home_is_not_told_to_wait_for_a_question(key, shows):
    assert on_stage(in_part(key)).shows is shows


def test_who_went_home_is_still_asked_how_it_was():
    session = OpenEvaluation().apply(in_part("uitwerken"), START)
    assert on_stage(session).shows is Shows.EVALUATE


def test_a_name_that_goes_with_a_withdrawal_goes_from_every_device_and_nothing_half_typed_does():
    words = "ik moest acht lange weken op een brief wachten"
    box = polling.ideas(("a b",), ("c",))
    session = polling.answered(polling.session_with(), polling.OPEN, box)
    (poll,) = session.polls.values()
    here = session.questions[poll.question]
    session = Go(phase=here.phase, question=here.number).apply(session, START)
    said = Statement(number=1, at=START, words=words, speakers=("D1",))
    group = Cluster(number=1, question=poll.question, name=f"Want {words}", position=1)
    session = put(session, Participant(number=1), said, group)
    for state, shows in ((PollState.SHOWN, Shows.OUTCOME), (PollState.OPEN, Shows.ASK)):
        before = put(session, msgspec.structs.replace(poll, state=state))
        after = Withdraw(participant=1).apply(before, START)
        assert after.clusters[1].name == "Want …"
        assert on_stage(before).shows is shows
        # the page stays, so nothing half typed is lost, and its words are asked for again
        assert reworded(on_stage(before).version, on_stage(after))
    assert not reworded(on_stage(session).version, on_stage(session))
