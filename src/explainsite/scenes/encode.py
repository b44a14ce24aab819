"""Frames to H.264 clips, and clips to a film, with the same bytes every time.

A clip has one sample for each change of picture: a frame that is held for two seconds is one sample that
lasts two seconds. Time is counted in frames. Colours are converted with the BT.709 matrix and tagged so,
which is what browsers assume for video, so that a film's ground is the page's ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)
from av.video.stream import VideoStream

from explainsite.jobs.encoding import (
    CODEC,
    CONTAINER_OPTIONS,
    SCENE,
    TICKS_PER_FRAME,
    Quantisers,
    codec_options,
)
from explainsite.jobs.renderjob import Quality
from explainsite.scenes.regions import Pixels, Region, changed_runs, joined

LOOKED_AT = 0.25
"""Seconds from which on a picture is looked at, and not only seen on the way."""
BROAD = 0.5
"""The part of a picture from which on blocks are seen when it changes: then much of it fades at once."""
MOST_KEPT = 1 << 28
"""Bytes of changes that are kept before they are encoded."""

UNSEEN = 8
"""Steps of 255 that no eye sees for a moment, in motion: a third of those that x264 takes there."""

_OF_A_CALL = 5000
"""As many px are converted in the time that it takes to begin to convert any."""
_MATRIX_BT709 = 1
_CONVERSION = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP


class ClipEncoder:
    """Writes one clip: RGBA frames in, each with the number of frames that it lasts.

    Equal frames in a row become one sample, and so do frames in motion that differ by less than an eye sees;
    what is held is always exact. What is to be encoded stands in `Planes`, which are brought up to date only
    where a frame differs from the one before. Nothing is encoded before the clip is known: what stands still
    long enough to be looked at is encoded most finely, a change of most of the picture more finely than what
    else moves, and x264 wants to be told of that at the beginning. Only when a clip's changes grow too large
    to be kept is it encoded as it comes.
    """

    def __init__(self, path: Path, quality: Quality, quantisers: Quantisers = SCENE) -> None:
        self.frames = 0
        """How many have been written, in frames of the film's rate."""
        self._path, self._quality, self._quantisers = path, quality, quantisers
        self._planes = Planes(quality.width, quality.height)
        self._shown: Pixels | None = None
        """The picture of the last sample."""
        self._passed_over: list[Region] = []
        """Where the frame before differed from it, if nobody sees that."""
        self._samples: list[Sample] = []
        self._kept = 0
        self._encoding: _Encoding | None = None

    def write(self, pixels: Pixels, frames: int, dirty: Sequence[Region] | None = None) -> None:
        """Add a frame that lasts `frames` frames, and differs from the one before in `dirty` at most."""
        whole = Region(0, 0, self._quality.width, self._quality.height)
        if self._shown is None:
            self._shown = pixels.copy()
            self._keep(Sample(self._planes.converted(pixels, [whole])))
        else:
            moves = bool(dirty) and frames == 1
            self._change(self._shown, pixels, [whole] if dirty is None else dirty, moves=moves)
        self._samples[-1].frames += frames
        self.frames += frames

    def _change(self, shown: Pixels, pixels: Pixels, dirty: Sequence[Region], *, moves: bool) -> None:
        """Begin another sample if this frame is to be seen."""
        runs = [run for r in (*dirty, *self._passed_over) for run in changed_runs(pixels, shown, r)]
        if moves and _nearly_equal(pixels, shown, runs):
            self._passed_over = runs
            return
        self._passed_over = []
        regions = joined(runs, extra=_OF_A_CALL)
        for region in regions:
            region.of(shown)[:] = region.of(pixels)
        if patches := self._planes.differences(pixels, regions):
            self._keep(Sample(patches))

    def close(self) -> None:
        """Finish the file."""
        if self._samples:
            self._encode(len(self._samples))
        self.abandon()

    def abandon(self) -> None:
        """Leave the file as it is: what is kept is not encoded any more."""
        if self._encoding is not None:
            self._encoding.close()

    def _keep(self, sample: Sample) -> None:
        self._planes.apply(sample.patches)
        self._samples.append(sample)
        self._kept += sum(plane.nbytes for _, planes in sample.patches for plane in planes)
        if self._kept > MOST_KEPT:
            self._encode(len(self._samples) - 1)
            self._kept = 0

    def _encode(self, count: int) -> None:
        """Encode the first of the samples that are kept; the last may still grow."""
        if self._encoding is None:
            self._encoding = _Encoding(self._path, self._quality, self._quantisers, self._samples[:count])
        for sample in self._samples[:count]:
            self._encoding.add(sample)
        del self._samples[:count]


