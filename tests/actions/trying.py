"""Each action, tried once on a record of each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals import permissions
from deals.actions import claims, moving, publishing, restoring, sequels, sources, undoing, withholding
from deals.actions import deals as deal_actions
from deals.actions import members as member_actions
from deals.actions.citing import OriginDraft
from deals.models import Claim, Deal, Member, MemberRole
from deals.models.past import events
from deals.permissions import Right
from deals.publishing.past_claims import claims_of
from deals.suggestions import deciding, intakes, opening
from deals.suggestions.drafting import drafted_claim
from deals.suggestions.models import IntakeState
from deals.vocabulary.kinds import Kind
from deals.vocabulary.relations import Became
from tests import factories
from tests.actions.records import WHY, World, a_withholding

if TYPE_CHECKING:
    from collections.abc import Callable


def edit_claim(world: World, by: Member, state: str) -> None:
    claim = world.claim(state)
    claim.text = "Talks go on and on."
    claims.edit_claim(claim=claim, seen_version=claim.version, by=by, why=WHY)


def approve_claim(world: World, by: Member, state: str) -> None:
    claim = world.claim(state)
    claims.approve_claim(claim=claim, seen_version=claim.version, by=by)


def approve_drafts(world: World, by: Member, state: str) -> None:
    claim = world.claim(state)
    claims.approve_drafts(among=world.deal.claims.all(), seen_versions={claim.pk: claim.version}, by=by)


def add_claim(world: World, by: Member, state: str) -> None:
    deal = world.deals[state]
    words = {"text": "Talks are held anew.", "label": "Talks", "stage": "talks"}
    claim = Claim(deal=deal, kind=Kind.STAGE, track=deal.tracks.get(is_main=True), **words)
    claims.add_claim(claim=claim, citations=[factories.a_paraphrase(by=world.editor)], by=by)


def correct_citation(world: World, by: Member, state: str) -> None:
    claim = world.claim(state)
    citation, said = claim.citations.earliest("pk"), {"paraphrase": "It says so twice."}
    origin = OriginDraft(first_said="")
    claims.correct_citation(citation=citation, origin=origin, said=said, seen_version=claim.version, by=by, why=WHY)


def add_sequel(world: World, by: Member, state: str) -> None:
    after = world.claim("own")
    sequels.add_sequel(claim=world.claim(state), followed_by=after, became=Became.FULFILLED, by=by)


def undo_change(world: World, by: Member, state: str) -> None:
    rows: dict[str, Any] = {
        "of a claim": world.deals["edited"].claims.get,
        "of a citation": lambda: claims.add_citation(
            claim=world.claim("draft"), citation=factories.a_paraphrase(by=world.editor), by=world.editor
        ),
        "of a retraction": lambda: world.claim("retracted"),
        "of a member": lambda: world.left,
    }
    row = rows[state]()
    table = Claim if isinstance(row, Claim) else Member
    signature = events(table).filter(pgh_obj=row.pk).last().pgh_context_id  # type: ignore[union-attr]
    undoing.undo_change(signature=signature, by=by, why=WHY)


def restore_deal(world: World, by: Member, state: str) -> None:
    deal = world.deals["edited" if state == "edited" else "published"]
    seen = {deal.claims.get().pk: 2} if state == "edited" else {}
    release = deal.releases.get()
    restoring.restore_deal(deal=deal, then=lambda: claims_of(release), seen_versions=seen, by=by, why=WHY)


def edit_deal(world: World, by: Member, state: str) -> None:
    deal = Deal.objects.get(pk=world.deals[state].pk)
    deal.summary = "Talks go on."
    deal_actions.edit_deal(deal=deal, seen_version=deal.version, by=by, why=WHY)


def publish(world: World, by: Member, state: str) -> None:
    deal = world.deals["published" if state == "unchanged" else state]
    publishing.publish(deal=Deal.objects.get(pk=deal.pk), by=by, why=WHY)


def merge_deal(world: World, by: Member, state: str) -> None:
    deal = world.deals["without a claim" if state == "open" else state]
    moving.merge_deal(deal=deal, into=world.deal, by=by, why=WHY)


def edit_source(world: World, by: Member, state: str) -> None:
    cited = world.claim("approved").citations.get().source
    source = cited if state == "cited" else factories.a_source(by=world.editor)
    source.title = "Another title"
    sources.edit_source(source=source, seen_version=source.version, by=by, why=WHY)


def administrator(by: Member) -> Member:
    """The one who tries it, made the last one where he is one."""
    if permissions.may_manage_members(by):
        for other in permissions.members_with(Right.MANAGE_MEMBERS).exclude(pk=by.pk):
            member_actions.let_go(member=other, by=by)
    return by


def try_again(world: World, by: Member, state: str) -> None:
    intake = world.intake if state == "ready" else factories.an_intake(IntakeState.FAILED, by=world.editor)
    intakes.try_again(intake=intake, by=by)


def open_deal(world: World, by: Member) -> None:
    opening.open_deal(intake=world.intake, deal=Deal(title="A deal of its own"), systems=[], parties=[], by=by)


def add_from_passage(world: World, by: Member) -> None:
    suggestion = world.suggestions["waiting"]
    place: dict[str, Any] = {"reading": suggestion.reading, "start": suggestion.start, "end": suggestion.end}
    deciding.add_from_passage(**place, deal=world.deal, draft=drafted_claim(suggestion, world.deal), by=by)


def of_states(action: Callable[[World, Member, str], object], *states: str) -> dict[tuple[str, str], Any]:
    return {(action.__name__, state): lambda world, by, state=state: action(world, by, state) for state in states}


CALLS: dict[tuple[str, str], Callable[[World, Member], object]] = {
    **of_states(add_claim, "open", "withdrawn", "merged"),
    **of_states(edit_claim, "draft", "own", "approved", "retracted"),
    **of_states(approve_claim, "draft", "own", "approved", "retracted"),
    **of_states(approve_drafts, "draft", "own"),
    **of_states(correct_citation, "draft", "own", "approved", "retracted"),
    **of_states(add_sequel, "draft", "approved", "retracted"),
    **of_states(undo_change, "of a claim", "of a citation", "of a retraction", "of a member"),
    **of_states(restore_deal, "open", "edited"),
    **of_states(edit_deal, "open", "published"),
    **of_states(publish, "open", "unchanged", "without a claim"),
    **of_states(merge_deal, "open", "withdrawn", "merged"),
    **of_states(edit_source, "cited", "not cited"),
    **of_states(try_again, "failed", "ready"),
    **{
        ("add_citation", state): lambda world, by, state=state: claims.add_citation(
            claim=world.claim(state), citation=factories.a_paraphrase(by=world.editor), by=by
        )
        for state in ("draft", "own", "approved", "retracted")
    },
    **{
        ("retract_claim", state): lambda world, by, state=state: claims.retract_claim(
            claim=world.claim(state), by=by, why=WHY
        )
        for state in ("draft", "own", "approved", "retracted")
    },
    **{
        ("move_claims", state): lambda world, by, state=state: moving.move_claims(
            claims=[world.claim("draft" if state == "into the withdrawn" else state)],
            to=world.deals["withdrawn" if state == "into the withdrawn" else "published"],
            by=by,
            why=WHY,
        )
        for state in ("draft", "approved", "into the withdrawn")
    },
    **{
        ("withdraw_deal", state): lambda world, by, state=state: moving.withdraw_deal(
            deal=world.deals[state], by=by, why=WHY
        )
        for state in ("open", "withdrawn", "merged")
    },
    **{
        ("follow_again", state): lambda world, by, state=state: moving.follow_again(
            deal=world.deals[state], by=by, why=WHY
        )
        for state in ("open", "withdrawn", "merged")
    },
    **{
        (name, state): lambda world, by, name=name, state=state: getattr(withholding, name)(
            withholding=world.withholdings[state], by=by
        )
        for name in ("decline_withholding", "confirm_withholding")
        for state in ("asked", "asked by oneself", "declined")
    },
    **{
        ("accept", state): lambda world, by, state=state: deciding.accept(
            suggestion=world.suggestions[state], deal=world.deal, by=by
        )
        for state in ("waiting", "accepted", "rejected")
    },
    **{
        ("reject", state): lambda world, by, state=state: deciding.reject(suggestion=world.suggestions[state], by=by)
        for state in ("waiting", "accepted", "rejected")
    },
    ("remove_sequel", "draft"): lambda world, by: sequels.remove_sequel(sequel=world.sequel, by=by, why=WHY),
    ("create_deal", "-"): lambda _, by: deal_actions.create_deal(deal=Deal(title="New"), systems=[], by=by),
    ("split_deal", "open"): lambda world, by: moving.split_deal(
        claims=[world.claim("draft")], into=Deal(title="A part"), systems=[], by=by, why=WHY
    ),
    ("track_named", "-"): lambda world, by: deal_actions.track_named(deal=world.deal, name="offsets", by=by),
    ("party_for", "-"): lambda _, by: deal_actions.party_for(name="Upland", by=by),
    ("add_alias", "-"): lambda world, by: deal_actions.add_alias(
        party=factories.a_party(by=world.editor), name="The Lowlands", by=by
    ),
    ("speaker_for", "-"): lambda world, by: deal_actions.speaker_for(
        party=factories.a_party(by=world.editor), name="Eve Fen", by=by
    ),
    ("system_for", "-"): lambda _, by: deal_actions.system_for(designation="Glaive", by=by),
    ("source_for", "-"): lambda _, by: sources.source_for(title="A report", by=by),
    ("rebuild_published", "-"): lambda _, by: publishing.rebuild_published(by=by),
    ("ask_withholding", "-"): lambda _, by: withholding.ask_withholding(withholding=a_withholding("Fay Marsh"), by=by),
    ("add_member", "-"): lambda _, by: member_actions.add_member(
        name="newcomer", role=MemberRole.READER, password=None, by=by
    ),
    ("change_role", "member"): lambda world, by: member_actions.change_role(
        member=world.editor, role=MemberRole.ADMINISTRATOR, by=by
    ),
    ("change_role", "last administrator"): lambda _, by: member_actions.change_role(
        member=administrator(by), role=MemberRole.READER, by=by
    ),
    ("let_go", "member"): lambda world, by: member_actions.let_go(member=world.editor, by=by),
    ("let_go", "last administrator"): lambda _, by: member_actions.let_go(member=administrator(by), by=by),
    ("take_back", "member"): lambda world, by: member_actions.take_back(member=world.left, by=by),
    ("give_password", "member"): lambda world, by: member_actions.give_password(
        member=world.editor, password="a long password of hers", by=by
    ),
    ("start_intake", "-"): lambda _, by: intakes.start_intake(by=by, content=b"Lowland may buy radars."),
    ("choose_deal", "ready"): lambda world, by: intakes.choose_deal(intake=world.intake, deal=world.deal, by=by),
    ("open_deal", "ready"): open_deal,
    ("add_from_passage", "ready"): add_from_passage,
}
