"""Spiegel's own words for the letters and papers before the day: to join, to agree, to come.

What they say rests on the dossier: 1.2 to 1.7 (who is told what) and 6 (what may happen with words,
and how plainly it is said); for makers, who are among themselves, section 4: nobody listens to them,
nobody is the persona, and others read it only when the makers have. How they are written: `markup`.
"""

from typing import Final

from spiegel.i18n import N_

_WHEN_AND_WHERE: Final = N_("""\
- Theme: [theme]
- Day: [day to come]
- Time: from [begins at] to [clients leave at]. You are welcome from [welcome from].
- Place: [place]
""")

_WHY: Final = N_("""\
## Why do we do this?

[aim]
""")

_YOU_DECIDE: Final = N_("""\
## You decide

- Taking part is your own choice. Saying no does not change the help you get.
- You tell only what you want to tell.
- You may stop at any moment. You need not say why.
- You may bring somebody along.
""")

_JOIN_US: Final = N_("""\
## What do you get?

[as a thank you]

We pay your travel and parking costs. Please keep your ticket or receipt.

## Will you join us?

Please call before [answer by]: [whom to call]. You may also call with a question. Do you need something to take part? Such as an interpreter, a wheelchair or transport. Tell us, and we arrange it.
""")

_WE_CALL: Final = N_("""\
On [called on] we call you once more.
""")

_WHICH_QUESTIONS: Final = N_("""\
## The questions

You need not prepare anything. You tell only what you want to tell.

[the questions]
""")

_BRING_ALONG: Final = N_("""\
## Bring along

- The ticket or receipt of your journey. We pay you back.
- Somebody who comes with you, if you like that.
- This letter.
""")

_CANNOT_COME: Final = N_("""\
## Can you not come after all?

Please call [whom to call]. You may still do so on the day itself. Do you not know the way, or do you need transport? Call then too.
""")

REGARDS: Final = N_("""\
Kind regards,

[commissioner]
[organisation]
""")

INVITATION: Final = (
    N_("""\
# Would you tell us how it was for you?

Dear ______________________________,

We would like to hear from you how it was for you. That is why we invite you to a conversation. This letter says what it is and what we ask of you.
"""),
    _WHEN_AND_WHERE,
    N_("""\
## What is it?

You sit in a half circle with a small group of participants. An independent moderator asks the questions. You tell what you lived through. Behind you sit people who want to do their work better. We call them listeners. They only listen. At the very end they may ask a question, to understand you better.
"""),
    _WHY,
    N_("""\
## Who listens?

[who listens]

## Which questions do we ask?

You need not prepare anything. Do you have a tip or a solution? We would like to hear it.

[the questions]
"""),
    _YOU_DECIDE,
    N_("""\
## What happens with what you tell?

- We write down what is said. Nothing is recorded.
- Your name is not in the report.
- Sometimes somebody recognises you by your story all the same. We look out for that.
- We ask for your consent first. You may take it back later.
- On [notes gone on] we throw our notes away.
- On [news on] you hear what we do with the conversation. You hear it from [news from].
"""),
    _JOIN_US,
    _WE_CALL,
    REGARDS,
)

INVITATION_DEVICES: Final = (
    N_("""\
# Would you think along with us?

Dear ______________________________,

We would like to know what you think. That is why we invite you to a meeting. This letter says what it is and what we ask of you.
"""),
    _WHEN_AND_WHERE,
    N_("""\
## What is it?

You answer questions on your own phone, or on a tablet that we bring. You may also answer on paper. All answer at the same time. Then we look at the answers together. Nobody can see who gave which answer.
"""),
    _WHY,
    N_("""\
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
"""),
    _JOIN_US,
    REGARDS,
)

