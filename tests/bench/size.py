"""How large films are and how well they look, as the encoder is set and as it might be.

A bundled film and the corpus are drawn once, at 1080p in one theme, and encoded with each setting; each clip
is decoded again and compared with its frames as they were drawn, in the encoder's own colours. What is held
is looked at, what moves is seen on the way, so there is a mean for each. Stock Manim encodes every frame for
itself, and leaves the quantiser to x264's rate control.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, starmap
from pathlib import Path
from unittest import mock

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from bench.likeness import similarities
from bench.sites import FILMS, bundled_site, corpus_site
from bench.takes import Take, takes_of
from drawnframes import shown
from explainsite.jobs.encoding import Quantisers, codec_options
from explainsite.scenes import encode
from explainsite.scenes.encode import LOOKED_AT, Planes, Sample
from explainsite.scenes.regions import Region

Options = Callable[[Quantisers, Mapping[int, int]], Mapping[str, str]]
"""The encoder's options, as `jobs.encoding.codec_options`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A way to encode."""

    name: str
    options: Options
    every_frame: bool = False
    """Whether a held picture is encoded as often as it is shown."""


@dataclass(slots=True)
class Outcome:
    """What a setting makes of all clips: bytes, CPU seconds, and the similarity of each frame shown."""

    bytes: int = 0
    seconds: float = 0.0
    held: list[float] = field(default_factory=list)
    moving: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """Over all frames."""
        return statistics.fmean(self.held + self.moving)


def with_quantisers(moving: int, broad: int, held: int) -> Setting:
    """Our options with these quantisers."""
    ours = Quantisers(moving, broad, held)

    def options(given: Quantisers, finer: Mapping[int, int]) -> Mapping[str, str]:
        instead = dict(zip(given, ours, strict=True))
        return codec_options(ours, {number: instead[each] for number, each in finer.items()})

    return Setting(name=f"{moving} moving, {broad} broad, {held} held", options=options)


def with_parameters(name: str, parameters: str) -> Setting:
    """Our options and quantisers with these parameters of x264."""
    return Setting(name=name, options=lambda *given: _with(codec_options(*given), parameters))


def _with(options: Mapping[str, str], parameters: str) -> Mapping[str, str]:
    return {**options, "x264-params": f"{options['x264-params']}:{parameters}"}


def with_preset(preset: str) -> Setting:
    """Our options and quantisers upon another preset of x264."""
    return Setting(name=preset, options=lambda *given: {**codec_options(*given), "preset": preset})


def stock(crf: int) -> Setting:
    """As stock Manim encodes, which takes a `crf` of 23."""
    return Setting(name=f"stock, crf {crf}", options=lambda *_: {"crf": str(crf)}, every_frame=True)


OURS = Setting(name="as it is", options=codec_options)
OTHERS = (
    *starmap(with_quantisers, ((29, 29, 15), (31, 31, 18), (34, 34, 21), (36, 32, 21), (23, 23, 23))),
    *starmap(
        with_parameters,
        (
            ("one frame to look back at", "ref=1"),
            ("large transforms too", "8x8dct=1"),
            ("quarters of a pixel", "subme=2"),
            ("the in-loop filter", "deblock=0,0"),
        ),
    ),
    *map(with_preset, ("ultrafast", "superfast", "medium")),
)
STOCK = tuple(map(stock, (15, 19, 23, 27)))


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        film, corpus = bundled_site(Path(folder) / "film"), corpus_site(Path(folder) / "corpus")
        for slug in FILMS:
            print(table(slug, outcomes(takes_of(film, [slug]), (OURS, *OTHERS))))
        found = outcomes(takes_of(corpus), (OURS, *STOCK))
    print(table("the corpus", found))
    print(
        f"at equal SSIM stock Manim needs {stock_bytes(found) / found[OURS.name].bytes:.2f} times our bytes"
    )


def outcomes(takes: Iterable[Take], settings: Iterable[Setting]) -> dict[str, Outcome]:
    """Every clip with every setting."""
    found = {setting.name: (setting, Outcome()) for setting in settings}
    with tempfile.TemporaryDirectory() as folder:
        for take in takes:
            for setting, outcome in found.values():
                _add(outcome, take, setting, Path(folder) / "clip.mp4")
    return {name: outcome for name, (_, outcome) in found.items()}


def table(what: str, found: Mapping[str, Outcome]) -> str:
    """A Markdown table, a row for each setting."""
    lines = [f"| {what} | MB | SSIM held | moving | worst | CPU s |", "|---|" + "---:|" * 5]
    for name, each in found.items():
        held, moving = (f"{statistics.fmean(values):.5f}" for values in (each.held, each.moving))
        worst = min(each.held + each.moving)
        lines.append(
            f"| {name} | {each.bytes / 1e6:.2f} | {held} | {moving} | {worst:.5f} | {each.seconds:.1f} |"
        )
    return "\n".join(lines)


def stock_bytes(found: Mapping[str, Outcome]) -> float:
    """What stock Manim's encoder needs for our mean similarity, between the settings next to it."""
    known = sorted((found[each.name].mean, math.log(found[each.name].bytes)) for each in STOCK)
    means, sizes = zip(*known, strict=True)
    return math.exp(float(np.interp(found[OURS.name].mean, means, sizes)))


def _add(outcome: Outcome, take: Take, setting: Setting, path: Path) -> None:
    samples = list(_frame_by_frame(take)) if setting.every_frame else take.samples
    begin = time.process_time()
    with mock.patch.object(encode, "codec_options", setting.options):
        encoding = encode._Encoding(path, take.quality, take.quantisers, samples)
        for sample in samples:
            encoding.add(sample)
        encoding.close()
    outcome.seconds += time.process_time() - begin
    outcome.bytes += path.stat().st_size
    least = take.quality.fps * LOOKED_AT
    is_held = [sample.frames >= least for sample in take.samples for _ in range(sample.frames)]
    for held, value in zip(is_held, _similarities(take, path), strict=True):
        (outcome.held if held else outcome.moving).append(value)


def _frame_by_frame(take: Take) -> Iterator[Sample]:
    """Every frame as a sample of its own."""
    planes = Planes(take.quality.width, take.quality.height)
    whole = Region(0, 0, take.quality.width, take.quality.height)
    for _, same in groupby(range(len(take.reel)), lambda number: take.reel.packed[number]):
        first, *others = same
        yield Sample(planes.converted(take.reel[first], [whole]), 1)
        yield from (Sample((), 1) for _ in others)


def _similarities(take: Take, film: Path) -> list[float]:
    """The similarity of each frame that is shown to the frame that was drawn."""
    lengths: list[int] = []
    found = similarities(_pairs(take, film, lengths))
    return [value for value, length in zip(found, lengths, strict=True) for _ in range(length)]


def _pairs(take: Take, film: Path, lengths: list[int]) -> Iterator[tuple[VideoFrame, VideoFrame]]:
    """Each pair of a drawn and a shown frame; how many frames it lasts is added to `lengths`."""
    reformatter, drawn, last = VideoReformatter(), None, b""
    both = zip(range(len(take.reel)), shown(film, take.quality.fps), strict=True)
    for (packed, frame), same in groupby(both, lambda pair: (take.reel.packed[pair[0]], pair[1])):
        (number, _), *others = same
        if drawn is None or packed != last:
            part = VideoFrame.from_ndarray(take.reel[number], format="rgba")
            drawn, last = encode._reformatted(reformatter, part), packed
        lengths.append(1 + len(others))
        yield drawn, frame
