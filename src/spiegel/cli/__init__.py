"""The command line: what is asked is read here; a verb is imported when it is used."""

import sys
from typing import TYPE_CHECKING

from spiegel.app import garbage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spiegel.settings import Settings

DONE, AT_FAULT, USAGE = 0, 1, 2
"""Exit codes: done; the data or the file is at fault; wrong usage."""
_LASTING = frozenset(("open", "serve", "rehearse", "demo"))
"""What goes on for hours, as Home does: there garbage is looked for from the beginning."""


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code: 0, 1 or 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in _LASTING:
        return _run(words)
    with garbage.hardly():
        return _run(words)


def _run(words: "Sequence[str]") -> int:
    """What is imported here is imported while nobody looks for garbage."""
    from spiegel import i18n, logbook, paths, settings
    from spiegel.cli.failure import Failure
    from spiegel.cli.say import say
    from spiegel.domain.polls import thresholds
    from spiegel.domain.preparation import targets, terms

    asked = _language(words)
    # what is wrong with the settings is said before they can say in which language
    i18n.set_language(asked or i18n.preferred_language())
    chosen = settings.load(paths.settings_file())
    i18n.set_language(asked or chosen.language or i18n.preferred_language())
    thresholds.use(chosen.thresholds)
    targets.use(chosen.targets)
    terms.use(chosen.keep)
    if chosen.amiss:
        say(chosen.amiss, problem=True)
    run = _asked(words)
    logbook.start(paths.log_folder())
    try:
        return run(chosen)
    except Failure as failure:
        for line in failure.lines:
            say(line, problem=True)
        return AT_FAULT
    except BrokenPipeError:
        # The reader of our output went away, as with `| head`: nothing is left to say.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return 128 + 2
    except Exception as error:  # noqa: BLE001 - the one boundary: no traceback shows words
        say(logbook.apology(error), problem=True)
        return AT_FAULT


def _asked(words: "Sequence[str]") -> "Callable[[Settings], int]":
    """What is to be done; without a word that is Home, which needs no parser."""
    if not words:
        return _home
    from spiegel.cli.arguments import parser

    options = parser(words[0]).parse_args(words)
    return lambda chosen: int(options.run(options, chosen))


def _home(chosen: "Settings") -> int:
    from spiegel.cli.screen import run

    return run(chosen)


def _language(words: "Sequence[str]") -> str:
    """The language asked for by `--lang`, looked up before argparse speaks it."""
    from spiegel import i18n

    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            choice = words[index + 1]
        elif word.startswith("--lang="):
            choice = word.removeprefix("--lang=")
        else:
            continue
        return choice if choice in i18n.LANGUAGES else ""
    return ""
