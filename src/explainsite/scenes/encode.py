"""Frames to H.264 clips, and clips to a film, with the same bytes every time.

A clip has one sample for each change of picture: a frame that is held for two seconds is one sample that
lasts two seconds. Time is counted in frames. Colours are converted with the BT.709 matrix and tagged so,
which is what browsers assume for video, so that a film's ground is the page's ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import numpy.typing as npt
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

from explainsite.jobs.encoding import CODEC, CODEC_OPTIONS, CONTAINER_OPTIONS, TICKS_PER_FRAME
from explainsite.jobs.renderjob import Quality

Pixels = npt.NDArray[np.uint8]

_MATRIX_BT709 = 1
_CONVERSION = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP


class ClipEncoder:
    """Writes one clip: RGBA frames in, each with the number of frames that it lasts."""

    def __init__(self, path: Path, quality: Quality) -> None:
        self.frames = 0
        self._lengths: dict[int, int] = {}
        self._tick = Fraction(1, quality.fps)
        self._reformatter = VideoReformatter()
        self._container = _open_output(path, quality.fps)
        stream = self._container.add_stream(CODEC, rate=quality.fps, options=dict(CODEC_OPTIONS))
        self._stream = cast(VideoStream, stream)
        self._stream.width, self._stream.height = quality.width, quality.height
        self._stream.pix_fmt = "yuv420p"
        self._stream.time_base = self._tick
        _tag_bt709(self._stream.codec_context)

    def write(self, pixels: Pixels, frames: int) -> None:
        """Add one sample that lasts `frames` frames."""
        frame = self._converted(pixels)
        frame.pts, frame.time_base = self.frames, self._tick
        self._lengths[self.frames] = frames
        self.frames += frames
        self._mux(self._stream.encode(frame))

    def close(self) -> None:
        """Finish the file."""
        try:
            self._mux(self._stream.encode())
        finally:
            self._container.close()

    def _converted(self, pixels: Pixels) -> VideoFrame:
        return self._reformatter.reformat(
            VideoFrame.from_ndarray(pixels, format="rgba"),
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

    def _mux(self, packets: Sequence[Packet[VideoStream]]) -> None:
        for packet in packets:
            if packet.pts is None:
                raise ValueError("the encoder returned a packet without a time")
            packet.duration = self._lengths[packet.pts]
            self._container.mux(packet)


def join(clips: Sequence[Path], target: Path, quality: Quality) -> None:
    """Put clips one after another, without re-encoding, into a film that plays before it is loaded."""
    output = _open_output(target, quality.fps, faststart=True)
    try:
        stream: VideoStream | None = None
        offset = 0
        for clip in clips:
            with av.open(str(clip)) as source:
                stream = stream or _copied_stream(output, source.streams.video[0])
                offset = _append(output, stream, source, offset)
    finally:
        output.close()


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
