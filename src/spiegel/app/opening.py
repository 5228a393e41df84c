"""How a window begins with a meeting: at once, or after its passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.meeting.port.catalogue import NO_KEY, Key
from spiegel.meeting.port.errors import NotDoneError, SealedError

if TYPE_CHECKING:
    from spiegel.app.app import Spiegel


def begin(app: "Spiegel", path: Path, key: Key = NO_KEY) -> None:
    """Show a meeting; of an encrypted one nothing before its passphrase, without it nothing at all.

    What cannot be opened ends the program with one clear sentence.
    """

    def then(key: Key | None) -> None:
        if key is None:
            app.exit()
        else:
            begin(app, path, key)

    try:
        app.open_meeting(path, key=key)
    except SealedError:
        from spiegel.screens.shared.passphrase import ask_for

        app.push_screen(ask_for(app.catalogue, path), then)
    except NotDoneError as error:
        app.exit(return_code=1, message=str(error))
