"""What the listeners wanted to learn, and with which question the clients were asked for it."""

from spiegel.domain.preparation.learning import serving, wanted
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import Table, TablesChapter
from spiegel.domain.running.running import question_states
from spiegel.domain.session.agenda import Question


def learning_chapter(material: Material) -> TablesChapter | None:
    """The learning questions with the questions that served them; None when there were none.

    Nobody is named: the same question of several listeners stands there once.
    """
    t, session = material.t, material.session
    found = wanted(session)
    if not found:
        return None
    rows = []
    for one in found:
        served = [_question(material, question) for question in serving(session, one)]
        words = "; ".join(served).replace("?; ", "? ") or t.gettext("no question was about this")
        rows.append((material.prepared(one.words), words))
    columns = (t.gettext("They wanted to know"), t.gettext("Question to the participants"))
    heading = t.gettext("What the listeners wanted to learn")
    return TablesChapter(
        heading=heading,
        anchor="leervragen",
        intro=t.gettext("Before the meeting the listeners said what they wanted to know."),
        tables=(Table(heading=heading, columns=columns, rows=tuple(rows)),),
    )


def _question(material: Material, question: Question) -> str:
    """The words of a question, and whether there was no time for it."""
    state = question_states(material.session)[question.number]
    words = material.prepared(question.words)
    if state.begun or state.covered:
        return words
    return material.t.gettext("{question} (not put)").format(question=words)
