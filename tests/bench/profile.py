"""A cold render as `explainsite render` does it, with the CPU seconds of each stage."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping

from bench.stopwatch import REST, STAGES, MeasuringExecutor, Spent
from explainsite.build import frame_lint, plan_site
from explainsite.checking.site import check
from explainsite.diagnostics import Report
from explainsite.jobs.memory import Memory
from explainsite.rendering.framecheck import rendered_now
from explainsite.rendering.renderer import Renderer
from projects import Project

IMPORT, PLAN = "import", "check and plan"


def profile(site: Project, slugs: frozenset[str] = frozenset()) -> Spent:
    """Render the films of a site, or some of them, into its empty store."""
    spent: Spent = defaultdict(float)
    spent[IMPORT] = _import_seconds("explainsite.build", "explainsite.scenes.preload")
    workers = os.cpu_count() or 1
    renderer = Renderer(
        store=site.store, make_executor=lambda: MeasuringExecutor(workers, spent), window=workers
    )
    begin = time.process_time()
    checked = check(site.root, {}, Report(), only=slugs)
    memory = Memory(site.store)
    plan = plan_site(checked, site.root, renderer, slugs or None, memory.surroundings)
    rendered = renderer.run(plan)
    assert not rendered.diagnostics, list(rendered.diagnostics)
    frame_lint(
        checked,
        rendered_now(plan, rendered.films),
        rendered.seen,
        renderer=renderer,
        memory=memory,
        say=print,
    )
    spent[PLAN] = time.process_time() - begin
    return spent


def table(columns: Mapping[str, Spent]) -> str:
    """A Markdown table of CPU seconds and shares, a column for each subject."""
    lines = [f"| CPU seconds | {' | '.join(columns)} |", "|---|" + "---:|" * len(columns)]
    for stage in (IMPORT, PLAN, *STAGES, REST):
        cells = [f"{each[stage]:.1f} ({each[stage] / sum(each.values()):.0%})" for each in columns.values()]
        lines.append(f"| {stage} | {' | '.join(cells)} |")
    lines.append(f"| all | {' | '.join(f'{sum(each.values()):.1f}' for each in columns.values())} |")
    return "\n".join(lines)


def _import_seconds(*modules: str) -> float:
    """What it takes to import these, each in a process of its own, as the command and its workers do."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for module in modules:
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