INVITATION_MAKERS: Final = (
    N_("""\
# Would you think up somebody with us?

Dear ______________________________,

We hold a workshop about “[theme]”. You know from your own life what that is like. That is why we invite you. In a small group we think up somebody who does not exist, and sometimes more than one. Each gets a name, a home, ordinary days and a wish. That is called a persona. What a persona says comes from you and the others. People who help or make plans learn from that.
"""),
    _WHEN_AND_WHERE,
    N_("""\
## What is it?

You sit at a table with six or seven others. A moderator shows cards with a question, such as: what is it like where you live? You answer only if you want to. Then you choose together what two or more of you recognise. With those pieces we write down together how the persona lives. None of you is the persona. Who makes plans does not listen.
"""),
    _WHY,
    N_("""\
## Which questions do we ask?

You need not prepare anything. You may skip a question.

[the questions]
"""),
    _YOU_DECIDE,
    N_("""\
## What happens to what you tell us?

- We write down what is said. Nothing is recorded.
- Your name is on no paper that others read.
- What only one person lived through is left out of the persona.
- You read it first. That is on [makers read on], with the group again. At what time and where, you hear later. You get a sheet on paper for each persona, and tick what is right.
- Would you rather read at home? You may give your sheets back until [sheets back until]. Saying nothing is no yes.
- Only when the group finds it right, others read the persona: people who help or make plans, here or elsewhere.
- We ask for your consent first. You may take it back later.
- On [news on] you hear what is done with the persona. You hear it from [news from].
- On [notes gone on] we throw our notes away. The persona stays.
"""),
    _JOIN_US,
    _WE_CALL,
    REGARDS,
)

_MAY_WE: Final = N_("""\
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
""")

_GOOD_TO_KNOW: Final = N_("""\
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

CONSENT: Final = (_MAY_WE, _GOOD_TO_KNOW)

CONSENT_MAKERS: Final = (
    _MAY_WE,
    N_("""\
## The persona that we make

- Of what several people tell we make one life: the persona. None of you is that persona.
- Do you say no to a quotation, or to others? Then your own words do not stand in the persona literally.
- You read the persona first. Others read it only when the group finds it right, here or elsewhere.
"""),
    _GOOD_TO_KNOW,
)

CONFIRMATION: Final = (
    N_("""\
# We are glad that you come

Dear ______________________________,

You come to our conversation. We are glad about that. Here is everything once more.

- Theme: [theme]
- Day: [day to come]
- Time: from [begins at] to [clients leave at]
- Place: [place]

## How it goes

- From [welcome from] there is coffee and tea. The moderator receives you.
- The participants are then still among themselves.
- At [begins at] the conversation begins. Then the listeners come in. They only listen.
- At [clients leave at] you are done. After that the listeners talk on without you.
- You may always go outside for a moment. You may also stop.
"""),
    _WHICH_QUESTIONS,
    _BRING_ALONG,
    _CANNOT_COME,
    REGARDS,
)

CONFIRMATION_DEVICES: Final = (
    N_("""\
# We are glad that you come

Dear ______________________________,

You come to our meeting. We are glad about that. Here is everything once more.
"""),
    _WHEN_AND_WHERE,
    N_("""\
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
"""),
    _CANNOT_COME,
    REGARDS,
)

CONFIRMATION_MAKERS: Final = (
    N_("""\
# We are glad that you take part

Dear ______________________________,

You are coming to our workshop. Together we make a persona: somebody who does not exist. We are glad that you come. Here is everything once more.

- Theme: [theme]
- Day: [day to come]
- Time: from [begins at] to [clients leave at]
- Place: [place]

## How it goes

- From [welcome from] there is coffee and tea. The moderator welcomes you.
- At [begins at] we begin. First we agree how we treat each other.
- Then you tell us, one card at a time. After that there is a break.
- Together you choose. With that we write down how somebody lives who does not exist.
- At [clients leave at] you are done.
- On [makers read on] you read with the group what was written. At what time and where, you hear later.
- Nobody else listens in. You may always go outside for a moment. You may also stop.
"""),
    _WHICH_QUESTIONS,
    _BRING_ALONG,
    _CANNOT_COME,
    REGARDS,
)

LISTENERS: Final = (
    N_("""\
# Come and listen

Dear ______________________________,

> You come to listen, and only to listen. You do not talk with the clients.

Clients tell what they lived through. You hear what your work means to them. We invite you to be there as a listener.

- Theme: [theme]
- Day: [day to come]
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
"""),
    REGARDS,
)

LISTENERS_MAKERS: Final = (
    N_("""\
# Come and meet [somebody who does not exist]

Dear ______________________________,

> You meet [the persona]. You do not meet the makers.

People who live through this themselves made [the persona] together. That is about [somebody who does not exist]. Many people know this life. The makers have read it themselves and agree with it. Now it is your turn.

- Theme: [theme]
- Place: [place]
- Day and time: ________________________________________

## What you do

- You read what is on the card and say what you did not know yet.
- You take a plan or a rule. What does it change for [the persona]?
- You decide what you will do differently, and by when.
- You do not try to find out whom it is about. You change nothing in it.

## What we ask beforehand

Bring along a plan, a letter or a rule that you would like to test. Do you have a question? Call [whom to call].
"""),
    REGARDS,
)
