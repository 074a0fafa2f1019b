"""In which region a state lies."""

from __future__ import annotations

import tomllib
from functools import cache

from deals.vocabulary.gazetteer import DATA


@cache
def region_of() -> dict[str, str]:
    """The region's word by the state's ISO 3166-1 alpha-3 code: {"TUR": "western_asia"}."""
    regions: dict[str, str] = tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))
    return {code: region for region, codes in regions.items() for code in codes.split()}


def region_label(region: str) -> str:
    """“Sub-Saharan Africa”, “South-Eastern Asia”."""
    words = (word if word in {"and", "the"} else word.capitalize() for word in region.split("_"))
    return " ".join(words).replace("Sub S", "Sub-S").replace("South E", "South-E")
