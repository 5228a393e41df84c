"""Spiegel's own words for what is sent or handed out after the day: thanks, and what came of it.

What they say rests on the dossier: 1.7 (who hears what) and 8 (when). What fills them is in `after`,
`own_words` and `owners`; how they are written: `markup`.
"""

from typing import Final

from spiegel.domain.letters.words_before import REGARDS
from spiegel.i18n import N_

_GOES_ON: Final = N_("""\
## How it goes on

[when we write again]

Do you have a question? Or is something not right? Call [whom to call].

[changing your words]
""")

_EXPLAINED: Final = N_("""\
[what words mean]
""")

_NOTICED: Final = N_("""\
[what you notice]

[changing your words]
""")

_LAST: Final = N_("""\
Do you have a question? Call [whom to call].

[changing your words]
""")

_TELL_MORE: Final = N_("""\
Do you have a question? Or do you want to tell more? Call [whom to call].

[changing your words]
""")

THANKS: Final = (
    N_("""\
# Thank you

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Thank you for telling us. We listened well.

## What we heard

[heard in short]

## What happens now

[reading back]

- Your name is not in the report. Who was there or knows you may recognise you all the same.

[how far we are]

[when you hear]
"""),
    _TELL_MORE,
    REGARDS,
)

THANKS_DEVICES: Final = (
    N_("""\
# Thank you

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Thank you for thinking along.

## What happens now

- We read all answers. Nobody can see which was yours.

[how far we are]

[when you hear]
"""),
    _TELL_MORE,
    REGARDS,
)

THANKS_MAKERS: Final = (
    N_("""\
# Thank you

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. Together you made [somebody who does not exist]. Thank you for telling us, and for choosing and writing. None of you is a persona.

## What happens now

[when makers read]

[when you hear]
"""),
    _TELL_MORE,
    REGARDS,
)

OWN_WORDS: Final = (
    N_("""\
# Own words, to read back

[theme] · [date]

> Private: with codes. Each sheet is for one person only. Do not let them lie about.

Give each person the own sheet. Tick here who has it, and who gave it back. Ask for it before [own words back on]. Then type the answers: Review (F6), part "own words".

[whose sheets]

---

# Did we write it down well? Sheet [code]

Thank you for telling us. Here you read what we wrote down of it. Only you get this sheet.

- Tick one box under each piece.
- Do you want other words? Write them on the line.
- Do you want a piece to be gone, for good? Draw a line through it.
- Do you tick nothing? Then it stays as it is.

[own words]

Please give this sheet back before [own words back on]. You may also call: [whom to call].
"""),
)

CLIENTS: Final = (
    N_("""\
# What we heard, and what we [will or want to do]

[theme] · [date] · [place]

Thank you for telling us how it was for you. We learn from it. So it stands on [date of this letter].

## What we heard

[what we heard]

[what happens with it]
"""),
    _GOES_ON,
    _EXPLAINED,
)

CLIENTS_MAKERS: Final = (
    N_("""\
# What you made, and what we [will or want to do]

[theme] · [date] · [place]

Thank you for telling us, and for choosing and writing. We learn from it. So it stands on [date of this letter].

## What you made

[our personas]

[what happens with it]
"""),
    _GOES_ON,
    _EXPLAINED,
)

CLIENTS_DEVICES: Final = (
    N_("""\
# What you answered, and what we [will or want to do]

[theme] · [date] · [place]

Thank you for thinking along. We learn from it. So it stands on [date of this letter].

## What came of the questions

[what we heard]

[what happens with it]
"""),
    _GOES_ON,
    _EXPLAINED,
)

SIX_WEEKS: Final = (
    N_("""\
# How it stands after [six weeks]

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. It was about: [theme].

[what was decided]

[what became of it]

## How it goes on

On [three months later] we write to you again.
"""),
    _NOTICED,
    REGARDS,
)

THREE_MONTHS: Final = (
    N_("""\
# How it stands after [three months]

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. It was about: [theme].

[what was decided]

[what became of it]

## How it goes on

On [notes gone on] we write to you for the last time.
"""),
    _NOTICED,
    REGARDS,
)

HALF_YEAR: Final = (
    N_("""\
# How it stands after [half a year]

[organisation], [date of this letter]

Dear ______________________________,

On [date] you were with us. It was about: [theme].

[what was decided]

[what became of it]

## To end with

[throwing our notes away]
"""),
    _LAST,
    REGARDS,
)

BY_OWNER: Final = (
    N_("""\
# Actions by owner

[theme] · [date]

Each owner has a page. Under each action stands what it rests on: what participants told, by its number in the report.

[owners]

---

# Actions: [owner]

[actions of the owner]
"""),
)
