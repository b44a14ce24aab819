"""Run the benchmarks that are named, or all: each module here that has a `run`."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

#: What the benchmarks share.
SUPPORT = {
    "__main__", "corpus", "footprint", "likeness", "notes", "profile", "sites", "stopwatch", "takes",
    "timing",
}  # fmt: skip


def main(names: list[str]) -> None:
    known = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    benches = [name for name in known if name not in SUPPORT]
    unknown = sorted(set(names) - set(benches))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(benches)}")
    for name in names or benches:
        import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