def _nearly_equal(one: Pixels, other: Pixels, regions: Iterable[Region]) -> bool:
    pairs = ((region.of(one), region.of(other)) for region in regions)
    return all((np.maximum(a, b) - np.minimum(a, b)).max() <= UNSEEN for a, b in pairs)


@dataclass(slots=True)
class Sample:
    """A picture of a clip: what changes in it, and how many frames it lasts."""

    patches: Sequence[Patch]
    frames: int = 0

    @property
    def area(self) -> int:
        """How many pixels change at most."""
        return sum(region.area for region, _ in self.patches)


class _Encoding:
    """An open file, and what stands in the picture that is encoded last."""

    def __init__(self, path: Path, quality: Quality, quantisers: Quantisers, known: Sequence[Sample]) -> None:
        self._planes = Planes(quality.width, quality.height)
        self._frames, self._lengths = 0, dict[int, int]()
        self._tick = Fraction(1, quality.fps)
        self._container = _open_output(path, quality.fps)
        options = codec_options(quantisers, _finer(known, quality, quantisers))
        self._stream = cast(VideoStream, self._container.add_stream(CODEC, rate=quality.fps, options=options))
        self._stream.width, self._stream.height = quality.width, quality.height
        self._stream.pix_fmt = "yuv420p"
        self._stream.time_base = self._tick
        _tag_bt709(self._stream.codec_context)

    def add(self, sample: Sample) -> None:
        self._planes.apply(sample.patches)
        frame = self._planes.frame
        frame.pts, frame.time_base = self._frames, self._tick
        self._lengths[self._frames] = sample.frames
        self._frames += sample.frames
        self._mux(self._stream.encode(frame))

    def close(self) -> None:
        try:
            self._mux(self._stream.encode())
        finally:
            self._container.close()

    def _mux(self, packets: Sequence[Packet[VideoStream]]) -> None:
        for packet in packets:
            if packet.pts is None:
                raise ValueError("the encoder returned a packet without a time")
            packet.duration = self._lengths[packet.pts]
            self._container.mux(packet)


def _finer(known: Sequence[Sample], quality: Quality, quantisers: Quantisers) -> dict[int, int]:
    """The quantisers of the samples that do not merely move, by their numbers."""
    finer: dict[int, int] = {}
    for number, sample in enumerate(known):
        if sample.frames >= quality.fps * LOOKED_AT:
            finer[number] = quantisers.held
        elif sample.area >= BROAD * quality.width * quality.height:
            finer[number] = quantisers.broad
    return finer


Patch = tuple[Region, tuple[Pixels, Pixels, Pixels]]
"""Where planes change, in pixels of the frame, and what to."""


