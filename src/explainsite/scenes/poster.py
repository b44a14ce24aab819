"""The poster as a JPEG, for the cards that other sites show of a link."""

from __future__ import annotations

from pathlib import Path

from PIL import Image


def write_poster(still: Path, target: Path) -> None:
    """Write the still as JPEG, with full colour resolution so that thin coloured lines stay sharp."""
    with Image.open(still) as image:
        image.convert("RGB").save(target, format="JPEG", quality=90, subsampling=0, optimize=True)
