"""The site's typefaces: cut from the pinned font packages to the characters that the pages show, as WOFF2.

HarfBuzz cuts and fontTools packs, and to pack well takes half a second. So a cut font lives in the store,
under a key made of everything that decides its bytes; a build that finds it there imports neither.
"""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from explainsite.jobs import installed
from explainsite.jobs.canonical import canonical_json
from explainsite.rendering.store import Entry, Store
from explainsite.site import woff2

FILE = "font.woff2"

Range = tuple[float, float]

# ASCII, Latin-1, and the punctuation, arrows and signs of interface and prose; pages add what else they use.
LATIN = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2028), 0x2032, 0x2033])
) | frozenset("€™←↑→↓−×÷≈≠≤≥·…∞")
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "rvrn", "liga", "calt", "tnum")
NAMES = (1, 2, 3, 4, 6, 13, 14)
"""The entries of a font's name table that stay: what it is called, and its licence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """A face of the theme: a file of a font package, and the part of its variation that pages use."""

    family: str
    package: str
    file: str
    style: str = "normal"
    axes: Mapping[str, Range] = field(default_factory=dict)
    preload: bool = False

    @property
    def name(self) -> str:
        """The name of the published file, without its digest."""
        slant = "" if self.style == "normal" else f"-{self.style}"
        return self.family.lower().replace(" ", "-") + slant

    @property
    def weights(self) -> str:
        """The weights as a stylesheet declares them."""
        low, high = self.axes["wght"]
        return f"{low:g}" if low == high else f"{low:g} {high:g}"

    def path(self) -> Path:
        """The font's file in the installed package."""
        for file in installed.files(self.package):
            if file.name == self.file:
                return file
        raise FileNotFoundError(f"{self.package} holds no {self.file}")


FACES = (
    FontFace(
        family="Newsreader",
        package="fontpkg-newsreader",
        file="Newsreader[opsz,wght].ttf",
        axes={"opsz": (14, 72), "wght": (300, 600)},
        preload=True,
    ),
    FontFace(
        family="Newsreader",
        package="fontpkg-newsreader",
        file="Newsreader-Italic[opsz,wght].ttf",
        style="italic",
        axes={"opsz": (14, 72), "wght": (300, 500)},
        preload=True,
    ),
    FontFace(
        family="Inter",
        package="fontpkg-inter",
        file="Inter[opsz,wght].ttf",
        axes={"opsz": (14, 14), "wght": (400, 600)},
        preload=True,
    ),
    FontFace(
        family="JetBrains Mono",
        package="fontpkg-jetbrains-mono",
        file="JetBrainsMono[wght].ttf",
        axes={"wght": (400, 400)},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutFont:
    """A face as the site publishes it."""

    face: FontFace
    url: str
    path: Path
    key: str


def cut_fonts(characters: Iterable[str], store: Store, faces: Iterable[FontFace] = FACES) -> list[CutFont]:
    """The faces with Latin and these characters; from the store where it has them, else packed now."""
    wanted = "".join(sorted(LATIN | frozenset(characters)))
    by_key = {_key(face, wanted): face for face in faces}
    with ExitStack() as until_the_end:
        known = {key: store.get(key) for key in by_key}
        packing = {  # side by side
            key: _Packing(face, wanted, until_the_end.enter_context(store.draft()))
            for key, face in by_key.items()
            if known[key] is None
        }
        return [
            _published(face, known[key] or store.commit(key, packing[key].end(), {"font": face.name}))
            for key, face in by_key.items()
        ]


def _published(face: FontFace, entry: Entry) -> CutFont:
    url = f"assets/{face.name}.{entry.digest[:10]}.woff2"
    return CutFont(face=face, url=url, path=entry.file(FILE), key=entry.key)


class _Packing:
    """A font that is being packed in a process of its own."""

    def __init__(self, face: FontFace, characters: str, draft: Path) -> None:
        import subprocess  # most builds find their fonts in the store

        self.draft, self.cut = draft, draft / "font.ttf"
        self.cut.write_bytes(_subset(face, characters))
        files = (str(self.cut), str(draft / FILE))
        command = [sys.executable, "-P", "-m", woff2.__name__, *files]
        self.process = subprocess.Popen(command)  # noqa: S603 - ourselves

    def end(self) -> Path:
        """Wait for it; the folder with the packed font alone."""
        if self.process.wait():
            raise OSError(f"{self.cut.name} could not be packed")
        self.cut.unlink()
        return self.draft


def _key(face: FontFace, characters: str) -> str:
    tools = [f"{name} {installed.version(name)}" for name in ("uharfbuzz", "fonttools", "brotli")]
    made_of = {
        "font": _digest(face.path()),
        "axes": dict(face.axes),
        "characters": characters,
        "tools": tools,
        "code": [_digest(Path(__file__)), _digest(Path(woff2.__file__))],
    }
    return hashlib.sha256(canonical_json(made_of).encode()).hexdigest()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _subset(face: FontFace, characters: str) -> bytes:
    """The part of a font's glyphs, features and variation that pages use; HarfBuzz takes milliseconds."""
    import uharfbuzz  # type: ignore[import-untyped]

    font, wanted = uharfbuzz.Face(face.path().read_bytes()), uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(map(ord, characters))
    for kept, values in (
        (wanted.layout_feature_tag_set, (int.from_bytes(tag.encode()) for tag in FEATURES)),
        (wanted.name_id_set, NAMES),
    ):
        kept.clear()
        kept.update(values)
    for axis, (low, high) in face.axes.items():
        wanted.set_axis_range(font, axis, low, high, math.nan)  # the font's own default, if that is inside
    return bytes(uharfbuzz.subset(font, wanted).blob.data)


def face_rules(fonts: Iterable[CutFont]) -> str:
    """The `@font-face` rules, for a stylesheet that lies beside the fonts."""
    return "".join(
        f'@font-face{{font-family:"{font.face.family}";font-weight:{font.face.weights};'
        f"font-style:{font.face.style};font-display:swap;"
        f'src:url("{font.url.rpartition("/")[2]}") format("woff2")}}\n'
        for font in fonts
    )
