"""`spiegel formats`, `spiegel plans` and `spiegel keys`: what there is to choose from."""

import argparse

from spiegel import formats, i18n, paths
from spiegel.cli.failure import Failure
from spiegel.i18n import _, ngettext
from spiegel.settings import Settings


def formats_(_options: argparse.Namespace, _settings: Settings) -> int:
    """Print the formats at hand with their length; those that cannot be read are named."""
    broken = []
    for name in sorted(formats.sources(paths.own_formats())):
        try:
            format_ = formats.load(name, i18n.language(), paths.own_formats())
        except formats.FormatError as error:
            broken.append(error.explain(i18n.current()))
            continue
        minutes = sum(phase.minutes for phase in format_.phases)
        print(f"{name:<20} {format_.title:<24} {_('{count} min').format(count=minutes)}")
    if broken:
        raise Failure(*broken)
    return 0


def plans(_options: argparse.Namespace, _settings: Settings) -> int:
    """Print the running orders that were kept; those that cannot be read are named."""
    from spiegel.meeting.plan_library import PlanLibrary

    library = PlanLibrary()
    kept = library.kept()
    if not kept:
        print(_("No running order is kept yet: b in the running order on F2 keeps one."))
    for plan in kept:
        if not plan.problem:
            questions = ngettext("{count} question", "{count} questions", plan.questions)
            minutes = _("{count} min").format(count=plan.minutes)
            questions = questions.format(count=plan.questions)
            print(f"{plan.name:<30} {plan.title:<24} {questions}, {minutes}")
    if kept:
        print(_("They are in {folder}").format(folder=library.folder))
    broken = [plan.problem for plan in kept if plan.problem]
    if broken:
        raise Failure(*broken)
    return 0


def keys(_options: argparse.Namespace, settings: Settings) -> int:
    """Print every key by screen, with the user's own keys in place."""
    from spiegel.commands import TITLES, by_screen
    from spiegel.commands.keys import key_name

    for screen, commands in by_screen().items():
        print(_(TITLES[screen]))
        for command in commands:
            own = settings.keys.get(command.id)
            names = own.split(",") if own else command.keys
            if names:
                shown = " ".join(key_name(name.strip()) for name in names)
                print(f"  {shown:<14} {_(command.help)}")
        print()
    return 0
