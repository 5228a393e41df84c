"""Colours of a Word file as they are seen: those of its theme, of highlighting, of shading."""

import colorsys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from spiegel.importing.package import XmlElement

_HIGHLIGHTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "black": "000000",
        "blue": "0000FF",
        "cyan": "00FFFF",
        "darkBlue": "00008B",
        "darkCyan": "008B8B",
        "darkGray": "A9A9A9",
        "darkGreen": "006400",
        "darkMagenta": "800080",
        "darkRed": "8B0000",
        "darkYellow": "808000",
        "green": "00FF00",
        "lightGray": "D3D3D3",
        "magenta": "FF00FF",
        "red": "FF0000",
        "white": "FFFFFF",
        "yellow": "FFFF00",
    }
)
_THEME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dark1": "dk1",
        "dark2": "dk2",
        "light1": "lt1",
        "light2": "lt2",
        "text1": "dk1",
        "text2": "dk2",
        "background1": "lt1",
        "background2": "lt2",
        "hyperlink": "hlink",
        "followedHyperlink": "folHlink",
        "tx1": "dk1",
        "tx2": "dk2",
        "bg1": "lt1",
        "bg2": "lt2",
    }
)
"""Names in a document for the colours of a theme."""
_HEX: Final = frozenset("0123456789ABCDEF")
_WHOLE: Final = 100_000
"""A share of DrawingML that is all of it."""


class Colors:
    """The colours of one file. theme: the root of its theme, None where it has none."""

    def __init__(self, theme: XmlElement | None, space: str) -> None:
        self._space = space
        self._theme: dict[str, str] = {}
        if theme is None:
            return
        for scheme in theme.iter("{*}clrScheme"):
            for slot in scheme.iterchildren("{*}*"):
                for color in slot:
                    value = color.get("lastClr") or color.get("val", "")
                    self._theme[slot.tag.rpartition("}")[2]] = _hex(value)

    def of(self, mark: XmlElement, name: str = "val", theme: str = "theme") -> str:
        """A colour that an element names in its attributes: six hex digits, empty for automatic.

        name: the attribute with the digits. theme: how those of the theme begin; their colour goes
        before the digits, which are what it was when the file was saved.
        """
        space = self._space
        named = mark.get(f"{space}{theme}{'Color' if theme == 'theme' else ''}", "")
        color = self._theme.get(_THEME.get(named, named), "") if named else ""
        if not color:
            return _hex(mark.get(space + name, ""))
        tint, shade = mark.get(f"{space}{theme}Tint"), mark.get(f"{space}{theme}Shade")
        if tint is not None:
            share = _share(tint)
            return _lit(color, lambda light: light * share + 1 - share)
        if shade is not None:
            share = _share(shade)
            return _lit(color, lambda light: light * share)
        return color

    def shading(self, mark: XmlElement) -> str:
        """What shading puts behind words; empty for nothing."""
        space = self._space
        pattern = mark.get(f"{space}val", "clear")
        fill = self.of(mark, "fill", "themeFill")
        if pattern in ("clear", "nil"):
            return fill
        color = self.of(mark, "color", "theme") or "000000"
        if pattern == "solid":
            return color
        if pattern.startswith("pct") and pattern[3:].isdecimal():
            return _mixed(color, fill or "FFFFFF", int(pattern[3:]) / 100)
        return _mixed(color, fill or "FFFFFF", 0.5)

    @staticmethod
    def highlight(name: str) -> str:
        """The colour of a marker pen; empty for none."""
        return _HIGHLIGHTS.get(name, "")

    def drawn(self, fill: XmlElement) -> str | None:
        """A solid colour of a drawing (DrawingML); None where it cannot be told."""
        for color in fill:
            kind = color.tag.rpartition("}")[2]
            value = color.get("val", "")
            if kind == "schemeClr":
                base = self._theme.get(_THEME.get(value, value), "")
            elif kind in ("srgbClr", "sysClr"):
                base = _hex(color.get("lastClr") or value)
            else:
                base = ""
            if not base:
                return None
            for change in color:
                share = _part_of(change.get("val", ""))
                if (changed := _changed(base, change.tag.rpartition("}")[2], share)) is None:
                    return None
                base = changed
            return base
        return None


def _hex(value: str) -> str:
    value = value.lstrip("#").upper()
    return value if len(value) == 6 and _HEX.issuperset(value) else ""


def _share(value: str) -> float:
    return int(value, 16) / 255 if _HEX.issuperset(value.upper()) and value else 1.0


def _part_of(value: str) -> float:
    """A share of DrawingML: of a hundred thousand, or in percent."""
    digits, whole = (value[:-1], 100) if value.endswith("%") else (value, _WHOLE)
    return int(digits) / whole if digits.isdecimal() else 1.0


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _written(red: float, green: float, blue: float) -> str:
    return "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


def _lit(color: str, change: Callable[[float], float]) -> str:
    """A colour whose lightness is changed (HSL)."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(color))
    return _written(*colorsys.hls_to_rgb(hue, min(1.0, change(light)), saturation))


def _changed(color: str, how: str, share: float) -> str | None:
    """A colour as DrawingML changes it; None for a way that is not known here."""
    if how in ("lumMod", "shade"):
        return _lit(color, lambda light: light * share)
    if how == "lumOff":
        return _lit(color, lambda light: light + share)
    if how == "tint":
        return _lit(color, lambda light: light * share + 1 - share)
    return None


def _mixed(one: str, other: str, share: float) -> str:
    """So much of one colour in the other."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    red, green, blue = (first * share + second * (1 - share) for first, second in pairs)
    return _written(red, green, blue)
