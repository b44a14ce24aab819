"""The site's typefaces: cut from the pinned font packages to the characters that the pages show, as WOFF2.

HarfBuzz cuts and fontTools packs, and to pack well takes a second. So a cut font lives in the store, under a
key made of everything that decides its bytes; a build that finds it there imports neither.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from explainsite.jobs import installed
from explainsite.jobs.renderjob import canonical_json
from explainsite.rendering.store import Entry, Store

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
    """The faces with Latin and these characters; from the store where it has them."""
    wanted = "".join(sorted(LATIN | frozenset(characters)))
    return [_cut_font(face, wanted, store) for face in faces]


def _cut_font(face: FontFace, characters: str, store: Store) -> CutFont:
    source = face.path()
    key = _key(face, source, characters)
    entry = store.get(key) or _cut(face, source, characters, store, key)
    url = f"assets/{face.name}.{entry.digest[:10]}.woff2"
    return CutFont(face=face, url=url, path=entry.file(FILE), key=key)


def _key(face: FontFace, source: Path, characters: str) -> str:
    tools = [f"{name} {installed.version(name)}" for name in ("uharfbuzz", "fonttools", "brotli")]
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    made_of = {
        "font": digest,
        "axes": dict(face.axes),
        "characters": characters,
        "tools": tools,
        "code": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    }
    return hashlib.sha256(canonical_json(made_of).encode()).hexdigest()


def _cut(face: FontFace, source: Path, characters: str, store: Store, key: str) -> Entry:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with (
        store.draft() as draft,
        TTFont(BytesIO(_subset(face, source, characters)), recalcTimestamp=False) as font,
    ):
        font.flavor = "woff2"
        font.save(draft / FILE, reorderTables=False)
        return store.commit(key, draft, {"font": face.name})


def _subset(face: FontFace, source: Path, characters: str) -> bytes:
    """The part of a font's glyphs, features and variation that pages use; HarfBuzz takes milliseconds."""
    import uharfbuzz  # type: ignore[import-untyped]

    font, wanted = uharfbuzz.Face(source.read_bytes()), uharfbuzz.SubsetInput()
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
