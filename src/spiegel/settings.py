"""What the user chose: language, theme, sound, and other keys for commands."""

import json
import tomllib
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one user.

    language: "nl", "en", or empty for what the locale says. theme: a name of `appearance.THEMES`.
    sound: ring the terminal's bell when a clock is over; off unless asked for.
    keys: other keys by command id, several with a comma, such as {"moderate.next": "n,right"}.
    """

    language: str = ""
    theme: str = "spiegel-dark"
    sound: bool = False
    keys: dict[str, str] = {}


class SettingsError(Exception):
    """A settings file that cannot be read; Spiegel goes on with its defaults and says so."""


def load(path: Path) -> Settings:
    """The settings in this file, or the defaults when there is none.

    Raises SettingsError with the path and the reason when the file is not understood.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(data, Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


def save(settings: Settings, path: Path) -> None:
    """Write the settings. Raises OSError when the folder cannot be written."""
    lines = [
        f"language = {_quoted(settings.language)}",
        f"theme = {_quoted(settings.theme)}",
        f"sound = {'true' if settings.sound else 'false'}",
        "",
        "[keys]",
        *(f"{_quoted(command)} = {_quoted(keys)}" for command, keys in settings.keys.items()),
        "",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's strings are a subset of them."""
    return json.dumps(text, ensure_ascii=False)
