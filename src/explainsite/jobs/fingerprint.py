"""What a render depends on, as one key and as named components.

A key is the SHA-256 of everything that decides a job's bytes: the job itself, the code that draws it, the
fonts, the versions of the libraries, the encoder's settings and, for an author's scene, every file beside it.
Contents only, never times. Nothing here imports what it fingerprints.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explainsite.jobs import encoding, installed
from explainsite.jobs.canonical import canonical_json

if TYPE_CHECKING:
    from explainsite.jobs.renderjob import RenderJob

_PACKAGE = Path(__file__).parents[1]
#: What draws and encodes, what puts films together, and what reads, judges and sets an author's words, with
#: all that this needs itself. `tests/test_imports.py` derives them from imports.
DRAWING_LIBRARIES = (
    "manim",
    "av",
    "numpy",
    "pillow",
    "pycairo",
    "manimpango",
    "uharfbuzz",
    "svgelements",
)
ASSEMBLING_LIBRARIES = (*DRAWING_LIBRARIES, "uniseg")
CHECKING_LIBRARIES = (
    "annotated-types",
    "igraph",
    "jinja2",
    "latex2mathml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "mdurl",
    "pydantic",
    "pydantic-core",
    "pygments",
    "pyyaml",
    "texttable",
    "typing-extensions",
    "typing-inspection",
    "typst",
    "uharfbuzz",
    "uniseg",
)
PUBLISHING_LIBRARIES = ("brotli", "fonttools", "pagefind", "pagefind-bin")
_FONTS = ("fontpkg-inter", "fontpkg-jetbrains-mono")
_PAGE_FONTS = ("fontpkg-newsreader",)
_DRAWING_FOLDERS = ("scenes", "picture", "storyboard")
_ASSEMBLING_FOLDERS = ("rendering", "scenes", "storyboard", "text")
_COMMON_MODULES = ("scenes/adapter.py", "scenes/sink.py", "scenes/encode.py")
_INSPECTION_MODULES = ("scenes/inspection.py", "jobs/inspection.py")
_ENTRY_MODULES = {"beat": "scenes/storyboard_scene.py", "scene": "scenes/authored.py"}
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+explainsite(?P<parent>[.\w]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]+)"
    r"|import[ \t]+explainsite\.(?P<module>[.\w]+))",
    re.MULTILINE,
)
_NOT_READ = {".md", ".pyc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A job's key, and what it was made of: component name -> digest or version."""

    key: str
    components: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What some of the components are digests of: the files' own digests, the encoder's settings."""


class _Files(NamedTuple):
    """The digest of some files, and that of each by its name."""

    digest: str
    each: Mapping[str, str]


@dataclass(frozen=True)
class Surroundings:
    """What is the same for every job of a build; each part is read once, when it is first asked for."""

    package: Path = _PACKAGE
    _beside: dict[Path, _Files] = field(default_factory=dict)
    _drawing: dict[str, _Files] = field(default_factory=dict)

    def fingerprint(self, job: RenderJob) -> Fingerprint:
        """The key of a job, and its components."""
        code = self._drawing_code(job.kind)
        name = "fonts" if job.kind == "beat" else "scene files"
        files = self._font_files if job.kind == "beat" else self._files_beside(Path(job.scene.file))
        components = {
            "content": _digest(_content(job)),
            "timing": _digest_of([[beat.id, beat.seconds] for beat in job.beats]),
            "palette": job.palette,
            "quality": f"{job.quality.width}x{job.quality.height} at {job.quality.fps}",
            "drawing code": code.digest,
            "libraries": self.libraries,
            "encoder": _encoder(),
            name: files.digest,
        }
        parts = {"drawing code": code.each, name: files.each, "encoder": encoding.CODEC_OPTIONS}
        key = _digest_of({"kind": job.kind, "version": job.version, **components})
        return Fingerprint(key=key, components=components, parts=parts)

    def read_drawing_code(self) -> None:
        """Read the drawing code now, whatever changes later."""
        for kind in _ENTRY_MODULES:
            self._drawing_code(kind)

    @cached_property
    def libraries(self) -> str:
        """Names and versions of what draws and encodes, such as `manim 0.22.0`."""
        return ", ".join(f"{name} {installed.version(name)}" for name in DRAWING_LIBRARIES)

    @cached_property
    def checking_code(self) -> str:
        """What decides whatever is worked out from text: our code, its libraries, Python, the typefaces."""
        code = {name: digest for name, digest in self._files_of_package.items() if name.endswith(".py")}
        libraries = [installed.version(name) for name in CHECKING_LIBRARIES]
        return _digest_of([code, libraries, sys.version, self.fonts])

    @cached_property
    def everything(self) -> str:
        """What decides a whole site beside its author's files: all code, the theme, all libraries."""
        libraries = [installed.version(name) for name in (*ASSEMBLING_LIBRARIES, *PUBLISHING_LIBRARIES)]
        page_fonts = _files(_font_files(_PAGE_FONTS)).digest
        return _digest_of([self.checking_code, dict(self._files_of_package), libraries, page_fonts])

    @cached_property
    def _files_of_package(self) -> Mapping[str, str]:
        """The digest of each file of our own, but for Python's caches."""
        return {name: _digest_of_file(path) for name, path in _walk(os.fspath(self.package))}

    @cached_property
    def inspection_code(self) -> str:
        """What decides what is found in the frames of a given picture script."""
        own = _digest_files((name, self.package / name) for name in _INSPECTION_MODULES)
        return _digest_of([own, self._drawing_code("beat").digest, self.libraries, self.fonts])

    @cached_property
    def assembling_code(self) -> str:
        """What decides how a film is put together from given clips and words."""
        code = self._code(assembling_modules(self.package))
        libraries = [installed.version(name) for name in ASSEMBLING_LIBRARIES]
        # Unicode's tables come with Python: where a caption's lines may end, and how wide they are.
        return _digest_of([code, libraries, unicodedata.unidata_version, _encoder()])

    @cached_property
    def fonts(self) -> str:
        """Digest of the font files' bytes."""
        return self._font_files.digest

    @cached_property
    def _font_files(self) -> _Files:
        return _files(_font_files())

    def _drawing_code(self, kind: str) -> _Files:
        if kind not in self._drawing:
            roots = (*_COMMON_MODULES, _ENTRY_MODULES[kind])
            self._drawing[kind] = self._modules(drawing_modules(self.package, roots))
        return self._drawing[kind]

    def _code(self, modules: Iterable[Path]) -> str:
        return self._modules(modules).digest

    def _modules(self, modules: Iterable[Path]) -> _Files:
        return _files((path.relative_to(self.package).as_posix(), path) for path in modules)

    def files_beside(self, file: Path) -> str:
        """Digest of all that the code of an author's file may read: the file and those beside it."""
        return self._files_beside(file).digest

    def _files_beside(self, file: Path) -> _Files:
        if file not in self._beside:
            self._beside[file] = _files(
                (path.relative_to(file.parent).as_posix(), path) for path in scene_files(file)
            )
        return self._beside[file]

    def package_code(self, name: str) -> str:
        """Digest of an installed package's modules; that of nothing when it is not installed."""
        found = importlib.util.find_spec(name)
        folders = [Path(folder) for folder in (found and found.submodule_search_locations) or ()]
        modules = {
            path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*.py")
        }
        if found and found.origin and not folders:
            modules[name] = Path(found.origin)
        return _digest_files(sorted(modules.items()))


