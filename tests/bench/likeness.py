"""How like two pictures are: the structural similarity of Wang, Bovik, Sheikh and Simoncelli, 2004.

It is 1 for equal pictures. FFmpeg's `ssim` filter takes it in every 8 × 8 pixels, in steps of four.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from av.filter import Graph
from av.video.frame import VideoFrame


@dataclass(frozen=True, slots=True)
class Likeness:
    """The similarity of the frame that is least like its peer, and the mean of all frames."""

    worst: float
    mean: float

    def __str__(self) -> str:
        return f"{self.mean:.4f} (worst frame {self.worst:.4f})"


def likeness(pairs: Iterable[tuple[VideoFrame, VideoFrame]]) -> Likeness:
    """The likeness of two films, frame by frame; all frames have one size and format."""
    values = similarities(pairs)
    return Likeness(min(values), statistics.fmean(values))


def similarities(pairs: Iterable[tuple[VideoFrame, VideoFrame]]) -> list[float]:
    """The similarity of the two frames of each pair."""
    comparison = None
    found: list[float] = []
    for pair in pairs:
        comparison = comparison or _Comparison(pair[0])
        found.append(comparison.similarity(pair, len(found)))
    return found


class _Comparison:
    """A filter graph for frames like this one."""

    def __init__(self, like: VideoFrame) -> None:
        graph = Graph()
        self._sources = [
            graph.add_buffer(width=like.width, height=like.height, format=like.format, time_base=Fraction(1))
            for _ in range(2)
        ]
        compare, self._sink = graph.add("ssim"), graph.add("buffersink")
        for number, source in enumerate(self._sources):
            source.link_to(compare, 0, number)
        compare.link_to(self._sink)
        graph.configure()
        self._graph = graph  # the contexts do not keep it alive

    def similarity(self, pair: tuple[VideoFrame, VideoFrame], number: int) -> float:
        for source, frame in zip(self._sources, pair, strict=True):
            frame.pts, frame.time_base = number, Fraction(1)
            source.push(frame)
        return float(self._sink.pull().metadata["lavfi.ssim.All"])
