"""The letters and papers that a meeting has, and Spiegel's own words for each.

What they say rests on the dossier: 1.2 to 1.7 (who is told what), 1.14 (what goes wrong), 6 (what
may happen with words, and how plainly it is said) and 8 (when). How they are written: `markup`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from spiegel.domain.letters import maker_papers
from spiegel.domain.report.kinds import KINDS
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations


class Look(StrEnum):
    """How a paper is laid out.

    letter: to read. hand: small, to hold while one leads. poster: to read across a room. cards:
    to cut out. short: to read in one go; it says less until it fits. large: with large letters.
    """

    LETTER = "letter"
    HAND = "hand"
    POSTER = "poster"
    CARDS = "cards"
    SHORT = "short"
    LARGE = "large"


class Each(StrEnum):
    """For whom there is a sheet each, of what stands under the new page in its words."""

    PERSON = "person"
    OWNER = "owner"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A letter or paper; its key is that of the kind of document.

    words: Spiegel's own, to translate. devices: its own words where people answer on devices, None
    where there is no such paper then. makers: the same where participants are among themselves, empty
    for the usual words. each: it has a sheet for each of these. sent: the task of the
    timeline on whose day it is sent. pages: at most so many, by leaving out what matters least.
    """

    key: str
    words: str
    devices: str | None = None
    makers: str | None = ""
    look: Look = Look.LETTER
    each: Each | None = None
    sent: str = ""
    pages: int = 0

    def title(self, t: Translations) -> str:
        """What screens call it."""
        return t.gettext(KINDS[self.key].title)

    @property
    def after(self) -> bool:
        """Whether it is made from what was said or decided."""
        return not KINDS[self.key].before


_INVITATION: Final = N_("""\
# Would you tell us how it was for you?

Dear ______________________________,

We would like to hear from you how it was for you. That is why we invite you to a conversation. This letter says what it is and what we ask of you.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]. You are welcome from [welcome from].
- Place: [place]

## What is it?

You sit in a half circle with a small group of participants. An independent moderator asks the questions. You tell what you lived through. Behind you sit people who want to do their work better. We call them listeners. They only listen. At the very end they may ask a question, to understand you better.

## Why do we do this?

[aim]

## Who listens?

[who listens]

## Which questions do we ask?

You need not prepare anything. Do you have a tip or a solution? We would like to hear it.

[the questions]

## You decide

- Taking part is your own choice. Saying no does not change the help you get.
- You tell only what you want to tell.
- You may stop at any moment. You need not say why.
- You may bring somebody along.

## What happens with what you tell?

- We write down what is said. Nothing is recorded.
- Your name is not in the report.
- Sometimes somebody recognises you by your story all the same. We look out for that.
- We ask for your consent first. You may take it back later.
- On [notes gone on] we throw our notes away.
- On [news on] you hear what we do with the conversation. You hear it from [news from].

## What do you get?

As a thank you, you get: [gift]. We pay your travel and parking costs. Please keep your ticket or receipt.

## Will you join us?

Please call before [answer by]: [whom to call]. You may also call with a question. Do you need something to take part? Such as an interpreter, a wheelchair or transport. Tell us, and we arrange it.

On [called on] we call you once more.

Kind regards,

[commissioner]
[organisation]
""")

_INVITATION_DEVICES: Final = N_("""\
# Would you think along with us?

Dear ______________________________,

We would like to know what you think. That is why we invite you to a meeting. This letter says what it is and what we ask of you.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]. You are welcome from [welcome from].
- Place: [place]

## What is it?

You answer questions on your own phone, or on a tablet that we bring. You may also answer on paper. All answer at the same time. Then we look at the answers together. Nobody can see who gave which answer.

## Why do we do this?

[aim]

## Which questions do we ask?

You need not prepare anything.

[the questions]

## You decide

- Taking part is your own choice. Saying no does not change the help you get.
- You may skip any question.
- You may stop at any moment. You need not say why.
- You may bring somebody along.

## What happens with your answers?

- We keep no name with your answers.
- Sometimes somebody recognises you by your own words all the same. So write no names.
- On [notes gone on] we throw our notes away.
- On [news on] you hear what we do with it. You hear it from [news from].

## What do you get?

As a thank you, you get: [gift]. We pay your travel and parking costs. Please keep your ticket or receipt.

## Will you join us?

Please call before [answer by]: [whom to call]. You may also call with a question. Do you need something to take part? Such as an interpreter, a wheelchair or transport. Tell us, and we arrange it.

Kind regards,

[commissioner]
[organisation]
""")

