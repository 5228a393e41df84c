"""What is weak about an action, and what the actions together leave open."""

import datetime

import pytest

from spiegel.domain.actions.weakness import Weakness, explain, gaps, only_talk, weaknesses
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.instants import Instant
from spiegel.domain.session.people import Listener, Participant
from spiegel.domain.session.polls import Cluster
from spiegel.domain.session.session import Info, Session, put
from spiegel.domain.session.statements import Statement, Theme, Valence
from spiegel.i18n import translations

DAY = datetime.date(2026, 12, 1)
AT = Instant(0)


def session() -> Session:
    empty = Session(info=Info(id="w", title="W", created=AT))
    themes = (Theme(number=n, name=name) for n, name in enumerate(("wachten", "balie", "brief"), 1))
    return put(
        empty,
        Participant(number=1),
        Listener(number=2, function="teamleider Noord"),
        Listener(number=3),
        *themes,
        Statement(
            number=1, at=AT, words="te lang", speakers=("D1",), themes=(1,), valence=Valence("-")
        ),
        Statement(
            number=2, at=AT, words="fijn", speakers=("D1",), themes=(2,), valence=Valence("+")
        ),
        Statement(
            number=3, at=AT, words="korter", speakers=("D1",), themes=(3,), valence=Valence("!")
        ),
    )


def action(**fields: object) -> Action:
    whole = {
        "words": "Elke aanvrager krijgt binnen een week een telefoontje",
        "owner": "teamleider Noord",
        "by": DAY,
        "statements": (1,),
    }
    return Action(number=1, at=AT, **{**whole, **fields})  # type: ignore[arg-type]


def test_nothing_is_weak_about_a_good_action():
    assert weaknesses(session(), action()) == ()
    assert weaknesses(session(), action(owner="@T2")) == ()


@pytest.mark.parametrize("owner", ["", "  ", "@", "T3", "@t9", "D1"])
def test_somebody_must_be_named(owner):
    assert weaknesses(session(), action(owner=owner)) == (Weakness.NOBODY,)


@pytest.mark.parametrize(
    "owner",
    [
        "iedereen",
        "Iedereen.",
        "everyone",
        "het team",
        "Het hele team",
        "team Noord",
        "ons wijkteam",
        "de afdeling",
        "alle consulenten",
        "wij",
        "the team",
        "all staff",
    ],
)
def test_everybody_is_nobody(owner):
    assert weaknesses(session(), action(owner=owner)) == (Weakness.EVERYBODY,)


@pytest.mark.parametrize(
    "owner",
    [
        *("teamleider Noord", "teammanager", "Allard", "wijkteamcoördinator", "afdelingshoofd"),
        *("team leader North", "the team manager", "department head", "staff nurse"),
    ],
)
def test_one_function_is_somebody(owner):
    assert weaknesses(session(), action(owner=owner)) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Wachttijd bespreken in het teamoverleg",
        "Alle consulenten mailen dat de laptop dicht blijft",
        "Mailen naar balie en backoffice",
        "Een mail sturen aan alle teams",
        "We overleggen hierover met de gemeente",
        "Op de agenda zetten",
        "bespreken, en mailen naar iedereen",
        "Discuss it in the team meeting",
        "Send everybody an email",
    ],
)
def test_a_mail_or_a_talk_is_not_yet_a_change(words):
    assert only_talk(words)


@pytest.mark.parametrize(
    "words",
    [
        "Elke aanvrager krijgt binnen een week een telefoontje",
        "Bespreken met het team en een vast nummer invoeren",
        "Cliënten krijgen een mail met de datum",
        "Het gesprek aan de keukentafel in twee delen doen",
        "Elke vrijdag bellen",
        "De balie anders inrichten",
        "",
    ],
)
def test_what_changes_something_is_not_only_talk(words):
    assert not only_talk(words)


def test_everything_that_lacks_is_said_in_order():
    weak = action(owner="", by=None, statements=(99,), words="mailen")
    assert weaknesses(session(), weak) == (
        Weakness.NOBODY,
        Weakness.NO_DATE,
        Weakness.ONLY_TALK,
        Weakness.NOTHING_BEHIND,
    )


def test_an_action_may_rest_on_a_group_of_ideas_alone():
    cluster = Cluster(number=4, question=1, name="Rust", position=1)
    with_group = put(session(), cluster)
    assert weaknesses(with_group, action(statements=(), clusters=(4,))) == ()
    assert weaknesses(with_group, action(statements=(), clusters=(5,))) == (
        Weakness.NOTHING_BEHIND,
    )


def test_what_is_declined_needs_a_reason_and_nothing_else():
    declined = action(kind=ActionKind.DECLINE, owner="", by=None, words="bespreken")
    assert weaknesses(session(), declined) == (Weakness.NO_REASON,)
    assert weaknesses(session(), action(kind=ActionKind.DECLINE, reason="te duur")) == ()


def test_every_weakness_asks_a_question_in_dutch():
    sentences = [explain(weakness, translations("nl")) for weakness in Weakness]
    assert len(set(sentences)) == len(Weakness)
    assert all(
        sentence != explain(w, translations("en"))
        for w, sentence in zip(Weakness, sentences, strict=True)
    )


def names(themes: tuple[Theme, ...]) -> list[str]:
    return [theme.name for theme in themes]


def test_themes_that_nobody_picked_up_are_named():
    found = gaps(session())
    assert names(found.without_action) == ["brief", "wachten"]
    assert names(found.praise) == ["balie"]


def test_an_action_picks_up_a_theme_by_its_tag_or_by_what_it_rests_on():
    assert names(gaps(put(session(), action(statements=(), themes=(3,)))).without_action) == [
        "wachten"
    ]
    assert names(gaps(put(session(), action())).without_action) == ["brief"]


def test_declining_is_an_answer_but_holds_on_to_no_praise():
    declined = action(kind=ActionKind.DECLINE, reason="nee", statements=(1, 2))
    found = gaps(put(session(), declined))
    assert names(found.without_action) == ["brief"]
    assert names(found.praise) == ["balie"]


def test_praise_is_held_on_to_by_an_action_that_rests_on_it():
    assert gaps(put(session(), action(statements=(2,)))).praise == ()


def test_a_stopped_action_picks_up_nothing():
    stopped = action(status=ActionStatus.STOPPED)
    assert names(gaps(put(session(), stopped)).without_action) == ["brief", "wachten"]
