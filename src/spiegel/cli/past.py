"""`spiegel check --restore` and `spiegel wipe`: bring back what was, or remove all of it."""

import argparse
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of
from spiegel.cli.say import agrees, ask, say
from spiegel.cli.screen import has_terminal
from spiegel.domain.preparation.retention import NAMES
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.wording import date_words
from spiegel.i18n import _, ngettext
from spiegel.logbook import LOG
from spiegel.settings import Settings
from spiegel.store.beside import exports
from spiegel.store.beside.backups import Copy, Kind, copies
from spiegel.store.beside.exports import Made
from spiegel.store.beside.folder import Sidecar, located
from spiegel.store.damage.check import TornTail, check
from spiegel.store.damage.salvage import Salvaged, salvage
from spiegel.store.errors import LockedError, NotThereError, StoreError, WrongPassphraseError
from spiegel.store.journal.snapshot import read_session
from spiegel.store.past import wiped, wiping
from spiegel.store.past.restoring import restore as put_back
from spiegel.store.past.restoring import save_salvaged
from spiegel.store.past.wiping import Belongings
from spiegel.store.sealed.keys import NO_KEYS, Keys
from spiegel.store.session.alone import check_nobody

REST: Final = "rest"
"""What stands for the readable rest of a damaged file, instead of the number of a copy."""
USAGE: Final = 2
_MOST_NUMBERS: Final = 12


def hints(file: Path, keys: Keys) -> tuple[str, ...]:
    """How to see what can be brought back, when there is something; for after what is wrong."""
    try:
        path = located(file)
    except StoreError:
        return ()
    if not copies(Sidecar(path).backups) and _readable(path, keys) is None:
        return ()
    words = _("'spiegel check {file} --restore' shows what can be brought back.")
    return (words.format(file=file),)


def restore(options: argparse.Namespace, _settings: Settings) -> int:
    """List what can be brought back, or bring it back."""
    try:
        path = located(options.file)
        kept = copies(Sidecar(path).backups)
        keys = _keys((path, *(copy.path for copy in reversed(kept))))
        if not options.restore:
            return _list(options.file, path, kept, keys)
        if options.restore == REST:
            return _save_rest(path, keys)
        return _put_back(options, path, _chosen(options.restore, kept), keys)
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error


def _keys(places: Iterable[Path]) -> Keys:
    """What opens the first of these that is encrypted; asked at the terminal. Raises Failure."""
    for place in places:
        keys = keys_of(place)
        if keys is not NO_KEYS:
            return keys
    return NO_KEYS


# What there is


def _list(file: Path, path: Path, kept: tuple[Copy, ...], keys: Keys) -> int:
    rest = _readable(path, keys)
    state = _state(path, keys, rest)
    if not kept and rest is None:
        if not state:
            say(_("The file is sound, and nothing older is kept of it yet."))
            return 0
        raise Failure(state)
    say(state or _("The file itself is sound."))
    if kept:
        say(_("Kept of it, as it was:"))
        for number, copy in enumerate(kept, start=1):
            say(f"{number:>4}  {_when(copy):<42}  {_content(copy, keys)}")
        words = _("Bring one back with its number or day: spiegel check {file} --restore 1")
        say(words.format(file=file))
    if rest is not None:
        words = _("Save what can be read to a new file: spiegel check {file} --restore {rest}")
        say(words.format(file=file, rest=REST))
    return 0


def _state(path: Path, keys: Keys, rest: Salvaged | None) -> str:
    """What is wrong with the file itself; empty when it is sound."""
    if rest is not None:
        words = _(
            "The file itself is damaged: {read} of {lines} lines can still be read, whole or in"
            " part ({count} statements)."
        )
        count = len(rest.session.statements)
        return words.format(read=rest.read, lines=rest.lines, count=count)
    try:
        read_session(path, keys=keys)
    except NotThereError:
        return _("The file itself is not there any more: {path}").format(path=path)
    except StoreError as error:
        return error.explain(i18n.current())
    return ""


