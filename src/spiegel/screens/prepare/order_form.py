"""What can be filled in of a part and of a question, what is wrong, and what comes of it."""

from typing import Any, Final

from spiegel.domain import plan
from spiegel.domain.plan.forms import Formed, typed, with_list, written, written_kind
from spiegel.domain.plan.marks import read_marks
from spiegel.domain.plan.own_parts import LONGEST as LONGEST_NAME
from spiegel.domain.running.order import LONGEST
from spiegel.domain.session.agenda import AnswerForm, Phase, PhaseKind, Question
from spiegel.domain.session.words import capitalised, lines_of, tidy
from spiegel.i18n import _, current, language
from spiegel.screens.shared.form import Field, Values

USUAL_BREAK: Final = "10"
"""Minutes."""


def part_fields() -> tuple[Field, ...]:
    """What can be filled in of a part that is added."""
    return (
        Field(key="name", label=_("name"), value=_("Break")),
        Field(key="minutes", label=_("minutes"), value=USUAL_BREAK),
        Field(
            key="kind",
            label=_("kind"),
            kind="choice",
            choices=(("pause", _("a break")), ("talk", _("something that is said"))),
        ),
    )


def part_values(values: Values) -> dict[str, Any]:
    """A part from what was filled in."""
    return {
        "title": tidy(values["name"]),
        "minutes": int(values["minutes"].strip() or 0),
        "kind": PhaseKind(values["kind"]),
    }


def part_problem(values: Values) -> str:
    """What stands in the way of adding a part."""
    name = tidy(values["name"])
    if not name:
        return _("Give it a name first.")
    if len(name) > LONGEST_NAME:
        return _("A name has at most {most} letters.").format(most=LONGEST_NAME)
    return minutes_problem(values)


def question_fields(question: Question, *, answered: bool = False) -> tuple[Field, ...]:
    """What can be filled in of a question; answered: people did so, and how stays as it is."""
    return (
        Field(key="words", label=_("question"), value=question.words, kind="words"),
        *([] if answered else _answer_fields(question.answer)),
        Field(
            key="minutes",
            label=_("minutes"),
            value="" if question.minutes is None else str(question.minutes),
            example=_("empty: shares what is left"),
        ),
        Field(
            key="prompts",
            label=_("prompts, a line each"),
            value="\n".join(question.prompts),
            kind="list",
        ),
        Field(key="theme", label=_("heading"), value=question.theme, example=_("optional")),
        Field(
            key="optional",
            label=_("kind"),
            value="optional" if question.optional else "fixed",
            kind="choice",
            choices=(("fixed", _("fixed question")), ("optional", _("if there is time"))),
        ),
    )


def _answer_fields(form: AnswerForm | None) -> tuple[Field, ...]:
    """One line, as a plan has it; choices that would be read otherwise in it have a list."""
    line = written(form, language()) if form is not None else ""
    listed = form is not None and typed(line).form != form
    answer = Field(
        key="answer",
        label=_("how people answer"),
        value=written_kind(form, language()) if form is not None and listed else line,
        example=_("empty: only talked about; agree, choice: a / b, open"),
    )
    if form is None or not listed:
        return (answer,)
    options = Field(
        key="options",
        label=_("choices, a line each"),
        value="\n".join(form.options),
        kind="list",
    )
    return (answer, options)


def question_values(values: Values) -> dict[str, Any]:
    """The fields of a question from what was filled in.

    Behind its words `(keuze: a / b, 8 min)` is understood as in a plan.
    """
    minutes = values["minutes"].strip()
    found = {
        "words": tidy(values["words"]),
        "minutes": int(minutes) if minutes else None,
        "prompts": _lines(values["prompts"]),
        "theme": tidy(values["theme"]),
        "optional": values["optional"] == "optional",
    }
    if "answer" not in values:
        return found
    marked = read_marks(values["words"])
    if marked.form is not None:
        found["words"] = marked.words
        found["minutes"] = found["minutes"] or marked.minutes
        found["optional"] = found["optional"] or marked.optional
    return {**found, "answer": _formed(values).form}


def _formed(values: Values) -> Formed:
    """How people answer: what stands behind the words, else what the fields for it say."""
    options, mark = _lines(values.get("options", "")), read_marks(values["words"]).form
    return with_list(mark, options) if mark is not None else typed(values["answer"], options)


def question_problem(values: Values) -> str:
    """What stands in the way of keeping a question."""
    if not values["words"].strip():
        return _("A question needs words.")
    if values["minutes"].strip() in ("0", "00", "000"):
        return _("A question takes at least a minute.")
    formed = _formed(values) if "answer" in values else Formed()
    if formed.form is None and formed.finding is not None:
        kind, what = formed.finding
        words = plan.PlanFinding(kind, 0, what).explain(current())
        return capitalised(words)
    return minutes_problem(values)


def minutes_problem(values: Values) -> str:
    """What is wrong with the minutes."""
    text = values["minutes"].strip()
    if not text or (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= LONGEST):
        return ""
    return _("Write the minutes in digits, at most {most}.").format(most=LONGEST)


def phase_fields(phase: Phase) -> tuple[Field, ...]:
    """What can be filled in of a part."""
    return (
        Field(key="name", label=_("name"), value=phase.name),
        Field(key="minutes", label=_("minutes"), value=str(phase.minutes)),
        Field(
            key="day",
            label=_("on which day"),
            value="another" if phase.another_day else "same",
            kind="choice",
            choices=(("same", _("the same day")), ("another", _("another day"))),
        ),
        Field(key="text", label=_("what you say"), value=phase.text, kind="words"),
        Field(
            key="rules",
            label=_("rules, a line each"),
            value="\n".join(phase.rules),
            kind="list",
        ),
        *([_general(phase)] if phase.kind is PhaseKind.ROUND or phase.prompts else []),
    )


def _general(phase: Phase) -> Field:
    return Field(
        key="prompts",
        label=_("prompts with every question"),
        value="\n".join(phase.prompts),
        kind="list",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in map(tidy, lines_of(text)) if line)


def phase_values(phase: Phase, values: Values) -> dict[str, Any]:
    """The fields of a part from what was filled in."""
    found = {
        "name": tidy(values["name"]) or phase.name,
        "minutes": int(values["minutes"].strip() or 0),
        "another_day": values["day"] == "another",
        "text": values["text"].strip(),
        "rules": _lines(values["rules"]),
    }
    return {**found, "prompts": _lines(values["prompts"])} if "prompts" in values else found
