"""What can be asked on the command line, in the language of the user."""

import argparse
import datetime
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import spiegel
from spiegel.cli.parsing import speak
from spiegel.i18n import LANGUAGES, _
from spiegel.meeting.port.serving import DEVICES, LOOPBACK, USUAL_PORT


def parser(first: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; call it when the language is set.

    first: the first word that was typed; of a command no more than that one is made, which takes a
    tenth of the time.
    """
    speak()
    top = argparse.ArgumentParser(
        prog="spiegel",
        description=_("The toolkit for a spiegelgesprek, in a terminal. Without a command: home."),
    )
    top.add_argument("--lang", choices=LANGUAGES, help=_("language of the screens"))
    top.add_argument(
        "--version",
        action="version",
        version=f"spiegel {spiegel.__version__}",
        help=_("show the version and exit"),
    )
    top.set_defaults(run=_verb("screen", "home"))
    verbs = top.add_subparsers(metavar=_("COMMAND"), parser_class=_Command)
    for names, add in _VERBS.items():
        if first in names:
            add(verbs)
            return top
    for add in _VERBS.values():
        add(verbs)
    return top


class _Command(argparse.ArgumentParser):
    """The parser of one command, which refuses what it does not know with its own usage."""

    def parse_known_args(  # type: ignore[override]
        self, args: Any = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """argparse leaves the rest to the parser above, whose usage tells nothing of it."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(_("unrecognized arguments: %s") % " ".join(rest))
        return found, rest


def _verb(module: str, name: str) -> Callable[..., int]:
    """The function behind a command, imported when it is run."""

    def run(*arguments: Any) -> int:
        function: Callable[..., int] = getattr(import_module(f"spiegel.cli.{module}"), name)
        return function(*arguments)

    return run


def _add(verbs: Any, name: str, words: str, module: str, function: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
    command.set_defaults(run=_verb(module, function))
    # Behind the command too, where people write it; the help names it once.
    suppressed = argparse.SUPPRESS
    command.add_argument("--lang", choices=LANGUAGES, default=suppressed, help=suppressed)
    return command


def _demo(verbs: Any) -> None:
    command = _add(verbs, "demo", _("a fictional meeting, ready to explore"), "demo", "demo_")
    command.add_argument(
        "folder", nargs="?", type=Path, metavar=_("FOLDER"), help=_("where it is written")
    )
    command.add_argument(
        "--format",
        choices=["spiegelgesprek", "versnellingssessie", "persona"],
        help=_("which kind of meeting; usually a spiegelgesprek"),
    )
    how = command.add_mutually_exclusive_group()
    how.add_argument(
        "--headless",
        action="store_true",
        help=_("play it from start to end without a screen and write all its documents"),
    )
    how.add_argument(
        "--devices",
        type=_devices,
        default=0,
        metavar="N",
        help=_("rehearse a versnellingssessie alone: so many simulated devices join and answer"),
    )
    how.add_argument(
        "--after",
        action="store_true",
        help=_("open it six weeks after the day, when one looks what became of the actions"),
    )


def _new(verbs: Any) -> None:
    command = _add(verbs, "new", _("make a new session"), "sessions", "new")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--format", default=None, metavar=_("NAME"), help=_("see 'spiegel formats'")
    )
    command.add_argument("--title", metavar=_("TITLE"), help=_("as it stands on the report"))
    command.add_argument("--date", type=_date, metavar=_("DATE"), help=_("such as 2026-12-15"))
    command.add_argument(
        "--plan",
        type=Path,
        metavar=_("PLAN"),
        help=_("Word, LibreOffice, Markdown or plain text; or the name of a plan that is kept"),
    )
    command.add_argument(
        "--like",
        type=Path,
        metavar=_("OLD"),
        help=_("the next round of an earlier meeting: its preparation, and nothing that was said"),
    )
    for who, words in (("participants", _("how many tell")), ("listeners", _("how many listen"))):
        command.add_argument(f"--{who}", type=_count, default=None, metavar="N", help=words)
    command.add_argument(
        "--consent",
        choices=["verbatim"],
        help=_("all participants agreed to be quoted; without it nobody was asked yet"),
    )
    command.add_argument(
        "--encrypt", action="store_true", help=_("unreadable without the passphrase that it asks")
    )


def _sealing(verbs: Any) -> None:
    words = _("make a session unreadable without a passphrase, or give it another one")
    encrypt = _add(verbs, "encrypt", words, "sealing", "encrypt")
    encrypt.add_argument("file", type=Path, metavar=_("FILE"))
    words = _("make an encrypted session readable again")
    decrypt = _add(verbs, "decrypt", words, "sealing", "decrypt")
    decrypt.add_argument("file", type=Path, metavar=_("FILE"))


def _open(verbs: Any) -> None:
    command = _add(verbs, "open", _("open a session on the screen"), "screen", "open_")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--role",
        choices=["moderator", "scribe", "clock"],
        default="moderator",
        help=_("who sits at it: without it the moderator; clock is the screen for the room"),
    )


