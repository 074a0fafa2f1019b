"""What is wrong in a field is told at that field, in words that help, and nothing is stored. By field, for every form.

Citations, moves and members have tables of their own beside their tests; what no browser sends: test_hostile_input.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from deals.models import Claim, Deal, Party
from deals.vocabulary.kinds import Kind
from tests.desk.pages import desk, errors, text
from tests.factories import a_deal

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Member

COMMON = {"text": "It is so.", "label": "So", "weight": "normal", "modality": "asserted", "new_party_kind": "state"}
CITED = {
    "citation-source_title": "Radars", "citation-source_kind": "article", "citation-paraphrase": "It says so.",
    "citation-locator": "page 2", "citation-bearing": "supports", "citation-kind": "own_reporting",
    "citation-new_party_kind": "state",
}  # fmt: skip
KINDS: dict[Kind, dict[str, str]] = {
    Kind.PARTICIPATION: {"participant": "Lowland", "role": "recipient"},
    Kind.STAGE: {"stage": "talks"},
    Kind.PAYMENT: {"payment_state": "paid", "payment_measure": "flow"},
    Kind.DELIVERY: {"delivery_measure": "flow"},
    Kind.ORDER: {"quantity": "4", "quantity_unit": "batteries", "commitment": "firm"},
    Kind.VALUATION: {"amount": "2500000000", "currency": "USD", "basis": "contract"},
    Kind.AUTHORISATION: {"organ": "Lowland", "subject": "export", "outcome": "granted"},
    Kind.STATEMENT: {"act": "confirm", "speaker_party": "Lowland"},
    Kind.EVENT: {"event_type": "visit", "actor": "Lowland"},
}
"""What a claim of each kind cannot do without."""

UNSEEN = (("Low\u202eland", "U+202E"), ("a\x00b", "U+0000"), ("\u200b", "U+200B"))
DATES = (
    ("yesterday", "2017-09"), ("12.09.2017", "year first"), ("2017-13", "01 to 12"), ("2017-02-30", "day"),
    ("3000", "between"), ("2018/2017", "ends before"), ("2017-09-12T10:00", "day alone"), ("x" * 41, "40"), *UNSEEN,
)  # fmt: skip
NUMBERS = (
    ("-1", "more than zero"), ("0", "more than zero"), ("2,500,000,000", "digits alone"), ("4 systems", "digits alone"),
    ("NaN", "digits alone"), ("Infinity", "digits alone"), ("1e400", "digits"), ("9" * 30, "digits"),
    ("1.234", "decimal places"),
)  # fmt: skip
NAMES = ((f"{'x' * 201}", "200"), *UNSEEN)
WORDS = (("nonsense", "valid"), ("a\x00b", "valid"))
BAD: dict[str, tuple[tuple[str, str], ...]] = {
    "text": (("", "Fill this in"), ("x" * 301, "300"), *UNSEEN),
    "label": (("", "Fill this in"), ("x" * 41, "40"), *UNSEEN),
    "happened": DATES,
    "announced": DATES,
    "phrase": (("x" * 101, "100"), *UNSEEN),
    "anchored_on": (("yesterday", "date"), ("2017-02-30", "date")),
    "amount": NUMBERS,
    "quantity": NUMBERS,
    "equal_quantity": NUMBERS,
    "share_percent": (("101", "100"), ("-1", "0.01"), ("half", "digits alone"), ("1e9", "digits")),
    "price_year": (("1899", "1900"), ("2101", "2100"), ("2017.5", "digits alone"), ("MMXVI", "digits alone")),
    "currency": (("ZZZ", "no currency"), ("DOLLARS", "3"), ("U\u202eS", "U+202E")),
    "own_conversion": (("x" * 61, "60"), *UNSEEN),
    "quantity_unit": (("x" * 61, "60"), *UNSEEN),
    "equal_unit": (("x" * 61, "60"), *UNSEEN),
    "includes": (("x" * 201, "200"), *UNSEEN),
    "if_condition": (("x" * 301, "300"), *UNSEEN),
    "consequence": (("x" * 301, "300"), *UNSEEN),
    "step_back_reason": (("x" * 301, "300"), *UNSEEN),
    "track": (("x" * 81, "80"), *UNSEEN),
    "related_deal": (("Nothing like it", "no deal of this title"), *UNSEEN),
    "system": (("4711", "valid"), ("x", "valid")),
    **dict.fromkeys(
        (
            "participant", "suspended_by", "payer", "payee", "organ", "actor", "speaker_party", "speaker_name",
            "speaker_office",
        ),
        NAMES,
    ),
    **dict.fromkeys(
        (
            "role", "stage", "instrument", "suspended_what", "amount_mark", "no_amount", "purpose", "means",
            "payment_state", "payment_measure", "quantity_mark", "production", "delivery_measure", "condition",
            "commitment", "basis", "tax", "subject", "outcome", "act", "event_type", "modality", "weight", "relation",
            "new_party_kind",
        ),
        WORDS,
    ),
}  # fmt: skip
NEVER_WRONG = {"is_negated"}


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


def post(client: Client, deal: Deal, kind: Kind, **typed: str) -> Any:
    system = {"system": str(deal.systems.get().pk)} if kind in {Kind.DELIVERY, Kind.ORDER} else {}
    form = {**COMMON, **CITED, **KINDS[kind], **system, **typed}
    return client.post(f"{desk('type_claim', deal.public_id)}?kind={kind}", form)


def test_every_field_of_every_kinds_form_has_its_wrong_values(editor_desk: Client, deal: Deal) -> None:
    for kind in Kind:
        page = editor_desk.get(f"{desk('type_claim', deal.public_id)}?kind={kind}")
        assert set(page.context["form"].fields) <= set(BAD) | NEVER_WRONG


@pytest.mark.parametrize("kind", Kind)
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_stored(editor_desk: Client, deal: Deal, kind: Kind) -> None:
    parties, told = Party.objects.count(), {}
    page = editor_desk.get(f"{desk('type_claim', deal.public_id)}?kind={kind}")
    for field in page.context["form"].fields:
        for typed, words in BAD.get(field, ()):
            answer = post(editor_desk, deal, kind, **{field: typed})
            found = " ".join(errors(answer).get(field, [])) if answer.status_code == 200 else "stored"
            if words not in found:
                told[field, typed] = found
    assert told == {}
    assert (Claim.objects.count(), Party.objects.count()) == (0, parties)
    assert post(editor_desk, deal, kind).status_code == 302  # what is right is stored


def test_the_same_claim_twice_is_refused(editor_desk: Client, deal: Deal) -> None:
    post(editor_desk, deal, Kind.STAGE)
    answer = post(editor_desk, deal, Kind.STAGE)
    assert "has that claim already" in " ".join(errors(answer)["__all__"])
    assert Claim.objects.count() == 1


# --- Too much ---------------------------------------------------------------------------------------------------------
def test_ten_megabytes_in_a_field_are_answered_in_our_words(editor_desk: Client, deal: Deal) -> None:
    answer = post(editor_desk, deal, Kind.STAGE, text="x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    assert answer.status_code == 400
    assert "too much" in text(answer)
    assert not Claim.objects.exists()


def test_more_fields_than_a_form_can_have_are_answered_in_our_words(editor_desk: Client, deal: Deal) -> None:
    many = {f"field{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = editor_desk.post(desk("approve_seen", deal.public_id), many)
    assert answer.status_code in {400, 403}
    assert "Traceback" not in text(answer)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"text=%ff%fe&label=%80", "application/x-www-form-urlencoded"),
        (b"text=\xff\xfe", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"text=x", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{", "application/json"),
    ],
)
def test_a_broken_body_stores_nothing_and_is_no_error_of_ours(
    editor_desk: Client, deal: Deal, body: bytes, content_type: str
) -> None:
    answer = editor_desk.generic("POST", desk("type_claim", deal.public_id), body, content_type=content_type)
    assert answer.status_code in {200, 400}
    assert not Claim.objects.exists()
