"""Documents, docstrings and comments name what is there."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

import pytest

from docwords import Checkout, Passage, documentation, paragraphs

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = PurePosixPath("ARCHITECTURE.md")
OWN = PurePosixPath("tests/test_docs.py")
READ = {".py", ".html", ".css", ".js"}


@pytest.fixture(scope="module")
def checkout() -> Checkout:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = frozenset(PurePosixPath(name) for name in listed.split("\0") if (ROOT / name).is_file())
    code = [
        file for file in sorted(files) if file.suffix in READ and file.parts[0] in {"src", "tests", ".ci"}
    ]
    code.remove(OWN)  # or the names of yesterday would be in use
    return Checkout(files=files, texts={file: (ROOT / file).read_text(encoding="utf-8") for file in code})


def test_what_the_documents_name_is_there(checkout: Checkout) -> None:
    passages = [*paragraphs(DOCUMENT, (ROOT / DOCUMENT).read_text(encoding="utf-8"))]
    for file in checkout.modules:
        passages += documentation(file, checkout.texts[file])
    missing = [f"{p.file}:{p.line}: `{word}`" for p in passages for word in checkout.missing(p)]
    assert missing == [], "nothing has this name; what is no name stands in quotes"


@pytest.mark.parametrize(
    "text",
    [
        "`picture/routing/` finds it, by `orthogonal.py`",
        "`build.py: plan_site`, `picture/fitting.py`, `storyboard/actors/*.py`, `theme/`",
        "`explainsite.actors`, `rendering.store.Store`, `compile_storyboard`, `Renderer.run`, `render()`",
        "`send`, `kv_cache: 3 rows`, `beats`, `self-prerequisite`, `--frames`, `False`, `aria-current`, `k0`",
        "`os.replace`, `manim.config`, `NO_COLOR`",
    ],
)
def test_names_of_today(checkout: Checkout, text: str) -> None:
    assert checkout.missing(Passage(DOCUMENT, 1, text)) == []


@pytest.mark.parametrize(
    "word",
    [
        "cli.py",
        "site/views.py",
        "films.py",  # it is in checking/
        "scenes/motion.py: relocated",
        "build.py: relocated",
        "storyboard/verbs/contents.py: _SAFE",
        "explainsite.memory",
        "storyboard.stage",
        "reference.schema.Entry",
        "Renderer.go",
        "Effects",
        "SceneWriter",
        "link_pieces",
        "os.replaced",
        "grave",
        "Lookout",
    ],
)
def test_names_of_yesterday(checkout: Checkout, word: str) -> None:
    assert checkout.missing(Passage(DOCUMENT, 1, f"Once there was `{word}`.")) == [word]
