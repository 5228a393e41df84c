"""How a test looks at the screen, and waits for something to be seen."""

from collections.abc import Callable

from textual.pilot import Pilot

PATIENCE = 3000
"""How often a test looks before it says that something did not happen."""


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app work until a condition holds."""
    for _ in range(PATIENCE):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"did not happen\n{screen_text(pilot)}")


def screen_text(pilot: Pilot[None]) -> str:
    """The screen as lines of text, as a person reads it."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).replace("\u00a0", " ")
