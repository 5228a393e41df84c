"""What every device shows now."""

import pytest
from meetings import START

from spiegel import formats
from spiegel.domain.polls.evaluation import OpenEvaluation
from spiegel.domain.running.running import Go
from spiegel.domain.session.new import new_session
from spiegel.domain.session.session import Session
from spiegel.web.stage import Shows, on_stage


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