_CONSENT: Final = N_("""\
# Your consent

This form belongs to our conversation.

- Theme: [theme]
- Day: [date]
- Organisation: [organisation]

You decide where you say yes or no. Saying no does not change the help you get.

| May we do this? | Yes | No |
|---|---|---|
| I take part. Somebody writes down what I say, without my name. | [ ] | [ ] |
| My own words may stand in the report as a quotation. | [ ] | [ ] |
| The organisation may show those words to others too. | [ ] | [ ] |
| The organisation may contact me later. | [ ] | [ ] |

## Good to know

- You may stop at any moment, also in the middle of the conversation.
- Did you change your mind? Call [whom to call]. We then take your words away.
- Is the report already with others? Then we cannot take everything back.
- We do not use your name. Sometimes somebody recognises you by your story all the same.
- Nothing is recorded. On [notes gone on] we throw our notes away.
- We keep this form apart from the report, and destroy it on that day too.
- The organisation answers for what happens with your data. Do you have a complaint? Call the same number. You may also go to the Dutch data protection authority (Autoriteit Persoonsgegevens).

## Sign here

Name: ________________________________________

Date: ________________________________________

Signature: ________________________________________

You get a copy of this form.
""")

_CONFIRMATION: Final = N_("""\
# We are glad that you come

Dear ______________________________,

You come to our conversation. We are glad about that. Here is everything once more.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]
- Place: [place]

## How it goes

- From [welcome from] there is coffee and tea. The moderator receives you.
- The participants are then still among themselves.
- At [begins at] the conversation begins. Then the listeners come in. They only listen.
- At [clients leave at] you are done. After that the listeners talk on without you.
- You may always go outside for a moment. You may also stop.

## The questions

You need not prepare anything. You tell only what you want to tell.

[the questions]

## Bring along

- The ticket or receipt of your journey. We pay you back.
- Somebody who comes with you, if you like that.
- This letter.

## Can you not come after all?

Please call [whom to call]. You may still do so on the day itself. Do you not know the way, or do you need transport? Call then too.

Kind regards,

[commissioner]
[organisation]
""")

_CONFIRMATION_DEVICES: Final = N_("""\
# We are glad that you come

Dear ______________________________,

You come to our meeting. We are glad about that. Here is everything once more.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]. You are welcome from [welcome from].
- Place: [place]

## How it goes

- From [welcome from] there is coffee and tea.
- At [begins at] we begin. Somebody helps you with your phone.
- You answer the questions for yourself. Then we look at the answers together.
- You may skip a question. You may also stop.
- At [clients leave at] you are done.

## Bring along

- Your own phone, charged. Do you have none? We bring tablets and paper.
- Your reading glasses, if you have them.
- The ticket or receipt of your journey. We pay you back.

## Can you not come after all?

Please call [whom to call]. You may still do so on the day itself. Do you not know the way, or do you need transport? Call then too.

Kind regards,

[commissioner]
[organisation]
""")

_LISTENERS: Final = N_("""\
# Come and listen

Dear ______________________________,

> You come to listen, and only to listen. You do not talk with the clients.

Clients tell what they lived through. You hear what your work means to them. We invite you to be there as a listener.

- Theme: [theme]
- Day: [date]
- Time: be there at [listeners meet at]. It takes until [ends at], with the talk among yourselves.
- Place: [place]

## What you do

- You sit in the outer circle, behind the clients.
- You listen. You do not react, not even with your face.
- You explain nothing and you defend nothing.
- At the very end you may ask one question, to understand better. You ask it through the moderator.
- Your phone is off. You record nothing.

With this letter comes your role card. Please read it beforehand, and bring it along. Would you rather talk with clients? A good wish, but not for this day. Then let somebody else listen.

## Why it goes like this

People tell more when nobody answers back. Clients depend on our help. What they say must never harm them. So what you hear stays in the room, and you do not try to find out who said what.

## Afterwards

The clients go home at [clients leave at]. Then you talk with the other listeners. First what it did to you, then what you recognise. Only after that you choose what will get better. So keep the whole time free.

## What we ask beforehand

- What do you want to learn from the clients? Send one question before [learning question by].
- Write down what you expect to hear. We look at that only afterwards.
- Do you know a client who comes? Tell us now: [whom to call].

Please say before [answer by] whether you come. Call [whom to call]. You cannot come in after the start.

Kind regards,

[commissioner]
[organisation]
""")

