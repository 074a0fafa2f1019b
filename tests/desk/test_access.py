"""Who sees what: one table of pages, and the rights that each asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from deals import urls
from deals.actions.members import let_go
from deals.actions.sequels import add_sequel
from deals.models import Claim, Member, MemberRole
from deals.models.past import events
from deals.vocabulary.relations import Became
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, text
from tests.factories import a_claim, a_member, a_party, a_system, a_withholding, an_intake_with_suggestions

if TYPE_CHECKING:
    from deals.models import Sequel
    from deals.suggestions.models import Intake

OPEN_TO_ALL = {"sign_in", "sign_out"}
FOR_PUBLISHERS = {"approve_seen", "publish", "approve", "retract"}
PAGES_FOR_PUBLISHERS = {"review", "withholdings", "ask_withholding", "withholding", "move", "end_deal"}
ONLY_SENT = {
    "try_again", "take_deal", "select_passage", "accept", "reject", "cite", "became", "not_became",
} | FOR_PUBLISHERS  # fmt: skip
NAMES = {str(pattern.name) for pattern in urls.urlpatterns} - OPEN_TO_ALL


@pytest.fixture
def claim(editor: Member) -> Claim:
    return a_claim(by=editor)


@pytest.fixture
def intake(editor: Member, claim: Claim) -> Intake:
    return an_intake_with_suggestions(by=editor, deal=claim.deal)


def a_link_of(claim: Claim) -> Sequel:
    """The claim's link to what became of it."""
    add_sequel(claim=claim, followed_by=a_claim(claim.deal), became=Became.FULFILLED, by=claim.drafted_by)
    return claim.sequels.get()


def address(name: str, claim: Claim, intake: Intake) -> str:
    pattern = str(next(p.pattern for p in urls.urlpatterns if p.name == name))
    place = "?kind=stage&start=0&end=7" if name in {"add_claim", "type_claim"} else ""
    if name == "not_became":
        return desk(name, claim.public_id, a_link_of(claim).pk)
    if name == "citation":
        return desk(name, claim.public_id, claim.citations.get().pk)
    if "<int:number>" in pattern:
        return desk(name, intake.public_id, intake.suggestions.all()[0].pk)
    if name == "undo":
        return desk(name, events(Claim).filter(pgh_obj=claim.pk).first().pgh_context_id)
    if "public_id>" not in pattern:
        return desk(name)
    rows = {
        "intakes": lambda: intake,
        "deals": lambda: claim.deal,
        "claims": lambda: claim,
        "sources": lambda: claim.citations.get().source,
        "parties": a_party,
        "systems": a_system,
        "withholdings": a_withholding,
    }
    return desk(name, rows[pattern.partition("/")[0]]().public_id) + place


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in(name: str, method: str, claim: Claim, intake: Intake) -> None:
    answer = getattr(Client(), method)(address(name, claim, intake))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, desk("sign_in"))


@pytest.mark.parametrize("name", sorted(NAMES - ONLY_SENT - PAGES_FOR_PUBLISHERS))
def test_each_page_opens_for_an_editor(name: str, editor_desk: Client, claim: Claim, intake: Intake) -> None:
    answer = editor_desk.get(address(name, claim, intake))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", sorted(PAGES_FOR_PUBLISHERS))
def test_these_pages_open_for_a_publisher_only(
    name: str, editor_desk: Client, publisher_desk: Client, claim: Claim, intake: Intake
) -> None:
    place = address(name, claim, intake)
    assert (editor_desk.get(place).status_code, publisher_desk.get(place).status_code) == (403, 200)


def test_what_comes_without_a_token_is_answered_in_our_words(editor: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    for client in (strict, signed_in(editor, strict)):
        answer = client.post(desk("inbox"), {"text": "Lowland may buy radars."})
        assert answer.status_code == 403
        assert "This was not stored" in text(answer)
        assert "CSRF" not in text(answer)


@pytest.mark.parametrize("name", sorted(ONLY_SENT - FOR_PUBLISHERS))
def test_what_writes_is_not_opened_by_address(name: str, editor_desk: Client, claim: Claim, intake: Intake) -> None:
    assert editor_desk.get(address(name, claim, intake)).status_code == 405


@pytest.mark.parametrize("name", sorted(FOR_PUBLISHERS))
def test_an_editor_is_told_that_a_publisher_does_it(
    name: str, editor_desk: Client, claim: Claim, intake: Intake
) -> None:
    answer = editor_desk.post(address(name, claim, intake), {"why": "I want to", "seen_version": "1"})
    assert answer.status_code == 403
    assert "Only a publisher" in text(answer)
    assert Claim.objects.get(pk=claim.pk).state == "draft"
    assert not claim.deal.releases.exists()


def test_a_member_who_left_is_a_stranger(editor: Member, editor_desk: Client) -> None:
    let_go(member=editor, by=a_member(MemberRole.ADMINISTRATOR))
    assert editor_desk.get(desk("inbox")).status_code == 302


def test_nothing_on_a_page_is_inline(publisher_desk: Client, claim: Claim, intake: Intake) -> None:
    for name in sorted(NAMES - ONLY_SENT):
        page = text(publisher_desk.get(address(name, claim, intake)))
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="/static/desk/')
        assert " onclick=" not in page


def test_a_form_without_its_token_is_refused(editor: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(desk("inbox"), {"text": "Some words."}).status_code == 403


@pytest.mark.django_db
def test_signing_in_leads_back_to_the_page_asked_for() -> None:
    a_member(username="ada", password="a long password of hers")
    client = Client()
    there = client.get(desk("new_deal"))["Location"]
    answer = client.post(there, {"username": "ada", "password": "a long password of hers", "next": desk("new_deal")})
    assert answer["Location"] == desk("new_deal")


@pytest.mark.django_db
def test_signing_out_needs_to_be_sent_and_ends_the_session(editor: Member) -> None:
    client = signed_in(editor)
    assert client.get(desk("sign_out")).status_code == 405
    assert client.post(desk("sign_out"))["Location"] == desk("sign_in")
    assert client.get(desk("inbox")).status_code == 302


@pytest.mark.django_db
def test_too_many_wrong_passwords_lock_the_name_and_say_so() -> None:
    a_member(username="ada", password="a long password of hers")
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(desk("sign_in"), {"username": "ada", "password": "a guess"})
    assert answer.status_code == 429
    assert "Too many wrong passwords" in text(answer)
    assert client.post(desk("sign_in"), {"username": "ada", "password": "a long password of hers"}).status_code == 429
