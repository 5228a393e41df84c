"""What is asked when the group chooses a picture for a persona: which one, and what it shows."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from textual.app import App

from spiegel.domain.personas.picture import (
    NO_PHOTO,
    SYMBOLS,
    ChoosePicture,
    ChooseSymbol,
    ForgetPicture,
    SayPicture,
    TakePicture,
    symbol_name,
    wrong_alt,
)
from spiegel.domain.session.personas import Persona
from spiegel.domain.session.pictures import Image, Symbol
from spiegel.domain.session.session import Change
from spiegel.i18n import _, current
from spiegel.meeting.picture_file import PICTURES, picture_in
from spiegel.meeting.port.errors import NotDoneError
from spiegel.screens.shared.choose_file import ChooseFile
from spiegel.screens.shared.form import Field, Form, Values
from spiegel.screens.shared.panels import Confirm
from spiegel.screens.shared.pick import Pick, Picked
from spiegel.text import plain

_FILE: Final = "file"
_SAID: Final = "said"
_NONE: Final = "none"
_GONE: Final = "gone"


class Picturing:
    """app: gives what shows the questions. Nothing comes of it after Esc."""

    def __init__(self, app: Callable[[], App[Any]]) -> None:
        self._app = app

    async def ask(self, persona: Persona) -> Change | None:
        """The picture that a persona gets, or that it has none any more."""
        which = await self._which(persona)
        number = persona.number
        if which is None:
            return None
        if which == _NONE:
            return TakePicture(number=number)
        if which == _GONE:
            return ForgetPicture(number=number) if await self._for_good() else None
        if which == _FILE:
            image = await self._file()
            alt = await self._alt("") if image is not None else None
            if image is None or alt is None:
                return None
            return ChoosePicture(number=number, image=image, alt=alt)
        if which == _SAID:
            alt = await self._alt(persona.alt)
            return SayPicture(number=number, alt=alt) if alt is not None else None
        symbol = Symbol(which)
        alt = await self._alt(symbol_name(symbol, current()))
        return ChooseSymbol(number=number, symbol=symbol, alt=alt) if alt is not None else None

    async def _which(self, persona: Persona) -> str | None:
        choices: dict[str, str] = {one: symbol_name(one, current()) for one in SYMBOLS}
        choices[_FILE] = _("a picture from a file (PNG, JPEG, WebP)")
        if persona.symbol is not None or persona.picture is not None:
            choices[_SAID] = _("say in other words what the picture shows")
            choices[_NONE] = _("no picture any more")
        if persona.picture is not None:
            choices[_GONE] = _("somebody can be recognised by it: gone for good")
        name = persona.name or _("the persona")
        title = _("Picture for {name}: no photo of somebody who exists").format(name=name)
        panel = Pick(title, list(map(plain, choices.values())))
        picked: Picked | None = await self._app().push_screen_wait(panel)
        if picked is None or picked.index is None:
            return None
        return list(choices)[picked.index]

    async def _for_good(self) -> bool:
        """Whether the picture goes so that nothing brings it back."""
        panel = Confirm(
            _("The picture goes for good"),
            _(
                "It goes out of this file and its copies, and cannot come back. Nothing that was "
                "done before can be taken back either. Documents that were made have it still: "
                "make them again on F7."
            ),
            _("yes, gone for good"),
            _("no, it stays"),
        )
        return bool(await self._app().push_screen_wait(panel))

    async def _file(self) -> Image | None:
        """A picture in a file; what is wrong with one is said, and another is asked for."""
        start = Path.home()
        while True:
            path = await self._app().push_screen_wait(
                ChooseFile(_("Which picture? No photo of somebody who exists."), PICTURES, start)
            )
            if path is None:
                return None
            try:
                return await asyncio.to_thread(partial(picture_in, path))
            except NotDoneError as error:
                self._app().notify(str(error), severity="error", timeout=10, markup=False)
                start = path.parent

    async def _alt(self, alt: str) -> str | None:
        values = await self._app().push_screen_wait(
            Form(
                _("What does the picture show?"),
                (
                    Field(
                        key="alt",
                        label=_("it shows"),
                        value=alt,
                        example=_("a bench under a tree"),
                        suggested=bool(alt),
                    ),
                ),
                check=_wrong,
                advice=_("Who cannot see it hears these words.") + " " + _no_photo(),
            )
        )
        return values["alt"] if values is not None else None


def _no_photo() -> str:
    return _(NO_PHOTO)


def _wrong(values: Values) -> str:
    return wrong_alt(values["alt"], current())
