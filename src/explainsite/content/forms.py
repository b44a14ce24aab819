"""What an author may write: the keys of a spec, a lane and a learning path. Its JSON Schema too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema

from explainsite.content.models import Bool, Float, Int, Model, Slug, Text
from explainsite.content.spec import Format, Level
from explainsite.diagnostics import CODES
from explainsite.jobs.renderjob import Accent


def _entry(value: Any) -> Any:
    """`slug`, or `slug: words`, as a pair."""
    if isinstance(value, str):
        return (value, "")
    if isinstance(value, dict) and len(value) == 1:
        ((slug, words),) = value.items()
        if isinstance(words, str):
            return (slug, words)
    raise ValueError('must be a slug, or `slug: "words"`')


_ENTRY_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "minProperties": 1,
            "maxProperties": 1,
        },
    ]
}
SlugWithText = Annotated[tuple[str, str], BeforeValidator(_entry), WithJsonSchema(_ENTRY_SCHEMA)]


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        raise ValueError("must be an address that begins with `https://`")
    return value


Url = Annotated[str, BeforeValidator(_web_address)]


class SourceForm(Model):
    """A source: a paper, a specification, a data sheet."""

    id: Slug = Field(
        description="The name by which the body cites it, as `[@id]`.", min_length=1, examples=["pope2022"]
    )
    title: Text = Field(
        description="The source's own title.", examples=["Efficiently Scaling Transformer Inference"]
    )
    url: Url = Field(description="Where it can be read.", examples=["https://arxiv.org/abs/2211.05102"])
    author: Text = Field(default="", description="Who wrote it.", examples=["Reiner Pope and others"])
    year: Text = Field(default="", description="When it was published.", examples=[2022])


_ALLOW_SCHEMA = {
    "type": "object",
    "properties": {
        name: {"type": "string", "minLength": 1, "description": code.meaning}
        for name, code in CODES.items()
        if code.is_lint
    },
    "additionalProperties": False,
    "examples": [{"typed-number": "as in the paper"}],
}
Allow = Annotated[dict[str, Text | None], WithJsonSchema(_ALLOW_SCHEMA)]
_ALLOW = "Lint rules that are set aside on purpose, with the reason: `typed-number: as in the paper`."


class BeatForm(Model):
    """One step of the film."""

    id: Slug = Field(
        default="",
        description="Its name in links; by default made from the title.",
        examples=["second-token"],
    )
    title: Text = Field(description="The chapter's title.", examples=["The second token comes early"])
    say: Text = Field(
        description="What the captions say; lines are broken for you, but not at a no-break space."
        " `${name}` puts in a value of the data file.",
        examples=["The second token takes ${second_ms:.0f} milliseconds. Where did the work go?"],
    )
    hold: Float = Field(
        default=0.0,
        ge=0,
        le=60,
        description="Seconds that the last picture stays longer than motion and words need.",
        examples=[1.5],
    )
    do: Any = Field(
        default=None,
        description="What happens: a list of `verb: arguments`.",
        examples=[[{"show": "words"}, {"append": {"words": "mat"}}]],
    )
    layout: Any = Field(default=None, description="A new grid of areas, from this beat on.")
    still: Text | None = Field(
        default=None,
        description="When the picture is taken that stands for the beat: the verb during which, or `end`."
        " `send` is the last one of the beat, `send.0` the first. By default, while a message is seen if"
        " the beat ends with one and only marks change with it, else at the end.",
        examples=["send", "send.0", "end"],
    )
    allow: Allow = Field(default={}, description=f"{_ALLOW} In this beat.")


class InputForm(Model):
    """An input of a model's function, which a reader can move."""

    model_config = ConfigDict(populate_by_name=True)

    begin: Float | None = Field(default=None, alias="from", description="The least value.", examples=[0.1])
    to: Float | None = Field(default=None, description="The largest value.", examples=[0.9])
    step: Float = Field(default=1.0, gt=0, description="From one value to the next.", examples=[0.1])
    values: tuple[Float, ...] = Field(
        default=(),
        min_length=2,
        description="All values in order, in place of `from`, `to` and `step`.",
        examples=[[1, 2, 5, 10, 20, 50]],
    )
    at: Float = Field(description="The film's own value, at which the reader begins.", examples=[0.8])
    label: Text = Field(
        default="", description="What it is called; by default by its name.", examples=["acceptance rate"]
    )
    format: str = Field(
        default="", description="How it is written, in Python's format language.", examples=[".0%"]
    )
    unit: str = Field(default="", description="Stands behind it.", examples=["ms"])
    log: Bool = Field(default=False, description="On the axis, equal steps multiply.")


