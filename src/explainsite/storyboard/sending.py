"""What `send` takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from explainsite.content.models import Bool, Model
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.names import as_name
from explainsite.storyboard.roles import Role

Selector = Annotated[str, Field(json_schema_extra={"format": "selector"})]


def _flat(value: Any) -> Any:
    """A selector, or selectors in one list, with the values of the data file as names."""
    if not isinstance(value, list):
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise ValueError("must be a selector or a list of selectors")  # noqa: TRY004 - pydantic reports it
        return as_name(value)
    return [name for item in value for name in (_flat(item) if isinstance(item, list) else [_flat(item)])]


Selectors = Annotated[Selector | list[Selector], BeforeValidator(_flat)]


class SendArguments(Model):
    """A message, or a value that is carried over."""

    model_config = ConfigDict(populate_by_name=True)

    start: Selectors = Field(alias="from", description="Where it sets out; several senders send one each.")
    to: Selectors = Field(description="Where it arrives; several targets get one each.")
    text: Text = Field("", description="What it says.")
    texts: list[Text] = Field(
        default_factory=list,
        description="With `each`: what each of them says, in order; the pieces of what splits.",
        examples=[["un", "believ", "able"]],
    )
    status: Literal["ok", "lost", "rejected"] = Field("ok", description="Whether it arrives and is taken.")
    role: Role = Field("accent", description="Its colour role.")
    each: Bool = Field(
        default=False,
        description="One from each part to the part of the same place, or from one part to each place.",
    )
    at: Amount | None = Field(
        None, description="On a timeline: the time at which it sets out.", examples=[20]
    )
    takes: Amount | None = Field(
        None, gt=0, description="On a timeline: how long it is under way.", examples=[1.5]
    )