class Planes:
    """A frame as the encoder takes it, in YUV with halved colour, converted from RGBA region by region."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = VideoFrame(width, height, "yuv420p")
        self._planes = tuple(map(_plane, self.frame.planes))
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}
        self._size = (width, height)

    def differences(self, pixels: Pixels, regions: Sequence[Region]) -> list[Patch]:
        """What differs from these pixels, which are others than before in these regions at most."""
        whole = Region(0, 0, *self._size)
        touched = [region.wider(_REACH, whole) for region in regions]
        return [patch for patch in self.converted(pixels, touched) if not self._holds(patch)]

    def converted(self, pixels: Pixels, regions: Sequence[Region]) -> list[Patch]:
        """These pixels in the regions, whether they differ or not."""
        return [self._converted(pixels, region) for region in regions]

    def apply(self, patches: Sequence[Patch]) -> None:
        """Bring the planes up to date."""
        for region, values in patches:
            for here, value in zip(self._windows(region), values, strict=True):
                here[:] = value

    def _holds(self, patch: Patch) -> bool:
        region, values = patch
        return all(
            np.array_equal(here, value) for here, value in zip(self._windows(region), values, strict=True)
        )

    def _windows(self, region: Region) -> tuple[Pixels, ...]:
        left, top, right, bottom = region
        luma, *chroma = self._planes
        half = (slice(top // 2, (bottom + 1) // 2), slice(left // 2, (right + 1) // 2))
        return (luma[top:bottom, left:right], *(plane[half] for plane in chroma))

    def _converted(self, pixels: Pixels, region: Region) -> Patch:
        """The region, widened to even borders, and converted as it would be in the whole frame.

        Chroma is filtered, so a margin is converted along and thrown away; sizes come in steps, because a
        converter is made for each.
        """
        width, height = self._size
        left, right = region.left & ~1, min(width, region.right + (region.right & 1))
        top, bottom = region.top & ~1, min(height, region.bottom + (region.bottom & 1))
        x0, x1 = _stepped(left - _MARGIN, right + _MARGIN, width)
        y0, y1 = _stepped(top - _MARGIN, bottom + _MARGIN, height)
        size = (x1 - x0, y1 - y0)
        reformatter = self._reformatters.setdefault(size, VideoReformatter())
        part = VideoFrame.from_numpy_buffer(pixels[y0:y1, x0:x1], format="rgba")
        luma, *chroma = map(_plane, _reformatted(reformatter, part).planes)
        half = (
            slice((top - y0) // 2, (bottom - y0 + 1) // 2),
            slice((left - x0) // 2, (right - x0 + 1) // 2),
        )
        inside = luma[top - y0 : bottom - y0, left - x0 : right - x0]
        return Region(left, top, right, bottom), (inside, chroma[0][half], chroma[1][half])


_REACH = 4
"""Px from a changed pixel to where colour, which is filtered, changes with it."""
_MARGIN, _STEP = 8, 32


def _stepped(first: int, last: int, size: int) -> tuple[int, int]:
    """An even-bordered stretch around another in steps of 32 px, or all there is."""
    length = -(-(last - first) // _STEP) * _STEP
    if length >= size:
        return 0, size
    begin = min(max(0, first), size - length) & ~1
    return begin, begin + length


def _plane(plane: Any) -> Pixels:
    lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return lines[: plane.height, : plane.width]


def _reformatted(reformatter: VideoReformatter, frame: VideoFrame) -> VideoFrame:
    return reformatter.reformat(
        frame,
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        dst_color_trc=ColorTrc.BT709,
        dst_color_primaries=ColorPrimaries.BT709,
        interpolation=_CONVERSION,
        threads=1,
    )


def join(clips: Sequence[Path], target: Path, quality: Quality) -> None:
    """Put clips one after another, without re-encoding, into a film that plays before it is loaded."""
    output = _open_output(target, quality.fps, faststart=True)
    try:
        stream: VideoStream | None = None
        offset = 0
        for clip in clips:
            with av.open(str(clip), options=_UNDECODED) as source:
                stream = stream or _copied_stream(output, source.streams.video[0])
                offset = _append(output, stream, source, offset)
    finally:
        output.close()


_UNDECODED = {"skip_frame": "all"}
"""Opening a file takes a third of the time without a look at its first frame."""


def _append(output: OutputContainer, stream: VideoStream, source: InputContainer, offset: int) -> int:
    """Copy a clip's packets, shifted; returns where it ends."""
    video = source.streams.video[0]
    if video.codec_context.extradata != stream.codec_context.extradata:
        raise ValueError("clips of one film were encoded with different settings")
    end = offset
    for packet in source.demux(video):
        if packet.pts is None or packet.dts is None:
            continue  # The demuxer's last, empty packet.
        packet.pts, packet.dts = packet.pts + offset, packet.dts + offset
        end = packet.pts + (packet.duration or 0)
        packet.stream = stream
        output.mux(packet)
    return end


def _copied_stream(output: OutputContainer, video: VideoStream) -> VideoStream:
    stream = output.add_stream_from_template(video)
    stream.time_base = video.time_base
    return stream


def _open_output(path: Path, fps: int, *, faststart: bool = False) -> OutputContainer:
    options = {**CONTAINER_OPTIONS, "video_track_timescale": str(fps * TICKS_PER_FRAME)}
    if faststart:
        options["movflags"] = "+faststart"
    return av.open(str(path), "w", format="mp4", options=options)


def _tag_bt709(context: VideoCodecContext) -> None:
    context.thread_count = 1
    context.colorspace = _MATRIX_BT709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    context.color_range = ColorRange.MPEG
