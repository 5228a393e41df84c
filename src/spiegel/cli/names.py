"""`spiegel names`: who is behind a code, in an encrypted file of its own (sleutelbestand)."""

import argparse
from pathlib import Path
from typing import Final

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of_names, new_passphrase_for_names
from spiegel.cli.say import ask, say
from spiegel.cli.session_file import opened
from spiegel.domain.patterns import pattern
from spiegel.domain.preparation import names
from spiegel.domain.preparation.names import People, Person
from spiegel.domain.session.session import Session
from spiegel.i18n import _, ngettext
from spiegel.settings import Settings
from spiegel.store import keyfile
from spiegel.store.errors import NamesStayedError, StoreError
from spiegel.store.keyfile import KeyFile
from spiegel.store.sealed.keys import Keys

_CODE: Final = pattern(r"[dD]?([1-9][0-9]{0,2})")
_NOTHING: Final = "-"
"""What is typed to take away what was there."""


def names_(options: argparse.Namespace, _settings: Settings) -> int:
    """List who is behind the codes, add or change somebody, take somebody out."""
    with opened(options.file) as file:
        session, path, keys = file.session, file.path, file.keys
    place = keyfile.place_of(path)
    try:
        if not place.exists():
            return _begin(options, session, path, keys)
        kept = KeyFile(path, session.info.id, keys_of_names(place))
        _forget_withdrawn(kept, session)
        if options.passphrase:
            return _another_passphrase(kept, keys)
        if options.add is not None:
            return _add(kept, session, _number(options.add, session))
        if options.remove is not None:
            return _remove(kept, _code(options.remove))
        return _list(kept.read(), session)
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    except EOFError as error:
        raise Failure(_("Nothing was changed.")) from error


def named(path: Path, session: Session) -> People:
    """Who is behind the codes, for a document with names. Raises Failure."""
    place = keyfile.place_of(path)
    try:
        if not place.exists():
            _complain_if_stayed(path, session)
            raise Failure(_("No names are kept of this meeting; that is not needed either."))
        return KeyFile(path, session.info.id, keys_of_names(place)).read()
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error


def _complain_if_stayed(path: Path, session: Session) -> None:
    """Raise NamesStayedError when they stayed where the meeting was before."""
    stayed = keyfile.stayed(path, session.info.id)
    if stayed is not None:
        raise NamesStayedError(keyfile.place_of(path), stayed)


def _begin(options: argparse.Namespace, session: Session, path: Path, keys: Keys) -> int:
    """There is no key file here: one begins with the first name."""
    _complain_if_stayed(path, session)
    if options.add is None:
        say(_("No names are kept of this meeting; that is not needed either."))
        say(_("To begin: spiegel names {file} --add D1").format(file=options.file))
        return 0
    number = _number(options.add, session)
    return _add(KeyFile(path, session.info.id, new_passphrase_for_names(keys)), session, number)


def _list(people: People, session: Session) -> int:
    for one in people.values():
        print(f"{one.code:<5}{_on_one_line(one)}")
    unknown = [f"D{n}" for n, who in sorted(session.participants.items())
               if n not in people and not who.withdrawn]  # fmt: skip
    if unknown:
        say(_("Without a name: {codes}.").format(codes=", ".join(unknown)), problem=True)
    gone = [one.code for one in people.values() if one.number not in session.participants]
    if gone:
        words = _("Not on the list of participants any more, but named here: {codes}.")
        say(words.format(codes=", ".join(gone)), problem=True)
    return 0


def _on_one_line(one: Person) -> str:
    return " · ".join(part for part in (one.name, one.telephone, ", ".join(one.address)) if part)


def _add(kept: KeyFile, session: Session, number: int) -> int:
    before = kept.read().get(number) if kept.place.exists() else None
    say(_("D{number}: what stays empty is not kept.").format(number=number))
    name = _asked(_("name"), before.name if before else "")
    telephone = _asked(_("telephone"), before.telephone if before else "")
    lines = _asked_lines(before.address if before else ())
    who = names.person(number, name, telephone, "\n".join(lines))
    problem = names.unfit(who)
    if problem is not None:
        raise Failure(names.explain(problem, i18n.current()), _("Nothing was changed."))
    kept.change(lambda people: names.with_person(people, who))
    say(_("{code} is in {path}.").format(code=who.code, path=kept.place))
    return 0


def _asked(label: str, before: str) -> str:
    """One line; Enter keeps what was there."""
    words = f"{label} ({before}):" if before else f"{label}:"
    typed = ask(words).strip()
    return "" if typed == _NOTHING else typed or before


def _asked_lines(before: tuple[str, ...]) -> tuple[str, ...]:
    """Lines until an empty one; Enter at once keeps what was there."""
    now = f" ({', '.join(before)})" if before else ""
    lines: list[str] = []
    while True:
        label = _("address, a line each{now}").format(now=now) if not lines else _("next line")
        typed = ask(f"{label}:").strip()
        if not typed:
            return tuple(lines) or before
        if typed == _NOTHING:
            return tuple(lines)
        lines.append(typed)


def _remove(kept: KeyFile, number: int) -> int:
    if number not in kept.read():
        raise Failure(_("D{number} is not in {path}.").format(number=number, path=kept.place))
    left = kept.change(lambda people: names.without(people, number))
    say(_("D{number} is taken out.").format(number=number))
    if not left:
        say(_("Nobody is left in it, so {path} is gone too.").format(path=kept.place))
    return 0


def _another_passphrase(kept: KeyFile, session_keys: Keys) -> int:
    kept.change(_as_they_are, to=new_passphrase_for_names(session_keys))
    say(_("{path} has another passphrase now.").format(path=kept.place))
    return 0


def _as_they_are(people: People) -> People:
    return people


def _forget_withdrawn(kept: KeyFile, session: Session) -> None:
    """Who withdrew since goes out, now that there is somebody who can open it."""
    gone = names.withdrawn(kept.read(), session)
    if not gone:
        return
    kept.change(lambda people: names.without(people, *gone))
    words = ngettext(
        "{codes} withdrew, and is taken out of the names.",
        "{codes} withdrew, and are taken out of the names.",
        len(gone),
    )
    say(words.format(codes=", ".join(f"D{number}" for number in gone)), problem=True)


def _code(words: str) -> int:
    """The number in a code as D3 or 3. Raises Failure."""
    found = _CODE.fullmatch(words.strip())
    if found is None:
        raise Failure(_("{words} is no code such as D3.").format(words=repr(words)))
    return int(found[1])


def _number(words: str, session: Session) -> int:
    """The same, of somebody who is on the list. Raises Failure."""
    number = _code(words)
    participant = session.participants.get(number)
    if participant is None or participant.withdrawn:
        raise Failure(_("There is no participant D{number} in this meeting.").format(number=number))
    return number
