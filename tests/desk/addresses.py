"""Every address there is, and how it answers each member by each method: one literal table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver

from deals.actions.members import let_go
from deals.actions.sequels import add_sequel
from deals.models import Deal, MemberRole, PublishedMention
from deals.models.past import events
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from deals.vocabulary.relations import Became
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
WHO = (None, *MemberRole)

# y: the page answers. s: sent to sign in. n: refused, with a sentence that says who may. m: no such method there.
# f: nothing is found there.
# Each word is of a stranger, reader, contributor, citation editor, publisher and administrator, in this order.
# The columns: GET, HEAD, OPTIONS, POST, and whatever else changes something.
PUBLIC = ("yyyyyy", "yyyyyy", "mmmmmm", "mmmmmm", "mmmmmm")
NOT_FOUND = ("ffffff", "ffffff", "mmmmmm", "mmmmmm", "mmmmmm")
REDIRECTED = ("yyyyyy", "yyyyyy", "yyyyyy", "mmmmmm", "mmmmmm")
TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "healthz": PUBLIC,
    "timeline:deals": PUBLIC,
    "robots": PUBLIC,
    "favicon": PUBLIC,
    "timeline:deals_json": PUBLIC,
    "timeline:deal": PUBLIC,
    "timeline:record_json": PUBLIC,
    "timeline:figure_json": PUBLIC,
    "timeline:release": PUBLIC,
    "timeline:release_record_json": PUBLIC,
    "timeline:release_figure_json": PUBLIC,
    "timeline:releases": PUBLIC,
    "timeline:changes": PUBLIC,
    "timeline:changes_json": PUBLIC,
    "timeline:deals/<slug:deal_id>/releases/<str:text>/": NOT_FOUND,
    "timeline:deals/<slug:deal_id>/releases/<str:text>/changes/": NOT_FOUND,
    "timeline:method": PUBLIC,
    "timeline:claim": PUBLIC,
    "timeline:party": PUBLIC,
    "timeline:party_json": PUBLIC,
    "timeline:system": PUBLIC,
    "timeline:system_json": PUBLIC,
    "timeline:source": PUBLIC,
    "timeline:source_json": PUBLIC,
    "timeline:outlet": PUBLIC,
    "timeline:outlet_json": PUBLIC,
    "timeline:overview": PUBLIC,
    "timeline:overview_json": PUBLIC,
    "timeline:overview_figure": PUBLIC,
    "timeline:compare": PUBLIC,
    "timeline:compare_json": PUBLIC,
    "timeline:due": PUBLIC,
    "timeline:due_json": PUBLIC,
    "timeline:changed": PUBLIC,
    "timeline:changed_json": PUBLIC,
    "timeline:conflicts": PUBLIC,
    "timeline:conflicts_json": PUBLIC,
    "timeline:one_sided": PUBLIC,
    "timeline:one_sided_json": PUBLIC,
    "timeline:components": PUBLIC,
    "timeline:deals/": REDIRECTED,
    "desk:sign_in": ("yyyyyy", "yyyyyy", "myyyyy", "yyyyyy", "myyyyy"),
    "desk:sign_out": ("mmmmmm", "mmmmmm", "yyyyyy", "yyyyyy", "mmmmmm"),
    "desk:inbox": ("syyyyy", "smmmmm", "smmmmm", "snyyyy", "snmmmm"),
    "desk:members": ("snnnny", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:give_role": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:let_go": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:take_back": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:give_password": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:intake": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:try_again": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:take_deal": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:new_deal_from_article": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:select_passage": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:add_claim": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:accept": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:amend": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:reject": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:new_deal": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:deal": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:edit_deal": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:approve_seen": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:publish": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:type_claim": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:restore": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:undo": ("snyyyy", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:move": ("snnnyy", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:end_deal": ("snnnyy", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:became": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:not_became": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:review": ("snnnyy", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:withholdings": ("snnnyy", "snnnyy", "snnnmm", "snnnmm", "snnnmm"),
    "desk:ask_withholding": ("snnnyy", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:withholding": ("snnnyy", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:source": ("syyyyy", "smmmmm", "smmmmm", "snyyyy", "snmmmm"),
    "desk:claim": ("syyyyy", "smmmmm", "smmmmm", "snynyy", "snmnmm"),
    "desk:cite": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:citation": ("snyyyy", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:approve": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:retract": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:deal_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:claim_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:source_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:party_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:weaponsystem_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
}


def walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address that Django knows, by its name; one without a name by how it is written."""
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from walk(found, f"{found.namespace}:" if found.namespace else space)
        else:
            yield f"{space}{found.name or found.pattern}", found


