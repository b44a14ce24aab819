"""Frames are converted where they change, to what they would be as a whole; what is held is seen finely."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.jobs.renderjob import Quality
from explainsite.scenes import encode
from explainsite.scenes.canvas import Pixels, Region
from explainsite.scenes.encode import ClipEncoder, Planes

WIDTH, HEIGHT = 214, 130
QUALITY = Quality(name="draft", width=WIDTH, height=HEIGHT, fps=10)


def noise(seed: int) -> Pixels:
    picture = np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    picture[..., 3] = 255
    return picture


@st.composite
def regions(draw: st.DrawFn) -> Region:
    left, top = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    return Region(left, top, draw(st.integers(left + 1, WIDTH)), draw(st.integers(top + 1, HEIGHT)))


@settings(deadline=None)
@given(st.lists(regions(), min_size=1, max_size=4), st.integers(0, 9))
def test_a_frame_converted_region_by_region_is_the_whole_frame_converted(
    parts: list[Region], seed: int
) -> None:
    before, after = noise(seed), noise(seed).copy()
    for left, top, right, bottom in parts:
        after[top:bottom, left:right] = noise(seed + 100)[top:bottom, left:right]
    whole = Region(0, 0, WIDTH, HEIGHT)
    patched, fresh = Planes(WIDTH, HEIGHT), Planes(WIDTH, HEIGHT)
    patched.apply(patched.differences(before, [whole]))
    patched.apply(patched.differences(after, [around(part) for part in parts]))
    fresh.apply(fresh.differences(after, [whole]))
    assert np.array_equal(patched.frame.to_ndarray(), fresh.frame.to_ndarray())


def around(part: Region) -> Region:
    """Chroma is filtered, so a change is seen a few pixels farther."""
    return Region(
        max(0, part.left - 8), max(0, part.top - 8), min(WIDTH, part.right + 8), min(HEIGHT, part.bottom + 8)
    )


def test_a_clip_does_not_depend_on_what_its_memory_held_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, other = noise(1), noise(2)

    def clip(name: str, first: Pixels, second: Pixels) -> bytes:
        """A clip of the picture, in planes that hold something else to begin with."""
        held, fresh = iter((first, second)), Planes

        def used(width: int, height: int) -> Planes:
            planes = fresh(width, height)
            planes.apply(planes.converted(next(held), [Region(0, 0, width, height)]))
            return planes

        monkeypatch.setattr(encode, "Planes", used)
        encoder = ClipEncoder(tmp_path / name, QUALITY)
        encoder.write(picture, 3)
        encoder.close()
        monkeypatch.setattr(encode, "Planes", fresh)
        return (tmp_path / name).read_bytes()

    assert clip("same.mp4", picture, other) == clip("other.mp4", other, picture)


def write(path: Path, lengths: list[int]) -> list[npt.NDArray[np.uint8]]:
    """A clip of a square that moves on, sample by sample; what a player shows of each."""
    encoder = ClipEncoder(path, QUALITY)
    for index, frames in enumerate(lengths):
        picture = np.full((HEIGHT, WIDTH, 4), 30, np.uint8)
        picture[..., 3] = 255
        picture[20:90, 10 * index : 10 * index + 60] = noise(5)[20:90, :60]
        encoder.write(picture, frames)
    encoder.close()
    with av.open(str(path)) as clip:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in clip.decode(video=0)]


def sharpness(shown: npt.NDArray[np.uint8], index: int) -> float:
    """How far the square is from what was drawn, on the average."""
    drawn = noise(5)[20:90, :60, :3].astype(float)
    return float(np.abs(shown[20:90, 10 * index : 10 * index + 60] - drawn).mean())


def test_what_is_held_is_encoded_more_finely_than_what_moves(tmp_path: Path) -> None:
    lengths = [1, 1, 1, 10, 1, 1]
    shown = write(tmp_path / "clip.mp4", lengths)
    errors = [sharpness(frame, index) for index, frame in enumerate(shown)]
    assert min(range(1, 6), key=errors.__getitem__) == 3


def test_a_clip_that_changes_too_much_to_be_kept_is_encoded_as_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = [2, 1, 9, 1, 4, 1]
    kept = write(tmp_path / "kept.mp4", lengths)
    monkeypatch.setattr(encode, "MOST_KEPT", 1)
    passed = write(tmp_path / "passed.mp4", lengths)
    assert len(kept) == len(passed) == len(lengths)
    with av.open(str(tmp_path / "passed.mp4")) as clip:
        stream = clip.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * QUALITY.fps
        assert [int((p.duration or 0) * tick) for p in clip.demux(stream) if p.pts is not None] == lengths