def _readable(path: Path, keys: Keys) -> Salvaged | None:
    """What can be read of a file that is damaged; None when it is not, or nothing can."""
    try:
        if all(isinstance(finding, TornTail) for finding in check(path, keys=keys)):
            return None
        return salvage(path, keys=keys)
    except StoreError:
        return None


def _when(copy: Copy) -> str:
    """Of when a copy is, and why it was kept."""
    if copy.day is None:
        words = _("before a newer Spiegel changed the file")
        return words if copy.kind is Kind.OLDER else copy.path.name
    if copy.kind is Kind.REPLACED:
        time = f"{copy.time[:2]}:{copy.time[2:4]}"
        words = _("{day} {time}, what was replaced then")
        return words.format(day=copy.day.isoformat(), time=time)
    return _("{day}, before the first change").format(day=copy.day.isoformat())


def _content(copy: Copy, keys: Keys) -> str:
    size = _("{size} kB").format(size=max(1, round(copy.size / 1000)))
    try:
        count = len(read_session(copy.path, keys=keys).statements)
        words = ngettext("{count} statement", "{count} statements", count).format(count=count)
    except (LockedError, WrongPassphraseError):
        words = _("encrypted with another passphrase")
    except StoreError:
        words = _("damaged")
    return f"{words}, {size}"


# Bring it back


def _chosen(which: str, kept: tuple[Copy, ...]) -> Copy:
    """The copy with this number in the list, or of this day. Raises Failure."""
    if which.isascii() and which.isdigit() and 1 <= int(which) <= len(kept):
        return kept[int(which) - 1]
    found = [copy for copy in kept if copy.day is not None and copy.day == _day(which)]
    of_day = [copy for copy in found if copy.kind is Kind.DAY] or found
    if len(of_day) == 1:
        return of_day[0]
    words = _("Nothing is kept under {which}; without it --restore lists what there is.")
    if of_day:
        words = _("More than one is kept of {which}; choose one by its number.")
    raise Failure(words.format(which=which))


def _day(words: str) -> datetime.date | None:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.datetime.strptime(words, pattern).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    return None


def _put_back(options: argparse.Namespace, path: Path, copy: Copy, keys: Keys) -> int:
    check_nobody(path, Sidecar(path))
    count = len(read_session(copy.path, keys=keys).statements)
    question = _("Put back {when} ({count} statements)? What stands there now is kept.")
    if not options.yes:
        if not has_terminal():
            return _usage()
        if not agrees(question.format(when=_when(copy), count=count)):
            raise Failure(_("Nothing was changed."))
    restored = put_back(path, copy, now=clock.now(), keys=keys)
    LOG.info("restored a kept copy: %s", copy.kind)
    words = _("{path} is again as it was: {when} ({count} statements).")
    say(words.format(path=path, when=_when(copy), count=len(restored.session.statements)))
    if restored.closed:
        say(_("The question that people were answering then is closed, without answers."))
    if restored.replaced is not None:
        say(_("What stood there is kept: {path}").format(path=restored.replaced))
    return 0


def _save_rest(path: Path, keys: Keys) -> int:
    if _readable(path, keys) is None:
        read_session(path, keys=keys)
        raise Failure(_("The file is sound; there is nothing to rescue."))
    salvaged = salvage(path, keys=keys)
    place = save_salvaged(path, salvaged, _("rescued"), now=clock.now())
    LOG.info("rescued %d of %d lines", salvaged.read, salvaged.lines)
    words = _(
        "{read} of {lines} lines could be read, whole or in part:"
        " {count} statements are in {path} now."
    )
    count = len(salvaged.session.statements)
    say(words.format(read=salvaged.read, lines=salvaged.lines, count=count, path=place))
    if salvaged.unread:
        lost = len(salvaged.unread)
        numbers = ", ".join(map(str, salvaged.unread[:_MOST_NUMBERS]))
        more = ", …" if lost > _MOST_NUMBERS else ""
        words = ngettext("Not readable: line {numbers}.", "Not readable: lines {numbers}.", lost)
        say(words.format(numbers=numbers + more))
    if salvaged.repaired:
        say(
            ngettext(
                "In {count} place a part was left out; check it in Review (F6).",
                "In {count} places a part was left out; check them in Review (F6).",
                salvaged.repaired,
            ).format(count=salvaged.repaired)
        )
    say(_("The damaged file was left as it is: {path}").format(path=path))
    return 0


