"""What the editor should be told of an article before deciding on its suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.actions.deals import party_named
from deals.models import Claim
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.models import Deal, Member, Party
    from deals.sources.models import Source
    from deals.suggestions.models import Intake

NAMES_TOLD = 4


def already_here(intake: Intake, source: Source, reader: Member) -> str:
    """A sentence where the same text came before and its source says other than was typed now; else empty."""
    if not source.captures.filter(pk__lt=intake.capture_id or 0).exists():
        return ""
    told = list(_typed_otherwise(intake, source))
    if not told:
        return ""
    who = "you" if intake.started_by == reader else str(intake.started_by)
    title = "without a title" if source.title_is_description else f"as “{source.title}”"
    parts = (title, str(source.outlet or ""), _day(source))
    known = ", ".join(part for part in parts if part)
    return f"This text was already here {known}; {who} gave {_listed(told)}."


def wrong_deal(intake: Intake) -> str:
    """A sentence where nothing that the article is about belongs to the chosen deal; else empty.

    A supplier sells to many: it counts only where the article names neither recipient nor weapon system.
    """
    if intake.deal is None or not intake.found:
        return ""
    recipients, systems = intake.found.get("recipients", []), intake.found.get("systems", [])
    parties = recipients if recipients or systems else intake.found.get("suppliers", [])
    about = _parties_of(intake.deal)
    designations = list(intake.deal.systems.order_by("deal_systems__id").values_list("designation", flat=True))
    if not (parties or systems) or not (about or designations):
        return ""
    if _shares_a_party(parties, about) or _shares_a_system(systems, designations):
        return ""
    # The recipients first: a deal is told apart by them.
    ours = [claim.participant.name for claim in about if claim.role == Role.RECIPIENT] or [
        claim.participant.name for claim in about
    ]
    deal = _listed([*ours[:NAMES_TOLD], *designations[:NAMES_TOLD]])
    article = _listed([*parties[:NAMES_TOLD], *systems[:NAMES_TOLD]])
    return f"The article names {article}; this deal is about {deal}. Is it the right deal?"


def _typed_otherwise(intake: Intake, source: Source) -> Iterable[str]:
    if _differs(intake.title, source.title):
        yield f"the title “{intake.title}”"
    if _differs(intake.publisher, str(source.outlet or "")):
        yield f"the publisher {intake.publisher}"
    if _differs(intake.published_edtf, source.published_edtf):
        yield f"the day {intake.published_edtf}"


def _differs(typed: str, stored: str) -> bool:
    return bool(typed) and typed.casefold().split() != stored.casefold().split()


def _day(source: Source) -> str:
    return f"published {source.published_edtf}" if source.published_edtf else "without a day of publication"


def _parties_of(deal: Deal) -> list[Claim]:
    """Its participations that were not retracted, each with its party."""
    live = Claim.objects.of_kind(Kind.PARTICIPATION).filter(deal=deal).not_retracted()
    return list(live.select_related("participant").order_by("id"))


def _shares_a_party(names: list[str], about: list[Claim]) -> bool:
    """By name or alias, so that “Ankara” is Turkey."""
    named: list[Party] = [party for name in names if (party := party_named(name))]
    return any(claim.participant in named for claim in about)


def _shares_a_system(names: list[str], designations: list[str]) -> bool:
    """“S-400 Triumf” is the S-400."""
    pairs = [(name.casefold(), known.casefold()) for name in names for known in designations]
    return any(name in known or known in name for name, known in pairs)


def _listed(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    return " and ".join(filter(None, [", ".join(unique[:-1]), *unique[-1:]]))
