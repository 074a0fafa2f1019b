"""The rules by the ORM: one row saved or deleted, and many at once (`update`, `bulk_create`, `bulk_update`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
import pytest
from django.db import Error, IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from deals.actions.refused import RefusedError
from deals.actions.withholding import confirm_withholding
from deals.models import (
    Approval,
    Citation,
    Claim,
    Deal,
    Decision,
    Member,
    Party,
    Passage,
    PublishedEntry,
    Release,
    WithheldRow,
    Withholding,
)
from deals.record.reading import record_from
from deals.record.standing import standing
from deals.signing import signed
from deals.sources.models import Capture, Reading, Snapshot
from deals.vocabulary.kinds import Kind
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.rules.world import World

FROZEN = {
    Capture: "capture", Snapshot: "snapshot", Reading: "reading", Decision: "decision", Approval: "approval",
    Release: "release",
}  # fmt: skip


def refused(world: World, words: str, write: Callable[[], object], *, why: str = "a test") -> None:
    with pytest.raises((Error, ProtectedError), match=words), signed(by=world.ids["member"], why=why):
        write()


def claim(world: World, name: str) -> Claim:
    return Claim.objects.get(pk=world.ids[name])


def changed(world: World, name: str, **columns: object) -> Claim:
    found = claim(world, name)
    for column, value in columns.items():
        setattr(found, column, value)
    return found


# 1 --------------------------------------------------------------------------------------------------------------------
def approved_without_proof(world: World) -> None:
    refused(world, "approved_claim_has_a_proof", changed(world, "draft", state="approved", proof=None).save)
    refused(world, "claim_proof_is_its_own", changed(world, "draft", proof_id=world.ids["quoted"]).save)
    refused(world, "protected", Citation.objects.get(pk=world.ids["approved_citation"]).delete)


def many_approved_without_proof(world: World) -> None:
    everything = Claim.objects.all()
    refused(world, "approved_claim_has_a_proof", lambda: everything.update(state="approved", proof=None))
    bad = changed(world, "draft", state="approved", proof=None)
    refused(world, "approved_claim_has_a_proof", lambda: everything.bulk_update([bad], ["state", "proof"]))
    citation = world.ids["quoted"]
    others = everything.exclude(pk=world.ids["quoted_claim"])
    refused(world, "claim_proof_is_its_own", lambda: others.update(proof_id=citation))


# 2 --------------------------------------------------------------------------------------------------------------------
def other_words(world: World) -> None:
    passage = Passage.objects.get(pk=world.ids["passage"])
    passage.text = "never said"
    refused(world, "does not stand", passage.save)
    passage = Passage.objects.get(pk=world.ids["passage"])
    passage.reading_id = world.ids["other_reading"]
    passage.text, passage.end = passage.reading.text[passage.start : passage.start + 5], passage.start + 5
    refused(world, "not from the quoted source", passage.save)
    last = Passage.objects.filter(citation=world.ids["quoted"])
    refused(world, "a quotation needs a passage", lambda: [found.delete() for found in last])


def many_other_words(world: World) -> None:
    passages = Passage.objects.all()
    refused(world, "does not stand", lambda: passages.update(text="never said"))
    moved = list(passages)
    for passage in moved:
        passage.start += 1
        passage.end += 1
    refused(world, "does not stand", lambda: passages.bulk_update(moved, ["start", "end"]))
    fresh = [Passage(citation=p.citation, reading=p.reading, text="never said", start=0, end=10) for p in moved[:1]]
    refused(world, "does not stand", lambda: passages.bulk_create(fresh))
    refused(world, "a quotation needs a passage", lambda: passages.all().delete())


# 3 --------------------------------------------------------------------------------------------------------------------
def stage_typed_in(world: World) -> None:
    refused(world, "statement_is_alone", changed(world, "threat", stage="delivered").save)
    columns = {field.name for model in (Deal, Claim.track.field.related_model) for field in model._meta.get_fields()}
    assert not {name for name in columns if "stage" in name or "phase" in name}


def stages_typed_in(world: World) -> None:
    statements = Claim.objects.of_kind(Kind.STATEMENT)
    refused(world, "statement_is_alone", lambda: statements.update(stage="delivered"))
    refused(world, "stage_is_whole", lambda: Claim.objects.of_kind(Kind.STAGE).update(stage="nearly there"))


# 4 --------------------------------------------------------------------------------------------------------------------
def frozen_row_changed(world: World) -> None:
    for model, name in FROZEN.items():
        row = model._default_manager.get(pk=world.ids[name])
        refused(world, "permission denied", row.save)
        refused(world, "permission denied|protected", row.delete)
    refused(world, "protected", claim(world, "approved").delete)
    refused(world, "changes as a new version", changed(world, "approved", text="otherwise").save)
    refused(world, "changes as a new version", changed(world, "approved", text="otherwise", state="draft").save)


def frozen_rows_changed(world: World) -> None:
    for model in FROZEN:
        rows = model._default_manager.all()
        refused(world, "permission denied", lambda rows=rows: rows.update(id=1))  # type: ignore[misc]
        refused(world, "permission denied", lambda rows=rows: rows._raw_delete("default"))  # type: ignore[misc]
    refused(world, "deals_approval|foreign key", lambda: Claim.objects.all()._raw_delete("default"))
    refused(world, "changes as a new version", lambda: Claim.objects.update(text="otherwise"))
    other = changed(world, "approved", text="otherwise")
    refused(world, "changes as a new version", lambda: Claim.objects.bulk_update([other], ["text"]))


def withheld_by_one(world: World) -> None:
    asked = Withholding.objects.get(pk=world.ids["asked"])
    with pytest.raises(RefusedError, match="Whoever asked does not confirm"):
        confirm_withholding(withholding=asked, by=Member.objects.get(pk=world.ids["publisher"]))
    with pytest.raises(RefusedError, match="Only a publisher"):
        confirm_withholding(withholding=asked, by=Member.objects.get(pk=world.ids["member"]))
    asked.state, asked.decided_by_id = "confirmed", world.ids["administrator"]
    asked.decided_at = asked.blanked_at = timezone.now()
    refused(world, "and stands", asked.save)
    told = {"what": "name", "ground": "danger", "reference": "a letter", "asked_at": timezone.now()}
    refused(world, "who signs", Withholding(**told, asked_by_id=world.ids["publisher"]).save)
    refused(world, "permission denied|protected", asked.delete)
    assert Reading.objects.filter(text__contains="Ada Brook").exists()


def withheld_in_bulk(world: World) -> None:
    everything = Withholding.objects.all()
    refused(world, "and stands", lambda: everything.update(ground="danger"))
    refused(world, "permission denied", lambda: everything._raw_delete("default"))
    refused(world, "permission denied", lambda: WithheldRow.objects.update(row="1"))
    forged = WithheldRow(withholding_id=world.ids["withholding"], place="deals_release", row=str(world.ids["release"]))
    refused(world, "permission denied", lambda: WithheldRow.objects.bulk_create([forged]))


def made_oneself_administrator(world: World) -> None:
    for name in ("reader", "member", "citation_editor", "publisher"):
        member = Member.objects.get(pk=world.ids[name])
        member.role = "administrator"
        with pytest.raises(Error, match="only an administrator"), signed(by=member.pk):
            member.save()
        with pytest.raises(Error, match="only an administrator"):
            member.save()
    refused(world, "only an administrator", lambda: Member.objects.create_user(username="mallory"))
    refused(world, "only an administrator", Member.objects.get(pk=world.ids["reader"]).delete)


def made_all_administrators(world: World) -> None:
    everybody = Member.objects.all()
    refused(world, "only an administrator", lambda: everybody.update(role="administrator"))
    refused(world, "only an administrator", lambda: Member.objects.bulk_create([Member(username="mallory")]))
    left = Member.objects.get(pk=world.ids["left"])
    left.is_active = True
    refused(world, "only an administrator", lambda: everybody.bulk_update([left], ["is_active"]))
    with pytest.raises(Error, match="administrator"), signed(by=world.ids["administrator"]):
        everybody.update(is_active=False)


# 5 --------------------------------------------------------------------------------------------------------------------
def unsigned_write(world: World) -> None:
    with pytest.raises(IntegrityError, match="needs a signature"):
        changed(world, "draft", text="otherwise").save()
    with pytest.raises(IntegrityError, match="needs a signature"):
        Party.objects.create(kind="state", name="Upland")
    refused(world, "needs a reason", changed(world, "approved", version=2, state="draft").save, why="")


def unsigned_writes(world: World) -> None:
    for write in _bulk_writes():
        with pytest.raises(IntegrityError, match="needs a signature"):
            write()
        with pytest.raises(IntegrityError, match="needs a signature"), pgtrigger.ignore():
            write()
    refused(world, "needs a reason", lambda: Claim.objects.filter(state="approved").update(text="otherwise"), why="")
    _history_cannot_be_switched_off(world)


def _bulk_writes() -> Iterator[Callable[[], object]]:
    yield lambda: Claim.objects.update(text="otherwise")
    yield lambda: Party.objects.bulk_create([Party(kind="state", name="Upland")])
    yield lambda: Passage.objects.all().delete()


def _history_cannot_be_switched_off(world: World) -> None:
    events = Claim.history.rel.related_model  # type: ignore[attr-defined]
    before = events.objects.count()
    with signed(by=world.ids["member"], why="a test"), pgtrigger.ignore():
        Claim.objects.filter(pk=world.ids["draft"]).update(text="otherwise")
    assert events.objects.count() == before + 1
    assert events.objects.latest("pgh_id").pgh_context.metadata["why"] == "a test"


# 6 --------------------------------------------------------------------------------------------------------------------
def draft_saved(world: World) -> None:
    factories.a_claim(Deal.objects.get(pk=world.ids["deal"]), text="A secret draft.", label="Secret")
    _secret_stays(world)


def drafts_saved(world: World) -> None:
    with signed(by=world.ids["member"], why="a test"):
        Claim.objects.filter(pk=world.ids["draft"]).update(text="A secret draft.")
        Claim.objects.filter(pk=world.ids["approved"]).update(text="A secret draft.", state="draft", version=2)
    _secret_stays(world)


def _secret_stays(world: World) -> None:
    release = factories.a_release(Deal.objects.get(pk=world.ids["deal"]))
    assert release.number == 2
    assert "A secret draft." not in release.document
    assert not PublishedEntry.objects.filter(text="A secret draft.").exists()
    assert PublishedEntry.objects.get().text.startswith("Talks are held")


# 7 --------------------------------------------------------------------------------------------------------------------
def proposed_without_decision(world: World) -> None:
    refused(world, "how a claim came about", changed(world, "draft", entry="suggested").save)
    refused(world, "how a claim came about", changed(world, "suggested", decision=None).save)


def many_proposed_without_decision(world: World) -> None:
    refused(world, "how a claim came about", lambda: Claim.objects.update(entry="imported"))
    refused(world, "how a claim came about", lambda: Claim.objects.update(decision=world.ids["decision"]))
    bad = changed(world, "draft", entry="suggested")
    refused(world, "how a claim came about", lambda: Claim.objects.bulk_update([bad], ["entry"]))
    copy = changed(world, "suggested", pk=None, public_id="3333333333", proof=None)
    refused(world, "claim_once_a_decision", lambda: Claim.objects.bulk_create([copy]))


# 8 --------------------------------------------------------------------------------------------------------------------
def chosen_without_reason(world: World) -> None:
    refused(world, "rank_has_a_reason", changed(world, "draft", rank="preferred").save)
    with signed(by=world.ids["member"], why="a test"):
        changed(world, "draft", rank="preferred", rank_reason="It is the later one.").save()


def many_chosen_without_reason(world: World) -> None:
    refused(world, "rank_has_a_reason", lambda: Claim.objects.update(rank="deprecated"))
    bad = changed(world, "draft", rank="preferred")
    refused(world, "rank_has_a_reason", lambda: Claim.objects.bulk_update([bad], ["rank"]))


def stands_at(release: Release) -> str | None:
    record = record_from(release.document)
    found = standing(record, record.tracks[0].id)
    return str(found.stage) if found else None
