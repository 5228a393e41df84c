"""Spiegel's own words for the letters and papers of a workshop in which makers are among themselves.

As `papers`, by the dossier, section 4: nobody listens to the makers, nobody is the persona, and others
read it only when the makers have.
"""

from typing import Final

from spiegel.i18n import N_

INVITATION: Final = N_("""\
# Would you make a person with us who does not exist?

Dear ______________________________,

You know what it is like. That is why we invite you to a workshop. In a small group we make a persona: somebody who does not exist, and who is like many people. Others learn from it how they can do their work better.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]. You are welcome from [welcome from].
- Place: [place]

## What is it?

You sit at a table with six or seven others. A moderator shows cards with a question, such as: how do you live? Whoever likes tells. Then you choose together what more people recognise. Of that we write one life. None of you is the persona. Nobody else listens.

## Why do we do this?

[aim]

## Which questions do we ask?

You need not prepare anything. You may skip a question.

[the questions]

## You decide

- Taking part is your own choice. Saying no does not change the help you get.
- You tell only what you want to tell.
- You may stop at any moment. You need not say why.
- You may bring somebody along.

## What happens with what you tell?

- We write down what is said. Nothing is recorded.
- Your name is in no document.
- What only one person lived through is left out of the persona.
- You read the persona first. Only then others do.
- We ask for your consent first. You may take it back later.
- On [notes gone on] we throw our notes away.
- On [news on] you hear what is done with the persona. You hear it from [news from].

## What do you get?

As a thank you, you get: [gift]. We pay your travel and parking costs. Please keep your ticket or receipt.

## Will you join us?

Please call before [answer by]: [whom to call]. You may also call with a question. Do you need something to take part? Such as an interpreter, a wheelchair or transport. Tell us, and we arrange it.

On [called on] we call you once more.

Kind regards,

[commissioner]
[organisation]
""")

CONFIRMATION: Final = N_("""\
# We are glad that you come to make it with us

Dear ______________________________,

You come to our workshop. We are glad about that. Here is everything once more.

- Theme: [theme]
- Day: [date]
- Time: from [begins at] to [clients leave at]
- Place: [place]

## How it goes

- From [welcome from] there is coffee and tea. The moderator receives you.
- At [begins at] we begin. First we agree how we treat each other.
- Then you tell, a card at a time. After that there is a break.
- Together you choose, and write a life of it.
- At [clients leave at] you are done.
- Nobody else listens. You may always go outside for a moment. You may also stop.

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

LISTENERS: Final = N_("""\
# Come and meet somebody who does not exist

Dear ______________________________,

> You meet a persona. You do not meet the people who made it.

People with experience made a persona together: somebody who does not exist, and who is like many people. They have read it themselves and agree with it. Now we would like you to meet this person.

- Theme: [theme]
- Place: [place]
- Day and time: ________________________________________

## What you do

- You read the card and say what you did not know yet.
- You take a plan or a rule. What does it change for this person?
- You decide what you will do differently, and by when.
- You do not try to find out whom the persona is like. You change nothing of it.

## What we ask beforehand

Bring along a plan, a letter or a rule that you would like to test. Do you have a question? Call [whom to call].

Kind regards,

[commissioner]
[organisation]
""")

DAY: Final = N_("""\
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

- [ ] Coffee and tea; the moderator receives everybody
- [ ] Ask for consent, for each thing apart
- [ ] Presence and chairs in Spiegel (F2)

## [clients leave at] The makers go

- [ ] Hand out gifts, note travel costs
- [ ] Tell on which day they get the persona to read
- [ ] Tell when they hear back: [news on], from [news from]
- [ ] Ask how it was, and who wants a call afterwards

## Afterwards

- [ ] Collect all cards; nothing stays behind in the room
- [ ] Put the consent forms away, apart from the report
- [ ] Check that everything is saved, and make a copy
- [ ] Print the sheet for the makers (F7), and bring it to each of them

## Before the day

[still to do]
""")
