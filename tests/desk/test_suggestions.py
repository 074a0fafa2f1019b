"""An editor decides on what was read in the article of the factories: a threat, an agreement, a payment."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Claim, Deal, Decision, Member, Party
from deals.suggestions.deciding import accept, reject
from deals.suggestions.models import IntakeState, Suggestion
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_candidate, a_deal, a_member, an_intake, an_intake_with_suggestions

if TYPE_CHECKING:
    from django.test import Client

    from deals.suggestions.models import Intake


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


@pytest.fixture
def intake(editor: Member, deal: Deal) -> Intake:
    return an_intake_with_suggestions(by=editor, deal=deal)


@pytest.fixture
def waiting(intake: Intake) -> list[Suggestion]:
    """The threat, the agreement and the payment."""
    return list(Suggestion.objects.filter(intake=intake))


def amended(client: Client, intake: Intake, suggestion: Suggestion, **typed: str) -> Any:
    """Send the amend form as it came, with these fields changed."""
    address = desk("amend", intake.public_id, suggestion.pk)
    form = client.get(address).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, False)}
    return client.post(address, {**shown, **typed})


def test_the_page_marks_each_passage_and_shows_our_sentence_beside_it(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    for suggestion in waiting:
        assert f'id="p{suggestion.pk}">{suggestion.quote}</mark>' in page
        assert f'id="s{suggestion.pk}"' in page
    assert "Agreed in principle on joint production, says Lowland." in page
    assert "2031-09 (“last month”, counted from 2031-10-09)" in page
    assert "3 of 3 wait" in page


def test_accepting_makes_a_claim_and_leads_to_the_next_that_waits(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion], deal: Deal
) -> None:
    answer = editor_desk.post(desk("accept", intake.public_id, waiting[0].pk))
    assert answer["Location"] == f"{desk('intake', intake.public_id)}#s{waiting[1].pk}"
    claim = deal.claims.get()
    assert claim.citations.get().passages.get().text == waiting[0].quote
    assert said(answer) == "Accepted."


def test_after_the_last_one_the_page_comes_back_to_one_left_above(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    answer = editor_desk.post(desk("reject", intake.public_id, waiting[2].pk))
    assert answer["Location"].endswith(f"#s{waiting[0].pk}")


def test_when_all_are_decided_the_page_says_so(editor_desk: Client, intake: Intake, waiting: list[Suggestion]) -> None:
    for suggestion in waiting:
        answer = editor_desk.post(desk("accept", intake.public_id, suggestion.pk))
    assert answer["Location"].endswith("#decided")
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    assert 'id="decided"' in page
    assert page.count("Accepted by editor") == 3


def test_a_double_click_on_accept_makes_one_claim(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    for _ in range(2):
        answer = editor_desk.post(desk("accept", intake.public_id, waiting[0].pk))
    assert Claim.objects.count() == 1
    assert said(answer).endswith("Accepted.")


def test_a_second_editor_sees_who_accepted_first(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    editor_desk.post(desk("accept", intake.public_id, waiting[0].pk))
    second = signed_in(a_member(username="second"))
    answer = second.post(desk("accept", intake.public_id, waiting[0].pk))
    assert Claim.objects.count() == 1
    assert "editor has accepted this suggestion on “Highland sells radars to Lowland" in said(answer)


def test_accepting_what_somebody_rejected_is_refused(
    editor: Member, editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    reject(suggestion=waiting[0], by=editor)
    answer = editor_desk.post(desk("accept", intake.public_id, waiting[0].pk))
    assert "rejected meanwhile" in said(answer)
    assert not Claim.objects.exists()


def test_rejecting_what_somebody_accepted_is_refused(
    editor: Member, editor_desk: Client, intake: Intake, deal: Deal, waiting: list[Suggestion]
) -> None:
    accept(suggestion=waiting[0], deal=deal, by=editor)
    answer = editor_desk.post(desk("reject", intake.public_id, waiting[0].pk))
    assert "accepted meanwhile" in said(answer)


def test_without_a_deal_nothing_can_be_accepted_or_amended(editor: Member, editor_desk: Client) -> None:
    intake = an_intake_with_suggestions(by=editor)
    number = intake.suggestions.all()[0].pk
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    assert page.count('data-key="a" disabled') == 3
    for name in ("accept", "amend"):
        assert "Choose the deal first" in said(editor_desk.post(desk(name, intake.public_id, number)))
    assert not Claim.objects.exists()


def test_choosing_the_deal_lets_suggestions_be_accepted(editor: Member, editor_desk: Client, deal: Deal) -> None:
    intake = an_intake_with_suggestions(by=editor)
    editor_desk.post(desk("take_deal", intake.public_id), {"deal": deal.public_id})
    intake.refresh_from_db()
    assert intake.deal == deal
    assert "Choose a deal" in said(editor_desk.post(desk("take_deal", intake.public_id), {"deal": "nonsense"}))


def test_a_suggestion_of_another_article_is_not_found(
    editor: Member, editor_desk: Client, intake: Intake, deal: Deal
) -> None:
    other = an_intake_with_suggestions(by=editor, deal=deal).suggestions.all()[0]
    assert editor_desk.post(desk("accept", intake.public_id, other.pk)).status_code == 404
    assert not Claim.objects.exists()


def test_a_statement_whose_speaker_is_no_party_yet_leads_to_the_form(
    editor: Member, editor_desk: Client, deal: Deal
) -> None:
    threat = a_candidate("Lowland would buy elsewhere", "statement", act="warn", speaker_party="Farland")
    intake = an_intake_with_suggestions(by=editor, deal=deal, candidates=(threat,))
    suggestion = intake.suggestions.get()
    answer = editor_desk.post(desk("accept", intake.public_id, suggestion.pk))
    assert answer["Location"] == desk("amend", intake.public_id, suggestion.pk)
    assert "Something is missing" in said(answer)
    amended(editor_desk, intake, suggestion, speaker_party="Farland", new_party_kind="alliance")
    claim = Claim.objects.get()
    assert (str(claim.speaker), Party.objects.get(name="Farland").kind) == ("Farland", "alliance")


def test_amending_stores_what_was_typed(
    editor_desk: Client, intake: Intake, deal: Deal, waiting: list[Suggestion]
) -> None:
    answer = amended(
        editor_desk, intake, waiting[2], happened="2031-09-15~", amount="2500000", currency="eur", payer="lowland"
    )
    claim = deal.claims.get()
    assert "Amended and accepted." in said(answer)
    assert (claim.happened_edtf, claim.happened_first.isoformat()) == ("2031-09-15~", "2031-09-15")
    assert (claim.amount, claim.currency, claim.amount_mark) == (Decimal(2500000), "EUR", "exactly")
    assert claim.payer == Party.objects.get(name="Lowland")
    assert Decision.objects.get(claims=claim).verdict == "amended"


def test_an_amended_track_and_speaker_by_name_are_made(
    editor_desk: Client, intake: Intake, deal: Deal, waiting: list[Suggestion]
) -> None:
    amended(editor_desk, intake, waiting[1], track="Joint drawings", speaker_office="minister of defence")
    claim = deal.claims.get()
    assert claim.track.name == "Joint drawings"
    assert str(claim.citations.get().origin.speaker) == "Ada Brook, minister of defence, Lowland"


@pytest.mark.parametrize(
    ("which", "typed", "field", "sentence"),
    [
        (2, {"happened": "last week"}, "happened", "is not a date"),
        (2, {"text": ""}, "text", "Fill this in."),
        (2, {"label": "x" * 41}, "label", "at most 40"),
        (2, {"amount": "5"}, "currency", "in which currency"),
        (2, {"currency": "EUR"}, "amount", "Give the amount"),
        (2, {"amount": "5", "currency": "€€"}, "currency", "no currency of ISO 4217"),
        (2, {"amount": "5", "currency": "ZZZ"}, "currency", "“ZZZ” is no currency of ISO 4217"),
        (2, {"amount": "0", "currency": "EUR"}, "amount", "It must be more than zero."),
        (2, {"amount": "-5", "currency": "EUR"}, "amount", "It must be more than zero."),
        (2, {"share_percent": "130"}, "share_percent", "less than or equal"),
        (2, {"payment_state": ""}, "payment_state", "Fill this in."),
        (2, {"phrase": "", "anchored_on": "2031-10-09"}, "phrase", "words for the date"),
        (1, {"stage": "contract_signed"}, "instrument", "what was signed"),
        (1, {"instrument": "mou"}, "instrument", "Only a signed step"),
        (1, {"suspended_by": "Lowland"}, "suspended_by", "suspended"),
        (1, {"speaker_party": "", "speaker_name": "Ada Brook"}, "speaker_party", "for which party"),
        (0, {"speaker_party": ""}, "speaker_party", "Fill this in."),
        (0, {"if_condition": "", "consequence": ""}, "consequence", "fill in one"),
        (0, {"act": "sing"}, "act", "valid choice"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_stored(  # noqa: PLR0917 -- a row of the table, and its cast
    editor_desk: Client,
    intake: Intake,
    waiting: list[Suggestion],
    which: int,
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    answer = amended(
        editor_desk, intake, waiting[which], **{"track": "Kept as typed", "speaker_office": "kept", **typed}
    )
    assert sentence in " ".join(errors(answer)[field])
    assert "Kept as typed" in text(answer)
    assert not Claim.objects.exists()
    waiting[which].refresh_from_db()
    assert waiting[which].state == "waiting"


def test_a_new_party_typed_with_a_mistake_elsewhere_is_not_made(
    editor_desk: Client, intake: Intake, waiting: list[Suggestion]
) -> None:
    amended(editor_desk, intake, waiting[2], payer="Farland", happened="never")
    assert not Party.objects.filter(name="Farland").exists()


def test_amending_what_was_decided_meanwhile_keeps_what_was_typed(
    editor_desk: Client, intake: Intake, deal: Deal, waiting: list[Suggestion]
) -> None:
    address = desk("amend", intake.public_id, waiting[2].pk)
    form = editor_desk.get(address).context["form"]
    typed = {field.name: field.value() for field in form if field.value() not in (None, False)}
    accept(suggestion=waiting[2], deal=deal, by=a_member(username="second"))
    answer = editor_desk.post(address, {**typed, "text": "Paid at last.", "payer": "Farland"})
    assert "second has accepted this suggestion" in errors(answer)["__all__"][0]
    assert "Paid at last." in text(answer)
    assert deal.claims.count() == 1
    assert not Party.objects.filter(name="Farland").exists()


def test_the_same_text_taken_in_again_shows_the_suggestions_of_the_first(
    editor: Member, editor_desk: Client, intake: Intake, deal: Deal, waiting: list[Suggestion]
) -> None:
    again = an_intake(IntakeState.READY, by=editor, deal=deal, reading=intake.reading)
    editor_desk.post(desk("accept", again.public_id, waiting[0].pk))
    page = editor_desk.get(desk("intake", again.public_id))
    assert [card.suggestion.state for card in page.context["cards"]] == ["accepted", "waiting", "waiting"]
