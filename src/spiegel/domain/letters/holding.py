"""What of a session stands in a paper that is made after the day: numbers, never a word."""

from spiegel.domain.consent.gate import Shown, named_speakers, shown
from spiegel.domain.consent.literal import Searched
from spiegel.domain.letters.letter import filled
from spiegel.domain.letters.markup import spoken
from spiegel.domain.letters.papers import PAPERS
from spiegel.domain.report.inside import for_readers
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.report.standing import Ingredients, holding
from spiegel.domain.session.session import Session
from spiegel.i18n import Translations


def ingredients(session: Session, key: str, t: Translations) -> Ingredients:
    """What stands in this paper as it is now: by what its fields brought, and by its very words.

    An action can quote a statement, and so can words that somebody typed.
    """
    session = for_readers(session, KINDS[key])
    letter = filled(session, PAPERS[key], t)
    said = Searched(spoken(letter.blocks))
    numbers = set(letter.used.get("statements", ()))
    kept = [s for s in session.statements.values() if isinstance(shown(session, s), Shown)]
    numbers.update(one.number for one in kept if said.repeats(one.words))
    told = {table: tuple(sorted(those)) for table, those in letter.used.items()}
    told.pop("statements", None)
    statements = [session.statements[number] for number in sorted(numbers)]
    speakers = (person for one in statements for person in named_speakers(session, one))
    people = {*told.pop("participants", ()), *(p.number for p in speakers if p is not None)}
    return holding(session, statements, people, told)
