"""What was found, as a listing for people."""

from collections.abc import Iterator

from deals.extraction.candidate import Candidate, DealNames, Found


def listing(found: Found) -> Iterator[str]:
    """Lines of text: the deal, then each candidate with its quote and what was read from it."""
    if not found.deal.systems and not found.deal.recipients:
        yield "No arms deal was found in this text."
        return
    yield _deal(found.deal)
    if not found.candidates:
        yield "The text names the deal, and tells nothing of its course that could be read."
    for number, candidate in enumerate(found.candidates, start=1):
        yield ""
        yield f"{number}. {_headline(candidate)}"
        yield f"   “{candidate.quote}”"
        yield from (f"   {name}: {value}" for name, value in _details(candidate) if value)


def _deal(deal: DealNames) -> str:
    def listed(names: tuple[str, ...]) -> str:
        return ", ".join(names) or "not told"

    sides = f"{listed(deal.suppliers)} to {listed(deal.recipients)}"
    return f"Deal: {listed(deal.systems)}, {sides}"


def _headline(candidate: Candidate) -> str:
    what = candidate.stage or candidate.act
    words = [candidate.kind + (f" ({what.replace('_', ' ')})" if what else ""), candidate.modality]
    return ", ".join([*words, candidate.date or "no date"])


def _details(candidate: Candidate) -> Iterator[tuple[str, str]]:
    yield "said by", _speaker(candidate)
    yield "through", candidate.outlet or ""
    yield "track", candidate.track or ""
    yield "date", _date(candidate)
    yield "amount", f"{candidate.amount:,} {candidate.currency}" if candidate.amount is not None else ""
    yield "nature", candidate.nature or ""
    yield "count", " ".join(str(part) for part in (candidate.quantity, candidate.unit) if part)
    yield "item", candidate.item or ""
    yield "condition", candidate.condition or ""
    yield "consequence", candidate.consequence or ""
    yield "rule", f"{candidate.rule}, characters {candidate.start} to {candidate.end}"


def _speaker(candidate: Candidate) -> str:
    if candidate.speaker and candidate.speaker_party and candidate.speaker_party != candidate.speaker:
        return f"{candidate.speaker} ({candidate.speaker_party})"
    return candidate.speaker or ""


def _date(candidate: Candidate) -> str:
    phrase = f"“{candidate.phrase}”" if candidate.phrase else ""
    anchor = f"reckoned from {candidate.anchored_on}" if candidate.anchored_on else ""
    return ", ".join(part for part in (phrase, anchor) if part)
