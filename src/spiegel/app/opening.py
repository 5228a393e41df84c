"""How a window begins with a meeting: at once, or after its passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from spiegel.i18n import current

if TYPE_CHECKING:
    from spiegel.app.app import Spiegel
    from spiegel.store.sealed.keys import Keys


def begin(app: "Spiegel", path: Path, keys: "Keys | None" = None) -> None:
    """Show a meeting; of an encrypted one nothing before its passphrase, without it nothing at all.

    What cannot be opened ends the program with one clear sentence.
    """
    from spiegel.store.errors import LockedError, StoreError

    def then(keys: "Keys | None") -> None:
        if keys is None:
            app.exit()
        else:
            begin(app, path, keys)

    try:
        app.open_meeting(path, keys=keys)
    except LockedError:
        from spiegel.screens.shared.passphrase import ask_for

        app.push_screen(ask_for(path), then)
    except StoreError as error:
        app.exit(return_code=1, message=error.explain(current()))
