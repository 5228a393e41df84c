"""`spiegel` and `spiegel open`: the screens, which need a terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.app import garbage
from spiegel.cli.failure import Failure
from spiegel.i18n import _
from spiegel.settings import Settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from spiegel.meeting.delivery import Deliver
    from spiegel.meeting.live import LiveMeeting, Role


def home(_options: "argparse.Namespace", settings: Settings) -> int:
    """Show the home screen until the user quits."""
    return run(settings)


def open_(options: "argparse.Namespace", settings: Settings) -> int:
    """Show a session in a role until the user quits."""
    return run(settings, path=options.file, role=options.role)


def run(
    settings: Settings,
    *,
    path: Path | None = None,
    role: "Role" = "moderator",
    example: bool = False,
    show: str = "",
    rehearsal: "Callable[[Deliver], LiveMeeting] | None" = None,
) -> int:
    """Run the screens and return their exit code. Raises Failure without a terminal.

    example: the meeting is the fictional one. show: the screen to begin with, if not the one for
    the stage of the meeting. rehearsal: opens a meeting in memory, in place of the path.
    """
    if not has_terminal():
        raise Failure(_("The screens of Spiegel need a terminal; this is none."))
    garbage.pause()
    # Imported here, when the language is set: a binding keeps the words it was given.
    from spiegel.app.app import Spiegel

    app = Spiegel(
        settings=settings, path=path, role=role, example=example, show=show, rehearsal=rehearsal
    )
    app.run()
    return app.return_code or 0


def has_terminal() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
