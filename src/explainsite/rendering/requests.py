"""From a piece to the film that it asks for."""

from __future__ import annotations

from pathlib import Path

from explainsite.checking.filmscript import FilmScript
from explainsite.config import Config
from explainsite.content.spec import Piece, SceneRef
from explainsite.jobs.renderjob import (
    QUALITIES,
    BeatLength,
    Palette,
    Quality,
    RenderJob,
    beat_job,
    scene_job,
)
from explainsite.rendering.plan import BeatRequest, FilmRequest
from explainsite.storyboard import pace


def film_request(piece: Piece, script: FilmScript | None, config: Config, project: Path) -> FilmRequest:
    """The film of a piece, in its lane's accent: from its script, or else from the Manim scene it names."""
    quality = QUALITIES[config.quality]
    sentences = {beat.id: beat.sentences for beat in script.beats} if script else {}
    return FilmRequest(
        slug=piece.slug,
        title=piece.title,
        palettes=config.themes,
        quality=quality,
        beats=tuple(
            BeatRequest(
                id=beat.id,
                title=beat.title,
                say=beat.say,
                describe=sentences.get(beat.id, ()),
                span=beat.span,
            )
            for beat in piece.beats
        ),
        jobs=tuple(
            job
            for palette in config.themes
            for job in (
                _beat_jobs(script, palette, quality)
                if script
                else _scene_jobs(piece, project, palette, quality)
            )
        ),
        poster_beat=piece.poster or _fullest(piece, script),
        span=piece.film.span if isinstance(piece.film, SceneRef) else piece.span,
    )


def _fullest(piece: Piece, script: FilmScript | None) -> str:
    """The beat whose still stands for a film whose author has named none: the one in which most happens.

    The last is left out: films close on what is gained and paid, so their ends look alike. Of a Manim scene
    nobody knows what happens when, so it is the beat at a third.
    """
    beats = piece.beats[:-1] or piece.beats
    if script is None:
        return beats[(len(beats) - 1) // 3].id
    events = {beat.id: sum(map(len, beat.steps)) for beat in script.beats}
    return max(beats, key=lambda beat: events[beat.id]).id


def _beat_jobs(script: FilmScript, palette: Palette, quality: Quality) -> list[RenderJob]:
    return [
        beat_job(
            beat.picture,
            beat=BeatLength(id=beat.id, seconds=beat.seconds),
            palette=palette,
            quality=quality,
        )
        for beat in script.beats
    ]


def _scene_jobs(piece: Piece, project: Path, palette: Palette, quality: Quality) -> list[RenderJob]:
    assert isinstance(piece.film, SceneRef)
    lengths = [BeatLength(id=b.id, seconds=pace.reading_seconds(b.say) + b.hold) for b in piece.beats]
    scene = piece.film
    return [
        scene_job(
            project / scene.path,
            scene.name,
            path=scene.path,
            beats=lengths,
            accent=piece.accent,
            palette=palette,
            quality=quality,
        )
    ]
