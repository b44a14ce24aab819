"""The sink cuts, holds and encodes what it is given, and the result looks as it was drawn."""

from __future__ import annotations

import base64
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Page

from explainsite.jobs.renderjob import GROUNDS, BeatLength, Quality
from explainsite.scenes.encode import join
from explainsite.scenes.sink import FrameSink
from frameof import FRAME_OF

pytestmark = pytest.mark.slow

QUALITY = Quality(name="draft", width=320, height=180, fps=10)


def picture(shade: int, mark: int = 0) -> npt.NDArray[np.uint8]:
    pixels = np.full((QUALITY.height, QUALITY.width, 4), shade, np.uint8)
    pixels[..., 3] = 255
    pixels[40:90, 10 * mark : 10 * mark + 40, :3] = 255 - shade
    return pixels


def lengths(clip: Path) -> list[int]:
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        assert stream.time_base
        tick = stream.time_base * QUALITY.fps
        return [
            int((packet.duration or 0) * tick) for packet in container.demux(stream) if packet.pts is not None
        ]


def sink_for(folder: Path, *beats: BeatLength) -> FrameSink:
    return FrameSink([folder], QUALITY, beats)


def test_equal_frames_in_a_row_are_one_sample(tmp_path: Path) -> None:
    sink = sink_for(tmp_path, BeatLength(id="a"))
    for mark, repeat in ((0, 1), (0, 3), (1, 1), (1, 1), (0, 2), (0, 0)):
        sink.write_frame(picture(20, mark), repeat=repeat)
    sink.finish_film()
    assert lengths(tmp_path / sink.clips[0][0].video) == [4, 2, 2]
    assert sink.clips[0][0].frames == 8


@pytest.mark.parametrize(("seconds", "frames"), [(0, 2), (0.2, 2), (0.21, 3), (2.0, 20), (2.5, 25)])
def test_a_beat_is_held_for_its_least_time(tmp_path: Path, seconds: float, frames: int) -> None:
    sink = sink_for(tmp_path, BeatLength(id="a", seconds=seconds))
    sink.write_frame(picture(20))
    sink.write_frame(picture(20, 1))
    sink.finish_film()
    assert sink.clips[0][0].frames == frames
    assert lengths(tmp_path / sink.clips[0][0].video) == [1, frames - 1]


def test_what_is_held_and_kept_as_the_still_is_the_finished_picture(tmp_path: Path) -> None:
    sink = sink_for(tmp_path, BeatLength(id="a", seconds=1.0))
    sink.attach(lambda: [picture(20, 7)])
    sink.write_frame(picture(20, 5))
    sink.write_frame(picture(20, 6))
    sink.end_animation(allow_write=True)
    sink.finish_film()
    assert lengths(tmp_path / sink.clips[0][0].video) == [1, 1, 8]
    with Image.open(tmp_path / sink.clips[0][0].still) as still:
        assert np.array_equal(np.asarray(still), picture(20, 7)[..., :3])


def test_a_joined_film_is_its_clips_one_after_another(tmp_path: Path) -> None:
    sink = sink_for(tmp_path, BeatLength(id="a", seconds=1.0), BeatLength(id="b", seconds=0.5))
    for beat, shade in (("a", 30), ("b", 220)):
        sink.next_section(beat, "", skip_animations=False)
        sink.write_frame(picture(shade))
        sink.write_frame(picture(shade, 3))
    sink.finish_film()
    clips = [tmp_path / clip.video for (clip,) in sink.clips]
    join(clips, tmp_path / "film.mp4", QUALITY)
    assert lengths(tmp_path / "film.mp4") == [1, 9, 1, 4]
    apart = [frame for clip in clips for frame in decoded(clip)]
    together = decoded(tmp_path / "film.mp4")
    assert all(np.array_equal(a, b) for a, b in zip(apart, together, strict=True))


def decoded(film: Path) -> list[npt.NDArray[np.uint8]]:
    with av.open(str(film)) as container:
        return [
            np.asarray(frame.to_ndarray(format="yuv420p"), np.uint8) for frame in container.decode(video=0)
        ]


SHOW = f"""
async (source) => {{
    {FRAME_OF}
    const video = document.createElement("video");
    video.muted = true;
    video.src = source;
    document.body.append(video);  // a film that nobody sees and nobody plays is not decoded
    await new Promise((done, failed) => {{ video.onloadeddata = done; video.onerror = failed; }});
    const frame = await frameOf(video);
    const at = (x, y) => [...frame.getImageData(x, y, 1, 1).data.slice(0, 3)];
    return {{ground: at(300, 160), mark: at(30, 60), duration: video.duration}};
}}
"""


@pytest.mark.parametrize("palette", ["dark", "light"])
def test_a_browser_shows_the_colours_that_were_drawn(tmp_path: Path, page: Page, palette: str) -> None:
    ground = rgb(GROUNDS[palette])  # type: ignore[index]
    accent = rgb("#7AA2FF")
    pixels = picture(0)
    pixels[..., :3] = ground
    pixels[40:90, 10:90, :3] = accent
    sink = sink_for(tmp_path, BeatLength(id="a", seconds=2.0))
    sink.write_frame(pixels)
    sink.finish_film()
    content = base64.b64encode((tmp_path / sink.clips[0][0].video).read_bytes()).decode()
    shown = page.evaluate(SHOW, f"data:video/mp4;base64,{content}")
    assert shown["ground"] == pytest.approx(ground, abs=2)
    assert shown["mark"] == pytest.approx(accent, abs=4)
    assert shown["duration"] == pytest.approx(2.0)


def rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))
