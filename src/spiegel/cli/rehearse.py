"""`spiegel rehearse`: the running order with a made-up group, and nothing kept."""

import argparse

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.passphrase import keys_of
from spiegel.cli.screen import has_terminal, run
from spiegel.i18n import _
from spiegel.rehearsal.rehearsing import Rehearsal
from spiegel.settings import Settings
from spiegel.store.errors import StoreError
from spiegel.store.journal.snapshot import read_session


def rehearse(options: argparse.Namespace, settings: Settings) -> int:
    """Lead a copy of a meeting in memory, and say afterwards what happened with time."""
    if not has_terminal():
        raise Failure(_("The screens of Spiegel need a terminal; this is none."))
    try:
        session = read_session(options.file, keys=keys_of(options.file))
    except StoreError as error:
        raise Failure(error.explain(i18n.current())) from error
    with Rehearsal(session, options.speed) as rehearsal:
        code = run(settings, rehearsal=rehearsal.open, show="moderate")
    for line in rehearsal.told(i18n.current()):
        print(line)
    return code
