"""One record of each state, for trying every action on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from deals import permissions
from deals.actions import claims, moving, sequels, withholding
from deals.actions import members as member_actions
from deals.models import Claim, Deal, Member, MemberRole, Sequel, Withholding
from deals.suggestions import deciding
from deals.vocabulary.relations import Became
from tests import factories

if TYPE_CHECKING:
    from deals.suggestions.models import Suggestion

WHY = "A test."


class World:
    """One record of each state. `oneself` tries to change them; what is there is the editor's and the publisher's."""

    def __init__(self, oneself: Member) -> None:
        self.oneself = oneself
        self.editor, self.publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
        self.deal = factories.a_deal(by=self.editor)
        self.claims = self._claims()
        self.deals = self._deals()
        self.sequel = self._sequel()
        self.withholdings = self._withholdings()
        self.intake = factories.an_intake_with_suggestions(by=self.editor, deal=self.deal)
        self.suggestions = self._suggestions()
        self.left = member_actions.let_go(member=factories.a_member(), by=self.administrator)

    @cached_property
    def administrator(self) -> Member:
        return factories.a_member(MemberRole.ADMINISTRATOR)

    def claim(self, state: str) -> Claim:
        return Claim.objects.get(pk=self.claims[state].pk)

    def _claims(self) -> dict[str, Claim]:
        own = factories.a_claim(self.deal, by=self.editor)
        if permissions.may_cite(self.oneself):
            claims.add_citation(claim=own, citation=factories.a_paraphrase(by=self.editor), by=self.oneself)
        retracted = factories.an_approved_claim(self.deal, by=self.editor, publisher=self.publisher)
        claims.retract_claim(claim=retracted, by=self.publisher, why=WHY)
        approved = factories.an_approved_claim(self.deal, by=self.editor, publisher=self.publisher)
        return {
            "draft": factories.a_claim(self.deal, by=self.editor), "own": own, "approved": approved,
            "retracted": retracted,
        }  # fmt: skip

    def _deals(self) -> dict[str, Deal]:
        merged, withdrawn = factories.a_deal(by=self.editor), factories.a_deal(by=self.editor)
        moving.merge_deal(deal=merged, into=self.deal, by=self.publisher, why=WHY)
        moving.withdraw_deal(deal=withdrawn, by=self.publisher, why=WHY)
        published, edited = (factories.a_release(publisher=self.publisher).deal for _ in range(2))
        claim = edited.claims.get()
        claim.text = "Talks go on."
        claims.edit_claim(claim=claim, seen_version=1, by=self.editor, why=WHY)
        return {
            "open": self.deal, "merged": merged, "withdrawn": withdrawn, "published": published, "edited": edited,
            "without a claim": factories.a_deal(by=self.editor),
        }  # fmt: skip

    def _sequel(self) -> Sequel:
        one, other = (factories.a_claim(self.deal, by=self.editor) for _ in range(2))
        sequels.add_sequel(claim=one, followed_by=other, became=Became.FULFILLED, by=self.editor)
        return Sequel.objects.get()

    def _withholdings(self) -> dict[str, Withholding]:
        asks = self.oneself if permissions.may_withhold(self.oneself) else self.publisher
        declined = withholding.ask_withholding(withholding=a_withholding("Bob Hill"), by=self.publisher)
        return {
            "asked": withholding.ask_withholding(withholding=a_withholding("Cara Dell"), by=self.publisher),
            "asked by oneself": withholding.ask_withholding(withholding=a_withholding("Dan Moor"), by=asks),
            "declined": withholding.decline_withholding(withholding=declined, by=self.publisher),
        }

    def _suggestions(self) -> dict[str, Suggestion]:
        waiting, accepted, rejected = self.intake.suggestions.all()
        deciding.accept(suggestion=accepted, deal=self.deal, by=self.editor)
        deciding.reject(suggestion=rejected, by=self.editor)
        return {"waiting": waiting, "accepted": accepted, "rejected": rejected}


def a_withholding(name: str) -> Withholding:
    return Withholding(what="name", texts=[name], ground="danger", reference="a letter")