# Remove it all


def wipe(options: argparse.Namespace, _settings: Settings) -> int:
    """Show what belongs to a session, ask, and remove it; or what was removed before."""
    t = i18n.current()
    if options.log:
        return _wiped()
    if options.file is None:
        say(_("Which meeting? spiegel wipe FILE"), problem=True)
        return USAGE
    if options.only is not None:
        return _wipe_only(options, Kept(options.only))
    try:
        path = located(options.file)
        found = wiping.belongings(options.file, keys=_keys_of_list(path))
        check_nobody(path, Sidecar(path))
        copies = wiping.elsewhere(found)
        _show(found, copies, all_=options.all)
        if not options.yes:
            if not has_terminal():
                return _usage()
            words = _("Type the name of the file ({name}) to remove all this for good: ")
            if ask(words.format(name=path.name).rstrip()).strip() != path.name:
                raise Failure(_("Nothing was removed."))
        copies = _agreed(copies, options)
        wiping.wipe(found, changed=options.all, copies=copies)
        _clear_killed(path, (*found.same, *found.changed))
    except EOFError as error:
        raise Failure(_("Nothing was removed.")) from error
    except StoreError as error:
        raise Failure(error.explain(t)) from error
    documents = len(copies) + len(found.same) + (len(found.changed) if options.all else 0)
    counts = (len(found.files), len(found.kept), len(found.drafts), documents)
    LOG.info("wiped a session: files=%d kept=%d drafts=%d documents=%d", *counts)
    say(_("All of it is removed."))
    _note(Kept.SESSION, found, sum(counts))
    say(
        _(
            "Parts can stay on the disk until something overwrites them, above all on an SSD."
            " Copies elsewhere, on a stick, in mail, in a cloud or in a backup, are not known here."
        )
    )
    return 0


def _agreed(copies: tuple[Made, ...], options: argparse.Namespace) -> tuple[Made, ...]:
    """The copies that go too: nobody but their owner knows what they are for."""
    if not copies or options.all:
        return copies
    asked = not options.yes and agrees(_("Remove these copies for good too?"))
    return copies if asked else ()


def _clear_killed(path: Path, made: Iterable[Made]) -> None:
    """What an export of it left that was killed goes too: no list names it."""
    from spiegel import export

    export.clear_killed((path.parent, *(Path(one.path).parent for one in made)))


def _wipe_only(options: argparse.Namespace, kept: Kept) -> int:
    """Remove only the key file, or only the private documents; the meeting stays."""
    t = i18n.current()
    try:
        found = wiping.belongings(options.file, keys=_keys_of_list(located(options.file)))
        documents = wiping.private_among((*found.same, *(found.changed if options.all else ())))
        copies = wiping.private_among(wiping.elsewhere(found)) if kept is Kept.PRIVATE else ()
        paths = found.names if kept is Kept.NAMES else [Path(made.path) for made in documents]
        there = [path for path in paths if path.exists()]
        if not there and not copies:
            say(_("There is nothing of that to wipe."))
            return 0
        if there:
            say(_("This will be removed for good:"))
            _show_paths(there)
        _show_copies(copies)
        if not options.yes:
            if not has_terminal():
                return _usage()
            if there and not agrees(_("Remove this for good? The meeting itself stays.")):
                raise Failure(_("Nothing was removed."))
        if kept is Kept.NAMES:
            count = wiping.wipe_names(found)
        else:
            copies = _agreed(copies, options)
            if not there and not copies:
                raise Failure(_("Nothing was removed."))
            count = wiping.wipe_private(found, changed=options.all, copies=copies)
    except StoreError as error:
        raise Failure(error.explain(t)) from error
    LOG.info("wiped of a session: kind=%s files=%d", kept.value, count)
    say(
        ngettext("{count} file is removed.", "{count} files are removed.", count).format(
            count=count
        )
    )
    _note(kept, found, count)
    return 0


