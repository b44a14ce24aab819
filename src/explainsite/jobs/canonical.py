"""JSON as keys are made of it, apart from the contract with the workers: every command makes keys."""

from __future__ import annotations

import json

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(value: object) -> str:
    """JSON in which equal values have equal text."""
    return _ENCODER.encode(value)
