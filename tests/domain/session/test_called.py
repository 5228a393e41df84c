"""What a document is called in a message: by words, whatever table it stands in."""

import pytest

from spiegel.domain.session.called import name_of
from spiegel.domain.session.session import TABLES
from spiegel.i18n import translations


@pytest.mark.parametrize("table", ["session", *TABLES])
def test_a_message_names_every_document_in_the_words_of_its_reader(table):
    dutch, english = (name_of(table, 3, translations(language)) for language in ("nl", "en"))
    assert "_" not in dutch + english
    assert table not in (dutch, english)