def _serve(verbs: Any) -> None:
    words = _("let everybody answer on a device of their own, in a browser")
    command = _add(verbs, "serve", words, "serve", "serve_")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--address",
        default=LOOPBACK,
        metavar="A",
        help=_("of this laptop in the network of the room; this laptop alone unless said"),
    )
    words = _("behind the address, where {port} is taken").format(port=USUAL_PORT)
    command.add_argument("--port", type=_port, default=USUAL_PORT, metavar="P", help=words)
    words = _("how many devices can take part; without it as many as the session says")
    command.add_argument("--seats", type=_count, default=0, metavar="N", help=words)
    command.add_argument(
        "--name",
        action="append",
        metavar=_("NAME"),
        help=_(
            "by which devices find this laptop too, such as laptop.local; people type the first"
        ),
    )
    command.add_argument("--passphrase-in-pipe", action="store_true", help=argparse.SUPPRESS)
    command.add_argument("--while-pipe-is-open", action="store_true", help=argparse.SUPPRESS)


def _rehearse(verbs: Any) -> None:
    words = _("practise the running order with a made-up group; nothing is kept")
    command = _add(verbs, "rehearse", words, "rehearse", "rehearse")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--speed",
        type=_speed,
        default=10,
        metavar="N",
        help=_("so many times as fast as the meeting itself, 1 to 60; usually 10"),
    )


def _capture(verbs: Any) -> None:
    command = _add(
        verbs, "capture", _("record lines from a file or standard input"), "capture", "capture"
    )
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("lines", nargs="?", type=Path, metavar=_("LINES"))
    command.add_argument(
        "--labels",
        metavar=_("LABELS"),
        help=_("what labels in the notes mean, such as R=D,Interviewer=G,Joke=D3,actie=action"),
    )


def _export(verbs: Any) -> None:
    command = _add(verbs, "export", _("make the documents"), "documents", "export_")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument(
        "--kind",
        action="extend",
        nargs="+",
        metavar=_("KIND"),
        help=_(
            "report, markdown, html, pdf, odt, worklist, plan, plan-markdown, plan-text, plan-odt,"
            " calendar, letters, envelopes, action-plan, csv, json, qdpx, qdc; report "
            "and markdown unless said"
        ),
    )
    command.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("beside the session"))
    words = _("the Word file that form and cover come from")
    command.add_argument("--template", type=Path, metavar=_("HOUSESTYLE.docx"), help=words)
    command.add_argument(
        "--unchecked",
        action="store_true",
        help=_("also while something that looks like a person waits in Review; the report says so"),
    )


def _read(verbs: Any) -> None:
    words = _("take in what came back: an action plan (.xlsx), or themes (.qdc, .csv, .txt)")
    command = _add(verbs, "read", words, "reading", "read")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("what", type=Path, metavar=_("WHAT"))
    command.add_argument("--yes", action="store_true", help=_("do not ask"))


def _show(verbs: Any) -> None:
    command = _add(verbs, "show", _("the session as text"), "sessions", "show")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("--json", action="store_true", help=_("as JSON"))
    words = _(
        "of a session: is it sound, and what stands in the way of the report; of a Word file: can "
        "everybody read it (EN 301 549)"
    )
    check = _add(verbs, "check", words, "sessions", "check")
    check.add_argument("file", type=Path, metavar=_("FILE"))
    words = _("list what can be brought back; with a number, a day or 'rest': bring that back")
    check.add_argument("--restore", nargs="?", const="", metavar=_("WHICH"), help=words)
    check.add_argument("--yes", action="store_true", help=_("do not ask"))
    check.add_argument("--json", action="store_true", help=_("of a Word file: as JSON"))


def _compare(verbs: Any) -> None:
    words = _("two meetings with the same questions side by side, or this round and the one before")
    command = _add(verbs, "compare", words, "compare", "compare_")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    command.add_argument("other", type=Path, metavar=_("OTHER"))
    command.add_argument(
        "--keep",
        action="store_true",
        help=_("keep it in FILE as it is now, so that its report has the chapter"),
    )
    for name, help_ in (
        (
            "--link",
            _("groups of ideas that mean the same, by their numbers, such as 3=2; keeps it"),
        ),
        ("--unlink", _("groups that do not mean the same after all; keeps it")),
    ):
        command.add_argument(
            name, action="extend", nargs="+", type=_link, default=[], metavar="N=N", help=help_
        )


def _link(words: str) -> tuple[int, int]:
    """Two numbers of groups of ideas as 3=2: here, and in the other meeting."""
    own, _equals, theirs = words.partition("=")
    if own.isascii() and own.isdecimal() and theirs.isascii() and theirs.isdecimal():
        return int(own), int(theirs)
    raise argparse.ArgumentTypeError(
        _("{words} is no pair of numbers such as 3=2").format(words=repr(words))
    )


