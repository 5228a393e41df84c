"""What Follow-up says: words and rows, no widgets."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from textual.content import Content

from spiegel.domain.actions.following import Standing, standing
from spiegel.domain.actions.weakness import in_short, weaknesses
from spiegel.domain.capture.evaluating import MARKED, OPEN
from spiegel.domain.consent.anonymity import owner
from spiegel.domain.followup.rounds import Round, counts, round_told, to_look_at
from spiegel.domain.followup.telling import Heard, Told, heading
from spiegel.domain.preparation.retention import NAMES as KEPT
from spiegel.domain.preparation.retention import Term
from spiegel.domain.preparation.terms import Kept
from spiegel.domain.report.actions import STATES, most_telling
from spiegel.domain.report.earlier import Again, Rounds, done_words
from spiegel.domain.report.earlier import counted as counted_words
from spiegel.domain.report.material import material
from spiegel.domain.report.wording import date_words
from spiegel.domain.session.actions import Action, ActionKind, ActionStatus
from spiegel.domain.session.evaluation import Evaluation, Form
from spiegel.domain.session.session import Session
from spiegel.i18n import N_, Translations, _, current, ngettext, translations
from spiegel.text import plain
from spiegel.widgets.browse import Row, typed

_SIGNS: Final = {
    Standing.OVERDUE: ("!", "bold $accent"),
    Standing.TO_CHECK: ("?", "$accent"),
    Standing.OPEN: ("·", "$muted"),
    Standing.DONE: ("✓", "$success"),
    Standing.STOPPED: ("×", "$muted"),
    Standing.DECLINED: ("–", "$muted"),
}
_NAMES: Final = {
    Standing.OVERDUE: N_("{count} overdue"),
    Standing.TO_CHECK: N_("{count} to check"),
    Standing.OPEN: N_("{count} open"),
    Standing.DONE: N_("{count} done"),
    Standing.STOPPED: N_("{count} stopped"),
    Standing.DECLINED: N_("{count} will not be done"),
}
_HALF_A_YEAR: Final = 183
"""Days."""
_LOUD: Final = (Standing.OVERDUE, Standing.TO_CHECK)


def late(session: Session, today: datetime.date) -> str:
    """How many are too late, in a few words; empty for none."""
    count = counts(session, today)[Standing.OVERDUE]
    return _(_NAMES[Standing.OVERDUE]).format(count=count) if count else ""


def counted(session: Session, now: Round | None, today: datetime.date) -> Content:
    """How many actions stand how, and how many are still to be looked at in this round."""
    parts = [
        Content.styled(_(_NAMES[one]).format(count=count), "bold $accent" if one in _LOUD else "")
        for one, count in counts(session, today).items()
        if count
    ]
    if now is None or not session.actions:
        return Content(" · ").join(parts)
    told = round_told(session, today)
    if told.held is not None:
        words = _("Tab, then m: letter of {round}").format(round=told.title(current()))
        return Content(" · ").join([*parts, Content.styled(words, "$primary")])
    count = _left(session, now)
    if count:
        words = ngettext("{count} to look at", "{count} to look at", count).format(count=count)
        return Content(" · ").join([*parts, Content.styled(words, "$primary")])
    ready = Content.styled(_("all looked at: r closes this round"), "$success")
    return Content(" · ").join([*parts, ready])


def _left(session: Session, now: Round) -> int:
    """How many actions are still to be looked at in this round."""
    return sum(1 for _action in to_look_at(session, now))


def held(session: Session, round_: Round, *, again: bool) -> str:
    """What to do after a round; again: it goes on after all."""
    name = round_.title(current())
    if again:
        return _("The round of {round} goes on.").format(round=name)
    words = _("The round of {round} is closed. Tab, then m makes its letter.").format(round=name)
    if left := _left(session, round_):
        not_seen = ngettext(
            "{count} action was not looked at; ctrl+z opens the round again.",
            "{count} actions were not looked at; ctrl+z opens the round again.",
            left,
        )
        words = f"{words} {not_seen.format(count=left)}"
    return words


def rounds_line(all_: Sequence[Round], now: Round | None, today: datetime.date) -> Content:
    """The rounds with their days; the one that is next stands out, and says how long it is yet."""
    t, parts = current(), []
    if not any(each.held or each.due for each in all_):
        words = _("Rounds after 6 weeks, 3 and 6 months: give the meeting its day first (F2).")
        return Content.styled(words, "$accent")
    for each in all_:
        on = each.held or each.due
        day = _in_short(on, today) if on is not None else _("no day yet")
        words = f"{each.title(t)} {day}"
        if each.held is not None:
            parts.append(Content.styled(f"✓ {words}", "$muted"))
        elif each is now or (now is not None and each.key == now.key):
            parts.append(Content.styled(f"▶ {words}{_away(each, today)}", "bold $primary"))
        else:
            parts.append(Content.styled(words, "$muted"))
    return Content("   ").join(parts)


def _in_short(day: datetime.date, today: datetime.date) -> str:
    """Day and month; the year where one could take it for another one."""
    near = abs((day - today).days) < _HALF_A_YEAR + 120
    return f"{day.day}-{day.month}" if near else f"{day.day}-{day.month}-{day.year}"


def _away(round_: Round, today: datetime.date) -> str:
    if round_.due is None:
        return ""
    days = (round_.due - today).days
    if days == 0:
        return ", " + _("today")
    words = (
        ngettext("in {count} day", "in {count} days", days)
        if days > 0
        else ngettext("{count} day late", "{count} days late", -days)
    )
    return ", " + words.format(count=abs(days))


def action_row(session: Session, action: Action, now: Round | None, today: datetime.date) -> Row:
    """An action: its number and how it stands, who and when, what became of it."""
    t, stands = current(), standing(action, today)
    sign, style = _SIGNS[stands]
    looked = now is not None and now.looked_at(action)
    state = _("will not be done") if stands is Standing.DECLINED else _(STATES[action.status])
    words = f"{state} ✓" if looked else state
    who = owner(session, action.owner, t) or _("nobody yet")
    meta = [who] if action.kind is not ActionKind.DECLINE else []
    if action.by is not None:
        meta.append(date_words(action.by, t))
    meta.append(became(action))
    weak = ""
    if stands not in _QUIET:
        weak = ", ".join(in_short(one, t) for one in weaknesses(session, action))
    elif looked and stands is Standing.OVERDUE and not action.told:
        weak = _("why not yet?")
    return Row(
        gutter=Content.assemble((f" {action.number:>2} ", "bold $primary"), (f"{sign} ", style)),
        words=typed(action.words, "$muted" if action.status is ActionStatus.STOPPED else ""),
        end=Content.styled(
            words, "bold $accent" if stands in _LOUD else "$success" if looked else "$muted"
        ),
        meta=tuple(
            filter(
                lambda each: each.plain,
                (
                    plain(" · ".join(filter(None, meta)), "$muted"),
                    plain(f"! {weak}" if weak else "", "$accent"),
                ),
            )
        ),
    )


_QUIET: Final = (Standing.OPEN, Standing.OVERDUE, Standing.TO_CHECK)
"""What is weak about an action that goes on is mended in the debrief."""


def became(action: Action) -> str:
    """What shows it, why it was stopped or will not be done, or how it stands."""
    if action.kind is ActionKind.DECLINE:
        return action.reason
    return action.told


def about(session: Session, action: Action | None) -> Content:
    """Who watches over it, and the states it came to."""
    if action is None:
        return Content("")
    t, parts = current(), []
    if action.guard:
        who = owner(session, action.guard, t)
        parts.append(_("watched by: {who}").format(who=who))
    if action.first_check is not None:
        parts.append(_("first look: {day}").format(day=f"{action.first_check:%d-%m-%Y}"))
    states = ", ".join(f"{_(STATES[one.status])} {one.on:%d-%m-%Y}" for one in action.reached)
    parts.append(states)
    return plain(" · ".join(filter(None, parts)), "$muted")


def behind(session: Session, action: Action | None) -> Content:
    """What participants said on which the action rests, as documents may show it."""
    if action is None:
        return Content("")
    seen = material(session, translations(session.info.language))
    rulings = [seen.shown(session.statements[n]) for n in most_telling(seen, action.statements)]
    words = [f"“{one.words}”" if one.verbatim else one.words for one in rulings if one is not None]
    if not words:
        return Content.styled(_("Nothing that may be shown was said about it."), "$muted")
    heading = Content.styled(_("What participants said about it"), "$muted")
    return Content("\n").join([heading, *map(typed, words)])


def state_words(status: ActionStatus) -> str:
    """What a state is called."""
    return _(STATES[status])


def form_title(action: Action) -> str:
    """Which action is changed."""
    return f"{action.number} · {action.words}"


def typed_of(day: datetime.date | None) -> str:
    """A day as it stands in a field."""
    return date_words(day, current()) if day is not None else ""


def heard_heading(session: Session, heard: Heard) -> Row:
    """Under which words participants hear of what follows."""
    style = "bold $accent" if heard is Heard.LATE else "bold"
    return Row(heading=Content.styled(_(heading(session, heard)), style))


def told_row(told: Told) -> Row:
    """An action as participants hear of it."""
    late = told.heard is Heard.LATE and told.more
    more = f"{_('Why not yet:')} {told.more}" if late else told.more
    said = (plain(words, "$muted") for words in (told.who_when, more) if words)
    lacking = plain(f"! {_('not written down yet')}", "$accent")
    return Row(
        gutter=Content.styled(f" {told.number:>2} ", "bold $primary"),
        words=typed(told.words),
        meta=(*said, lacking) if told.lacks else tuple(said),
    )


def lacking(count: int) -> Content:
    """Of how many actions participants would miss words."""
    if not count:
        return Content.styled(_("Nothing is missing."), "$muted")
    words = ngettext(
        "{count} action lacks what participants will ask.",
        "{count} actions lack what participants will ask.",
        count,
    )
    return Content.styled(words.format(count=count), "$accent")


def again_row(one: Again, t: Translations) -> Row:
    """A theme, how many said then and now that it could be better, and what was agreed then."""
    then = t.gettext("then: {count}").format(count=counted_words(one.before, t))
    now = t.gettext("now: {count}").format(count=counted_words(one.now, t))
    return Row(
        words=typed(one.name, "bold"),
        end=Content.styled(f"{then} · {now}", "$muted"),
        meta=tuple(plain(f"→ {done_words(action, t)}", "$muted") for action in one.actions),
    )


def before(found: Rounds | None) -> Content:
    """Beside which round this one lies, and how many themes came back and went."""
    if found is None:
        return Content.styled(_("No round before this one lies beside it."), "$muted")
    day = found.before.date
    parts = [found.before.title, date_words(day, current()) if day is not None else ""]
    parts.append(_("{count} came back").format(count=len(found.back)))
    parts.append(_("{count} gone").format(count=len(found.gone)))
    parts.append(_("{count} new").format(count=len(found.new)))
    return plain(" · ".join(filter(None, parts)))


def term_row(term: Term, there: int | None) -> Row:
    """What is kept, until when, and whether it is there."""
    gone = there == 0
    day = date_words(term.until, current()) if term.until is not None else _("no term")
    late = term.past and not gone
    sign, style = ("!", "bold $accent") if late else ("✓", "$success") if gone else ("·", "$muted")
    words = _("wipe on {day}").format(day=day) if term.until is not None else day
    count = ""
    if there is not None and term.kept is not Kept.SESSION:
        count = _("not there") if gone else ngettext("{count} file", "{count} files", there)
    return Row(
        gutter=Content.styled(f"  {sign}", style),
        words=typed(_(KEPT[term.kept]), "$muted" if gone else ""),
        end=Content.styled("" if gone else words, "bold $accent" if late else "$muted"),
        meta=(plain(count.format(count=there), "$muted"),) if count else (),
    )


def to_wipe(terms: Iterable[Term], there: Mapping[Kept, int] | None) -> Content:
    """How much is kept that had to go by now; empty for nothing, and until it was looked."""
    late = [term for term in terms if term.past and there is not None and there[term.kept]]
    if not late:
        return Content("")
    words = ngettext(
        "{count} should have been wiped by now: ↓ to it, then w.",
        "{count} should have been wiped by now: ↓ to each, then w.",
        len(late),
    )
    return Content.styled(words.format(count=len(late)), "bold $accent")


FACES: Final = ("–", "😞", "😕", "😊", "😃")
"""The faces by their mark; a dash for no answer."""


def evaluation_row(form: Evaluation | None) -> Row:
    """What was answered on a form, and whether its words may be told."""
    if form is None:
        return Row()
    marks = [
        FACES[mark or 0] if asked.most == len(FACES) - 1 else f" {mark or '–'}"
        for mark, asked in zip(form.marks, MARKED[form.form], strict=False)
    ]
    words = " · ".join(filter(None, form.words))
    told = _("words in the report") if form.told else _("words not in the report")
    return Row(
        gutter=Content.styled("  ✓" if form.told else "  ·", "$success" if form.told else "$muted"),
        words=typed(f"{form_name(form.form)}  {' '.join(marks)}"),
        end=Content.styled(told if words else "", "$muted"),
        meta=(plain(words, "$muted"),) if words else (),
    )


def form_name(form: Form) -> str:
    """Whose form it is."""
    return _("participant") if form is Form.PARTICIPANT else _("listener")


def forms(session: Session) -> Content:
    """How many forms there are of each kind."""
    found = [one.form for one in session.evaluations.values()]
    parts = [
        _("Forms: {count} of participants").format(count=found.count(Form.PARTICIPANT)),
        _("{count} of listeners").format(count=found.count(Form.LISTENER)),
    ]
    return Content(" · ".join(parts))


SHORT: Final = {
    Form.PARTICIPANT: (N_("more to say"),),
    Form.LISTENER: (N_("touched by"), N_("differently")),
}
"""The open questions in a word or two, as the fields are called."""


def questions(form: Form) -> str:
    """The questions that are answered by a number, the open ones, and what the numbers mean."""
    asked = "  ".join(f"{at} {_(one.words)}" for at, one in enumerate(MARKED[form], start=1))
    open_ = "  ".join(_(words) for words in OPEN[form])
    return f"{asked}  {open_}\n{marks_typed(form)}"


def marks_example(form: Form) -> str:
    """How the answers are typed."""
    return "3424" if form is Form.PARTICIPANT else "4 8"


def marks_typed(form: Form) -> str:
    """What is to be typed for the faces, and for the mark of listeners."""
    if form is Form.PARTICIPANT:
        words = _("Type {count} numbers, faces from 1 (no) to 4 (yes); a dash is no answer.")
        return words.format(count=len(MARKED[form]))
    return _("Type a face from 1 (no) to 4 (yes), and a mark from 1 to 10; a dash is no answer.")


def marks_label(form: Form) -> str:
    """What the answers that are counted are called."""
    return _("faces") if form is Form.PARTICIPANT else _("numbers")


def tells(session: Session, now: Round) -> Content:
    """In which round they hear it, and from whom."""
    t, who = current(), session.info.assignment.tells
    day = date_words(now.due, t) if now.due is not None else _("no day yet")
    if now.held is not None:
        day = _("held on {day}").format(day=date_words(now.held, t))
    words = f"{now.title(t)} · {day}" + (f" · {who}" if who else "")
    return plain(words, "$muted")
