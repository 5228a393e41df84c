"""Lists of people that somebody pastes or hands over: nothing lost, nothing twice, no names."""

import datetime
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import START, meeting

from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.preparation.columns import Left, Part
from spiegel.domain.preparation.lists import (
    Effect,
    TakeAsked,
    TakeListeners,
    effect_on_asked,
    effect_on_listeners,
    read_asked,
    read_listeners,
)
from spiegel.domain.preparation.personal import may_name, reaches, surely_names
from spiegel.domain.preparation.tables import lines_of_list
from spiegel.domain.session.people import Listener
from spiegel.domain.session.session import put
from spiegel.i18n import translations

TODAY = datetime.date(2026, 11, 2)
NAMES = ("Wil van Veen", "Toos Bos", "B. de Wit", "mw. Dijk", "Kwik, Anna")
WITH_NAMES = (
    "Naam;Functie;Organisatie;E-mail;Telefoon;Uitgenodigd;Komt\n"
    "Wil van Veen;Wmo-consulent;gemeente Dijkzicht;wil@voorbeeld.nl;06-12345678;1-12-2026;ja\n"
    "Toos Bos;Wmo-consulent;gemeente Dijkzicht;toos@voorbeeld.nl;;1-12-2026;nee\n"
    "B. de Wit;teamleider;Stichting Welzijn;b@voorbeeld.nl;;;\n"
)


def listeners(text):
    return read_listeners(lines_of_list(text), TODAY)


def asked(text, session=None):
    return read_asked(lines_of_list(text), TODAY, session or meeting())


def taken(text, session=None):
    """A meeting without listeners, or this one, after a list was kept."""
    session = session or bare()
    return TakeListeners(entries=listeners(text).entries).apply(session, START)


def bare():
    from spiegel.domain.session.session import drop

    return drop(meeting(), "listeners", list(meeting().listeners))


def shown(session):
    return [(one.function, one.organisation) for one in session.listeners.values()]


def said(read):
    return [finding.explain(translations("nl")) for finding in read.findings]


def parts(read):
    return [column.part or column.left for column in read.columns]


def test_names_and_addresses_stay_where_they_are_and_the_columns_are_named():
    read = listeners(WITH_NAMES)
    assert parts(read) == [
        Left.PERSONAL, Part.FUNCTION, Part.ORGANISATION, Left.PERSONAL, Left.PERSONAL,
        Part.INVITED, Part.COMING,
    ]  # fmt: skip
    kept = str(taken(WITH_NAMES).listeners)
    assert not any(word in kept for word in ("Veen", "Toos", "Wit", "@", "06-"))
    words = [column.explain(translations("nl")) for column in read.columns]
    assert words[0] == "Naam: niet overgenomen, want daarin staat wie mensen zijn"
    assert words[1] == "Functie: functie"


def test_two_with_the_same_work_are_two_people_when_their_names_differ():
    session = taken(WITH_NAMES)
    assert shown(session).count(("Wmo-consulent", "gemeente Dijkzicht")) == 2
    assert [one.coming for one in session.listeners.values()] == [True, False, None]


def test_a_line_that_is_there_twice_is_one_listener_and_is_named():
    read = listeners("functie\tteam\nwijkagent\tNoord\nwijkagent\tNoord\nwijkagent\tZuid\n")
    assert [entry.line for entry in read.entries] == [2, 4]
    assert said(read) == ["regel 3: is hetzelfde als regel 2"]


def test_the_same_list_again_changes_nothing():
    session = taken(WITH_NAMES)
    entries = listeners(WITH_NAMES).entries
    assert effect_on_listeners(session, entries) == Effect(same=3)
    assert TakeListeners(entries=entries).apply(session, START).listeners == session.listeners


def test_a_newer_list_changes_the_answers_and_adds_who_is_new():
    session = taken(WITH_NAMES)
    newer = WITH_NAMES.replace("b@voorbeeld.nl;;;", "b@voorbeeld.nl;;;ja") + "x;huisarts;;;;;\n"
    assert effect_on_listeners(session, listeners(newer).entries) == Effect(
        new=1, changed=1, same=2
    )
    session = taken(newer, session)
    assert [one.coming for one in session.listeners.values()] == [True, False, True, None]


