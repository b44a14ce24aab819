"""Frames are converted where they change, to what they would be as a whole; what is held is seen finely."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.jobs.encoding import STORYBOARD, Quantisers, codec_options
from explainsite.jobs.renderjob import Quality
from explainsite.scenes import encode
from explainsite.scenes.encode import UNSEEN, ClipEncoder, Planes
from explainsite.scenes.regions import TILE, Pixels, Region, changed_runs, joined

WIDTH, HEIGHT = 214, 130
WHOLE = Region(0, 0, WIDTH, HEIGHT)
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
    for part in parts:
        part.of(after)[:] = part.of(noise(seed + 100))
    patched, fresh = Planes(WIDTH, HEIGHT), Planes(WIDTH, HEIGHT)
    patched.apply(patched.converted(before, [WHOLE]))
    patched.apply(patched.differences(after, parts))
    fresh.apply(fresh.converted(after, [WHOLE]))
    assert np.array_equal(patched.frame.to_ndarray(), fresh.frame.to_ndarray())


@given(st.lists(regions(), max_size=6), regions(), st.integers(0, 9))
def test_the_runs_of_changed_tiles_hold_each_change_and_little_else(
    parts: list[Region], within: Region, seed: int
) -> None:
    before, after = noise(seed), noise(seed).copy()
    for part in parts:
        part.of(after)[:] = part.of(noise(seed + 100))
    changed, held = ((before != after).any(axis=2), np.zeros((HEIGHT, WIDTH), bool))
    for run in changed_runs(after, before, within):
        assert run.bottom - run.top <= TILE
        assert run.of(changed).any()
        assert not run.of(held).any(), "no two meet"
        run.of(held)[:] = True
    assert not (within.of(changed) & ~within.of(held)).any()


@given(st.lists(regions(), max_size=8), st.floats(1, 2), st.integers(0, 500))
def test_joined_rectangles_hold_the_same_pixels_and_do_not_meet(
    parts: list[Region], waste: float, extra: int
) -> None:
    few = joined(parts, waste=waste, extra=extra)
    assert len(few) <= len(parts)
    assert not any(one.meets(other) for one, other in combinations(few, 2))
    assert all(any(part.around(one) == one for one in few) for part in parts)


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


@pytest.mark.parametrize(("size", "quantiser"), [(0.45, STORYBOARD.moving), (0.55, STORYBOARD.broad)])
def test_a_change_of_most_of_the_picture_is_encoded_more_finely_than_what_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: float, quantiser: int
) -> None:
    told: list[int] = []

    def options(quantisers: Quantisers, finer: Mapping[int, int]) -> dict[str, str]:
        told.append(finer.get(1, quantisers.moving))
        return codec_options(quantisers, finer)

    monkeypatch.setattr(encode, "codec_options", options)
    encoder = ClipEncoder(tmp_path / "clip.mp4", QUALITY, STORYBOARD)
    height = round(HEIGHT * size)
    for seed in range(3):
        picture = noise(0)
        picture[:height] = noise(seed)[:height]
        encoder.write(picture, 1, [Region(0, 0, WIDTH, height)])
    encoder.close()
    assert told == [quantiser]


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


def shown_by(path: Path, pictures: list[tuple[Pixels, int]]) -> list[int]:
    """The frames that each picture of a clip lasts, in which something moves in the whole of it."""
    encoder = ClipEncoder(path, QUALITY)
    for picture, frames in pictures:
        encoder.write(picture, frames, [WHOLE])
    encoder.close()
    with av.open(str(path)) as clip:
        stream = clip.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * QUALITY.fps
        return [int((p.duration or 0) * tick) for p in clip.demux(stream) if p.pts is not None]


def grey(level: int) -> Pixels:
    picture = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    picture[40:80, 50:90, :3] = level
    return picture


def test_frames_in_motion_that_nearly_equal_the_one_shown_are_one_sample(tmp_path: Path) -> None:
    step = UNSEEN // 2
    moving = [(grey(100 + step * n), 1) for n in range(6)]
    assert shown_by(tmp_path / "moving.mp4", moving) == [3, 3], "one differs at last from what is shown"
    seen = [(grey(100), 1), (grey(100 + UNSEEN + 1), 1)]
    assert shown_by(tmp_path / "seen.mp4", seen) == [1, 1]


@pytest.mark.parametrize("held", [[2], [1, 1]])
def test_what_is_held_is_exact_however_little_it_differs(tmp_path: Path, held: list[int]) -> None:
    """Both if a picture is held at once, and if the frame after it shows that nothing moves."""
    encoder = ClipEncoder(tmp_path / "clip.mp4", QUALITY)
    encoder.write(grey(100), 1)
    dirty = [WHOLE]
    for frames in held:
        encoder.write(grey(101), frames, dirty)
        dirty = []
    assert [sample.frames for sample in encoder._samples] == [3 - held[-1], held[-1]]
    encoder.close()
