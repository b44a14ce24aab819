"""What `explainsite clean` removes: only what explainsite made."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from explainsite.build import SERVED
from explainsite.catalogue.reading import read_settings
from explainsite.cli.upkeep import holding_in_words
from explainsite.config import Config
from explainsite.diagnostics import Report, SiteProblems
from explainsite.rendering.store import RENDERS, Store
from explainsite.rendering.upkeep import tidy
from explainsite.site.writer import MARKER, STAGING, is_ours


def clean(project: Path, *, renders: bool) -> str:
    """Remove the built site and, with `renders`, every film in the store. Returns what was done, in words."""
    done = [_remove_site(project, _settings(project).output)]
    _remove_site(project, SERVED)
    store = Store(project / RENDERS)
    if renders:
        count = len(store.keys())
        store.clean()
        done.append(f"{count} store entries removed")
    else:
        store.sweep()
    return ", ".join(done)


def prune_films(project: Path, limit: int) -> tuple[bool, str]:
    """Prune the store to `limit` bytes, whatever the site uses. Returns if it is so, and what was done."""
    _settings(project)
    store = Store(project / RENDERS)
    store.sweep()
    upkeep = tidy(store, limit, uses=(), now=time.time())
    holds = f"store: {holding_in_words(upkeep.holds)}"
    if upkeep.holds.size > limit:
        return (
            False,
            f"nothing pruned, because a build is using the films; try again when it has ended; {holds}",
        )
    gone = f"{holding_in_words(upkeep.pruned)} pruned" if upkeep.pruned.size else "nothing pruned"
    return True, f"{gone}; {holds}"


def _settings(project: Path) -> Config:
    """The settings of a folder that is a site's: another one is left alone."""
    report = Report()
    config = read_settings(project, report, {})
    if config is None:
        raise SiteProblems(report)
    return config


def _remove_site(project: Path, name: str) -> str:
    output = project / name
    if not output.exists():
        return f"{name} was not there"
    if not is_ours(output):
        return f"{name} holds files of others and stays"
    kept = [path.name for path in sorted(output.iterdir()) if _is_of_others(path.name)]
    for path in output.iterdir():
        if path.name not in kept:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if kept:
        return f"{name} removed, but for {', '.join(kept)}"
    output.rmdir()
    return f"{name} removed"


def _is_of_others(name: str) -> bool:
    """Whether an entry of the output folder is not explainsite's: `.git`, say."""
    return name.startswith(".") and name not in {MARKER, STAGING}
