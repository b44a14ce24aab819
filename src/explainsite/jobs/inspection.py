"""What workers find in drawn frames: the contract of the tasks in `rendering/task.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault in the frames of one beat, seen in or after the step with this index."""

    code: Literal["low-contrast", "covered-text", "cut-off"]
    step: int
    text: str = ""
    """The text that is hard to read, as far as a text is."""
    ratio: float = 0.0
    """Of low contrast: what it is, and what it should be."""
    needed: float = 0.0
    second: float = 0.0
    """Of what happens in motion: when, in seconds from the step's beginning."""

    def to_plain(self) -> dict[str, Any]:
        """The finding as JSON has it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> Finding:
        """The finding that `to_plain` wrote."""
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in a beat in one palette while it was rendered."""

    settled: tuple[Finding, ...]
    moving: tuple[Finding, ...] | None
    """None if its motions were looked at in another palette."""

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> Findings:
        """The findings that `dataclasses.asdict` wrote."""
        settled, moving = (
            None if found is None else tuple(map(Finding.from_plain, found))
            for found in (values["settled"], values["moving"])
        )
        return cls(settled=settled or (), moving=moving)
