"""argparse in the language of the user: it looks its words up in a catalogue that nobody ships."""

import argparse
from typing import Final

from spiegel.i18n import N_, _

WORDS: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
)
"""What it says to somebody who types a command; another version may say some of it otherwise."""


def speak() -> None:
    """From now on argparse says these in the language that is set."""
    vars(argparse)["_"] = _
