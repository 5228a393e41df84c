"""The look: a dark, a light and a high-contrast theme, and which of them is kept as chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import Theme

from spiegel import paths
from spiegel.app.color_depth import Depth
from spiegel.i18n import N_
from spiegel.i18n.refused import reason
from spiegel.settings import Settings
from spiegel.settings import save as save_settings

if TYPE_CHECKING:
    from spiegel.app.few_colors import DepthFilter


def _bars(ground: str, bar: str) -> dict[str, str]:
    """The bar beside what is longer than its room, quiet on the ground of a panel."""
    states = ("", "-hover", "-active")
    return {
        "scrollbar-corner-color": ground,
        **{f"scrollbar-background{state}": ground for state in states},
        **{f"scrollbar{state}": bar for state in states},
    }


DARK: Final = Theme(
    name="spiegel-dark",
    primary="#7FB7BE",
    secondary="#7FB7BE",
    accent="#E5B067",
    warning="#E5B067",
    error="#E58A78",
    success="#9CC69B",
    foreground="#E6E8E6",
    background="#14191B",
    surface="#1B2225",
    panel="#222B2F",
    dark=True,
    variables={
        "muted": "#93A0A3",
        "faint": "#7D8B8F",
        "rule": "#2F3A3E",
        **_bars("#1B2225", "#3A474C"),
    },
)
LIGHT: Final = Theme(
    name="spiegel-light",
    primary="#1F6B75",
    secondary="#1F6B75",
    accent="#8F4E00",
    warning="#8F4E00",
    error="#A32F1C",
    success="#2C6B3A",
    foreground="#1C2326",
    background="#FAF8F3",
    surface="#F1EEE6",
    panel="#E6E2D7",
    dark=False,
    variables={
        "muted": "#525F63",
        "faint": "#667175",
        "rule": "#CFCABD",
        **_bars("#F1EEE6", "#B9B4A6"),
    },
)
CONTRAST: Final = Theme(
    name="spiegel-contrast",
    primary="#6FF2FF",
    secondary="#6FF2FF",
    accent="#FFD400",
    warning="#FFD400",
    error="#FF8A80",
    success="#8CFF8C",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    dark=True,
    variables={
        "muted": "#E0E0E0",
        "faint": "#BDBDBD",
        "rule": "#FFFFFF",
        **_bars("#1C1C1C", "#BDBDBD"),
    },
)
THEME_NAMES: Final = {
    "spiegel-dark": N_("dark"),
    "spiegel-light": N_("light"),
    "spiegel-contrast": N_("high contrast"),
}
THEMES: Final = (DARK, LIGHT, CONTRAST)


def with_theme(settings: Settings, name: str) -> tuple[Settings, str]:
    """The settings with this theme, kept for next time; and why they could not be kept, if so."""
    settings = msgspec.structs.replace(settings, theme=name)
    if settings.amiss:
        # What is wrong there can still be mended; written anew it would be gone.
        return settings, settings.amiss
    try:
        save_settings(settings, paths.settings_file())
    except OSError as error:
        return settings, reason(error)
    return settings, ""


class TerminalColors:
    """The colours of one terminal: what its depth makes of each theme that is chosen."""

    def __init__(self, depth: Depth) -> None:
        self.depth = depth
        self._filters: dict[str, DepthFilter] = {}

    def filters(self, theme: Theme, usual: Sequence[LineFilter]) -> Sequence[LineFilter]:
        """The usual ones and ours; where there is no colour Textual's would leave greys."""
        if self.depth is Depth.FULL:
            return usual
        from spiegel.app.few_colors import DepthFilter

        if theme.name not in self._filters:
            self._filters[theme.name] = DepthFilter(theme, self.depth)
        kept = (each for each in usual if not isinstance(each, Monochrome | NoColor))
        return [*kept, self._filters[theme.name]]
