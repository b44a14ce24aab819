"""A film from its clips: the joined videos, poster, stills, captions, chapters and timeline.

Every time comes from the clips' frame counts, and both palettes must agree on them. `assemble_film` runs in a
worker and commits to the store; `film_of` reads what it committed, and needs nothing but the store.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from explainsite.jobs.renderjob import Clip, Quality
from explainsite.rendering.film import Film, FilmBeat
from explainsite.rendering.store import TIMELINE, Entry, Store


class PalettesDiffer(Exception):
    """The palettes of a film are not equally long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What `assemble_film` needs: words, and the keys of the clips' entries for each palette."""

    key: str
    slug: str
    title: str
    quality: Quality
    poster_beat: str
    beats: tuple[Mapping[str, Any], ...]
    """Each with id, title, say and describe."""
    clips: Mapping[str, tuple[str, ...]]

    def to_json(self) -> str:
        """The recipe as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe that `to_json` wrote."""
        values = json.loads(text)
        values["quality"] = Quality(**values["quality"])
        return cls(**values)


def assemble_film(recipe_json: str, store_root: str) -> None:
    """Put a film together and commit it; raises PalettesDiffer, or LookupError if a clip has gone."""
    from concurrent.futures import ThreadPoolExecutor

    recipe, store = Recipe.from_json(recipe_json), Store(Path(store_root))
    clips = {palette: _clips(store, keys) for palette, keys in recipe.clips.items()}
    beats = _timed_beats(recipe, clips)
    with store.draft() as directory:
        with ThreadPoolExecutor() as threads:  # what reads and writes videos releases the interpreter
            pictures = [
                threads.submit(_write_pictures, directory, palette, found, recipe)
                for palette, found in clips.items()
            ]
            _write_words(directory, recipe, beats, tuple(clips))
        for each in pictures:
            each.result()
        meta = _meta(recipe, beats, tuple(clips))
        store.commit(recipe.key, directory, meta)


def film_of(entry: Entry) -> Film:
    """The film that an entry holds."""
    meta = dict(entry.meta)
    beats = tuple(FilmBeat(**{**beat, "describe": tuple(beat["describe"])}) for beat in meta.pop("beats"))
    return Film(
        slug=meta["slug"],
        palettes=tuple(meta["palettes"]),
        width=meta["width"],
        height=meta["height"],
        duration=meta["duration"],
        beats=beats,
        poster_beat=meta["poster_beat"],
        digest=entry.digest,
        files={name: entry.file(name) for name in entry.names},
    )


@dataclass(frozen=True, slots=True)
class _StoredClip:
    """A clip and the entry that holds it."""

    clip: Clip
    entry: Entry

    @property
    def video(self) -> Path:
        return self.entry.file(self.clip.video)


def _clips(store: Store, keys: Sequence[str]) -> tuple[_StoredClip, ...]:
    found = []
    for key in keys:
        entry = store.get(key)
        if entry is None:
            raise LookupError(f"the clips {key} have gone from the store")
        found += [_StoredClip(Clip(**clip), entry) for clip in entry.meta["clips"]]
    return tuple(found)


def _timed_beats(recipe: Recipe, clips: Mapping[str, Sequence[_StoredClip]]) -> tuple[FilmBeat, ...]:
    first, *others = clips
    lengths = [stored.clip.frames for stored in clips[first]]
    for other in others:
        _require_equal(recipe, first, lengths, other, [stored.clip.frames for stored in clips[other]])
    beats, passed = [], 0
    for beat, frames in zip(recipe.beats, lengths, strict=True):
        start, passed = passed, passed + frames
        fps = recipe.quality.fps
        words = {**beat, "describe": tuple(beat["describe"])}
        beats.append(FilmBeat(**words, start=_seconds(start, fps), end=_seconds(passed, fps)))
    return tuple(beats)


def _require_equal(
    recipe: Recipe, first: str, ours: Sequence[int], other: str, theirs: Sequence[int]
) -> None:
    for beat, a, b in zip(recipe.beats, ours, theirs, strict=True):
        if a != b:
            raise PalettesDiffer(f"the beat `{beat['id']}` has {a} frames in {first} and {b} in {other}")


def _seconds(frames: int, fps: int) -> float:
    from fractions import Fraction

    return float(round(Fraction(frames, fps), 6))


def _write_pictures(directory: Path, palette: str, clips: Sequence[_StoredClip], recipe: Recipe) -> None:
    from explainsite.scenes.encode import join
    from explainsite.scenes.poster import write_poster

    join([stored.video for stored in clips], directory / f"film-{palette}.mp4", recipe.quality)
    for stored in clips:
        beat = stored.clip.beat
        still = stored.entry.file(stored.clip.still)
        shutil.copyfile(still, directory / f"still-{palette}-{beat}.webp")
        shutil.copyfile(stored.entry.file(stored.clip.thumb), directory / f"thumb-{palette}-{beat}.webp")
        if beat == recipe.poster_beat:
            shutil.copyfile(still, directory / f"poster-{palette}.webp")
            write_poster(still, directory / f"poster-{palette}.jpg")


def _write_words(directory: Path, recipe: Recipe, beats: Sequence[FilmBeat], palettes: Sequence[str]) -> None:
    from explainsite.rendering.captions import Cue, cues_of, vtt

    captions = [cue for beat in beats for cue in cues_of(beat.say, beat.start, beat.end)]
    chapters = [Cue(start=beat.start, end=beat.end, lines=(beat.title,)) for beat in beats]
    timeline = {"version": 1, **_meta(recipe, beats, palettes)}
    for name, text in (
        ("captions.vtt", vtt(captions)),
        ("chapters.vtt", vtt(chapters)),
        (TIMELINE, json.dumps(timeline, indent=2, ensure_ascii=False) + "\n"),
    ):
        (directory / name).write_text(text, encoding="utf-8")


def _meta(recipe: Recipe, beats: Sequence[FilmBeat], palettes: Sequence[str]) -> dict[str, Any]:
    return {
        "slug": recipe.slug,
        "title": recipe.title,
        "palettes": list(palettes),
        "width": recipe.quality.width,
        "height": recipe.quality.height,
        "fps": recipe.quality.fps,
        "duration": beats[-1].end,
        "poster_beat": recipe.poster_beat,
        "beats": [asdict(beat) for beat in beats],
    }
