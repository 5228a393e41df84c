"""What the user chose: language, theme, sound, when a group is divided, how many people, keys."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from spiegel.domain.polls.thresholds import LEAST, MOST, USUAL, Thresholds
from spiegel.domain.preparation import targets, terms
from spiegel.domain.preparation.targets import Targets
from spiegel.domain.preparation.terms import Terms
from spiegel.i18n import N_, _

_MEANWHILE: Final = N_("Until then the usual settings hold.")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one user.

    language: "nl", "en", or empty for what the locale says. theme: a name of `appearance.THEMES`.
    sound: ring the terminal's bell when a clock is over; off unless asked for. divided, strongly:
    spreads from which a group is called divided, and strongly divided, as in `thresholds`.
    targets: how many people a meeting wants. keep: how long what is kept, in months.
    keys: other keys by command id, several with a comma, such as {"moderate.next": "n,right"}.
    amiss: what is wrong with the file, where, and what to do; not kept in it.
    """

    language: str = ""
    theme: str = "spiegel-dark"
    sound: bool = False
    divided: float = USUAL.divided
    strongly: float = USUAL.strongly
    targets: Targets = targets.USUAL
    keep: Terms = terms.USUAL
    keys: dict[str, str] = {}
    amiss: str = ""

    @property
    def thresholds(self) -> Thresholds:
        """From when a group is called divided, and strongly so."""
        return Thresholds(divided=self.divided, strongly=self.strongly)


_NAMES: Final = tuple(name for name in Settings.__struct_fields__ if name != "amiss")


def load(path: Path) -> Settings:
    """The settings in this file, or the defaults when there is none.

    What is not understood is in `amiss`, with the path, the reason and what to do: then the
    defaults hold, or, where it is only a setting that there is not, all others.
    """
    try:
        text = path.read_text(encoding="utf-8")
        # Most people have no such file.
        import tomllib

        data = tomllib.loads(text)
        settings = msgspec.convert({n: data[n] for n in _NAMES if n in data}, Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        problem = _("{path} cannot be used: {why}. Mend or leave out what it names.")
        return _usual(problem.format(path=path, why=error))
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
        return _usual(problem)
    if not settings.targets.fit:
        problem = _(
            "{path} cannot be used: under [targets] are numbers from 0 to {most}; least is at least"
            " 1, confirm no lower than least, confirm_most no lower than confirm, and invite no"
            " lower than confirm."
        ).format(path=path, most=targets.MOST)
        return _usual(problem)
    if not settings.keep.fit:
        problem = _("{path} cannot be used: under [keep] are months from 0 to {most}.")
        return _usual(problem.format(path=path, most=terms.MOST))
    unknown = [_unknown(path, text, name) for name in data if name not in _NAMES]
    return msgspec.structs.replace(settings, amiss=" ".join(unknown))


def _usual(problem: str) -> Settings:
    return Settings(amiss=f"{problem} {_(_MEANWHILE)}")


def _unknown(path: Path, text: str, name: str) -> str:
    """That there is no such setting, where it stands, and which one may be meant."""
    words = _("{path}, line {line}: there is no setting {name}, so it does nothing.").format(
        path=path, line=line_of(text, name), name=name
    )
    return f"{words} {instead_of(name, _NAMES)}"


def line_of(text: str, name: str) -> int:
    """The line on which a name is set, or begins a table; from 1."""
    begins = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}[\"']?\s*[].=]")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if begins.match(line)), 1)


def instead_of(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the one that may be meant, or leave it out."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return _("Is {near} meant? Mend it, or leave it out.").format(near=near[0])
    return _("Leave it out.")


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
    return msgspec.json.encode(text).decode()
