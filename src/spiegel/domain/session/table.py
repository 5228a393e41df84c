"""A table of a session: documents by number, in a value that shares most with the one before it.

The documents stand on pages. A change makes anew the pages that it touches, so it costs the same in
a long meeting as in a short one; the other pages are the same objects in both tables. An index is
made of a page, or of a whole table, when it is asked for, and is kept with it: it goes on for as
long as that does, and nothing has to be kept up to date. A table knows which one it was made from
and with which numbers, so what a change left behind need not be looked for.
"""

from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from itertools import chain, compress, islice
from operator import is_not
from typing import Any, Final, Generic, TypeVar, overload
from weakref import ref

Document = TypeVar("Document")
Other = TypeVar("Other")
Index = TypeVar("Index")

PAGE: Final = 256
"""Numbers on a page. A change copies the pages it touches, and one reference to each other page."""


class _Page(Generic[Document]):
    """The documents whose numbers stand together, in order of number, and what was made of them."""

    __slots__ = ("documents", "indexes")

    def __init__(self, documents: dict[int, Document]) -> None:
        self.documents = documents
        self.indexes: dict[Callable[..., Any], Any] = {}


_BLANK: Final = _Page[Any]({})


class Table(Mapping[int, Document]):
    """Documents by number, always in order of number; never changed."""

    __slots__ = ("__weakref__", "_indexes", "_made_from", "_pages", "_put")

    def __init__(self, documents: Mapping[int, Document] | None = None) -> None:
        pages = {place: _Page(_with({}, page)) for place, page in _by_page(documents or {}).items()}
        self._hold(_with({}, pages), None, ())

    def changed(self, documents: Mapping[int, Any]) -> "Table[Document]":
        """The table with these documents, each in place of that with its number.

        None takes one out. The table itself comes back when there are none.
        """
        if not documents:
            return self
        touched: dict[int, _Page[Document]] = {}
        for place, numbered in _by_page(documents).items():
            mine = _with(self._pages.get(place, _BLANK).documents, numbered)
            if None in numbered.values():
                mine = {number: each for number, each in mine.items() if each is not None}
            touched[place] = _Page(mine)
        pages = _with(self._pages, touched)
        for place, page in touched.items():
            if not page.documents:
                del pages[place]
        table: Table[Document] = Table.__new__(Table)
        # It keeps nothing of the table before it in memory, and nothing that was taken out.
        table._hold(pages, ref(self), tuple(documents))
        return table

    def since(self, before: "Table[Any]") -> dict[int, Document | None]:
        """The documents that say something else than before; None for those that are gone.

        Of the table that this one was made from it costs what the change did. Else only what is
        another object is looked into, and only on pages that are other objects.
        """
        if self._made_from is not None and self._made_from() is before:
            numbers = sorted(self._put)
            return {n: d for n in numbers if (d := self.get(n)) != before.get(n)}
        changed: dict[int, Document | None] = {}
        gone: list[int] = []
        for place, page in _others(self._pages, before._pages):
            now, was = page.documents, before._pages.get(place, _BLANK).documents
            changed.update((n, d) for n, d in _others(now, was) if d != was.get(n))
            gone += was.keys() - now.keys()
        for place in before._pages.keys() - self._pages.keys():
            gone += before._pages[place].documents
        return changed | dict.fromkeys(sorted(gone))

    def index(self, make: "Callable[[Table[Document]], Index]") -> Index:
        """What a function makes of this table, made once. For tables that stay small.

        make: a function of a module, which is remembered by its name; so is that of `indexes`.
        """
        if make not in self._indexes:
            self._indexes[make] = make(self)
        found: Index = self._indexes[make]
        return found

    def indexes(self, make: Callable[[Mapping[int, Document]], Index]) -> Iterator[Index]:
        """What a function makes of each page, the highest numbers first; only as far as needed.

        Of the pages that a change did not touch it is there already.
        """
        for page in reversed(self._pages.values()):
            if make not in page.indexes:
                page.indexes[make] = make(page.documents)
            yield page.indexes[make]

    @property
    def pages(self) -> Mapping[object, Collection[Document]]:
        """The documents in order, by the page that they stand on.

        A page is the same object for as long as none of its documents changes.
        """
        return {page: page.documents.values() for page in self._pages.values()}

    def _hold(
        self,
        pages: dict[int, _Page[Document]],
        made_from: "ref[Table[Document]] | None",
        put: tuple[int, ...],
    ) -> None:
        self._pages = pages
        self._made_from = made_from
        self._put = put
        self._indexes: dict[Callable[..., Any], Any] = {}

    def __getitem__(self, number: int) -> Document:
        return self._pages[number // PAGE].documents[number]

    @overload
    def get(self, number: int, /) -> Document | None: ...
    @overload
    def get(self, number: int, /, default: Document | Other) -> Document | Other: ...
    def get(self, number: int, /, default: Any = None) -> Any:
        if isinstance(number, int):
            page = self._pages.get(number // PAGE)
            if page is not None:
                return page.documents.get(number, default)
        return default

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        return number in self._pages.get(number // PAGE, _BLANK).documents

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(page.documents for page in self._pages.values())

    def __reversed__(self) -> Iterator[int]:
        return (number for number, _ in reversed(self.items()))

    def __bool__(self) -> bool:
        # a page with nothing on it goes with the last of what stood there
        return bool(self._pages)

    def __len__(self) -> int:
        return sum(len(page.documents) for page in self._pages.values())

    def keys(self) -> "_Keys":
        return _Keys(self)

    def values(self) -> "_Values[Document]":
        return _Values(self)

    def items(self) -> "_Items[Document]":
        return _Items(self)

    def __repr__(self) -> str:
        return f"Table({dict(self.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Table, (dict(self.items()),)


class _Keys(KeysView[int]):
    """The numbers, from either end."""

    _mapping: Table[Any]

    def __reversed__(self) -> Iterator[int]:
        return self._mapping.__reversed__()


class _Values(ValuesView[Document]):
    """The documents; goes through them at the speed of a dict, from either end."""

    _mapping: Table[Document]

    def __iter__(self) -> Iterator[Document]:
        pages = self._mapping._pages.values()
        return chain.from_iterable(page.documents.values() for page in pages)

    def __reversed__(self) -> Iterator[Document]:
        pages = reversed(self._mapping._pages.values())
        return chain.from_iterable(reversed(page.documents.values()) for page in pages)

    def __contains__(self, document: object) -> bool:
        return any(document is each or document == each for each in self)


class _Items(ItemsView[int, Document]):
    """The numbers with their documents; goes through them as _Values does."""

    _mapping: Table[Document]

    def __iter__(self) -> Iterator[tuple[int, Document]]:
        pages = self._mapping._pages.values()
        return chain.from_iterable(page.documents.items() for page in pages)

    def __reversed__(self) -> Iterator[tuple[int, Document]]:
        pages = reversed(self._mapping._pages.values())
        return chain.from_iterable(reversed(page.documents.items()) for page in pages)


def _by_page(documents: Mapping[int, Other]) -> dict[int, dict[int, Other]]:
    pages: dict[int, dict[int, Other]] = {}
    for number, document in documents.items():
        pages.setdefault(number // PAGE, {})[number] = document
    return pages


def _others(now: dict[int, Index], was: dict[int, Index]) -> Iterator[tuple[int, Index]]:
    """What is another object now than it was, or is new; compared in C."""
    return compress(now.items(), map(is_not, now.values(), map(was.get, now)))


def _with(ordered: dict[int, Index], numbered: Mapping[int, Index]) -> dict[int, Index]:
    """What is in order of number with these in it; nearly always they have a place or come last."""
    mine = {**ordered, **numbered}
    if len(mine) == len(ordered):
        return mine
    ends = [*islice(reversed(ordered), 1), *numbered]
    return mine if ends == sorted(ends) else {n: mine[n] for n in sorted(mine)}