def test_what_they_want_to_learn_comes_along_and_comes_once():
    text = (
        "functie;leervraag\nWmo-consulent;Wat doet wachten met u?\n"
        "teamleider;\nplanner;mw. De Wit\n"
    )
    session = taken(text)
    learned = [(one.listener, one.words) for one in session.learning_questions.values()]
    assert learned == [(4, "Wat doet wachten met u?")]
    assert taken(text, session).learning_questions == session.learning_questions
    assert effect_on_listeners(session, listeners(text).entries) == Effect(same=3)
    more = "functie;leervraag\nteamleider;Wat hielp u?\n"
    assert effect_on_listeners(session, listeners(more).entries) == Effect(changed=1)


def test_who_was_typed_without_an_organisation_is_the_same_listener_and_gets_one():
    session = put(bare(), Listener(number=4, function="Teamleider"), Listener(number=5))
    session = taken("functie;organisatie\nteamleider;Welzijn Noord\nhuisarts;\n", session)
    assert shown(session) == [("Teamleider", "Welzijn Noord"), ("huisarts", "")]
    assert list(session.listeners) == [4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Wmo-consulent\nteamleider Noord\nhuisarts, De Brink\n",
        "functie\nWmo-consulent\nteamleider Noord\nhuisarts, De Brink\n",
        'functie,team\nWmo-consulent,\nteamleider Noord,\n"huisarts, De Brink",\n',
        'sep=;\nfunctie;team\nWmo-consulent;\nteamleider Noord;\n"huisarts, De Brink";\n',
        "Toehoorders 15 december\n\nfunctie\tteam\nWmo-consulent\t\nteamleider Noord\t\n"
        "huisarts, De Brink\t\n",
        "functie\tteam\rWmo-consulent\t\rteamleider Noord\t\rhuisarts, De Brink\t\r",
        '"Functie"\t"Team"\r\nWmo-consulent\t\r\nteamleider Noord\t\r\n"huisarts, De Brink"\t\r\n',
    ],
    ids=["bare", "headed", "comma", "sep", "title", "terminal", "tabs"],
)
def test_a_list_is_read_however_it_was_written(text):
    functions = [function for function, _ in shown(taken(text))]
    assert functions == ["Wmo-consulent", "teamleider Noord", "huisarts, De Brink"]


def test_a_list_without_heads_says_what_it_was_taken_for_by_what_stands_in_it():
    read = listeners(
        "Wil Veen;Wmo-consulent;gemeente Dijkzicht;1 december;ja\n"
        "Toos Bos;teamleider;Welzijn Noord;;nee\n"
    )
    assert parts(read) == [
        Left.PERSONAL, Part.FUNCTION, Part.ORGANISATION, Part.INVITED, Part.COMING
    ]  # fmt: skip
    words = [column.explain(translations("nl")) for column in read.columns]
    assert words[1] == "kolom 2: functie, naar wat erin staat"
    assert read.entries[0].fields["invited"] == datetime.date(2026, 12, 1)


