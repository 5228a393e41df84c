"""What the user chose: language, theme, sound, when a group is divided, how many people, keys."""

import json
import tomllib
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.polls.thresholds import LEAST, MOST, USUAL, Thresholds
from spiegel.domain.preparation import targets
from spiegel.domain.preparation.targets import Targets
from spiegel.i18n import N_, _

_MEANWHILE: Final = N_("Until then the usual settings hold.")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one user.

    language: "nl", "en", or empty for what the locale says. theme: a name of `appearance.THEMES`.
    sound: ring the terminal's bell when a clock is over; off unless asked for. divided, strongly:
    spreads from which a group is called divided, and strongly divided, as in `thresholds`.
    targets: how many people a meeting wants.
    keys: other keys by command id, several with a comma, such as {"moderate.next": "n,right"}.
    """

    language: str = ""
    theme: str = "spiegel-dark"
    sound: bool = False
    divided: float = USUAL.divided
    strongly: float = USUAL.strongly
    targets: Targets = targets.USUAL
    keys: dict[str, str] = {}

    @property
    def thresholds(self) -> Thresholds:
        """From when a group is called divided, and strongly so."""
        return Thresholds(divided=self.divided, strongly=self.strongly)


class SettingsError(Exception):
    """A settings file that cannot be read; Spiegel goes on with its defaults and says so."""


def load(path: Path) -> Settings:
    """The settings in this file, or the defaults when there is none.

    Raises SettingsError with the path, the reason and what to do when the file is not understood.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = msgspec.convert(data, Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        problem = _("{path} cannot be used: {why}. Mend or leave out what it names.")
        raise SettingsError(f"{problem.format(path=path, why=error)} {_(_MEANWHILE)}") from error
    if not LEAST <= settings.divided <= settings.strongly <= MOST:
        problem = _(
            "{path} cannot be used: divided = {divided}, strongly = {strongly}. Give both a number"
            " from {least} to {most}, strongly no lower than divided; or leave both out, which"
            " gives {usual.divided} and {usual.strongly}."
        ).format(
            path=path,
            divided=settings.divided,
            strongly=settings.strongly,
            least=LEAST,
            most=MOST,
            usual=USUAL,
        )
        raise SettingsError(f"{problem} {_(_MEANWHILE)}")
    if not settings.targets.fit:
        problem = _(
            "{path} cannot be used: under [targets] are numbers from 0 to {most}; least is at least"
            " 1, confirm no lower than least, confirm_most no lower than confirm, and invite no"
            " lower than confirm."
        ).format(path=path, most=targets.MOST)
        raise SettingsError(f"{problem} {_(_MEANWHILE)}")
    return settings


def save(settings: Settings, path: Path) -> None:
    """Write the settings. Raises OSError when the folder cannot be written."""
    lines = [
        f"language = {_quoted(settings.language)}",
        f"theme = {_quoted(settings.theme)}",
        f"sound = {'true' if settings.sound else 'false'}",
        f"divided = {settings.divided!r}",
        f"strongly = {settings.strongly!r}",
        "",
        "[targets]",
        *(
            f"{name} = {number}"
            for name, number in msgspec.structs.asdict(settings.targets).items()
        ),
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
