"""The colour roles that a spec may name. Their values are the palette's business."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal[
    "ink",
    "muted",
    "accent",
    "good",
    "bad",
    "warn",
    "data-1",
    "data-2",
    "data-3",
    "data-4",
    "data-5",
    "data-6",
]
ROLES: tuple[str, ...] = get_args(Role)