_ROLE_CARD: Final = N_("""\
# You listen

> You are here to listen, and only to listen. You do not talk with the clients.

## While the clients talk

- You do not react, not even with your face.
- You explain nothing and you defend nothing.
- You write down what touches you, without names.
- Your phone is off. You record nothing.
- Do you know somebody? Keep that to yourself, also afterwards.

## At the end you may ask one question

You ask it through the moderator, to understand better.

[rules for asking]

## Afterwards

- Let the clients go home in peace. You may thank them, but not speak about it.
- In the talk among yourselves you first say what it did to you.
- What was said stays in the room. You do not try to find out who said what.

## What I want to learn

____________________
____________________
____________________
""")

_ORDER: Final = N_("""\
# Running order

**[theme]**
[date] · [place]

Commissioner: [commissioner] · to call: [whom to call]

[running order]

## When it gets hard

- Somebody talks a lot: “Thank you, we heard you. Now somebody else.”
- Somebody is silent: “Would you like to add something? You need not.”
- It gets too much: a break, and somebody goes along outside.
- A listener reacts: “Please keep that for afterwards.”
- A name is said: “Leave the name out, and tell what happened.”
- The clients hear back on [news on], from [news from].
""")

_ORDER_DEVICES: Final = N_("""\
# Running order

**[theme]**
[date] · [place]

Commissioner: [commissioner] · to call: [whom to call]

[running order]

## When it gets hard

- Somebody cannot join: give paper, or pass the laptop on.
- Somebody talks a lot: “Thank you, we heard you. Now somebody else.”
- Somebody asks who wrote it: “We do not look for that. What does it mean to you?”
- The network fails: go on, on paper. The scribe types it in.
- The participants hear back on [news on], from [news from].
""")

_CARDS: Final = N_("""\
# Name cards

Cut the cards out. Participants choose which name is on theirs: a first name, or another name.

[name cards]
""")

_POSTER: Final = N_("""\
# Ground rules

[ground rules]
""")

_REFLECTION: Final = N_("""\
# Reflection cards

For the professionals among themselves: put the cards on the table. Choose one together.

[reflection cards]
""")

_SHEET: Final = N_("""\
# Listening sheet

[theme] · [date]

> You listen. You write no names down.

## What we want to learn

[learning questions]

## What touches me

____________________
____________________
____________________
____________________

## What I recognise, and what is new to me

____________________
____________________
____________________
____________________

## Where I feel addressed

____________________
____________________
____________________

## My one question, to understand better

____________________
____________________

Hand this sheet in afterwards. The moderator destroys it.
""")

_HOW_WAS_IT: Final = N_("""\
# How was it for you?

[theme] · [date]

> We do not ask your name. Do not write names.

Tick one face on each line.

|   | 😞 no | 😕 not really | 😊 mostly | 😃 yes |
| Did you feel safe? | ☐ | ☐ | ☐ | ☐ |
| Did people listen to you? | ☐ | ☐ | ☐ | ☐ |
| Was there enough time? | ☐ | ☐ | ☐ | ☐ |
| Would you take part again? | ☐ | ☐ | ☐ | ☐ |

## What else do you want to say?

____________________
____________________
____________________
____________________

Hand this form to the moderator, or put it in the box. Thank you.
""")

_HOW_WAS_IT_LISTENER: Final = N_("""\
# How was it to listen?

[theme] · [date]

> We do not ask your name. Do not write names.

|   | 😞 no | 😕 not really | 😊 mostly | 😃 yes |
| Was your role clear? | ☐ | ☐ | ☐ | ☐ |

Which mark do you give the meeting, from 1 to 10? ______

## What touched me

____________________
____________________
____________________

## What I will do differently

____________________
____________________
____________________

Hand this form to the moderator. Thank you.
""")

