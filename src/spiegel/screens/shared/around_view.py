"""What the screens say of the other windows and of the file: words, no widgets."""

from collections.abc import Iterable

from spiegel.commands import everywhere
from spiegel.commands.keys import key_name
from spiegel.i18n import _, ngettext
from spiegel.meeting.port.meeting import Around, Meeting, Other
from spiegel.widgets.corner import Corner


def corner(meeting: Meeting, *, private: bool) -> Corner:
    """The small words at the end of a row; private: the screen has the word privé elsewhere."""
    around = meeting.around
    parts = [] if private or not meeting.sealed else [_("encrypted")]
    others = [other for other in around.others if other.role != "moderator" or not leads(around)]
    if others:
        parts.append(_("also open: {windows}").format(windows=names(others)))
    action = everywhere.FILE.action if around.trouble or around.waiting else ""
    return Corner(loud=loud(around), quiet=" · ".join(parts), action=action)


def loud(around: Around) -> str:
    """What needs attention until it is over, the most serious thing only."""
    key = key_name(everywhere.FILE.keys[0])
    if around.trouble is not None:
        return f"{around.trouble.short} · {key}"
    if around.waiting:
        count = len(around.waiting)
        words = ngettext("{count} not saved yet", "{count} not saved yet", count)
        return f"{words.format(count=count)} · {key}"
    if leads(around):
        return _("{count} moderators").format(count=1 + moderators(around))
    return ""


def leads(around: Around) -> bool:
    """Whether this is one of several windows that lead the meeting."""
    return around.role == "moderator" and moderators(around) > 0


def moderators(around: Around) -> int:
    """How many other windows lead the meeting."""
    return sum(other.count for other in around.others if other.role == "moderator")


def names(others: Iterable[Other]) -> str:
    """The windows by role, with a number where there are several."""
    return ", ".join(
        f"{other.name} {other.count}" if other.count > 1 else other.name for other in others
    )


def lines(meeting: Meeting) -> tuple[str, ...]:
    """What the help says of it, a sentence each."""
    around = meeting.around
    if around.others:
        windows = _("Also open: {windows}.").format(windows=names(around.others))
    else:
        windows = _("No other window is open on this meeting.")
    sealed = (_("This meeting is encrypted."),) if meeting.sealed else ()
    trouble = (around.trouble.words,) if around.trouble is not None else ()
    return (windows, *sealed, *trouble)


def private(meeting: Meeting) -> str:
    """The word privé, and before it that the session is encrypted."""
    return f"{_('encrypted')} · {_('private')}" if meeting.sealed else _("private")


def two_moderators(around: Around) -> str:
    """What is said once when a second window leads the meeting."""
    return _(
        "This meeting is open in {count} windows of the moderator. Keys work in each of them:"
        " agree who leads."
    ).format(count=1 + moderators(around))
