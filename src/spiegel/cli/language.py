"""`spiegel language`: what makes a text harder to read than it need be, line by line."""

import argparse
import datetime
from bisect import bisect_right

from spiegel import clock, i18n
from spiegel.cli.failure import Failure
from spiegel.cli.say import say
from spiegel.domain.capture.storing import day
from spiegel.domain.language.check import LONGEST, USUAL_LENGTH, Checked, check
from spiegel.domain.language.findings import FindingKind
from spiegel.domain.language.sentences import Sentence
from spiegel.domain.session.words import clean
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.errors import NotDoneError
from spiegel.meeting.text_file import Text, read_text, shown
from spiegel.settings import Settings


def language_(options: argparse.Namespace, _settings: Settings) -> int:
    """Print each sentence with what was found in it, and what the text is like; always 0."""
    try:
        read = read_text(options.file)
    except NotDoneError as error:
        raise Failure(str(error)) from error
    for line in read.explain(i18n.current()):
        say(line, problem=True)
    words = clean(read.words)
    today: datetime.date = day(clock.now())
    found = check(words, today)
    if not found.sentences:
        raise Failure(_("{path} has no sentence in it.").format(path=shown(options.file)))
    _print(found, words, read)
    return 0


def _print(found: Checked, words: str, read: Text) -> None:
    """The findings under their sentences, then the summary."""
    t = i18n.current()
    breaks = [at for at, sign in enumerate(words) if sign == "\n"]
    for number in dict.fromkeys(finding.sentence for finding in found.findings):
        sentence = found.sentences[number]
        line = bisect_right(breaks, sentence.start) + 1 if read.typed else None
        say(_heading(sentence, line))
        for finding in found.findings:
            if finding.sentence == number:
                say(f"    {finding.explain(t)}")
        print()
    for line_ in _summary(found):
        say(line_)


def _heading(sentence: Sentence, line: int | None) -> str:
    """The sentence on one line, with the line of the file that it begins on."""
    said = " ".join(sentence.text.split())
    if line is None:
        return f"“{said}”"
    return _("line {line}: {words}").format(line=line, words=f"“{said}”")


def _summary(found: Checked) -> tuple[str, ...]:
    """How long sentences are and how many words are hard; what such a check is not."""
    count = len(found.sentences)
    sentences = ngettext("{count} sentence", "{count} sentences", count).format(count=count)
    mean = f"{found.mean:.1f}".replace(".", _("."))
    over, hard = found.of(FindingKind.LONG), found.of(FindingKind.HARD, FindingKind.SYLLABLES)
    return (
        _("{sentences}, {mean} words each on average (aim: at most {usual})").format(
            sentences=sentences, mean=mean, usual=USUAL_LENGTH
        ),
        _("sentences of more than {most} words: {count}").format(most=LONGEST, count=over),
        _("hard or long words: {count}").format(count=hard),
        _("This is a check of Dutch words and sentences, not a certificate for level B1."),
    )
