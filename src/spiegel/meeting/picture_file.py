"""A picture that somebody hands over for a persona, as a file."""

from pathlib import Path
from typing import Final

from spiegel.domain.session.pictures import Image
from spiegel.i18n import _, current
from spiegel.i18n.refused import reason
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import shown

PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
"""How the files of pictures are called."""


def picture_in(path: Path) -> Image:
    """What can be seen in a picture, without what is noted in it. Raises NotDoneError."""
    # Pillow is loaded for who has a picture.
    from spiegel.importing.picture import LARGEST, Fault, NoPictureError, read_picture

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise NoPictureError(Fault.LARGE, size=path.stat().st_size)
        return read_picture(content)
    except OSError as error:
        words = _("{path} cannot be read: {reason}.")
        raise NotDoneError(words.format(path=shown(path), reason=reason(error))) from error
    except NoPictureError as error:
        raise NotDoneError(error.explain(current())) from error