def _language(verbs: Any) -> None:
    words = _("what makes a Dutch text hard to read, with what would be simpler")
    command = _add(verbs, "language", words, "language", "language_")
    command.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("Word, LibreOffice, Markdown or plain text")
    )


def _names(verbs: Any) -> None:
    words = _("who is behind the codes, in an encrypted file of its own beside the session")
    command = _add(verbs, "names", words, "names", "names_")
    command.add_argument("file", type=Path, metavar=_("FILE"))
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--add", metavar=_("CODE"), help=_("ask for the name, telephone and address of D3")
    )
    what.add_argument("--remove", metavar=_("CODE"), help=_("take D3 out of it"))
    what.add_argument("--passphrase", action="store_true", help=_("choose another passphrase"))


def _wipe(verbs: Any) -> None:
    words = _("remove a session with all that belongs to it, for good")
    wipe = _add(verbs, "wipe", words, "past", "wipe")
    wipe.add_argument("file", nargs="?", type=Path, metavar=_("FILE"))
    wipe.add_argument(
        "--only",
        choices=["private", "names"],
        help=_("only the private documents, or only the key file with names; the meeting stays"),
    )
    wipe.add_argument("--log", action="store_true", help=_("what was wiped on this laptop"))
    wipe.add_argument(
        "--all",
        action="store_true",
        help=_("also documents that somebody changed since, and copies of them elsewhere"),
    )
    wipe.add_argument("--yes", action="store_true", help=_("do not ask"))


def _due(verbs: Any) -> None:
    words = _("what is to be done within a week, for all meetings or for these")
    command = _add(verbs, "due", words, "due", "due")
    command.add_argument("files", nargs="*", type=Path, metavar=_("FILE"))


def _actions(verbs: Any) -> None:
    words = _("the actions of all meetings or of these: what is open and what is overdue")
    command = _add(verbs, "actions", words, "actions", "actions")
    command.add_argument("files", nargs="*", type=Path, metavar=_("FILE"))
    command.add_argument("--owner", metavar=_("WHO"), help=_("only those of this owner"))
    command.add_argument(
        "--all", action="store_true", help=_("also what is done, stopped, or will not be done")
    )
    command.add_argument("--json", action="store_true", help=_("as JSON"))


def _lists(verbs: Any) -> None:
    _add(verbs, "formats", _("the formats at hand"), "lists", "formats_")
    words = _("the running orders that you keep, to begin with: new --plan NAME")
    _add(verbs, "plans", words, "lists", "plans")
    _add(verbs, "keys", _("every key by screen"), "lists", "keys")


def _date(words: str) -> datetime.date:
    """A day as 2026-12-15, 15-12-2026 or `wo 2 dec`; without a year the next one to come."""
    from spiegel.domain.notation.dates import date_of

    day = date_of(words, datetime.datetime.now().astimezone().date())
    if day is not None:
        return day
    raise argparse.ArgumentTypeError(
        _("{words} is no date such as 2026-12-15").format(words=repr(words))
    )


def _port(words: str) -> int:
    """Where a program listens: 0 (any that is free) to 65535."""
    if words.isascii() and words.isdigit() and int(words) <= 65_535:
        return int(words)
    raise argparse.ArgumentTypeError(
        _("{words} is no number from 0 to {most}").format(words=repr(words), most=65_535)
    )


def _speed(words: str) -> int:
    """How many times as fast as the clock: 1 to 60."""
    if words.isascii() and words.isdigit() and 1 <= int(words) <= 60:
        return int(words)
    raise argparse.ArgumentTypeError(
        _("{words} is no number from 1 to {most}").format(words=repr(words), most=60)
    )


def _devices(words: str) -> int:
    """How many simulated devices: 1 to 200."""
    if words.isascii() and words.isdigit() and 1 <= int(words) <= DEVICES:
        return int(words)
    raise argparse.ArgumentTypeError(
        _("{words} is no number from 1 to {most}").format(words=repr(words), most=DEVICES)
    )


def _count(words: str) -> int:
    """How many people: 0 to 200."""
    if words.isascii() and words.isdigit() and int(words) <= 200:
        return int(words)
    raise argparse.ArgumentTypeError(
        _("{words} is no number from 0 to 200").format(words=repr(words))
    )


_VERBS: Final = {
    ("demo",): _demo,
    ("new",): _new,
    ("encrypt", "decrypt"): _sealing,
    ("open",): _open,
    ("serve",): _serve,
    ("rehearse",): _rehearse,
    ("capture",): _capture,
    ("export",): _export,
    ("read",): _read,
    ("show", "check"): _show,
    ("compare",): _compare,
    ("language",): _language,
    ("names",): _names,
    ("wipe",): _wipe,
    ("due",): _due,
    ("actions",): _actions,
    ("formats", "plans", "keys"): _lists,
}
"""What adds each command, by their names, in the order in which they are told."""
