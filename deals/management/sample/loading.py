"""A deal as TOML -> the register, through its actions: drafted by one member, approved and published by another."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from deals.actions.claims import add_claim, approve_drafts
from deals.actions.deals import add_alias, create_deal, edit_deal, party_for, speaker_for, system_for, track_named
from deals.actions.publishing import publish
from deals.actions.sequels import add_sequel
from deals.management.sample.proving import Proofs
from deals.models import Claim, Deal, Decision
from deals.signing import signed
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Category, PartyKind
from deals.vocabulary.proof import Verdict
from deals.vocabulary.relations import Became

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.actions.citing import CitationDraft
    from deals.models import Member, Party, Track, WeaponSystem

FOLDER = Path(__file__).parent
DEALS = ("s400_turkey.toml", "practice.toml", "fms.toml")

_PARTY_COLUMNS = ("payer", "payee", "organ", "actor", "suspended_by")
_NUMBERS = ("amount", "share_percent", "quantity", "equal_quantity")
_RENAMED = {
    (Kind.PARTICIPATION, "party"): "participant",
    (Kind.PAYMENT, "measure"): "payment_measure",
    (Kind.DELIVERY, "measure"): "delivery_measure",
}
_NOT_COLUMNS = {"key", "citations", "track", "anchored_on", "speaker", "sequels"}


def load_deal(name: str, *, editor: Member, publisher: Member) -> Deal | None:
    """All of one file or nothing. None where a deal of its title is there already: that one is left as it is."""
    toml = tomllib.loads((FOLDER / name).read_text())
    if Deal.objects.filter(title=toml["deal"]["title"]).exists():
        return None
    with transaction.atomic():
        sample = SampleDeal(toml, editor)
        deal = sample.load()
        seen = dict(deal.claims.values_list("pk", "version"))
        approve_drafts(among=deal.claims.all(), seen_versions=seen, by=publisher)
        sample.say_what_the_summary_rests_on()
        publish(deal=deal, by=publisher, why="The sample register, as delivered.")
    return deal


class SampleDeal:
    """One file: its parties, systems, sources and origins by key, then its claims."""

    def __init__(self, toml: dict[str, Any], editor: Member) -> None:
        self.toml, self.editor = toml, editor

    def load(self) -> Deal:
        claims = self.claims  # all of them, before any is linked
        for row in self.toml["claims"]:
            for sequel in row.get("sequels", []):
                self._link(claims[row["key"]], claims[sequel["claim"]], Became(sequel["became"]))
        return self.deal

    def say_what_the_summary_rests_on(self) -> None:
        """Once its claims are approved: a summary rests on no draft."""
        self.deal.rests_on = [self.claims[key].public_id for key in self.toml["deal"]["rests_on"]]
        edit_deal(deal=self.deal, seen_version=self.deal.version, by=self.editor)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {row["key"]: self._load_claim(row) for row in self.toml["claims"]}

    def _link(self, claim: Claim, followed_by: Claim, became: Became) -> None:
        add_sequel(claim=claim, followed_by=followed_by, became=became, by=self.editor)

    @cached_property
    def parties(self) -> dict[str, Party]:
        return {row["key"]: self._party(row) for row in self.toml["parties"]}

    def _party(self, row: dict[str, Any]) -> Party:
        party = party_for(name=row["name"], by=self.editor, kind=PartyKind(row["kind"]), code=row.get("code", ""))
        for alias in row.get("aliases", []):
            add_alias(party=party, name=alias, by=self.editor)
        for metonym in row.get("metonyms", []):
            add_alias(party=party, name=metonym, by=self.editor, is_metonym=True)
        return party

    @cached_property
    def systems(self) -> dict[str, WeaponSystem]:
        return {
            row["key"]: system_for(
                designation=row["designation"],
                by=self.editor,
                category=Category(row["category"]),
                description=row.get("description", ""),
                manufacturer=self.parties.get(row.get("manufacturer", "")),
            )
            for row in self.toml["systems"]
        }

    @cached_property
    def deal(self) -> Deal:
        row = self.toml["deal"]
        deal = Deal(
            title=row["title"],
            summary=row["summary"],
            not_known=row["not_known"],
            transfer=row["transfer"],
            route=row["route"],
            is_fictional=row["fictional"],
            last_checked_on=date.fromisoformat(row["last_checked_on"]),
        )
        return create_deal(deal=deal, systems=list(self.systems.values()), by=self.editor)

    @cached_property
    def tracks(self) -> dict[str, Track]:
        rows = self.toml.get("tracks", [])
        return {row["key"]: track_named(deal=self.deal, name=row["name"], by=self.editor) for row in rows}

    @cached_property
    def proofs(self) -> Proofs:
        with signed(by=self.editor.pk, why="sample sources"):
            return Proofs(self.toml, self.parties, FOLDER)

    @cached_property
    def decision(self) -> Decision:
        """What was imported needs a person's decision; the member who runs the load takes it."""
        with signed(by=self.editor.pk, why="sample register"):
            return Decision.objects.create(
                verdict=Verdict.IMPORTED,
                reason="The sample register as delivered; its report is the count that load_sample prints.",
                decided_by=self.editor,
                decided_at=timezone.now(),
            )

    def _load_claim(self, row: dict[str, Any]) -> Claim:
        track = self.tracks[row["track"]] if "track" in row else self.deal.tracks.get(is_main=True)
        claim = Claim(deal=self.deal, track=track, **dict(self._columns(row)))
        with signed(by=self.editor.pk, why="sample origins"):
            citations: list[CitationDraft] = [self.proofs.citation(cited) for cited in row["citations"]]
        return add_claim(claim=claim, citations=citations, by=self.editor, decision=self.decision)

    def _columns(self, row: dict[str, Any]) -> Iterable[tuple[str, Any]]:
        kind = Kind(row["kind"])
        for key, value in row.items():
            if key not in _NOT_COLUMNS:
                column = _RENAMED.get((kind, key), key)
                yield column, self._value(column, value)
        if "anchored_on" in row:
            yield "anchored_on", date.fromisoformat(row["anchored_on"])
        if "speaker" in row:
            yield "speaker", self._speaker(row["speaker"])

    def _value(self, column: str, value: Any) -> Any:
        if column in _PARTY_COLUMNS or column == "participant":
            return self.parties[value]
        if column == "system":
            return self.systems[value]
        return Decimal(str(value)) if column in _NUMBERS else value

    def _speaker(self, origin: str) -> Any:
        row = next(row for row in self.toml["origins"] if row["key"] == origin)
        return speaker_for(
            party=self.parties[row["party"]], name=row["speaker_name"], office=row["office"], by=self.editor
        )
