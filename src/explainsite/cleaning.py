"""What `explainsite clean` removes: only what explainsite made."""

from __future__ import annotations

import shutil
from pathlib import Path

from explainsite.build import RENDERS, SERVED
from explainsite.diagnostics import Report, SiteProblems
from explainsite.reading import read_settings
from explainsite.rendering.store import Store
from explainsite.site.writer import is_ours


def clean(project: Path, *, renders: bool) -> str:
    """Remove the built site and, with `renders`, every film in the store. Returns what was done, in words."""
    report = Report()
    config = read_settings(project, report, {})
    if config is None:
        raise SiteProblems(report)
    done = [_remove_site(project, config.output)]
    _remove_site(project, SERVED)
    store = Store(project / RENDERS)
    if renders:
        count = len(store.keys())
        store.clean()
        done.append(f"{count} store entries removed")
    else:
        store.sweep()
    return ", ".join(done)


def _remove_site(project: Path, name: str) -> str:
    output = project / name
    if not output.exists():
        return f"{name} was not there"
    if not is_ours(output):
        return f"{name} holds files of others and stays"
    shutil.rmtree(output)
    return f"{name} removed"
