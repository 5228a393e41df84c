"""`spiegel read`: what came back of a meeting, an action plan or a list of themes."""

import argparse
import datetime
from collections.abc import Iterable
from typing import Final

from spiegel import i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import agrees, say
from spiegel.cli.screen import has_terminal
from spiegel.cli.session_file import opened
from spiegel.domain.actions.deciding import EditActions
from spiegel.domain.preparation.theme_list import TakeThemes, effect_on_themes, themes_said
from spiegel.domain.session.session import Change, Refusal, Session
from spiegel.i18n import _, ngettext
from spiegel.meeting.list_file import ACTION_PLANS, read_plan, read_themes
from spiegel.meeting.port.errors import NotDoneError
from spiegel.settings import Settings

USAGE: Final = 2


def read(options: argparse.Namespace, _settings: Settings) -> int:
    """Show what changes and what does not fit, ask, and keep it: in one step for undo.

    The code is 1 when something does not fit and nothing was kept, 2 when nobody can be asked.
    """
    try:
        with opened(options.file, read_only=False, window="read") as file:
            change, fits = _read(options, file.session)
            if change is None:
                say(_("Nothing changes."))
                return 0 if fits else 1
            if not options.yes:
                if not has_terminal():
                    words = _("Nothing was kept. --yes keeps what fits without asking.")
                    say(words, problem=True)
                    return USAGE
                question = _("Keep this?") if fits else _("Keep what fits?")
                if not agrees(question):
                    say(_("Nothing was kept."))
                    return 0 if fits else 1
            try:
                file.change(change)
            except Refusal as refusal:
                raise Failure(refusal.explain(i18n.current())) from refusal
    except NotDoneError as error:
        raise Failure(str(error)) from error
    say(_("It is kept."))
    return 0


def _read(options: argparse.Namespace, session: Session) -> tuple[Change | None, bool]:
    """Say what a file changes; the change, and whether all of the file fits."""
    t = i18n.current()
    if options.what.suffix.lower() not in ACTION_PLANS:
        listed = read_themes(options.what)
        _tell(themes_said(session, listed, t))
        effect = effect_on_themes(session, listed.themes)
        change = TakeThemes(themes=listed.themes) if effect.new or effect.changed else None
        return change, True
    # What the report says is loaded for who has a plan.
    from spiegel.domain.report.plan_back import lines, read_back

    today = datetime.datetime.now().astimezone().date()
    found = read_back(session, read_plan(options.what), today)
    _tell(lines(found, t))
    if found.findings:
        count = len(found.findings)
        words = ngettext("{count} thing does not fit.", "{count} things do not fit.", count)
        say(words.format(count=count), problem=True)
    return EditActions(edits=found.edits) if found.edits else None, not found.findings


def _tell(lines: Iterable[tuple[str, bool]]) -> None:
    for words, wrong in lines:
        say(words, problem=wrong)
