"""Packs a font as WOFF2: `python -m explainsite.site.woff2 <font> <packed>`.

A process of its own: to pack well takes half a second, and holds the interpreter all the while.
"""

from __future__ import annotations

import signal
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

QUALITY = 10
"""Brotli's effort: its highest, 11, takes more than twice as long for 2 % fewer bytes."""


def pack(font: Path, packed: Path) -> None:
    """Write the font in the file `font` to the file `packed`."""
    import brotli  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont, woff2  # type: ignore[import-untyped]

    # fontTools has no setting for the effort.
    woff2.brotli = SimpleNamespace(
        compress=partial(brotli.compress, quality=QUALITY), MODE_FONT=brotli.MODE_FONT
    )
    with TTFont(font, recalcTimestamp=False) as opened:
        opened.flavor = "woff2"
        opened.save(packed, reorderTables=False)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever started it says that it was interrupted
    pack(*map(Path, sys.argv[1:]))
