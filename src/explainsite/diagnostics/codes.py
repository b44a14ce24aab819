"""The table of everything that explainsite can report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the table: what the code means, in a sentence for the docs."""

    meaning: str
    severity: Severity = "error"
    is_lint: bool = False
    """Whether it is a rule of good films, which a spec may set aside with `allow:`."""
    in_frames: bool = False
    """Whether only drawn frames tell."""


def _lint(meaning: str, severity: Severity = "warning", *, in_frames: bool = False) -> Code:
    return Code(meaning, severity, is_lint=True, in_frames=in_frames)


#: Every code that explainsite can report. The README's table is generated from this one.
CODES: dict[str, Code] = {
    # files
    "unreadable-file": Code("A file of the site could not be read."),
    "not-utf8": Code("A text file is not valid UTF-8."),
    "empty-file": Code("A spec has no content."),
    "file-too-large": Code("A text file is larger than 2 MB, which no spec is."),
    "bad-file-name": Code(
        "A file or folder name cannot become a URL: use lower-case letters, digits and hyphens."
    ),
    "missing-file": Code("A file that the site refers to does not exist."),
    "path-escapes": Code("A path leads out of the project."),
    "file-case": Code("A path differs from the file's real name in upper and lower case."),
    # YAML
    "yaml-syntax": Code("The YAML cannot be parsed."),
    "yaml-tab": Code("YAML is indented with spaces; a tab was found."),
    "yaml-duplicate-key": Code("The same key appears twice in one mapping."),
    "yaml-feature": Code("Anchors, aliases, tags and merge keys are not part of a spec."),
    "yaml-comment": Code("A ` #` in a plain value makes a comment of the rest of its line.", "warning"),
    "front-matter-missing": Code("The file does not begin with `---`."),
    "front-matter-unclosed": Code("The closing `---` of the front matter is missing."),
    # models
    "unknown-key": Code("A key is not part of the specification."),
    "missing-key": Code("A required key is missing."),
    "wrong-type": Code("A value has the wrong type or is out of range."),
    "unknown-setting": Code("A key under `[tool.explainsite]` is not a setting."),
    "bad-settings": Code("`pyproject.toml` cannot be parsed."),
    # catalogue
    "no-pieces": Code("The site has nothing to show: no spec was found under `explainers/`."),
    "missing-lane": Code("A folder under `explainers/` holds specs but no `_lane.yaml`."),
    "duplicate-slug": Code("Two pieces have the same slug."),
    "unknown-prerequisite": Code("A prerequisite names a piece that does not exist."),
    "self-prerequisite": Code("A piece requires itself."),
    "prerequisite-cycle": Code("Prerequisites form a cycle."),
    "duplicate-prerequisite": Code("A prerequisite is listed twice."),
    "unknown-step": Code("A learning path names a piece that does not exist."),
    "duplicate-step": Code("A learning path lists a piece twice."),
    "path-order": Code("A learning path's stated order contradicts the prerequisites."),
    "unknown-featured": Code("The featured explainer does not exist."),
    "duplicate-source": Code("Two sources of a piece have the same id."),
    # storyboard
    "unknown-actor-kind": Code("A stage entry's `is:` names no actor kind."),
    "unknown-actor": Code("A beat names an actor that is not on the stage."),
    "unknown-part": Code("A selector names a part that the actor does not have."),
    "unknown-verb": Code("A `do` item names no verb."),
    "bad-cue": Code("A cue stands where none can, or is not a name."),
    "unknown-cue": Code("No item above has the cue that an item waits for."),
    "unused-cue": Code("Nothing waits for a cue.", "warning"),
    "bad-verb": Code("A verb cannot be applied to this actor in this state."),
    "bad-do": Code("A `do` item is not a single `verb: arguments` pair."),
    "duplicate-beat": Code("Two beats have the same id."),
    "unknown-beat": Code("`poster:` names no beat of the film."),
    "unknown-still": Code("A beat's `still:` names nothing that is seen to happen in it."),
    "bad-layout": Code("The `layout` grid is not made of rectangular areas, or names unknown actors."),
    "missing-area": Code("An actor that is shown has no area in the layout."),
    "long-number": Code("A value in a text has more decimals than a reader can use.", "warning"),
    "unknown-value": Code("A `$name` is not among the values of the data file."),
    "bad-format": Code("A value cannot be formatted as asked."),
    "film-or-scene": Code(
        "A piece has both `beats` with a stage and a `scene`, or an explainer has neither."
    ),
    "missing-glyph": Code("The typeface has no glyph for a character on screen."),
    "bad-formula": Code("Typst cannot set a formula."),
    "model-error": Code("The data file raised an error."),
    "unknown-function": Code("`explore:` calls a function that the data file does not have."),
    "bad-call": Code("A function of the data file does not take the inputs of `explore:`, or needs others."),
    "bad-range": Code("An input of `explore:` has no values in order, or not the film's own among them."),
    "too-many-points": Code("`explore:` asks for more outcomes than a page should carry."),
    "bad-outcome": Code("A function returns what a chart of `explore:` cannot show."),
    "actors-error": Code(
        "An `actors.py`, or an installed package, raised an error or defined something that is no actor."
    ),
    # pictures
    "off-frame": _lint("Something on screen leaves the safe area of the frame.", "error"),
    "overlap": _lint("Two actors overlap on screen."),
    "out-of-view": _lint("Something happens outside what the camera shows."),
    "idle-focus": _lint("`focus` asks for what the camera already shows, as close as it can."),
    "idle-mark": _lint("A mark gives a colour that is there already."),
    "route-blocked": _lint("A line or a message has no clear way to its end."),
    "text-too-small": _lint("Text would be too small to read at 640 px.", "error"),
    "small-text": _lint("Text is too small to be read on a phone, where a film is 390 px wide."),
    "empty-frame": _lint("What a still shows fills less than 60 % of the frame's width and of its height."),
    "off-centre": _lint("All that a still shows stands in one half or one corner of the frame."),
    "same-still": _lint("A beat ends in the picture in which the one before it ended."),
    "busy-picture": _lint("More than seven things ask for attention at once."),
    "never-shown": _lint("An actor is on the stage but never shown."),
    "film-length": _lint("The film is shorter or longer than a good explainer."),
    "caption-too-fast": _lint("A caption cannot be read in its time."),
    "long-caption": _lint("A beat has more words than one beat can carry."),
    "long-stillness": _lint("Nothing changes on screen for a long time."),
    "typed-number": _lint("A typed number appears in no value on stage, no data value and no source."),
    "two-roundings": _lint("A caption and the picture write one value with different digits."),
    "low-contrast": _lint("A text cannot be told from what it stands on.", in_frames=True),
    "covered-text": _lint("Something passes over a text that stands still.", in_frames=True),
    "cut-off": _lint("Something is cut off by the edge of the frame.", in_frames=True),
    "unseen-frames": Code("The frames of a beat could not be drawn for inspection.", "warning"),
    "needless-allowance": Code("An `allow:` entry sets aside a rule that nothing breaks.", "warning"),
    # Markdown
    "unknown-link": Code("A link's target is not a piece or file of the site."),
    "unknown-anchor": Code("A link's anchor is not a heading of its target."),
    "missing-alt": Code("An image has no text for readers who cannot see it.", "warning"),
    "unknown-citation": Code("A citation names no source of the piece."),
    "bad-footnote": Code(
        "A footnote is not defined, defined twice or never referred to, or its label contains a space."
    ),
    "bad-math": Code("A formula cannot be turned into MathML."),
    "ambiguous-dollar": Code("Dollar signs may have been meant as a formula or as plain text.", "warning"),
    "raw-html": Code("Raw HTML in a body is shown as text.", "warning"),
    "open-code-block": Code("A code block has no closing fence."),
    "unknown-language": Code("A code block's language is not known to the highlighter.", "warning"),
    # scenes and rendering
    "scene-import": Code("`scene.py` could not be imported."),
    "scene-class": Code("The scene class does not exist, or is not a Manim `Scene`."),
    "scene-error": Code("A scene raised an error while it was rendered."),
    "scene-sections": Code("The scene's sections and the spec's beats do not match."),
    "render-failed": Code("A film could not be rendered."),
    "render-missing": Code("The store holds no film for this explainer, and rendering is off.", "warning"),
    "render-extra": Code("Manim is not installed, so nothing can be rendered."),
    # templates and output
    "template-syntax": Code("A template cannot be parsed."),
    "template-error": Code("A template failed while it was rendered."),
    "output-conflict": Code("Two pages would be written to one path."),
    "output-not-ours": Code("The output folder holds files that explainsite did not write."),
    "unwritable-output": Code("The output could not be written."),
}
