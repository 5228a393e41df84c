"""Why the system refused to read, write or listen, in the language of the user.

What the system itself says is English on every computer.
"""

import errno
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from spiegel.i18n import N_, Translations, current

_FULL: Final = N_("the disk is full")
_FORBIDDEN: Final = N_("this is not allowed here")
_ELSEWHERE: Final = N_("another program has it open")
_FAILS: Final = N_("the disk or the stick fails, or was taken out")
_REASONS: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EFBIG: _FULL,
        errno.EACCES: _FORBIDDEN,
        errno.EPERM: _FORBIDDEN,
        errno.EROFS: _FORBIDDEN,
        errno.ENOENT: N_("the file or the folder is not there"),
        errno.EEXIST: N_("it is there already"),
        errno.EISDIR: N_("it is a folder"),
        errno.ENOTDIR: N_("a part of its path is no folder"),
        errno.ENAMETOOLONG: N_("its name is too long"),
        errno.EBUSY: _ELSEWHERE,
        errno.EADDRINUSE: N_("another program uses this address"),
        errno.EADDRNOTAVAIL: N_("this computer does not have this address"),
        errno.EIO: _FAILS,
        errno.ENODEV: _FAILS,
        errno.ENXIO: _FAILS,
    }
)


def reason(error: OSError, t: Translations | None = None) -> str:
    """Why the system refused; in its own words where no others are known."""
    if error.errno is None:
        return str(error) or type(error).__name__
    known = _REASONS.get(error.errno)
    return (t or current()).gettext(known) if known else os.strerror(error.errno)
