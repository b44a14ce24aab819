"""The parts of the README that are written by the code they describe. `make docs` writes them anew."""

from __future__ import annotations

import re
from dataclasses import MISSING
from pathlib import Path

from explainsite.config import settings
from explainsite.diagnostics.formatting import code_table
from explainsite.reference.schema import reference_markdown

README = Path(__file__).resolve().parent.parent / "README.md"


def written_anew(text: str) -> str:
    """The README with every generated part as it must be."""
    for name, content in parts().items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, count = pattern.subn(lambda m, new=content: f"{m[1]}\n{new.strip()}\n\n{m[2]}", text)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"the README has {count} places for the part {name!r}")
    return text


def parts() -> dict[str, str]:
    """Each generated part by the name in its markers."""
    return {"reference": reference_markdown(), "settings": settings_table(), "codes": code_table()}


def examples(heading: str, *languages: str) -> tuple[str, ...]:
    """The one example in each of these languages below a heading of the README."""
    text = README.read_text(encoding="utf-8")
    section = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1].split("\n#", 1)[0]
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))
    return tuple(blocks[language] for language in languages)


def settings_table() -> str:
    """Every setting with its default and what it means."""
    rows = [
        f"| `{name}` | {_default(setting.default)} | {setting.metadata['description']} |"
        for name, setting in settings().items()
    ]
    return "\n".join(["| setting | default | what it says |", "| --- | --- | --- |", *rows]) + "\n"


def _default(value: object) -> str:
    if value is MISSING:
        return "required"
    if value in (None, ""):
        return ""
    return f"`{list(value)}`" if isinstance(value, tuple) else f"`{value}`"


if __name__ == "__main__":
    README.write_text(written_anew(README.read_text(encoding="utf-8")), encoding="utf-8")
