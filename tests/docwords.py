"""What stands between backticks in documents, docstrings and comments, and whether it is still there.

A file or folder must exist, seen from the text that names it. A name must be defined where the text says, or
somewhere in the code. A plain word may also be one that the code reads or writes: a key, a verb, an option.
What is more than a name, such as a line of YAML or a command, is not looked at, nor is a single letter.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import io
import keyword
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import PurePosixPath

QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"[^\W\d]{2}\w*(\.[^\W\d]{2}\w*)*(\(\))?")
ENDINGS = "py|md|html|css|js|yaml|toml|txt|svg|json|vtt|mp4|png|cfg"
FILE = re.compile(rf"[\w.*-]*(/[\w.*-]*)+|[\w.-]+\.({ENDINGS})")
IN_FILE = re.compile(rf"(?P<file>{FILE.pattern}): (?P<name>[\w.]+)")
COMMENTED = re.compile(r"#.*`")
SCOPES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
PACKAGE = PurePosixPath("src/explainsite")
TOPS = (PurePosixPath(), PACKAGE, PurePosixPath("tests"))


@dataclass(frozen=True)
class Passage:
    """A text that names things: a paragraph, a docstring or a comment."""

    file: PurePosixPath
    line: int
    text: str


def paragraphs(file: PurePosixPath, text: str) -> Iterator[Passage]:
    """The paragraphs of a document and the rows of its tables; what is fenced is no prose."""
    prose = FENCED.sub(lambda fenced: "\n" * fenced[0].count("\n"), text)
    for match in re.finditer(r"^\|.*$|(?:^(?!\|).+\n?)+", prose, re.MULTILINE):
        yield Passage(file, prose.count("\n", 0, match.start()) + 1, match[0])


def documentation(file: PurePosixPath, code: str) -> Iterator[Passage]:
    """The docstrings and the comments of a module."""
    for node in _nodes(code):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield Passage(file, node.lineno, str(node.value.value))
    if not COMMENTED.search(code):
        return  # to read tokens takes as long as all the rest
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield Passage(file, token.start[0], token.string)


@cache
def _nodes(code: str) -> list[ast.AST]:
    """A module, and all that is in it."""
    return list(ast.walk(ast.parse(code)))


@dataclass(frozen=True)
class Module:
    """The words of a module."""

    defined: frozenset[str]
    """Classes, functions, variables and fields, those inside of others as `Passage.text`."""
    taken: frozenset[str]
    """Parameters, names of arguments, and what is imported."""
    texts: frozenset[str]
    """The strings that are no docstrings."""
    libraries: frozenset[str]
    """The packages that it imports from."""

    @classmethod
    def of(cls, code: str) -> Module:
        """Read a module."""
        nodes = _nodes(code)
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        strings = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings)
        return cls(
            defined=frozenset(definitions(nodes[0])),
            taken=frozenset(name for node in nodes for name in taken(node)),
            texts=frozenset(node.value for node in strings if isinstance(node.value, str)),
            libraries=frozenset(name for node in nodes for name in libraries(node)),
        )


def definitions(scope: ast.AST, prefix: str = "") -> Iterator[str]:
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, SCOPES):
            yield prefix + node.name
            yield from definitions(node, f"{prefix}{node.name}.")
        elif not isinstance(node, ast.expr):
            yield from (prefix + name for name in assigned(node))
            yield from definitions(node, prefix)


def assigned(node: ast.AST) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    for target in [node.target] if isinstance(node, ast.AnnAssign) else targets:
        if isinstance(target, ast.Name):
            yield target.id
        elif isinstance(target, ast.Attribute):
            yield target.attr


def taken(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.arg | ast.keyword) and node.arg:
        yield node.arg
    elif isinstance(node, ast.alias):
        yield node.name


def libraries(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.split(".")[0]


@dataclass(frozen=True, repr=False)
class Checkout:
    """The files of the repository, and the text of those that hold code or a page's template."""

    files: frozenset[PurePosixPath]
    texts: Mapping[PurePosixPath, str]

    @cached_property
    def modules(self) -> dict[PurePosixPath, Module]:
        """What each module says."""
        return {file: Module.of(text) for file, text in self.texts.items() if file.suffix == ".py"}

    @cached_property
    def folders(self) -> frozenset[PurePosixPath]:
        """Every folder that holds a file."""
        return frozenset(folder for file in self.files for folder in file.parents)

    @cached_property
    def defined(self) -> frozenset[str]:
        """All that is defined, also without the names around it: a method without its class."""
        split = {tuple(name.split(".")) for module in self.modules.values() for name in module.defined}
        return frozenset(".".join(names[start:]) for names in split for start in range(len(names)))

    @cached_property
    def taken(self) -> frozenset[str]:
        """Every parameter and every imported name."""
        return frozenset(name for module in self.modules.values() for name in module.taken)

    @cached_property
    def libraries(self) -> frozenset[str]:
        """The packages of others that some module imports from."""
        own = {name for file in self.modules for name in file.with_suffix("").parts}
        return frozenset(name for module in self.modules.values() for name in module.libraries) - own

    @cached_property
    def words(self) -> frozenset[str]:
        """Every string of the code, and every word of the templates and styles."""
        found = {text for module in self.modules.values() for text in module.texts}
        markup = (text for file, text in self.texts.items() if file.suffix != ".py")
        return frozenset(found.union(*(re.findall(r"[\w-]+", text) for text in markup)))

    def missing(self, passage: Passage) -> list[str]:
        """What a passage names and nothing is."""
        around = [*TOPS, *passage.file.parents]
        missing = []
        for word in QUOTED.findall(passage.text):
            if not self.is_there(word.removesuffix(":"), around):
                missing.append(word)
            # A file that is named after its folder, or after one beside it, is seen from there.
            around += [found if found in self.folders else found.parent for found in self.found(word, around)]
        return missing

    def is_there(self, word: str, around: Iterable[PurePosixPath]) -> bool:
        """Whether a word names something; `around` are the folders that a file may be seen from."""
        if part := IN_FILE.fullmatch(word):
            files = self.found(part["file"], around)
            return any(part["name"] in self.modules[file].defined for file in files if file in self.modules)
        if FILE.fullmatch(word):
            return bool(self.found(word, around)) or word.strip("/") in self.words
        if NAME.fullmatch(word):
            return self.is_name(word.removesuffix("()").removeprefix("self."))
        return True

    def found(self, path: str, around: Iterable[PurePosixPath]) -> list[PurePosixPath]:
        """The files and folders that a path can mean; it may hold a `*`."""
        if not FILE.fullmatch(path) or not path.strip("/"):
            return []
        known = self.files | self.folders
        if "*" in path:
            return [place for place in known if any(place.match(str(folder / path)) for folder in around)]
        return [place for folder in around if (place := folder / path) in known]

    def is_name(self, word: str) -> bool:
        """Whether something has this name."""
        if word in self.defined or word in self.taken or self.is_in_module(word):
            return True
        if "." in word:
            return self.is_of_library(word)
        is_plain = word.isupper() or not re.search("_|[a-z][A-Z]", word)
        return keyword.iskeyword(word) or hasattr(builtins, word) or (is_plain and word in self.words)

    def is_in_module(self, dotted: str) -> bool:
        """Whether this is a module of ours, or a name after the module that defines it."""
        names = dotted.split(".")
        splits = [("/".join(names[:at]), ".".join(names[at:])) for at in range(1, len(names) + 1)]
        return any(
            not name or name in self.modules[file].defined
            for module, name in splits
            for file in self.by_ending.get(module, ())
        )

    @cached_property
    def by_ending(self) -> dict[str, list[PurePosixPath]]:
        """The modules by every ending of their paths, such as `rendering/store.py` without its ending."""
        found: dict[str, list[PurePosixPath]] = {}
        for file in self.modules:
            names = str(file).removesuffix(".py").removesuffix("/__init__").split("/")
            for start in range(len(names)):
                found.setdefault("/".join(names[start:]), []).append(file)
        return found

    def is_of_library(self, dotted: str) -> bool:
        """Whether a library has this name; only Python's own are loaded to see."""
        module, *names = dotted.split(".")
        if module not in sys.stdlib_module_names:
            return module in self.libraries
        value: object = importlib.import_module(module)
        for name in names:
            value = getattr(value, name, None)
        return value is not None
