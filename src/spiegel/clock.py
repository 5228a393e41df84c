"""The machine's clocks, read in one place."""

import sys
import time
import uuid
from functools import cache
from pathlib import Path

from spiegel.domain.session.instants import Instant

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def _boot() -> str:
    """Which start of the machine this is; a name for this process alone where none is known."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return f"{sys.platform}-{uuid.uuid4().hex}"


def now() -> Instant:
    """The present instant.

    CLOCK_BOOTTIME runs on while a laptop sleeps and does not jump when the wall clock is set; where
    there is none the monotonic clock is the nearest.
    """
    if sys.platform == "linux":
        since_boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    else:
        since_boot = time.monotonic_ns()
    return Instant(utc=time.time_ns() // 1_000_000, boot=_boot(), boot_ms=since_boot // 1_000_000)
