"""Notes with labels of their own: who spoke, when, and what is not sure."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import at, meeting, play

from domain.room import START, later, room
from spiegel.domain.capture import labels
from spiegel.domain.capture.capture import RecordLine, as_it_was, preview, where
from spiegel.domain.capture.labels import LabelError, Labelled, Means, Times, labels_in, scheme_of
from spiegel.domain.notation.reading import ReadingKind
from spiegel.domain.running.running import End, Go
from spiegel.domain.session.instants import SECOND, Instant, after
from spiegel.i18n import translations

NOTES = """Verslag avond Wmo
[00:01:12] Interviewer: Hoe ging het eerste gesprek?
R1: Ik moest lang wachten.
en niemand belde
[00:01:40] R2: "Bij mij kwam iemand langs"
(lacht)
**R3:** "Acht weken"
R1/R2: dat was fijn
- actie: één nummer voor iedereen
R: ik ook
R 1 (00:02:10): later wel
Speaker 4: wie is dat
Joke: ik ben er ook
""".splitlines()


def own_lines(lines, **scheme):
    notes = Labelled(scheme or scheme_of(labels_in(lines)), "/nagesprek ")
    return [notes.line(line) for line in lines]


def test_notes_with_usual_labels_are_lines_of_ours():
    lines = own_lines(NOTES)
    assert [line.text for line in lines] == [
        "// Verslag avond Wmo",
        "// Interviewer: Hoe ging het eerste gesprek?",
        "D1: Ik moest lang wachten.",
        "en niemand belde",
        'D2: "Bij mij kwam iemand langs"',
        "// (lacht)",
        'D3: "Acht weken"',
        "D1, D2: dat was fijn",
        "/nagesprek > één nummer voor iedereen",
        "?: R: ik ook",
        "D1: later wel",
        "?: Speaker 4: wie is dat",
        "?: Joke: ik ben er ook",
    ]
    assert [line.doubt for line in lines if line.doubt] == [
        "Verslag avond Wmo",
        "R",
        "Speaker 4",
        "Joke",
    ]
    assert [line.seconds for line in lines if line.seconds] == [72, 100, 130]


def test_each_line_is_read_as_what_it_is():
    kinds = []
    for line in own_lines(NOTES[:9]):
        session = room()
        kinds.append(preview(session, line.text, where(session), None).kind)
    note, said = ReadingKind.NOTE, ReadingKind.STATEMENT
    assert kinds == [note, note, said, said, said, note, said, said, ReadingKind.ACTION]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Deelnemer 1: ja", "Gespreksleider: en u?"], {"deelnemer": "D", "gespreksleider": "G"}),
        (["Participant 2: yes", "Moderator: and you?"], {"participant": "D", "moderator": "G"}),
        (["TN1: ja", "Moderatorin: und Sie?"], {"tn": "D", "moderatorin": "G"}),
        (["P3: ja", "P1: nee", "R2: wie is dat"], {"p": "D", "r": "?"}),
        (["Joke: ja", "Piet: nee", "Joke: toch", "Piet: nou"], {"joke": "?", "piet": "?"}),
        (['D3: "hallo" #wachttijd -', "T2? hoe lang", "allen: ja", "G: welkom", "/3 D4: x"], {}),
        (["D1: ja", "D2: nee", "NB: volgende keer langer"], {"nb": "note"}),
        (["R1: ja", "D1: nee", "R2: ja"], {"r": "D", "d": "?"}),
        (["Zij zei: ga maar", "10:30 uur pauze", "En toen: niets"], {}),
    ],
)
def test_a_scheme_is_recognised_or_there_is_none(lines, found):
    assert scheme_of(labels_in(lines)) == found


BEGINNINGS = (
    *("R1: ", "**R3:** ", "[00:01:12] Interviewer: ", "- actie: ", "Joke: ", "", "R1/R2: ", "R: "),
    *("Spreker 2 (00:10): ", "14:05 R4: ", "(", "[00:03] ", "G: ", "D2: ", "// ", "Zij zei: "),
)


@given(st.lists(st.tuples(st.sampled_from(BEGINNINGS), st.text("abc éß", min_size=1)), max_size=8))
@settings(deadline=None)
def test_no_word_of_any_notes_is_lost_and_only_the_labelled_are_given_words(lines):
    notes = Labelled({"r": "D", "interviewer": "G", "actie": "action"}, "/nagesprek ")
    for beginning, words in lines:
        own = notes.line(beginning + words)
        assert words.strip() in own.text
        named = own.text.partition(":")[0]
        assert not named.startswith("D") or beginning.strip("*: ").endswith(("1", "2", "3", "4"))


def test_what_somebody_says_of_the_labels_holds():
    scheme = labels.read_scheme("R=D, Joke=d3,Interviewer=G,actie=action,Spreker 2=D5,X=?")
    assert scheme["joke"] == "D3"
    lines = own_lines(["R4: ja", "Joke: nee", "Spreker 2: toch", "X: wie"], **scheme)
    assert [line.text for line in lines] == ["D4: ja", "D3: nee", "D5: toch", "?: X: wie"]
    assert labels.read_scheme(labels.written(scheme)) == scheme


@pytest.mark.parametrize("text", ["R", "R=", "=D", "R=iedereen", "R=D,hallo"])
def test_what_says_nothing_of_a_label_is_refused(text):
    with pytest.raises(LabelError) as caught:
        labels.read_scheme(text)
    assert caught.value.explain(translations("nl"))


def test_lines_in_our_own_notation_among_them_stay_as_they_are():
    ours = ["/3", "/weg D8", "> doen: bellen", "T2? hoe lang", "allen: ja", "? waarom"]
    assert [line.text for line in own_lines(["R1: ja", *ours])[1:]] == ours
    assert [one.text for one in own_lines(["D4: ja", "NB: langer", "D3: nee"])][::2] == [
        *("D4: ja", "D3: nee")
    ]


def times(**facts):
    known = {"started": None, "day": None, "now": later(200), "ends": None, "zone": datetime.UTC}
    return Times(**(known | facts))


def test_times_count_from_the_beginning_of_the_meeting():
    found = times(started=START)
    assert found.of(72) == after(START, 72 * SECOND)
    assert not found.explain(translations("nl"))


def test_times_of_the_clock_are_of_the_day_of_the_meeting():
    found = times(started=START, day=datetime.date(2026, 9, 17))
    nine = datetime.datetime(2026, 9, 17, 9, 30, tzinfo=datetime.UTC)
    assert found.of(34_200) == Instant(utc=int(nine.timestamp() * 1_000))


def test_without_a_beginning_they_are_counted_back_from_now_and_it_says_so():
    found = times(ends=100)
    assert found.of(40) == after(later(200), -60 * SECOND)
    assert found.explain(translations("nl"))


def test_a_line_is_kept_with_the_time_at_which_it_was_said():
    change = RecordLine(text="D1: ja", where=where(room()), line="a", at=later(3))
    (said,) = change.apply(room(), later(90)).statements.values()
    assert said.at == later(3)


def test_a_time_says_at_which_question_a_line_was_said():
    session = play(meeting(), (0, Go(phase=4, question=1)), (12, Go(phase=4, question=2)))
    session = play(session, (25, End()))
    assert where(session).question is None
    assert where(as_it_was(session, at(5))).question == 1
    assert where(as_it_was(session, Instant(utc=at(14).utc))).question == 2


def test_every_label_says_what_it_is_taken_for():
    for means in Means:
        used = labels.Used(label="R", count=1, line=1, means=means)
        assert used.explain(translations("nl"))