def test_what_was_not_understood_is_named_by_line_and_the_rest_is_kept():
    read = listeners(
        "functie;komt;uitgenodigd\n"
        "huisarts;wie weet;maandag of zo\n"
        ";ja;\n"
        "J. de Vries;ja;\n"
        "balie, bel 06-12345678;ja;\n"
        "wijkagent;x;ja\n"
    )
    assert said(read) == [
        "regel 2: uitgenodigd is geen dag: maandag of zo",
        "regel 2: komt is geen ja en geen nee: wie weet",
        "regel 3: zegt van niemand wat die doet",
        "regel 4: functie lijkt een naam en is niet overgenomen",
        "regel 5: functie bevat een telefoonnummer of adres en is niet overgenomen",
    ]
    assert [dict(entry.fields) for entry in read.entries] == [
        {"function": "huisarts"},
        {"function": "wijkagent", "coming": True, "invited": TODAY},
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_column_of_names_is_none_of_functions_whatever_stands_above_it(name):
    read = listeners(f"toehoorder\tkomt\n{name}\tja\n{name}\tnee\n")
    assert parts(read) == [Left.PERSONAL, Part.COMING]
    assert read.entries == ()


@pytest.mark.parametrize(
    "work",
    ["Wmo-consulent", "Teamleider Noord", "Sociaal Werker", "Hoofd van de Afdeling", "huisarts",
     "Beleidsadviseur Jeugd", "Lid van de Cliëntenraad", "POH-GGZ"],
)  # fmt: skip
def test_what_people_do_is_no_name(work):
    assert not may_name(work)
    assert not surely_names(work)


@pytest.mark.parametrize("name", NAMES)
def test_names_as_people_write_them_are_seen(name):
    assert may_name(name)


@pytest.mark.parametrize("text", ["a@b.nl", "06-12345678", "+31 6 12345678", "1234 AB"])
def test_what_reaches_a_person_is_seen(text):
    assert reaches(f"balie ({text})")
    assert not reaches("15-12-2026")


@pytest.mark.parametrize(
    "cell",
    ["Toos Bos (teamleider)", "teamleider: Toos Bos", "Wil van Veen - Wmo-consulent",
     "Wmo-consulent / B. de Wit", "Bos, Toos (huisarts)"],
)  # fmt: skip
@pytest.mark.parametrize("heads", ["", "functie\n"])
def test_a_name_beside_what_somebody_does_is_not_taken_over_either(cell, heads):
    read = listeners(f"{heads}huisarts\nwijkagent\n{cell}\nteamleider Noord\n")
    assert [entry.fields["function"] for entry in read.entries] == [
        "huisarts", "wijkagent", "teamleider Noord"
    ]  # fmt: skip
    assert "lijkt een naam" in said(read)[0]
    assert "Toos" not in "".join(said(read))


def test_more_people_than_a_meeting_can_have_are_named_and_left_out():
    read = listeners("functie\n" + "".join(f"functie nummer {n}\n" for n in range(1, 203)))
    assert len(read.entries) == 200
    assert said(read)[0] == "regel 202: niet overgenomen: een lijst heeft hoogstens 200 mensen"
    assert [finding.line for finding in read.findings] == [202, 203]
    assert said(asked("code;komt\nD201;ja\n")) == [
        "regel 2: niet overgenomen: een lijst heeft hoogstens 200 mensen"
    ]


def test_a_title_above_the_heads_is_none_of_them():
    read = listeners("Toehoorders\n\nFunctie (rol);Aanwezig (ja/nee)\nhuisarts;ja, graag\n")
    assert said(read) == ["regel 1: staat boven de koppen van de kolommen"]
    assert dict(read.entries[0].fields) == {"function": "huisarts", "coming": True}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15-10", (2026, 10, 15)),
        ("15-11", (2026, 11, 15)),
        ("15-10-2027", (2027, 10, 15)),
        ("3 november", (2026, 11, 3)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(written, day):
    read = listeners(f"functie;uitgenodigd\nhuisarts;{written}\n")
    assert read.entries[0].fields["invited"] == datetime.date(*day)


# Participants


ASKED = (
    "code;naam;gevraagd door;gevraagd op;komt;nodig;iemand mee;vervoer;vergoeding\n"
    "D1;Wil;wijkverpleegkundige;1-11-2026;ja;rolstoel;ja;taxi;VVV-bon\n"
    "d2;Toos;wijkverpleegkundige;;nee;;nee;;\n"
    "6;;huisarts;2 nov;;;;;\n"
)


def test_how_participants_were_asked_is_taken_by_code_and_without_names():
    read = asked(ASKED)
    session = TakeAsked(entries=read.entries).apply(meeting(), START)
    first = session.participants[1].recruiting
    assert (first.asked_by, first.coming, first.needs) == ("wijkverpleegkundige", True, "rolstoel")
    assert (first.company, first.travel, first.fee) == (True, "taxi", "VVV-bon")
    assert session.participants[2].recruiting.coming is False
    assert session.participants[6].recruiting.asked == datetime.date(2026, 11, 2)
    assert "Toos" not in str(session.participants)
    assert read.columns[1].left is Left.PERSONAL
    assert effect_on_asked(meeting(), read.entries) == Effect(new=1, changed=2)
    assert effect_on_asked(session, read.entries) == Effect(same=3)


def test_codes_of_nobody_are_named_and_make_nobody():
    session = Withdraw(participant=2).apply(meeting(), START)
    read = asked("code;komt\nD2;ja\nD40;ja\n;ja\nD1;ja\nD1;nee\nvijf;ja\n", session)
    assert said(read) == [
        "regel 2: D2 heeft zich teruggetrokken",
        "regel 3: er is geen deelnemer D40",
        "regel 4: heeft geen code zoals D3",
        "regel 6: is hetzelfde als regel 5",
        "regel 7: heeft geen code zoals D3",
    ]
    assert [entry.number for entry in read.entries] == [1]


def test_who_asked_is_a_function_and_whoever_comes_along_has_no_name():
    read = asked("code;gevraagd door;begeleider\nD1;Ineke van Dijk;Piet Bos\n")
    assert said(read) == [
        "regel 2: gevraagd door lijkt een naam en is niet overgenomen",
        "regel 2: er komt iemand mee is geen ja en geen nee: …",
    ]
    assert dict(read.entries[0].fields) == {}


def test_what_a_list_leaves_open_stays_as_it_was():
    session = TakeAsked(entries=asked(ASKED).entries).apply(meeting(), START)
    session = TakeAsked(entries=asked("code;komt\nD1;\nD2;ja\n", session).entries).apply(
        session, START
    )
    assert session.participants[1].recruiting.coming is True
    assert session.participants[2].recruiting.coming is True


# Whatever is pasted


@given(st.text(alphabet=st.characters(), max_size=200))
def test_no_text_breaks_the_reading_of_a_list(text):
    read = listeners(text)
    lines = {finding.line for finding in read.findings} | {entry.line for entry in read.entries}
    for one in lines_of_list(text):
        heads = not read.columns or any(column.head for column in read.columns)
        assert one.empty or heads or one.number in lines
    asked(text)


SIGNS = st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])
ROW = st.lists(st.text(SIGNS, max_size=12), min_size=2, max_size=4)