def drawing_modules(package: Path, roots: Iterable[str]) -> list[Path]:
    """The modules of the drawing folders that the roots import."""
    return _imported_modules(package, roots, _DRAWING_FOLDERS)


def assembling_modules(package: Path) -> list[Path]:
    """The modules that put films together."""
    return _imported_modules(package, ["rendering/assemble.py"], _ASSEMBLING_FOLDERS)


def _imported_modules(package: Path, roots: Iterable[str], folders: Collection[str]) -> list[Path]:
    """The roots and what they import from these folders, at any depth, found by reading."""
    found, seen, waiting = list[Path](), set[str](), [*roots]
    while waiting:
        name = waiting.pop()
        path = package / name
        if name not in seen and path.is_file():
            found.append(path)
            waiting += _imported_files(path.read_text(encoding="utf-8"), folders) - seen
        seen.add(name)
    return sorted(found)


def scene_files(file: Path) -> list[Path]:
    """The files that a scene may read: all of its bundle, or the plain neighbours of a single-file spec."""
    folder = file.parent
    pattern = "**/*" if (folder / "index.md").is_file() else "*"
    return sorted(path for path in folder.glob(pattern) if _is_scene_file(path.relative_to(folder), path))


def _is_scene_file(relative: Path, path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in relative.parts)
    words = path.suffix in _NOT_READ or path.name == "_lane.yaml"
    return not hidden and not words and path.is_file()


def _imported_files(source: str, folders: Collection[str]) -> set[str]:
    """Files that an import in the source may mean, by their paths in the package, there or not."""
    stems = set[str]()
    for match in _IMPORT.finditer(source):
        if match["module"]:
            stems.add(match["module"].replace(".", "/"))
        else:
            parent = match["parent"].strip(".").replace(".", "/")
            names = re.findall(r"\w+", match["names"])
            stems.update([parent, *(f"{parent}/{name}" if parent else name for name in names)])
    wanted = [stem for stem in stems if stem.split("/")[0] in folders]
    return {f"{stem}{ending}" for stem in wanted for ending in (".py", "/__init__.py")}


def _content(job: RenderJob) -> str:
    """The payload without what only this machine knows: where the scene's file lies."""
    if job.kind == "scene":
        return canonical_json(asdict(replace(job.scene, file=Path(job.scene.file).name, path="")))
    return job.payload


def _encoder() -> str:
    return _digest_of(
        [
            encoding.CODEC,
            encoding.CODEC_OPTIONS,
            encoding.CONTAINER_OPTIONS,
            encoding.TICKS_PER_FRAME,
        ]
    )


def _font_files(packages: Iterable[str] = _FONTS) -> list[tuple[str, Path]]:
    files = (file for name in packages for file in installed.files(name))
    return sorted((file.name, file) for file in files if file.suffix in {".ttf", ".otf"})


def _digest_files(files: Iterable[tuple[str, Path]]) -> str:
    return _files(files).digest


def _files(files: Iterable[tuple[str, Path]]) -> _Files:
    each = [(name, _digest_of_file(path)) for name, path in files]
    return _Files(_digest_of(each), dict(each))


def _digest_of_file(path: Path | str) -> str:
    with os.fdopen(os.open(path, os.O_RDONLY), "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _walk(folder: str, above: str = "") -> Iterator[tuple[str, str]]:
    """The files below a folder, by name and path, as texts: every command asks, and paths take longer."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _walk(entry.path, f"{above}{entry.name}/")
            elif entry.is_file():
                yield f"{above}{entry.name}", entry.path


def _digest_of(value: object) -> str:
    return _digest(canonical_json(value))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