_DAY: Final = N_("""\
# Checklist for the day

[theme] · [date] · [place]

To call: [whom to call]

## [room open at] The room

- [ ] Chairs in a half circle, those of the listeners behind it
- [ ] Name cards, pens, water and tissues
- [ ] A quiet corner where somebody can sit for a while
- [ ] Ground rules on the wall
- [ ] Laptop on the mains, sound off, screen for the room tried
- [ ] Running order, consent forms, role cards and listening sheets printed

## [welcome from] The participants come

- [ ] Coffee and tea; the moderator receives everybody
- [ ] Go through the ground rules together
- [ ] Ask for consent, for each thing apart
- [ ] Presence and chairs in Spiegel (F2)

## [listeners meet at] The listeners, in another room

- [ ] Hand out role cards and sheets, and explain them
- [ ] Phones off
- [ ] Collect what they expect to hear

## [clients leave at] The participants go

- [ ] Hand out gifts, note travel costs
- [ ] Tell when they hear back: [news on], from [news from]
- [ ] Ask how it was, and who wants a call afterwards
- [ ] All of them have left before the listeners talk on

## [ends at] Afterwards

- [ ] Collect all sheets; nothing stays behind in the room
- [ ] Put the consent forms away, apart from the report
- [ ] Check that everything is saved, and make a copy
- [ ] Call who wanted a call

## Before the day

[still to do]
""")

_DAY_DEVICES: Final = N_("""\
# Checklist for the day

[theme] · [date] · [place]

To call: [whom to call]

## [room open at] The room

- [ ] Chairs and tables so that nobody sees another's phone
- [ ] Tablets charged, paper and pens, chargers
- [ ] Ground rules on the wall
- [ ] Laptop on the mains, sound off, screen for the room tried
- [ ] Network tried: one phone joined, and left again

## [welcome from] The participants come

- [ ] Coffee and tea
- [ ] Help with joining, or with paper
- [ ] Count how many take part, and how many on paper

## [clients leave at] The participants go

- [ ] Hand out gifts, note travel costs
- [ ] Tell when they hear back: [news on], from [news from]
- [ ] Collect the answers on paper

## [ends at] Afterwards

- [ ] Nothing stays behind in the room
- [ ] Check that everything is saved, and make a copy

## Before the day

[still to do]
""")

_JOURNEYS: Final = N_("""\
# Gifts and travel

[theme] · [date] · [place]

> Private: with codes. Do not let it lie about, and destroy it when everything is paid.

[travel list]

Call when a taxi does not come: [whom to call]
""")

_CLIENTS: Final = N_("""\
# What we heard, and what we will do

[theme] · [date] · [place]

Thank you for telling us how it was for you. It helps us to work better. This page says it in short.

## What we heard

[what we heard]

[what happens with it]

## How it goes on

On [three months later] we write to you again. Then you read what was done. You hear it from [news from].

Do you have a question? Or is something not right? Call [whom to call].
""")

_CLIENTS_DEVICES: Final = N_("""\
# What you answered, and what we will do

[theme] · [date] · [place]

Thank you for thinking along. It helps us to work better. This page says it in short.

## What came of the questions

[what we heard]

[what happens with it]

## How it goes on

On [three months later] we write to you again. Then you read what was done. You hear it from [news from].

Do you have a question? Or is something not right? Call [whom to call].
""")

_OWN_WORDS: Final = N_("""\
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
""")

