"""Packs a font as WOFF2: `python -m explainsite.site.woff2 <font> <packed>`.

A process of its own: to pack well takes a second, and holds the interpreter all the while.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path


def pack(font: Path, packed: Path) -> None:
    """Write the font in the file `font` to the file `packed`."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(font, recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        opened.save(packed, reorderTables=False)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever started it says that it was interrupted
    pack(*map(Path, sys.argv[1:]))
