"""The chapters of a report in one format: a writer for each kind, so that no format forgets one."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar, assert_never

import msgspec

from spiegel.domain.report.parts import (
    Actions,
    AnyChapter,
    AskedChapter,
    ComparedChapter,
    HowDone,
    Overview,
    PollChapter,
    StepChapter,
    TablesChapter,
    ThemesChapter,
)

_Kind = TypeVar("_Kind")
Writer: TypeAlias = Callable[[_Kind], Iterator[str]]


class Chapters(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes what. Another kind of chapter has a writer here, which every format must give."""

    overview: Writer[Overview]
    polls: Writer[PollChapter]
    compared: Writer[ComparedChapter]
    themes: Writer[ThemesChapter]
    asked: Writer[AskedChapter]
    tables: Writer[TablesChapter]
    steps: Writer[StepChapter]
    actions: Writer[Actions]
    how: Writer[HowDone]

    def written(self, chapter: AnyChapter) -> Iterator[str]:
        """A chapter, piece by piece."""
        match chapter:
            case Overview():
                return self.overview(chapter)
            case PollChapter():
                return self.polls(chapter)
            case ComparedChapter():
                return self.compared(chapter)
            case ThemesChapter():
                return self.themes(chapter)
            case AskedChapter():
                return self.asked(chapter)
            case TablesChapter():
                return self.tables(chapter)
            case StepChapter():
                return self.steps(chapter)
            case Actions():
                return self.actions(chapter)
            case HowDone():
                return self.how(chapter)
            case _:
                assert_never(chapter)