def places(resolver: URLResolver) -> dict[str, str]:
    """Each address by its name, filled with records that are there."""
    rows = _records()

    def filled(name: str, found: URLPattern) -> str:
        route = str(found.pattern)
        of = rows.get(route.partition("/")[0], {}) if name.startswith("desk:") else rows["public"]
        values = {**of, **rows["by name"].get(name, {})}
        place = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(values[part[1]]), route)
        return f"{'/desk' if name.startswith('desk:') else ''}/{place}{rows['queries'].get(name, '')}"

    return {name: filled(name, found) for name, found in walk(resolver)}


def _records() -> dict[str, Any]:
    """By the first word of the address, what fills the rest of it."""
    editor = factories.a_member()
    claim = factories.an_approved_claim(by=editor)
    party, system = factories.a_party(by=editor), factories.a_system(by=editor)
    buys = {"participant": party, "role": Role.RECIPIENT}
    factories.an_approved_claim(claim.deal, Kind.PARTICIPATION, by=editor, **buys)
    ordered = {"system": system, "quantity": 4, "quantity_unit": "radars", "quantity_mark": "exactly"}
    factories.an_approved_claim(claim.deal, Kind.ORDER, by=editor, commitment="firm", **ordered)
    deal = factories.a_release(claim.deal).deal
    two = (
        f"?deal={deal.public_id}&deal={factories.a_release(factories.an_approved_claim(by=editor).deal).deal.public_id}"
    )
    passage = "?kind=stage&start=0&end=7"
    intake = factories.an_intake_with_suggestions(by=editor, deal=deal)
    left = let_go(member=factories.a_member(), by=factories.a_member(MemberRole.ADMINISTRATOR))
    linked = factories.a_claim(by=editor)
    add_sequel(claim=linked, followed_by=claim, became=Became.FULFILLED, by=editor)
    return {
        "queries": {
            "timeline:compare": two,
            "timeline:compare_json": two,
            "desk:add_claim": passage,
            "desk:type_claim": passage,
        },
        "public": {
            "deal_id": deal.public_id,
            "number": 1,
            "text": "seven",
            "claim_id": claim.public_id,
            **_with_pages(),
        },
        "intakes": {"public_id": intake.public_id, "number": intake.suggestions.all()[0].pk},
        "members": {"number": left.pk},
        "deals": {"public_id": deal.public_id},
        "claims": {"public_id": claim.public_id},
        "sources": {"public_id": claim.citations.get().source.public_id},
        "parties": {"public_id": party.public_id},
        "systems": {"public_id": system.public_id},
        "withholdings": {"public_id": factories.a_withholding("Bob Hill").public_id},
        "changes": {"signature": events(Deal).filter(pgh_obj=deal.pk).first().pgh_context_id},
        "by name": {
            "desk:not_became": {"public_id": linked.public_id, "number": linked.sequels.get().pk},
            "desk:citation": {"public_id": claim.public_id, "number": claim.citations.get().pk},
        },
    }


def _with_pages() -> dict[str, str]:
    """Of each kind that has pages of its own, one that the public deal names."""
    named = (subject.partition(":") for subject in PublishedMention.objects.values_list("subject", flat=True))
    return {f"{kind}_id": own_id for kind, _, own_id in named}