def _note(kept: Kept, found: Belongings, files: int) -> None:
    """Say that it went, in the log of what was wiped."""
    noted = wiped.note(kept, found.id, files, datetime.datetime.now(datetime.UTC))
    number = wiped.number_of(found.id)
    if noted and number:
        words = _("It stands in the log of what was wiped, as number {number}: spiegel wipe --log")
        say(words.format(number=number))
    elif not noted:
        say(_("It could not be noted in the log of what was wiped."), problem=True)


def _wiped() -> int:
    """Print what was wiped on this laptop."""
    t, found = i18n.current(), list(wiped.read())
    for one in found:
        day = date_words(one.at.astimezone().date(), t)
        name = _(NAMES[Kept(one.kind)]) if one.kind in set(Kept) else one.kind
        count = ngettext("{count} file", "{count} files", one.files).format(count=one.files)
        say(f"{day:<20} {one.meeting or '–':<14} {name} ({count})")
    if not found:
        say(_("Nothing was wiped on this laptop yet."))
    return 0


def _keys_of_list(path: Path) -> Keys:
    """What opens the list of documents, if there is one; without it they stay unknown."""
    sidecar = Sidecar(path)
    if not any(exports.lists(sidecar)):
        return NO_KEYS
    try:
        return _keys((path, *(copy.path for copy in reversed(copies(sidecar.backups)))))
    except Failure as failure:
        for line in failure.lines:
            say(line, problem=True)
        return NO_KEYS


def _show(found: Belongings, copies: tuple[Made, ...], *, all_: bool) -> None:
    say(_("This will be removed for good:"))
    _show_paths(found.files)
    for folder in found.folders:
        words = _("{folder}: {kept} kept copies, {drafts} half-typed lines, {others} other files")
        inside = [
            sum(path.is_relative_to(folder) for path in paths)
            for paths in (found.kept, found.drafts, found.others)
        ]
        kept, drafts, others = inside
        say("  " + words.format(folder=folder, kept=kept, drafts=drafts, others=others))
    _show_paths(made.path for made in (*found.same, *(found.changed if all_ else ())))
    stay = [] if all_ else [made.path for made in found.changed]
    _show_staying(_("Changed since it was made, so it stays (unless --all is given):"), stay)
    _show_copies(copies)
    known = {made.digest for made in copies}
    gone = [made.path for made in found.gone if made.digest not in known]
    _show_staying(_("No longer where it was made; when it was moved, it stays:"), gone)
    relatives = list(map(str, found.relatives))
    _show_staying(_("Another file of the same meeting, which stays:"), relatives)
    if found.locked:
        say(_("Which documents were made of it cannot be read; they stay."))


def _show_copies(copies: tuple[Made, ...]) -> None:
    words = _("The same document in another place, where somebody put it:")
    _show_staying(words, [made.path for made in copies])


def _show_staying(words: str, paths: list[str]) -> None:
    if paths:
        say(words)
        _show_paths(paths)


def _show_paths(paths: Iterable[Path | str]) -> None:
    for path in paths:
        say(f"  {path}")


# Asking


def _usage() -> int:
    """There is nobody to ask, and nobody said yes beforehand."""
    say(_("There is no terminal to ask at; --yes does it without asking."), problem=True)
    return USAGE
