"""What people thought of the meeting itself: forms counted, and the words that may be told.

Below five forms of a group nothing is counted: a face could be somebody's.
"""

from collections.abc import Iterator
from typing import Final

from spiegel.domain.capture.evaluating import FACES, MARKED, OPEN, Marked
from spiegel.domain.polls.saying import decimal
from spiegel.domain.report.material import FEWEST, Material, in_no_order
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.i18n import N_, Translations

FACE_WORDS: Final = (N_("no"), N_("not really"), N_("mostly"), N_("yes"))
"""What the faces say, from unhappy to happy."""
_WHO: Final = {Form.PARTICIPANT: N_("Participants"), Form.LISTENER: N_("Listeners")}


def evaluation_chapter(material: Material) -> TablesChapter | None:
    """How the meeting was liked; None when nobody filled in a form."""
    t, found = material.t, material.session.evaluations.values()
    forms = {form: [one for one in found if one.form is form] for form in Form}
    if not any(forms.values()):
        return None
    sentences = [t.gettext("After the meeting people filled in a form, without a name.")]
    tables: list[Table] = []
    for form, filled in forms.items():
        if not filled:
            continue
        who = t.gettext(_WHO[form])
        if len(filled) < FEWEST:
            sentences.append(
                t.gettext("{who}: fewer than {count} forms, so nothing is counted.").format(
                    who=who, count=FEWEST
                )
            )
        else:
            sentences += _average(who, form, filled, t)
            tables.append(_counts(who, form, filled, t))
        tables += _words(material, who, form, filled)
    return TablesChapter(
        heading=t.gettext("What people thought of the meeting"),
        anchor="evaluatie",
        intro=" ".join(sentences),
        tables=tuple(tables),
    )


def counts(filled: list[Evaluation], at: int, asked: Marked) -> tuple[int, ...]:
    """How many chose each mark of a question, from 1 on."""
    marks = [one.marks[at] for one in filled if at < len(one.marks)]
    return tuple(marks.count(mark) for mark in range(1, asked.most + 1))


def _counts(who: str, form: Form, filled: list[Evaluation], t: Translations) -> Table:
    asked = [(at, one) for at, one in enumerate(MARKED[form]) if one.most == FACES]
    count = t.ngettext("{count} form", "{count} forms", len(filled)).format(count=len(filled))
    return Table(
        heading=f"{who} ({count})",
        columns=(t.gettext("Question"), *map(t.gettext, FACE_WORDS)),
        rows=tuple((t.gettext(one.words), *map(str, counts(filled, at, one))) for at, one in asked),
    )


def _average(who: str, form: Form, filled: list[Evaluation], t: Translations) -> Iterator[str]:
    """The mean of a mark, when enough people gave one."""
    for at, asked in enumerate(MARKED[form]):
        marks = [mark for one in filled if (mark := one.marks[at]) is not None]
        if asked.most == FACES or len(marks) < FEWEST:
            continue
        mean = decimal(sum(marks) / len(marks), t)
        yield t.gettext("{who} gave the meeting a {mean} on average ({count} people).").format(
            who=who, mean=mean, count=len(marks)
        )


def _words(material: Material, who: str, form: Form, filled: list[Evaluation]) -> Iterator[Table]:
    """The words that may be told, in an order that says nothing about whose they are."""
    t = material.t
    for at, question in enumerate(OPEN[form]):
        said = [
            words
            for one in in_no_order(material.session, filled)
            if one.told and at < len(one.words) and (words := material.words(one.words[at]))
        ]
        if said:
            yield Table(
                heading=f"{who}: {t.gettext(question)}",
                columns=(t.gettext("In their own words"),),
                rows=tuple((words,) for words in said),
            )
