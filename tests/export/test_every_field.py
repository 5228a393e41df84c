"""Whatever field it was typed in: in no document stand words that may not leave, nor a code.

The fields are those of the tables, so one that is new is looked at too.
"""

import re

import pytest

import mutations
from export.everyfield import NL, bases, coded, everywhere, literal, places, runs, withheld
from export.printed import contents
from export.reported import START
from spiegel.domain.followup.next_round import next_round
from spiegel.domain.report.compared import seen_of
from spiegel.domain.report.earlier import earlier_of
from spiegel.domain.report.kinds import KINDS, PLANS
from spiegel.domain.report.material import material
from spiegel.domain.report.themes import layout
from spiegel.domain.session.session import TABLES, Session
from spiegel.export import export

KINDS_OUT = [k for k in KINDS.values() if not (k.private or k.of or k.key in PLANS)]
"""All but those that say *private*, the running order as it is read in again, and other formats."""
NAMES = {
    ("listeners", ("function",)),
    ("listeners", ("organisation",)),
    ("participants", ("recruiting", "fee")),
    ("personas", ("name",)),
    ("tasks", ("owner",)),
}
"""How a person is called, and a sum: they are typed to stand there, and are no sentence."""
OF_MEETINGS = ("session", "counterparts")
"""What the meeting is called, where it is and who pays it; of another one what its own documents
say, since it went through their gate when it was laid beside this one."""
OWN = {("statements", ("words",)), ("statements", ("paraphrase",)), ("ideas", ("words",))}


@mutations.register("a-summary-is-not-looked-at")
def _a_summary_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    """What a statement repeats of another one is not cut."""
    patch.setattr("spiegel.domain.consent.gate._of_others", lambda *_about: ())


def found(session: Session, folder, marks) -> dict:
    """In which documents which places are found again, by what marks them."""
    leaks: dict = {}
    for kind in KINDS_OUT:
        if not kind.there(session):
            continue
        path = export(session, kind.key, folder, translations=NL)
        said = contents(path.name, path.read_bytes())
        for number, place in enumerate(places()):
            if any(mark in said for mark in marks(number)):
                leaks.setdefault(place, []).append(kind.key)
    return leaks


def kept_apart(leaks: dict, but: set) -> dict:
    return {p: kinds for p, kinds in leaks.items() if p not in but and p[0] not in OF_MEETINGS}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("base", range(3), ids=["spiegelgesprek", "versnellingssessie", "persona"])
def test_what_may_not_be_quoted_is_in_no_document_whatever_it_was_typed_in(base, tmp_path):
    session = everywhere(withheld(bases()[base]), lambda n: f"Iemand zei: {literal(n)}.")
    assert kept_apart(found(session, tmp_path, runs), NAMES) == {}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.mutation("a-summary-is-not-looked-at")
@pytest.mark.parametrize("base", [0, 2], ids=["spiegelgesprek", "persona"])
@pytest.mark.parametrize("field", ["words", "paraphrase"])
def test_what_somebody_else_quotes_of_it_is_in_no_document(base, field, tmp_path):
    session = everywhere(
        withheld(bases()[base]),
        lambda n: f"zoals een ander zei: “{literal(n)}”, dat ken ik.",
        lambda table, way: table in ("statements", "ideas") and way[-1] == field,
    )
    assert found(session, tmp_path, runs) == {}


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("base", range(3), ids=["spiegelgesprek", "versnellingssessie", "persona"])
@pytest.mark.parametrize("own", [False, True])
def test_nobodys_code_is_in_any_document_whatever_it_was_typed_in(base, own, tmp_path):
    session = everywhere(
        coded(bases()[base]),
        lambda n: f"(D{100 + n} en daarna T{100 + n})",
        lambda table, way: ((table, way) in OWN and way[-1] == "words") is own,
    )

    def marks(number):
        return f"D{100 + number} en daarna", f"daarna T{100 + number}"

    assert kept_apart(found(session, tmp_path, marks), set()) == {}


CODE = re.compile(r"(?<![\w#-])[DT][1-9]\d?(?![\w-])")


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("base", range(3), ids=["spiegelgesprek", "versnellingssessie", "persona"])
def test_who_said_or_does_something_is_in_no_document_by_code(base, tmp_path):
    session = bases()[base]
    with_codes = {}
    for kind in KINDS_OUT:
        if kind.there(session):
            path = export(session, kind.key, tmp_path, translations=NL)
            plain = re.sub(r"<[^>]+>", " ", contents(path.name, path.read_bytes()))
            with_codes |= {kind.key: codes} if (codes := CODE.findall(plain)) else {}
    assert with_codes == {}


FOLLOWING = {
    "the next round": lambda s: next_round(s, id_="n", created=s.info.created, t=NL),
    "of a round before": lambda s: earlier_of(material(s, NL), layout(material(s, NL)), START),
    "laid beside another": lambda s: seen_of(s, NL, START, to="een andere"),
}
"""What another meeting keeps of this one."""


@pytest.mark.slow
@pytest.mark.reckons
@pytest.mark.parametrize("base", range(3), ids=["spiegelgesprek", "versnellingssessie", "persona"])
@pytest.mark.parametrize("kept", FOLLOWING.values(), ids=FOLLOWING)
def test_a_meeting_that_follows_keeps_neither_what_may_not_be_quoted_nor_a_code(base, kept):
    quoted = everywhere(withheld(bases()[base]), lambda n: f"Iemand zei: {literal(n)}.")
    codes = everywhere(coded(bases()[base]), lambda n: f"(D{100 + n} en daarna T{100 + n})")
    leaks = {}
    for session, marks in ((quoted, runs), (codes, lambda n: (f"D{100 + n} en daarna",))):
        new = kept(session)
        said = repr(everything(new) if isinstance(new, Session) else new)
        for number, place in enumerate(places()):
            if any(mark in said for mark in marks(number)):
                leaks.setdefault(place, []).append(marks(number)[0])
    assert kept_apart(leaks, NAMES) == {}


def test_what_is_looked_at_is_nearly_every_text_of_a_session():
    assert len(places()) > 60
    said = [repr(everything(everywhere(base, literal))) for base in bases()]
    filled = {p for n, p in enumerate(places()) if any(literal(n) in one for one in said)}
    # a verdict is no text of a document, and an idea is kept apart from the ballot it was on
    missing = {place for place in places() if place not in filled and place[0] != "verdicts"}
    assert missing == {("ballots", ("answer", "ideas", "*"))}


def everything(session: Session):
    return [session.info, *(list(getattr(session, table).values()) for table in TABLES)]
