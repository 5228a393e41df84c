"""The words of a language, found in their catalogue."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from spiegel.i18n import DOMAIN, LOCALE_FOLDER, Catalogue


@pytest.fixture(scope="module")
def dutch():
    """The Dutch catalogue as bytes."""
    found = gettext.find(DOMAIN, LOCALE_FOLDER, ["nl"])
    return Path(found).read_bytes()


def compiled(messages, language):
    """A catalogue of these messages as bytes."""
    catalogue = Catalog(locale=language)
    for message, words in messages.items():
        catalogue.add(message, words)
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def test_every_dutch_message_is_what_gettext_makes_of_it(dutch):
    ours, theirs = Catalogue(dutch), gettext.GNUTranslations(io.BytesIO(dutch))
    messages = {key for key in theirs._catalog if isinstance(key, str)}
    plural = {key[0] for key in theirs._catalog if isinstance(key, tuple)}
    assert len(messages) > 2000
    assert len(plural) > 50
    for message in messages | plural:
        assert ours.gettext(message) == theirs.gettext(message)
    for message in plural:
        for n in (0, 1, 2, 21):
            assert ours.ngettext(message, "many", n) == theirs.ngettext(message, "many", n)


def test_a_language_with_three_forms_has_each_for_its_numbers():
    polish = compiled({("{n} file", "{n} files"): ("plik", "pliki", "plików")}, "pl")
    found = [Catalogue(polish).ngettext("{n} file", "{n} files", n) for n in (1, 3, 5)]
    assert found == ["plik", "pliki", "plików"]


@pytest.mark.parametrize("message", ["nobody wrote this", "", "zzz", "\ud800", "é"])
def test_what_is_not_there_is_said_as_it_was_asked(message):
    empty = Catalogue(compiled({"a": "b"}, "nl"))
    assert empty.gettext(message) == message or not message
    assert [empty.ngettext(message or "x", "many", n) for n in (1, 2)] == [message or "x", "many"]


def test_a_message_without_a_plural_has_one_form_for_every_number():
    one = Catalogue(compiled({"file": "bestand"}, "nl"))
    assert [one.ngettext("file", "files", n) for n in (1, 2)] == ["bestand", "files"]


@pytest.mark.parametrize("content", [b"", b"no catalogue at all, though long enough"])
def test_what_is_no_catalogue_is_refused(content):
    with pytest.raises(ValueError, match="no catalogue"):
        Catalogue(content)
