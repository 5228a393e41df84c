"""Whatever was said, by whom and with which consent: no document breaks it."""

import itertools
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.anyconsent import SOME, literal, runs, sessions
from export.printed import all_of, text
from export.reported import START
from spiegel.domain.consent.consent import Withdraw
from spiegel.domain.consent.gate import Reason, Shown, Withheld, consents, shown
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import TABLES
from spiegel.export import export
from spiegel.i18n import translations

NL = translations("nl")


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions())
def test_nobody_is_quoted_without_consent_and_no_code_is_in_any_document(tmp_path_factory, session):
    folder = tmp_path_factory.mktemp("documents")
    documents = []
    for kind in KINDS.values():
        if not (kind.private or kind.of or kind.before) and kind.there(session):
            path = export(session, kind.key, folder, translations=NL)
            documents.append(all_of(path))
    assert len(documents) > 12
    for statement in session.statements.values():
        ruling = shown(session, statement, NL)
        words = literal(statement.number)
        if isinstance(ruling, Shown) and words in ruling.words:
            # A plain summary may stand without consent to be quoted; quoted words may not.
            quoted = statement.verbatim or re.search("[“']", statement.words)
            assert consents(session, statement) or not quoted
            assert consents(session, statement, "take_part")
            assert not statement.traceable
            continue
        for document in documents:
            assert not [run for run in runs(words) if run in document]
    for letter, number in itertools.product("DT", range(1, 7)):
        code = re.compile(rf"(?<!\w){letter}{number}(?!\w)")
        assert not [document[:80] for document in documents if code.search(document)]


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions())
def test_who_withdrew_is_not_even_in_the_working_list(tmp_path_factory, session):
    folder = tmp_path_factory.mktemp("documents")
    content = text(export(session, "worklist", folder, translations=NL))
    for statement in session.statements.values():
        if shown(session, statement, NL) == Withheld(Reason.WITHDRAWN):
            assert literal(statement.number) not in content


@pytest.mark.slow
@pytest.mark.reckons
@SOME
@given(sessions(), st.integers(1, 6))
def test_who_withdraws_is_in_no_text_of_the_session_whoever_repeated_it(session, number):
    after = Withdraw(participant=number).apply(session, START)
    tables = [list(getattr(after, table).values()) for table in TABLES]
    stands = msgspec.json.encode([after.info, tables]).decode()
    for statement in session.statements.values():
        if statement.number not in after.statements:
            assert not [run for run in runs(literal(statement.number)) if run in stands]
        else:
            # what others said too, or somebody else alone, stays
            assert after.statements[statement.number].words.strip()
