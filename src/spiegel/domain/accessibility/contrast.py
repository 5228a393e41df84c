"""Contrast of letters with what stands behind them, as WCAG 2.1 reckons it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from spiegel.domain.accessibility.findings import Fault, Finding, Where, shortened
from spiegel.domain.accessibility.walk import Place, Walked

_LEAST: Final = 4.5
_LEAST_LARGE: Final = 3.0
"""For large letters (WCAG 2.1, 1.4.3)."""
_LARGE: Final = 18.0
_LARGE_BOLD: Final = 14.0
"""Points from which letters are large."""
_SMALL: Final = 9.0
"""Points below which letters are small on paper; WCAG says nothing of that."""


def contrast(walked: Walked) -> Iterator[Finding]:
    """Letters that stand out too little; the same colours once under each heading."""
    seen: set[tuple[tuple[str, ...], str, str | None]] = set()
    for spot, paragraph in walked.paragraphs():
        for run in paragraph.runs:
            if not run.color or run.behind is None or not run.words.strip():
                continue
            large = run.size >= _LARGE or (run.bold and run.size >= _LARGE_BOLD)
            least = _LEAST_LARGE if large else _LEAST
            ratio = contrast_of(run.color, run.behind)
            key = (spot.path, run.color, run.behind)
            if ratio < least and key not in seen:
                seen.add(key)
                yield Finding(
                    fault=Fault.CONTRAST_LOW,
                    where=Where(spot.path, shortened(run.words)),
                    about={
                        "color": f"#{run.color}",
                        "behind": f"#{run.behind}",
                        # Down, so that what fails never reads as if it passed.
                        "ratio": int(ratio * 100) / 100,
                        "least": least,
                    },
                )


def small(walked: Walked) -> Iterator[Finding]:
    """Letters that are small on paper, each size once; what is on each page is left out."""
    seen: set[float] = set()
    for spot, paragraph in walked.paragraphs(Place.EDGE):
        for run in paragraph.runs:
            if run.size < _SMALL and run.words.strip() and run.size not in seen:
                seen.add(run.size)
                yield Finding(
                    fault=Fault.TEXT_SMALL,
                    where=Where(spot.path, shortened(run.words)),
                    about={"size": run.size},
                )


@lru_cache(maxsize=256)
def contrast_of(one: str, other: str) -> float:
    """The contrast of two colours of six hex digits, 1.0 to 21.0 (WCAG 2.1, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance, 0.0 to 1.0 (WCAG 2.1)."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
