"""Spiegel's own words for the papers of the day itself: to lead by, to listen with, to tick.

What they say rests on the dossier: 1.2 to 1.7 (who does what), 1.14 (what goes wrong) and 8 (when);
for makers, who are among themselves, section 4. How they are written: `markup`.
"""

from typing import Final

from spiegel.i18n import N_

_STILL_TO_DO: Final = N_("""\
## Before the day

[still to do]
""")

ROLE_CARD: Final = (
    N_("""\
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
"""),
)

ORDER: Final = (
    N_("""\
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
"""),
)

ORDER_DEVICES: Final = (
    N_("""\
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
"""),
)

ORDER_MAKERS: Final = (
    N_("""\
# Running order

**[theme]**
[date] · [place]

Commissioner: [commissioner] · to call: [whom to call]

[running order]

## When it gets hard

- Somebody talks a lot: “Thank you, we heard you. Now somebody else.”
- Somebody is silent: “Would you like to add something? You need not.”
- It gets too much: a break, and somebody goes along outside.
- Somebody says “that is me”: “None of us is the persona. Who recognises this too?”
- It becomes the story of one person: “That stays yours. Who knows something like it?”
- A name is said: “Leave the name out, and tell what happened.”
- The makers hear back on [news on], from [news from].
"""),
)

CARDS: Final = (
    N_("""\
# Name cards

Cut the cards out. Participants choose which name is on theirs: a first name, or another name.

[name cards]
"""),
)

POSTER: Final = (
    N_("""\
# Ground rules

[ground rules]
"""),
)

SHEET: Final = (
    N_("""\
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
"""),
)

REFLECTION: Final = (
    N_("""\
# Reflection cards

For the professionals among themselves: put the cards on the table. Choose one together. “They” are the people you listened to.

[reflection cards]
"""),
)

HOW_WAS_IT: Final = (
    N_("""\
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
"""),
)

HOW_WAS_IT_LISTENER: Final = (
    N_("""\
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
"""),
)

DAY: Final = (
    N_("""\
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
"""),
    _STILL_TO_DO,
)

DAY_DEVICES: Final = (
    N_("""\
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
"""),
    _STILL_TO_DO,
)

DAY_MAKERS: Final = (
    N_("""\
# Checklist for the workshop

[theme] · [date] · [place]

To call: [whom to call]

## [room open at] The room

- [ ] One table at which all makers can see each other
- [ ] Empty cards, thick pens, water and tissues
- [ ] A quiet corner where somebody can sit for a while
- [ ] Ground rules on the wall
- [ ] Laptop on the mains, sound off, screen for the room tried
- [ ] Running order and consent forms printed

## [welcome from] The makers come

- [ ] Coffee and tea; the moderator welcomes everybody
- [ ] Ask for consent, for each thing separately
- [ ] Presence and chairs in Spiegel (F2)

## [clients leave at] The makers go

- [ ] Hand out gifts, note travel costs
- [ ] Tell them on which day they get the persona to read
- [ ] Tell them when they hear back: [news on], from [news from]
- [ ] Ask how it was, and who wants a call afterwards

## Afterwards

- [ ] Collect all cards; nothing stays behind in the room
- [ ] Put the consent forms away, apart from the report
- [ ] Check that everything is saved, and make a copy
- [ ] Print the sheet for the makers (F7), and bring it to each of them
"""),
    _STILL_TO_DO,
)

JOURNEYS: Final = (
    N_("""\
# Gifts and travel

[theme] · [date] · [place]

> Private: with codes. Do not let it lie about, and destroy it when everything is paid.

[travel list]

Call when a taxi does not come: [whom to call]
"""),
)
