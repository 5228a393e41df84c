"""The chapter of what everybody answered: the outcome of each question, and its groups of ideas.

Ideas stand there word for word, with what was explained aloud and how each number was made.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

from spiegel.domain.consent.gate import Shown, Withheld, shown_idea, told
from spiegel.domain.polls import saying
from spiegel.domain.polls.orders import OrderOutcome, Place
from spiegel.domain.polls.outcomes import (
    ChoiceOutcome,
    IdeasOutcome,
    Outcome,
    Untold,
    groups_in,
    outcome,
)
from spiegel.domain.polls.polls import poll_of
from spiegel.domain.polls.scales import ScaleOutcome
from spiegel.domain.report import numbers
from spiegel.domain.report.answered import (
    Answered,
    about_answers,
    anchor,
    by_professionals,
    cluster_name,
    not_asked,
    not_few,
    option_names,
    points_words,
    without_clients,
)
from spiegel.domain.report.material import Material
from spiegel.domain.report.parts import (
    ClusterSection,
    FrontOutcome,
    IdeaWords,
    Link,
    PollChapter,
    PollSection,
)
from spiegel.domain.report.wording import listed, shortened
from spiegel.domain.session.agenda import Question
from spiegel.domain.session.polls import Idea
from spiegel.domain.session.statements import RemarkKind
from spiegel.i18n import Translations

NAME: Final = 60
"""Characters of an option or group on page one, and of a link to a group."""


def chapter(
    material: Material, asked: Sequence[Answered], resting: Mapping[int, tuple[Link, ...]]
) -> PollChapter | None:
    """The chapter; None when nothing was asked so. resting: what rests on each group of ideas."""
    if not asked:
        return None
    t, last = material.t, by_professionals(material.session, asked)
    everybody = t.gettext(
        "Everybody answered at the same time, on a device or on paper, without a name. "
        "Every answer counts as much. Nothing that was kept says who answered what."
    )
    professionals = t.gettext(
        "The professionals answered at the same time, on a device or on paper, without a name. "
        "Every answer counts as much. Nothing that was kept says who answered what."
    )
    how = (*_how(asked, t), *_about_groups(material, asked))
    end = t.gettext("How the numbers were made stands at the end of this chapter.")
    intro = professionals if last else everybody
    return PollChapter(
        heading=about_answers(material.session, asked, t),
        anchor="uitkomsten",
        intro=f"{intro} {end}" if how else intro,
        last=last,
        sections=tuple(_sections(material, asked, resting)),
        how_heading=t.gettext("How the numbers were made"),
        how=how,
    )


def _sections(
    material: Material, asked: Sequence[Answered], resting: Mapping[int, tuple[Link, ...]]
) -> Iterator[PollSection]:
    """A section for each question of the meeting, also for one that was never put."""
    left = not_asked(material.session)
    put = {each.place: each for each in asked}
    for place in sorted((*put, *left)):
        if place in put:
            yield _section(material, put[place], resting)
        else:
            yield _never_put(material, place, left[place])


def _never_put(material: Material, place: int, question: Question) -> PollSection:
    return PollSection(
        heading=f"{place}. {material.prepared(question.words)}",
        anchor=anchor(place),
        nothing=material.t.gettext("This question was not put."),
        explained_heading=material.t.gettext("What was explained about it"),
        explained=tuple(_explained(material, question.number)),
    )


def cluster_labels(material: Material, asked: Sequence[Answered]) -> dict[int, tuple[str, Link]]:
    """Where each group of ideas stands: by its number the name of its question, and a link."""
    found = {}
    for each in asked:
        if isinstance(each.found, IdeasOutcome):
            for cluster in each.found.clusters:
                name = shortened(cluster_name(material, cluster), NAME)
                link = Link(name, f"groepje_{cluster.cluster.number}")
                words = shortened(material.prepared(each.question.words), NAME)
                found[cluster.cluster.number] = (words, link)
    return found


def _section(
    material: Material, asked: Answered, resting: Mapping[int, tuple[Link, ...]]
) -> PollSection:
    t, found = material.t, asked.found
    untold = isinstance(found, Untold)
    ideas = found if isinstance(found, IdeasOutcome) else None
    explained = tuple(_explained(material, asked.question.number))
    return PollSection(
        heading=f"{asked.place}. {material.prepared(asked.question.words)}",
        anchor=asked.anchor,
        taking="" if untold else _taking(material, asked),
        findings=() if isinstance(found, Untold) else tuple(_findings(material, asked, found)),
        chart=None if isinstance(found, Untold) else numbers.chart(material, asked, found),
        tables=() if isinstance(found, Untold) else tuple(numbers.tables(material, asked, found)),
        clusters=tuple(_clusters(material, ideas, resting)) if ideas else (),
        explained_heading=t.gettext("What was explained about it"),
        explained=explained,
        nothing=found.explain(t) if isinstance(found, Untold) else "",
    )


def _explained(material: Material, question: int) -> Iterator[str]:
    for remark in material.session.remarks_of(RemarkKind.EXPLAINED):
        if remark.question == question:
            ruling = told(material.session, remark.words, material.t, remark.people, general=False)
            if isinstance(ruling, Shown):
                yield ruling.words


def _taking(material: Material, asked: Answered) -> str:
    t, poll = material.t, asked.poll
    people = saying.people(poll.took_part, t)
    if without_clients(material.session, asked.question):
        people = t.ngettext("{count} professional", "{count} professionals", poll.took_part).format(
            count=poll.took_part
        )
    said = t.gettext("{people} took part").format(people=people)
    if poll.skipped:
        skipped = t.ngettext("of whom {count} skipped it", "of whom {count} skipped it", 2)
        said = f"{said}, {skipped.format(count=not_few(poll.skipped, t))}"
    order = asked.found.order if isinstance(asked.found, IdeasOutcome) else None
    if order is not None:
        put = t.gettext("{people} put the groups in order")
        said = f"{said}; {put.format(people=saying.people(order.people, t))}"
    return f"{said}."


def _findings(material: Material, asked: Answered, found: Outcome) -> Iterator[str]:
    """What follows, in sentences."""
    t = material.t
    match found:
        case ScaleOutcome():
            yield from _of_scale(found, t)
        case ChoiceOutcome():
            yield _of_choice(asked, found, t)
        case OrderOutcome():
            yield from _of_order(found, asked.names, t)
        case IdeasOutcome():
            yield _of_ideas(found, t)
            if found.order is not None:
                yield from _of_order(found.order, option_names(material, found), t)
            else:
                yield from _no_order(material, asked)


def _no_order(material: Material, asked: Answered) -> Iterator[str]:
    """Why groups have no order, although people were asked for it."""
    ranking = poll_of(material.session, asked.question.number, ranking=True)
    why = outcome(material.session, ranking) if ranking is not None else None
    if isinstance(why, Untold):
        words = material.t.gettext("The order of the groups: {why}")
        yield words.format(why=why.explain(material.t))


def _of_scale(found: ScaleOutcome, t: Translations) -> Iterator[str]:
    if found.judges:
        agree = saying.of_all(found.agree, found.opinions, t)
        words = t.gettext("Agree: {share}; disagree: {disagree}.")
        yield words.format(share=agree, disagree=found.disagree)
    if found.mean is not None and found.median is not None:
        yield t.gettext("Mean {mean}, middle answer {median}, of {people} with an opinion.").format(
            mean=saying.decimal(found.mean, t),
            median=saying.points(found.median, t),
            people=saying.people(found.opinions, t),
        )
    if found.unknown:
        words = t.ngettext(
            "{count} person does not know.", "{count} people do not know.", found.unknown
        )
        yield words.format(count=found.unknown)
    if found.agreement is not None and found.spread is not None:
        yield t.gettext("The group is {agreement} (spread {spread}).").format(
            agreement=found.agreement.explain(t), spread=saying.decimal(found.spread, t, 2)
        )


def _of_choice(asked: Answered, found: ChoiceOutcome, t: Translations) -> str:
    first = [share for share in found.shares if share.place == 1 and share.people]
    names = listed([asked.names[share.option - 1] for share in first], t)
    if not first:
        return t.gettext("Nobody chose anything.")
    if found.each:
        return t.gettext("Most points: {names} ({points}).").format(
            names=names, points=points_words(first[0].points, t)
        )
    share = saying.of_all(first[0].people, found.people, t)
    return t.gettext("Chosen most: {names} ({share}).").format(names=names, share=share)


def _of_order(found: OrderOutcome, names: Sequence[str], t: Translations) -> Iterator[str]:
    first = [place for place in found.places if place.place == 1 and place.named]
    if first:
        words = listed([names[place.option - 1] for place in first], t)
        sentence = t.gettext("On top stands: {names}.")
        yield sentence.format(names=words)
    if found.concordance is not None:
        w = saying.decimal(found.concordance, t, 2)
        if found.agreement is not None:
            words = t.gettext("There is {agreement} ({w} on a scale from 0 to 1).")
            yield words.format(agreement=found.agreement.explain(t), w=w)


def _of_ideas(found: IdeasOutcome, t: Translations) -> str:
    groups = t.ngettext("{count} group", "{count} groups", len(found.clusters))
    said = t.gettext("{ideas}, in {groups}").format(
        ideas=saying.ideas(found.ideas, t), groups=groups.format(count=len(found.clusters))
    )
    if found.loose:
        loose = t.ngettext("{count} in no group", "{count} in no group", len(found.loose))
        said = f"{said}; {loose.format(count=len(found.loose))}"
    return f"{said}."


def _clusters(
    material: Material, found: IdeasOutcome, resting: Mapping[int, tuple[Link, ...]]
) -> Iterator[ClusterSection]:
    t = material.t
    for cluster in found.clusters:
        number = cluster.cluster.number
        yield ClusterSection(
            heading=cluster_name(material, cluster),
            anchor=f"groepje_{number}",
            aside=saying.ideas(len(cluster.ideas), t),
            standing=_place(cluster.place, found.order, t) if cluster.place else "",
            ideas=tuple(_ideas(material, cluster.ideas)),
            missing=_missing(material, cluster.ideas),
            actions=resting.get(number, ()),
        )
    if found.loose:
        yield ClusterSection(
            heading=t.gettext("In no group"),
            anchor="",
            aside=saying.ideas(len(found.loose), t),
            standing="",
            ideas=tuple(_ideas(material, found.loose)),
            missing=_missing(material, found.loose),
        )


def _place(place: Place, order: OrderOutcome | None, t: Translations) -> str:
    if not place.named or order is None:
        return t.gettext("Nobody gave it a place.")
    where = t.gettext("Shared place {place}") if place.shared else t.gettext("Place {place}")
    return t.gettext("{place}: {points}, named by {share}.").format(
        place=where.format(place=place.place),
        points=points_words(place.points, t),
        share=saying.of_all(place.named, order.people, t),
    )


def _ideas(material: Material, ideas: Sequence[Idea]) -> Iterator[IdeaWords]:
    """Ideas word for word; what several people wrote alike stands once."""
    t = material.t
    rulings = (shown_idea(material.session, idea, t) for idea in ideas)
    counts = Counter((r.words, r.verbatim) for r in rulings if isinstance(r, Shown))
    for (words, verbatim), count in counts.items():
        yield IdeaWords(
            words=words,
            verbatim=verbatim,
            times=t.gettext("{count} times").format(count=count) if count > 1 else "",
            mark="" if verbatim else t.gettext("put in other words"),
        )


def _missing(material: Material, ideas: Sequence[Idea]) -> str:
    """That ideas of a group are not there; how many is said once, of the whole meeting."""
    left = [isinstance(shown_idea(material.session, idea), Withheld) for idea in ideas]
    if not any(left):
        return ""
    if all(left):
        return material.t.gettext("The words of these ideas are not in this report.")
    return material.t.gettext("Not all words of these ideas are in this report.")


def left_out(material: Material) -> Iterator[str]:
    """How many ideas are not in the report, in one number: reasons would let people guess whose."""
    t, session = material.t, material.session
    rulings = (shown_idea(session, idea) for idea in session.ideas.values())
    count = sum(isinstance(ruling, Withheld) for ruling in rulings)
    if count:
        yield t.ngettext(
            "The words of {count} idea were left out. Why is not said, so that nobody can guess "
            "whose it is.",
            "The words of {count} ideas were left out. Why is not said, so that nobody can guess "
            "whose they are.",
            count,
        ).format(count=count)


def _how(asked: Sequence[Answered], t: Translations) -> Iterator[str]:
    """How each number in this report was made: one sentence for each kind that is in it."""
    found = [each.found for each in asked]
    scales = [each for each in found if isinstance(each, ScaleOutcome)]
    choices = [(e.form, e.found) for e in asked if isinstance(e.found, ChoiceOutcome)]
    open_ones = [each for each in found if isinstance(each, IdeasOutcome)]
    orders = [each for each in found if isinstance(each, OrderOutcome)]
    orders += [each.order for each in open_ones if each.order is not None]
    if any(scale.mean is not None for scale in scales):
        yield t.gettext(saying.MEAN)
    if any(scale.unknown for scale in scales):
        yield t.gettext(saying.UNKNOWN)
    if any(scale.agreement is not None for scale in scales):
        yield saying.spread(t)
    for several in (False, True):
        if any(not f.each and form.several is several for form, f in choices):
            yield t.gettext(saying.CHOICES if several else saying.CHOICE)
    for count in sorted({found.each for _, found in choices if found.each}):
        yield t.gettext(saying.POINTS).format(count=count)
    if open_ones:
        yield t.gettext(saying.IDEAS)
    if orders:
        tops = listed([str(top) for top in sorted({order.top for order in orders})], t)
        yield t.gettext(saying.PRIORITY).format(count=tops)
    if any(place.firmness is not None for order in orders for place in order.places):
        yield t.gettext(saying.FIRMNESS)
    if any(order.concordance is not None for order in orders):
        yield t.gettext(saying.CONCORDANCE)


def _about_groups(material: Material, asked: Sequence[Answered]) -> Iterator[str]:
    """Why groups of people in one room stand side by side at some questions, or at none."""
    session = material.session
    if len(session.info.groups) > 1 and not all(groups_in(session, each.poll) for each in asked):
        yield material.t.gettext(
            "Groups of people stand side by side only where each gave at least five answers to "
            "the question; of the others it was not kept to which group an answer belonged."
        )


def in_short(material: Material, asked: Sequence[Answered]) -> Iterator[FrontOutcome]:
    """A row of page one for each question that has an outcome."""
    for each in asked:
        if not isinstance(each.found, Untold):
            words = material.prepared(each.question.words)
            lines = list(_short(material, each, each.found))
            yield FrontOutcome(
                link=Link(str(each.place), each.anchor, words),
                words=words,
                lines=tuple(line for line, _about in lines),
                about=tuple(about for _line, about in lines),
                open=isinstance(each.found, IdeasOutcome),
                ranked=_is_ranked(each.found),
            )


def _is_ranked(found: Outcome) -> bool:
    order = found.order if isinstance(found, IdeasOutcome) else found
    return isinstance(order, OrderOutcome)


def _short(material: Material, asked: Answered, found: Outcome) -> Iterator[tuple[str, int]]:
    """Lines with how many options or groups each is about; equal ones stand in one line."""
    t = material.t
    match found:
        case ScaleOutcome():
            said = saying.in_short(found, t)
            yield from [("; ".join(said), 1)] if said else []
        case ChoiceOutcome():
            chosen = [share for share in found.best_first if share.people]
            numbers = [
                points_words(share.points, t)
                if found.each
                else saying.of_all(share.people, found.people, t)
                for share in chosen
            ]
            names = [asked.names[share.option - 1] for share in chosen]
            yield from _alike(zip(names, numbers, strict=True), t)
        case OrderOutcome():
            yield from _short_order(found, asked.names)
        case IdeasOutcome() if found.order is not None:
            yield from _short_order(found.order, option_names(material, found))
        case IdeasOutcome():
            most_first = sorted(found.clusters, key=lambda c: -len(c.ideas))
            counted = (
                (cluster_name(material, c), saying.ideas(len(c.ideas), t)) for c in most_first
            )
            yield from _alike(counted, t)


def _alike(numbered: Iterable[tuple[str, str]], t: Translations) -> Iterator[tuple[str, int]]:
    for number, those in groupby(numbered, key=itemgetter(1)):
        names = [name for name, _number in those]
        each = t.gettext("each {number}").format(number=number) if len(names) > 1 else number
        yield f"{'; '.join(names)} ({each})", len(names)


def _short_order(found: OrderOutcome, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    named = (place for place in found.places if place.named)
    for place, those in groupby(named, key=attrgetter("place")):
        equal = [names[each.option - 1] for each in those]
        yield f"{place}. {'; '.join(equal)}", len(equal)
