"""Options that several commands take, and what their values are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from explainsite.diagnostics import did_you_mean

if TYPE_CHECKING:
    from explainsite.catalogue.linking import Catalogue
    from explainsite.content.spec import Piece

Value = TypeVar("Value")
Function = TypeVar("Function", bound=Callable[..., Any])
"""What click decorates: a command's function, whatever its arguments are."""

QUALITIES = click.Choice(["draft", "standard", "high"])

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print problems as JSON, on stdout.")


def jobs_option(text: str) -> Callable[[Function], Function]:
    """`--jobs`, with what it counts in words."""
    return click.option("-j", "--jobs", type=click.IntRange(1, 256), help=text)


def render_options(function: Function) -> Function:
    """The options of the commands that render films."""
    options = (
        click.option(
            "--quality", type=QUALITIES, help="480p at 15 frames a second, 1080p at 30, or 1080p at 60."
        ),
        jobs_option("How many films' beats to render at once."),
        click.option("--explain", is_flag=True, help="Say why each beat is rendered."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def overrides(**given: object) -> dict[str, object]:
    """The settings that options replace: those that were given."""
    return {name: value for name, value in given.items() if value is not None}


def validated(option: str, value: str | None, rule: Callable[[str], Value]) -> Value | None:
    """The value of an option, which is held to the rule of the setting that it replaces."""
    try:
        return None if value is None else rule(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def require_piece(catalogue: Catalogue, slug: str, argument: str) -> Piece:
    """The piece of that name."""
    return _named(catalogue.pieces, slug, argument, "piece")


def require_film(catalogue: Catalogue, slug: str, argument: str) -> Piece:
    """The piece of that name, which must have a film."""
    pieces = {name: piece for name, piece in catalogue.pieces.items() if piece.has_film}
    return _named(pieces, slug, argument, "explainer with a film")


def _named(pieces: Mapping[str, Piece], slug: str, argument: str, what: str) -> Piece:
    if slug not in pieces:
        meant = did_you_mean(slug, pieces)
        message = f"no {what} is called {slug!r}" + (f"; {meant}" if meant else "")
        raise click.BadParameter(message, param_hint=argument)
    return pieces[slug]
