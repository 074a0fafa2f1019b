"""What a chart takes from the charts that it stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deals.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    days: tuple[PartialDate, ...] = ()
    """Of all charts: they have one window."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of this chart's key moments by the claim's id, in a format that numbers them."""
    page: str = ""
    """The address of the page that its links lead to; empty for the page that it stands in."""


ALONE = Beside()