class ShownForm(Model):
    """A chart of what the function returns."""

    label: Text = Field(description="What the number is.", examples=["speed"])
    of: tuple[Text, ...] = Field(
        default=(),
        min_length=1,
        description="Which of the numbers, where the function returns a mapping; by default all.",
        examples=[["read", "write"]],
    )
    form: Literal["curves", "bars"] = Field(
        default="curves",
        description="`curves` over the first input, or `bars`, one for each name, that grow and shrink.",
    )
    format: str = Field(
        default="", description="How its numbers are written, in Python's format language.", examples=[".2f"]
    )
    unit: str = Field(default="", description="Stands behind its numbers.", examples=["ms"])
    log: Bool = Field(default=False, description="On the axis, equal steps multiply.")
    lines: dict[Text, Float] = Field(
        default_factory=dict,
        max_length=2,
        description="Level lines to compare with, by name, each at its number.",
        examples=[{"without drafts": 1}],
    )


def _in_a_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


MOST_CHARTS = 3


def _few(charts: tuple[ShownForm, ...]) -> tuple[ShownForm, ...]:
    if not 1 <= len(charts) <= MOST_CHARTS:
        raise ValueError(f"must be a chart, or a list of up to {MOST_CHARTS}")
    return charts


class ExploreForm(Model):
    """What if: an outcome of the model for a range of inputs, as a chart that a reader can move in."""

    model_config = ConfigDict(populate_by_name=True)

    ask: Text = Field(
        description="The question, as a reader would ask it.",
        examples=["What if the small model guesses better?"],
    )
    call: Text = Field(description="A function of the data file.", examples=["speed"])
    inputs: dict[Text, InputForm] = Field(
        alias="with",
        min_length=1,
        max_length=2,
        description="One or two of its arguments, each with its values. The chart is drawn over the first.",
        examples=[{"rate": {"from": 0.1, "to": 0.9, "step": 0.1, "at": 0.8}}],
    )
    shows: Annotated[tuple[ShownForm, ...], BeforeValidator(_in_a_list), AfterValidator(_few)] = Field(
        description="What the function returns, a number or a mapping of names to numbers: a chart, or a list"
        " of up to three.",
        examples=[{"label": "speed", "format": ".2f", "unit": "×"}],
    )
    say: Text = Field(
        default="",
        description="What to look for, in a sentence or two.",
        examples=["Below ${even:.0f} percent the drafts cost more than they save."],
    )


_DATE = "pages have no date: leave it out"
_DRAFT = "there are no drafts: a file or folder whose name begins with `_` is left out of the site"
_ADDRESS = "the address of a page is made of the names of its lane and its file"
_AUTHOR = "leave it out: pages name no author"