_THANKS: Final = N_("""\
# Thank you

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Thank you for telling us. We listened well.

## What we heard

[heard in short]

## What happens now

- First you may read your own words back.
- Then we decide what we will do.
- On [news on] you hear what that is. You hear it from [news from].

Do you have a question? Or do you want to tell more? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

_THANKS_DEVICES: Final = N_("""\
# Thank you

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Thank you for thinking along.

## What happens now

- We read all answers. Nobody can see which was yours.
- Then we decide what we will do.
- On [news on] you hear what that is. You hear it from [news from].

Do you have a question? Or do you want to tell more? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

_SIX_WEEKS: Final = N_("""\
# What was done so far

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Then we decided what we would do. Here you read how it goes with that.

[what became of it]

## How it goes on

On [three months later] we write to you again.

Do you have a question? Or do you notice nothing of it? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

_THREE_MONTHS: Final = N_("""\
# What was done after three months

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Then we decided what we would do. Here you read what became of it.

[what became of it]

## How it goes on

On [notes gone on] we write to you for the last time.

Do you have a question? Or do you notice nothing of it? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

_HALF_YEAR: Final = N_("""\
# What was done after half a year

Dear ______________________________,

On [date] you were with us. It was about: [theme]. Then we decided what we would do. Here you read what became of it. This is our last letter about it.

[what became of it]

## To end with

On [notes gone on] we throw our notes away. The report stays. Thank you once more. You helped us to work better.

Do you have a question? Or do you notice nothing of it? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

_BY_OWNER: Final = N_("""\
# Actions by owner

[theme] · [date]

Each owner has a page. Under each action stands what it rests on: what participants told, by its number in the report.

[owners]

---

# Actions: [owner]

[actions of the owner]
""")

PAPERS: Final[Mapping[str, Paper]] = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            Paper(
                key="invitation",
                words=_INVITATION,
                devices=_INVITATION_DEVICES,
                makers=maker_papers.INVITATION,
            ),
            Paper(key="consent-form", words=_CONSENT),
            Paper(
                key="confirmation",
                words=_CONFIRMATION,
                devices=_CONFIRMATION_DEVICES,
                makers=maker_papers.CONFIRMATION,
            ),
            Paper(key="listener-invitation", words=_LISTENERS, makers=maker_papers.LISTENERS),
            Paper(key="role-card", words=_ROLE_CARD, makers=None, pages=1),
            Paper(
                key="running-order", words=_ORDER, devices=_ORDER_DEVICES, look=Look.HAND, pages=2
            ),
            Paper(key="name-cards", words=_CARDS, look=Look.CARDS),
            Paper(key="ground-rules", words=_POSTER, devices=_POSTER, look=Look.POSTER, pages=1),
            Paper(key="listening-sheet", words=_SHEET, makers=None),
            Paper(
                key="reflection-cards",
                words=_REFLECTION,
                devices=_REFLECTION,
                look=Look.CARDS,
                makers=None,
            ),
            Paper(key="evaluation", words=_HOW_WAS_IT, devices=_HOW_WAS_IT, pages=1),
            Paper(key="evaluation-listener", words=_HOW_WAS_IT_LISTENER, makers=None, pages=1),
            Paper(key="day-checklist", words=_DAY, devices=_DAY_DEVICES, makers=maker_papers.DAY),
            Paper(key="travel-list", words=_JOURNEYS),
            Paper(key="thanks", words=_THANKS, devices=_THANKS_DEVICES),
            Paper(key="own-words", words=_OWN_WORDS, look=Look.LARGE, each=Each.PERSON),
            Paper(
                key="client-edition",
                words=_CLIENTS,
                devices=_CLIENTS_DEVICES,
                look=Look.SHORT,
                pages=1,
            ),
            Paper(
                key="feedback-six-weeks",
                words=_SIX_WEEKS,
                devices=_SIX_WEEKS,
                sent="six weeks",
            ),
            Paper(
                key="feedback-three-months",
                words=_THREE_MONTHS,
                devices=_THREE_MONTHS,
                sent="three months",
            ),
            Paper(
                key="feedback-half-year",
                words=_HALF_YEAR,
                devices=_HALF_YEAR,
                sent="half a year",
            ),
            Paper(key="actions-by-owner", words=_BY_OWNER, devices=_BY_OWNER, each=Each.OWNER),
        )
    }
)
"""All papers by key, in the order in which they are needed."""


def every_paper(session: Session) -> tuple[Paper, ...]:
    """The papers that this kind of meeting has, those for after the day last."""
    return tuple(paper for paper in PAPERS.values() if words_for(paper, session) is not None)


def words_for(paper: Paper, session: Session) -> str | None:
    """Spiegel's own words for a paper of this kind of meeting, to translate; None where it has no
    such paper."""
    if session.on_devices:
        return paper.devices
    if session.among_themselves:
        return paper.makers if paper.makers is None else paper.makers or paper.words
    return paper.words


def papers_of(session: Session) -> tuple[Paper, ...]:
    """Those for the day itself."""
    return tuple(paper for paper in every_paper(session) if not paper.after)
