"""An author's own scene: any Manim `Scene` of a file beside the spec.

The file is imported as a module of a package of its own, so `from . import shapes` and `from .model import
COUNTS` find its siblings, and so does `import shapes`. While it runs, the working directory is the file's
folder. The scene may ask `self.palette` ("dark" or "light") and `self.colours["accent"]` (any colour role, as
"#RRGGBB"); the background is set already, and on the light ground Manim's default white is drawn in ink.
`self.next_section("beat-id")` begins a beat.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from manim import Scene

from explainsite.diagnostics import did_you_mean
from explainsite.jobs.renderjob import Failure, RenderJob
from explainsite.picture.palette import ROLES, colour, in_lane
from explainsite.scenes import adapter
from explainsite.scenes.sink import FrameSink, SectionMismatch

_PACKAGE = "_explainsite_scene"


class SceneFailure(Exception):
    """A failure that is known, with its place."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def render_scene(job: RenderJob, sink: FrameSink) -> None:
    """Render the job's scene into the sink; SceneFailure says what the author has to mend."""
    file, name = Path(job.scene.file), job.scene.name
    author = _Author(file=file, path=job.scene.path, name=name)
    with _importable(file.parent):
        with _reported(author, "scene-import"):
            module = _import(file)
        cls = _scene_class(module, author)
        with _reported(author, "scene-error"):
            scene = cls()
            _give(scene, "palette", job.palette)
            _give(scene, "colours", _colours(job))
            adapter.run(scene, sink)


def _give(scene: Scene, name: str, value: object) -> None:
    """Set an attribute of the scene, unless it has one of its own by this name."""
    if not hasattr(scene, name):
        setattr(scene, name, value)


def _colours(job: RenderJob) -> dict[str, str]:
    return {role: colour(in_lane(role, job.scene.accent), job.palette) for role in ROLES}


class _Author:
    """Knows which files are the author's, and how the project calls them."""

    def __init__(self, *, file: Path, path: str, name: str) -> None:
        self.file, self.path, self.name = file.resolve(), path, name

    def failure(
        self, code: str, message: str, *, error: BaseException | None = None, hint: str = ""
    ) -> Failure:
        """The failure at the innermost line of the traceback that is the author's, or at the class."""
        file, line = (error and self._place(error)) or (self.file, _definition(self.file, self.name))
        return Failure(
            code=code,
            message=message,
            path=self._named(file),
            line=line,
            excerpt=_line_of(file, line),
            hint=hint,
        )

    def _place(self, error: BaseException) -> tuple[Path, int] | None:
        if isinstance(error, SyntaxError) and error.filename and self._owns(Path(error.filename)):
            return Path(error.filename), error.lineno or 1
        place = None
        trace = error.__traceback__
        while trace is not None:
            file = Path(trace.tb_frame.f_code.co_filename)
            if self._owns(file):
                place = file, trace.tb_lineno
            trace = trace.tb_next
        return place

    def _owns(self, file: Path) -> bool:
        return file.resolve().is_relative_to(self.file.parent)

    def _named(self, file: Path) -> str:
        folder = Path(self.path).parent
        return (folder / file.resolve().relative_to(self.file.parent)).as_posix()


@contextlib.contextmanager
def _reported(author: _Author, code: str) -> Iterator[None]:
    """Turn what the author's code raises, `sys.exit` included, into a SceneFailure."""
    try:
        yield
    except SectionMismatch as error:
        hint = "each beat of the spec is one `next_section`, in the spec's order"
        raise SceneFailure(author.failure("scene-sections", str(error), error=error, hint=hint)) from error
    except (Exception, SystemExit) as error:
        raise SceneFailure(author.failure(code, _one_line(error), error=error)) from error


def _import(file: Path) -> ModuleType:
    if not file.is_file():
        raise FileNotFoundError(f"{file.name} does not exist")
    random.seed(0)
    np.random.seed(0)
    return importlib.import_module(f"{_PACKAGE}.{file.stem}")


def _scene_class(module: ModuleType, author: _Author) -> Any:
    name = author.name
    found = getattr(module, name, None)
    if found is None:
        scenes = [n for n, v in vars(module).items() if _is_scene(v) and v.__module__ == module.__name__]
        message = f"`{author.path}` has no class `{name}`"
        # No place: the wrong name stands in the spec.
        raise SceneFailure(Failure(code="scene-class", message=message, hint=did_you_mean(name, scenes)))
    if not _is_scene(found):
        raise SceneFailure(author.failure("scene-class", f"`{name}` is not a Manim `Scene`"))
    return found


def _is_scene(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Scene)


@contextlib.contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """The folder as a package and on the import path; afterwards its modules are forgotten."""
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(folder)]
    before = set(sys.modules)
    flags = sys.dont_write_bytecode, sys.pycache_prefix
    sys.dont_write_bytecode, sys.pycache_prefix = True, str(folder / ".no-bytecode")
    sys.modules[_PACKAGE] = package
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode, sys.pycache_prefix = flags
        for name in set(sys.modules) - before:
            if _comes_from(sys.modules[name], folder):
                del sys.modules[name]


def _comes_from(module: ModuleType, folder: Path) -> bool:
    file = getattr(module, "__file__", None)
    return module.__name__ == _PACKAGE or (file is not None and Path(file).is_relative_to(folder))


def _definition(file: Path, name: str) -> int:
    """The line on which the file defines `name`; 1 if it does not."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return 1
    lines = [node.lineno for node in tree.body if getattr(node, "name", None) == name]
    return lines[-1] if lines else 1


def _line_of(file: Path, line: int) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()[line - 1]
    except (OSError, IndexError):
        return ""


def _one_line(error: BaseException) -> str:
    """The error's type and the first line of what it says."""
    words = str(error).strip().splitlines()
    kind = type(error).__name__
    return f"{kind}: {words[0][:300]}" if words else kind
