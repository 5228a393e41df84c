"""The kinds of meeting (werkvormen) as TOML files: Spiegel's own and those of the user."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from spiegel.domain.language.decoding import decoded
from spiegel.domain.plan.forms import sound
from spiegel.domain.session.agenda import Format, Outcome, Phase, Question
from spiegel.i18n import Translations


class FormatError(Exception):
    """A format that is not there or cannot be read: which one, and what is wrong with it."""

    def __init__(self, name: str, problem: str = "") -> None:
        super().__init__(name, problem)
        self.name = name
        self.problem = problem

    def explain(self, t: Translations) -> str:
        """What is wrong and what to do, in one or two sentences."""
        if not self.problem:
            return t.gettext(
                "There is no format {name}. 'spiegel formats' lists the ones at hand."
            ).format(name=self.name)
        return t.gettext("The format {name} cannot be read: {problem}").format(
            name=self.name, problem=self.problem
        )


def sources(own: Path | None = None) -> dict[str, Path]:
    """The format files by name; a user's own one with the same name goes before Spiegel's."""
    found: dict[str, Path] = {}
    with resources.as_file(resources.files(__name__)) as shipped:
        for folder in (shipped, own):
            if folder is not None and folder.is_dir():
                found.update({path.stem: path for path in sorted(folder.glob("*.toml"))})
    return found


def load(name: str, language: str = "nl", own: Path | None = None) -> Format:
    """The format of this name in one language.

    Raises FormatError when there is none, or when its file is not understood.
    """
    path = sources(own).get(name)
    if path is None:
        raise FormatError(name)
    try:
        data = tomllib.loads(decoded(path.read_bytes()).words)
        return _format(name, data, language)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise FormatError(name, str(error)) from error
    except (KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise FormatError(name, f"{type(error).__name__}: {error}") from error


def _format(name: str, data: dict[str, Any], language: str) -> Format:
    phases = tuple(
        _phase(number, entry, language) for number, entry in enumerate(data["phase"], start=1)
    )
    asked = [
        (phase, entry)
        for phase, part in zip(phases, data["phase"], strict=True)
        for entry in part.get("question", [])
    ]
    return Format(
        name=name,
        title=_words(data["title"], language),
        outcome=Outcome(data.get("outcome", Outcome.IMPROVEMENT)),
        phases=phases,
        questions=tuple(
            _question(number, phase, entry, language)
            for number, (phase, entry) in enumerate(asked, start=1)
        ),
    )


def _phase(number: int, entry: dict[str, Any], language: str) -> Phase:
    fields = {key: value for key, value in entry.items() if key not in ("step", "question")}
    fields["name"] = _words(entry["name"], language)
    fields["text"] = _words(entry.get("text", ""), language)
    fields["rules"] = _words(entry.get("rules", []), language)
    fields["prompts"] = _words(entry.get("prompts", []), language)
    fields["steps"] = [_step(step, language) for step in entry.get("step", [])]
    return msgspec.convert({**fields, "number": number, "position": number}, Phase)


def _question(number: int, phase: Phase, entry: dict[str, Any], language: str) -> Question:
    """A question that every meeting of this format has.

    Raises TypeError where none is asked, and for one that nobody can answer.
    """
    if not phase.asks:
        raise TypeError(f"{phase.key}: no question is put in a part of kind {phase.kind}")
    fields = {**entry, "words": _words(entry["words"], language)}
    fields["prompts"] = _words(entry.get("prompts", []), language)
    fields["theme"] = _words(entry.get("theme", ""), language)
    if "answer" in entry:
        options = _words(entry["answer"].get("options", []), language)
        fields["answer"] = {**entry["answer"], "options": options}
    if "otherwise" in entry:
        fields["otherwise"] = {
            "words": _words(entry["otherwise"]["words"], language),
            "prompts": _words(entry["otherwise"].get("prompts", []), language),
        }
    places = {"number": number, "position": number, "phase": phase.number}
    question = msgspec.convert({**fields, **places}, Question)
    if question.answer is not None and not sound(question.answer):
        raise TypeError(f"{phase.key}: nobody can answer {question.words!r} so")
    return question


def _step(entry: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        **entry,
        "name": _words(entry["name"], language),
        "text": _words(entry.get("text", ""), language),
    }


def _words(value: Any, language: str) -> Any:
    """The words of one language; words given without a language hold for all."""
    if isinstance(value, Mapping):
        return value.get(language, value.get("nl", next(iter(value.values()))))
    return value
