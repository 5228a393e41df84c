"""Only one module of ours touches what Textual keeps to itself."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from functools import cache
from pathlib import Path

import pytest

import spiegel
from spiegel import textual_private

ROOMS = ("app", "screens", "widgets", "cli", "commands")
"""The rooms that may know Textual."""


def modules():
    """All modules of those rooms."""
    for room in ROOMS:
        package = importlib.import_module(f"{spiegel.__name__}.{room}")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def private(name):
    """Whether a name is somebody's own: `_` alone is a word in the user's language."""
    return len(name) > 1 and name.startswith("_") and not name.startswith("__")


def of_itself(node):
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def of_its_base(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super"


@cache
def tree_of(module):
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def own_attributes(tree):
    """What the classes in it ask of themselves or their base, and what they set or define."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (of_itself(node.value) or of_its_base(node.value)):
            yield node.attr, isinstance(node.ctx, ast.Store)
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield part.name, True
                elif isinstance(part, ast.Assign | ast.AnnAssign):
                    targets = part.targets if isinstance(part, ast.Assign) else [part.target]
                    yield from ((target.id, True) for target in targets if of_a_name(target))


def of_a_name(node):
    return isinstance(node, ast.Name)


@cache
def names(class_):
    """The private names that are in the source of a class."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(class_)))
    return {name for name, _set in own_attributes(tree) if private(name)}


def classes(module):
    return [
        part
        for part in vars(module).values()
        if inspect.isclass(part) and part.__module__ == module.__name__
    ]


def textuals(class_):
    return class_.__module__.partition(".")[0] == "textual"


def shared(class_):
    """The private names that a class of ours has in common with its bases of Textual."""
    bases = class_.__mro__
    theirs = set().union(*(names(base) for base in bases if textuals(base)))
    ours = [b for b in bases if b.__module__.startswith("spiegel.") and not own_business(b)]
    return set().union(*(names(base) for base in ours)) & theirs


def own_business(class_):
    return class_.__module__ == textual_private.__name__


def reached_into(tree):
    """Where a private name is asked of something else than the object itself."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and private(node.attr) and not of_itself(node.value)
    ]


def imported(tree):
    """What is imported of Textual or Rich by a private name."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom | ast.Import):
            whole = [f"{getattr(node, 'module', None) or ''}.{name.name}" for name in node.names]
            found += [
                name
                for name in whole
                if name.strip(".").partition(".")[0] in ("textual", "rich")
                and any(map(private, name.split(".")))
            ]
    return found


@pytest.fixture(scope="module")
def found():
    return tuple(modules())


@pytest.mark.slow
@pytest.mark.reckons
def test_no_module_reaches_into_what_is_not_its_own(found):
    reached = {}
    for module in found:
        tree = tree_of(module)
        if wrong := reached_into(tree) + imported(tree):
            reached[module.__name__] = wrong
    assert reached == {}


@pytest.mark.slow
@pytest.mark.reckons
def test_every_private_name_that_a_class_asks_of_itself_is_one_of_ours(found):
    attributes = [pair for module in found for pair in own_attributes(tree_of(module))]
    ours = {name for name, is_set in attributes if is_set}
    assert {name for name, _set in attributes if private(name)} - ours == set()


@pytest.mark.slow
@pytest.mark.reckons
def test_no_class_has_a_private_name_that_a_base_of_textual_has_too(found):
    both = {}
    for module in found:
        for class_ in classes(module):
            if any(map(textuals, class_.__mro__)) and (wrong := shared(class_)):
                both[f"{module.__name__}.{class_.__name__}"] = wrong
    assert both == {}


def test_the_looks_find_what_they_look_for():
    assert reached_into(ast.parse("super()._on_key(event)\nkey._set_forwarded()")) != []
    assert reached_into(ast.parse("self._own, cls._own, _('word')")) == []
    assert imported(ast.parse("from textual._xterm_parser import XTermParser")) != []
    assert names(textual_private.Discreet) >= {"_handle_exception", "_return_code", "_exception"}
