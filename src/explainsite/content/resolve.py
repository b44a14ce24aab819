"""Nodes into plain values, with the data file's values put in."""

from __future__ import annotations

from collections.abc import Mapping as Values
from typing import Any

from explainsite.content.interpolation import interpolate, whole_value
from explainsite.content.nodes import Mapping, Node, Scalar
from explainsite.diagnostics import Report


def resolve(node: Node, values: Values[str, Any], report: Report) -> Any:
    """The node as plain Python: `$name` becomes the value itself, `${name:.2f}` is written into its text."""
    if isinstance(node, Mapping):
        return {key: resolve(value, values, report) for key, value in node.values.items()}
    if not isinstance(node, Scalar):
        return [resolve(item, values, report) for item in node]
    if node.text is None or "$" not in node.text:
        return node.text
    whole = whole_value(node.text, values)
    return whole if whole is not None else interpolate(node.text, values, node.span, report)
