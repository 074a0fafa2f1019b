"""A register with a word of its own in every place that no reader may see, around deals that are public."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.claims import add_citation, approve_claim, edit_claim, retract_claim
from deals.actions.deals import edit_deal
from deals.actions.moving import move_claims, withdraw_deal
from deals.actions.publishing import publish
from deals.actions.sequels import add_sequel
from deals.actions.sources import edit_source
from deals.actions.withholding import confirm_withholding
from deals.models import (
    Claim,
    Deal,
    DealSystem,
    Member,
    MemberRole,
    Party,
    PartyAlias,
    Track,
    WeaponSystem,
    Withholding,
)
from deals.signing import signed
from deals.sources.captures import Captured, record_capture, record_failure
from deals.sources.models import Outlet, Source
from deals.suggestions.deciding import reject
from deals.suggestions.models import IntakeState
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from deals.vocabulary.proof import CaptureMethod
from deals.vocabulary.relations import Became
from deals.vocabulary.subjects import outlet_id
from tests import factories

if TYPE_CHECKING:
    from deals.sources.models import Reading

QUOTE = "Highland and Lowland sat down to talk about radars"
"""The one passage of the reading that is public."""
REPORTED = "Lowland is reported to have been at the table."


@dataclass(kw_only=True)
class PrivateRegister:
    """`words` stand in the register and nowhere else; `ids` are of what is not public; `gone` was withheld."""

    editor: Member
    publisher: Member
    words: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    public: dict[str, list[str]] = field(default_factory=dict)
    """Ids that an address may be asked with, by what they are of."""

    def word(self, place: str) -> str:
        """A word that nothing else says, named after its place; kept in small letters."""
        self.words.add(made := f"qz{place.replace(' ', '').replace('_', '')}zq")
        return made.capitalize()


def private_register() -> PrivateRegister:
    """Call it in a transaction."""
    first = factories.a_member(MemberRole.ADMINISTRATOR)
    found = PrivateRegister(editor=first, publisher=first)
    found.editor = factories.a_member(username=found.word("editor"))
    found.publisher = factories.a_member(MemberRole.PUBLISHER, username=found.word("publisher"))
    _name_people(found, by=first)
    deal, secret = factories.a_deal(by=found.editor), _unpublished_deal(found)
    talks = _published(found, deal, secret)
    _working_copies(found, deal, talks)
    _drafts(found, deal, talks)
    _proposals(found, deal)
    ended = _ended_in_secret(found)
    found.public |= {"deal_id": [deal.public_id, ended.public_id, secret.public_id]}
    found.public["outlet_id"] = [outlet_id(name) for name in Outlet.objects.values_list("name", flat=True)]
    for name, model in (("party_id", Party), ("system_id", WeaponSystem), ("source_id", Source)):
        found.public[name] = list(model.objects.values_list("public_id", flat=True))  # of drafts too
    return found


def _name_people(found: PrivateRegister, *, by: Member) -> None:
    with signed(by=by.pk, why=found.word("reason for a name")):
        for member, who in ((found.editor, "editor"), (found.publisher, "publisher")):
            named = {"first_name": found.word(f"{who} first name"), "last_name": found.word(f"{who} last name")}
            Member.objects.filter(pk=member.pk).update(**named, email=f"{found.word(f'{who} mail')}@example.org")


def _unpublished_deal(found: PrivateRegister) -> Deal:
    deal = factories.a_deal(
        found.word("secret title"), by=found.editor, summary=found.word("secret summary"),
        not_known=[found.word("secret not known")], system=found.word("secret system"),
    )  # fmt: skip
    claim = _approved(found, deal, text=found.word("secret text"), label=found.word("secret label"))
    _approve(found, factories.a_participation(deal, found.word("secret party"), by=found.editor))
    found.ids |= {deal.public_id, claim.public_id}
    found.public["claim_id"] = [claim.public_id]
    return deal


def _approved(found: PrivateRegister, deal: Deal, **columns: str) -> Claim:
    return factories.an_approved_claim(deal, by=found.editor, publisher=found.publisher, **columns)


def _approve(found: PrivateRegister, claim: Claim) -> Claim:
    stored = Claim.objects.get(pk=claim.pk)
    approve_claim(claim=stored, seen_version=stored.version, by=found.publisher)
    return Claim.objects.get(pk=claim.pk)


def _published(found: PrivateRegister, deal: Deal, secret: Deal) -> Claim:
    """Two releases. Returns the claim that talks are held, which is quoted."""
    for party, role in (("Lowland", Role.RECIPIENT), ("Highland", Role.SUPPLIER)):
        _approve(found, factories.a_participation(deal, party, role, by=found.editor))
    passage = factories.a_passage(QUOTE, reading=_reading(found), by=found.editor)
    talks = factories.a_claim(deal, by=found.editor, citations=[passage], happened="2031-10")
    talks = _approve(found, talks)
    moved = _approved(found, deal, text=REPORTED, label="At the table")
    slip = _approved(found, deal, text=found.word("retracted unseen"))
    retract_claim(claim=slip, by=found.publisher, why=found.word("why retracted unseen"))
    _approved(found, deal, text="It follows from another deal.", relation="follows_from", related_deal=secret)  # type: ignore[arg-type]
    factories.a_release(deal, publisher=found.publisher)
    move_claims(claims=[moved], to=secret, by=found.publisher, why="It is about another deal.")
    _edited(found, talks, "An edit that is public.", found.word("why edited"))
    _approve(found, talks)
    factories.a_release(deal, publisher=found.publisher)
    found.ids.add(slip.public_id)
    found.public["claim_id"] += [talks.public_id, moved.public_id, slip.public_id]
    return Claim.objects.get(pk=talks.pk)


def _edited(found: PrivateRegister, claim: Claim, text: str, why: str) -> None:
    stored = Claim.objects.get(pk=claim.pk)
    stored.text = text
    edit_claim(claim=stored, seen_version=stored.version, by=found.editor, why=why)


def _reading(found: PrivateRegister) -> Reading:
    text = f"{found.word('before the quote')} {QUOTE} {found.word('after the quote')}."
    return factories.a_reading(text, by=found.editor, asides=(found.word("caption"),))


def _working_copies(found: PrivateRegister, deal: Deal, talks: Claim) -> None:
    """What has been changed since the newest release."""
    stored = Deal.objects.get(pk=deal.pk)
    stored.title, stored.summary = found.word("new title"), found.word("new summary")
    stored.not_known = [found.word("new not known")]
    edit_deal(deal=stored, seen_version=stored.version, by=found.editor, why=found.word("why the deal was edited"))
    _edited(found, talks, found.word("waiting edit"), found.word("why an edit waits"))
    source = talks.citations.get().source
    source.title, source.author = found.word("source title"), found.word("source author")
    edit_source(source=source, seen_version=source.version, by=found.editor, why=found.word("why the source"))
    with signed(by=found.editor.pk, why=found.word("why renamed")):
        lowland = Party.objects.get(name="Lowland")
        PartyAlias.objects.create(party=lowland, name=found.word("new alias"))
        lowland.name = found.word("new party name")
        lowland.save()
        system = factories.a_system(found.word("new system"), by=found.editor)
        DealSystem.objects.create(deal=deal, system=system)
        Track.objects.filter(deal=deal, is_main=True).update(name=found.word("new track name"))


def _drafts(found: PrivateRegister, deal: Deal, talks: Claim) -> None:
    speaker = factories.a_speaker(
        found.word("draft speaker"), office=found.word("draft office"), party=found.word("draft party"), by=found.editor
    )
    source = factories.a_source(
        found.word("draft source"), outlet=found.word("draft outlet"), by=found.editor,
        url=f"https://example.org/{found.word('draft address')}",
    )  # fmt: skip
    cited = CitationDraft(
        source=source, paraphrase=found.word("draft paraphrase"), locator=found.word("draft locator"),
        relays=(found.word("draft relay"),), translation=found.word("draft translation"),
        translated_by=found.word("draft translator"),
        origin=OriginDraft(speaker=speaker, first_said=found.word("draft occasion")),
    )  # fmt: skip
    draft = factories.a_claim(
        deal, Kind.STATEMENT, by=found.editor, citations=[cited], track=found.word("draft track"), speaker=speaker,
        text=found.word("draft text"), label=found.word("draft label"), act="threaten",
        if_condition=found.word("draft condition"), consequence=found.word("draft consequence"),
    )  # fmt: skip
    transcript = CitationDraft(source=source, transcript=found.word("draft transcript"), locator="minute 3")
    add_citation(claim=talks, citation=transcript, by=found.editor, why=found.word("why cited"))
    add_sequel(claim=talks, followed_by=draft, became=Became.FULFILLED, by=found.editor)
    found.ids |= {draft.public_id, source.public_id, speaker.party.public_id, draft.track.public_id}
    found.public["claim_id"].append(draft.public_id)


def _proposals(found: PrivateRegister, deal: Deal) -> None:
    """What programs brought and nobody has taken over, and what was asked to be withheld."""
    quote = found.word("suggested quote")
    text = f"{found.word('article')} {quote} and more."
    candidates = (factories.a_candidate(quote, text=text),)
    intake = factories.an_intake_with_suggestions(by=found.editor, deal=deal, text=text, candidates=candidates)
    reject(suggestion=intake.suggestions.get(), by=found.editor, reason=found.word("why rejected"))
    told = ("title", "publisher", "error", "file_name", "requested_url")
    columns = {name: found.word(f"intake {name}") for name in told}
    factories.an_intake(IntakeState.FAILED, by=found.editor, deal=deal, **columns)
    pasted = Captured(
        method=CaptureMethod.PASTED, content=found.word("bytes").encode(), media_type="text/plain",
        headers={"server": found.word("header")},
    )  # fmt: skip
    with signed(by=found.editor.pk, why=found.word("why captured")):
        record_capture(pasted, title=found.word("snapshot title"))
        record_failure(
            method=CaptureMethod.FETCHED, requested_url=found.word("failed address"), error=found.word("capture error")
        )
    asked = Withholding(what="name", texts=[found.word("asked to withhold")], ground="danger",
                        reference=found.word("letter"))  # fmt: skip
    factories.ask_withholding(withholding=asked, by=found.publisher)


def _ended_in_secret(found: PrivateRegister) -> Deal:
    """It was published with a name that is withheld since; what became of the deal is not public yet."""
    name = "Qzwithheldnamezq"
    found.gone.add(name.casefold())
    deal = _approved(found, factories.a_deal(by=found.editor), text=f"Talks were led by {name}.").deal
    publish(deal=deal, by=found.publisher, why="A test.")
    asked = factories.a_withholding(name, by=found.publisher)
    confirm_withholding(withholding=asked, by=factories.a_member(MemberRole.ADMINISTRATOR))
    return withdraw_deal(deal=deal, by=found.publisher, why=found.word("why withdrawn"))