@pytest.mark.slow
@pytest.mark.reckons
@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from("\t;"))
def test_what_was_written_with_quotation_marks_is_read_cell_by_cell(rows, sign):
    width = max(map(len, rows))
    rows = [[*row, *([""] * (width - len(row)))] for row in rows]
    text = "\n".join(
        sign.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )
    if text.startswith("sep="):
        return
    read = lines_of_list(text)
    assert [list(one.cells) for one in read] == [
        [" ".join(cell.split()) for cell in row] for row in rows
    ] or not any(cell.strip() for row in rows for cell in row)


HEADS = {
    "Naam": "Kwikstaartveen", "Voornaam": "Wilhelmientje", "E-mailadres": "kwik@staart.nl",
    "Telefoonnummer (privé)": "06-70919283", "Postcode": "1234 AB", "Opmerking": "Zevenblad 4",
}  # fmt: skip


@given(st.permutations(["Functie", "Organisatie", "Komt", *HEADS]), st.sampled_from(";\t"))
def test_in_whatever_order_the_columns_stand_no_word_of_a_person_is_kept(heads, sign):
    said_of = {**HEADS, "Functie": "huisarts", "Organisatie": "Welzijn Noord", "Komt": "ja"}
    rows = [heads, [said_of[head] for head in heads], [said_of[head] for head in heads[:-1]]]
    session = taken("\n".join(sign.join(row) for row in rows))
    kept = "".join(map(str, session.listeners.values()))
    assert "huisarts" in kept
    assert not any(word in kept for word in HEADS.values())


def test_listeners_of_many_lists_are_never_fewer_than_those_of_the_longest():
    texts = ["functie\na1\nb1\n", "functie\nb1\nc1\n", "functie\na1\nb1\nc1\n"]
    session = reduce(lambda session, text: taken(text, session), texts, bare())
    assert [function for function, _ in shown(session)] == ["a1", "b1", "c1"]