class SpecForm(Model):
    """An explainer or a concept note: the front matter of a spec."""

    foreign = (
        dict.fromkeys(("date", "updated", "lastmod", "publishdate", "expirydate"), _DATE)
        | dict.fromkeys(("draft", "drafts", "published", "unlisted"), _DRAFT)
        | dict.fromkeys(("slug", "permalink", "url", "aliases"), _ADDRESS)
        | dict.fromkeys(("author", "authors"), _AUTHOR)
        | dict.fromkeys(("lang", "language"), "`language` is a setting of the site, in `pyproject.toml`")
        | {"categories": "the folder of a piece is its lane; other words for it are `tags`"}
    )

    title: Text = Field(
        description="Names the mechanism and the surprise.",
        examples=["KV-Cache: Why the 2nd Token Is Faster"],
    )
    topic: Text = Field(
        default="",
        description="The label on the card, in place of the lane's title.",
        examples=["AI Engineering"],
    )
    summary: Text = Field(
        description="One sentence: what you will see, and which trade-off it settles.",
        examples=[
            "Watch five words leave keys and values behind, and weigh a 12-fold speed-up against its memory."
        ],
    )
    hook: Text = Field(
        default="",
        description="The question that the film opens with.",
        examples=["Why does the second token cost so much less than the first?"],
    )
    level: Level = Field(default="intermediate", description="Whom it is for.")
    format: Format = Field(
        default="explainer", description="An explainer has a film, a concept note has none."
    )
    minutes: Int | None = Field(
        default=None, ge=1, le=120, description="Reading time; by default from the words.", examples=[4]
    )
    prerequisites: tuple[SlugWithText, ...] = Field(
        default=(),
        description='Pieces to know first: `slug: "why"`.',
        examples=[["attention", {"memory-compute": "what the cache saves is arithmetic"}]],
    )
    order: Int = Field(
        default=0,
        description="Pieces of a lane stand in this order, then by file name, and after what they require.",
        examples=[1],
    )
    tags: tuple[Text, ...] = Field(
        default=(), description="Words to find it by.", examples=[["inference", "attention"]]
    )
    sources: tuple[SourceForm, ...] = Field(
        default=(),
        description="What the body and the numbers rest on.",
        examples=[
            [
                {
                    "id": "pope2022",
                    "title": "Efficiently Scaling Transformer Inference",
                    "url": "https://arxiv.org/abs/2211.05102",
                }
            ]
        ],
    )
    data: Text | None = Field(
        default=None,
        description="A Python file of values, for `$name` and `${name:,.0f}`.",
        examples=["model.py"],
    )
    poster: Text | None = Field(
        default=None, description="The beat whose still stands for the film.", examples=["second-token"]
    )
    scene: Text | None = Field(
        default=None,
        description="A Manim scene as the film: `scene.py:ClassName`.",
        examples=["scene.py:Handshake"],
    )
    layout: Any = Field(default=None, description="The grid of areas, as in CSS grid-template-areas.")
    stage: Any = Field(default=None, description="The actors by name: `{is: kind, ...}`.")
    beats: tuple[BeatForm, ...] = Field(
        default=(),
        description="The film, step by step.",
        examples=[[{"title": "A word is added", "say": "Look.", "do": [{"show": "words"}]}]],
    )
    explore: Any = Field(
        default=None,
        description="What if: a function of the data file for a range of inputs, as a chart that a reader can"
        " move in.",
        examples=[
            {
                "ask": "What if the small model guesses better?",
                "call": "speed",
                "with": {"rate": {"from": 0.1, "to": 0.9, "step": 0.1, "at": 0.8}},
                "shows": {"label": "speed", "unit": "×"},
            }
        ],
    )
    allow: Allow = Field(default={}, description=f"{_ALLOW} In the whole film.")


class LaneForm(Model):
    """A lane: the `_lane.yaml` of a folder of pieces."""

    title: Text = Field(description="The lane's name.", examples=["AI Engineering"])
    summary: Text = Field(
        description="One sentence on what the lane is about.",
        examples=["What happens between a prompt and its answer."],
    )
    accent: Accent = Field(default="blue", description="The colour of the lane.")
    order: Int = Field(default=0, description="Lanes stand in this order, then by title.", examples=[1])


class PathForm(Model):
    """A learning path: a file of `paths/`."""

    title: Text = Field(description="The path's name.", examples=["Faster Inference"])
    summary: Text = Field(
        description="Whom it is for, and where it leads.",
        examples=["From what a model is to why its second token is cheap."],
    )
    order: Int = Field(default=0, description="Paths stand in this order, then by title.", examples=[1])
    ordered: Bool = Field(default=False, description="Whether the steps stand in the order that is meant.")
    steps: tuple[SlugWithText, ...] = Field(
        min_length=1,
        description='The pieces: `slug: "what it adds"`.',
        examples=[["memory-compute", {"kv-cache": "the first trade of memory for time"}]],
    )
