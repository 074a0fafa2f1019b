"""What the models declare, read back from the database: Django silently drops the constraints of proxies."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Field

from deals.models import Claim, Member
from deals.models.claim_kinds import CLASSES
from deals.models.kinds import ALL_COLUMNS, COLUMNS, KindColumns
from deals.vocabulary.kinds import Kind
from tests.rules.test_guards import of_every_kind
from tests.rules.world import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from tests.engines import Connection

pytestmark = pytest.mark.django_db

OURS = ("deals", "sources", "suggestions")


@pytest.fixture
def checks(role_connection: Callable[[str], Connection]) -> dict[str, str]:
    """Each check constraint of the database, as PostgreSQL tells it."""
    found = role_connection("register_bootstrap").execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    )
    return {str(name): str(definition) for name, definition in found.fetchall()}


def column(name: str) -> str:
    field = Claim._meta.get_field(name)
    assert isinstance(field, Field)
    return str(field.column)


def own_models() -> list[type[Model]]:
    return [m for label in OURS for m in apps.get_app_config(label).get_models() if not m._meta.proxy]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_has_its_two_constraints_and_they_name_its_columns(kind: Kind, checks: dict[str, str]) -> None:
    whole, alone = checks[f"{kind}_is_whole"], checks[f"{kind}_is_alone"]
    assert f"'{kind}'" in whole
    assert f"'{kind}'" in alone
    null = set(re.findall(r"\((\w+) IS NULL\)", alone))
    assert null == {column(name) for name in ALL_COLUMNS if name not in COLUMNS[kind]}
    named = {name for name in map(column, ALL_COLUMNS) if re.search(rf"\b{name}\b", whole)}
    assert named <= {column(name) for name in COLUMNS[kind]}


def test_every_typed_column_belongs_to_a_kind() -> None:
    assert {field.name for field in KindColumns._meta.get_fields()} == set(ALL_COLUMNS)


def test_every_declared_constraint_stands_in_the_database(
    checks: dict[str, str], role_connection: Callable[[str], Connection]
) -> None:
    indexes = role_connection("register_bootstrap").execute("SELECT indexname FROM pg_indexes").fetchall()
    standing = set(checks) | {name for (name,) in indexes}
    declared = {constraint.name for model in own_models() for constraint in model._meta.constraints}
    assert len(declared) > 70
    assert declared <= standing
    proxies = [model for model in apps.get_models() if model._meta.proxy and model._meta.app_label in OURS]
    assert not [proxy for proxy in proxies if "constraints" in proxy._meta.original_attrs]


NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.PARTICIPATION: ("participant", "role"),
    Kind.STAGE: ("stage",),
    Kind.PAYMENT: ("payment_state", "payment_measure"),
    Kind.DELIVERY: ("system", "quantity", "quantity_unit", "quantity_mark", "delivery_measure"),
    Kind.ORDER: ("system", "quantity", "quantity_unit", "quantity_mark", "commitment"),
    Kind.VALUATION: ("amount", "currency", "amount_mark", "basis"),
    Kind.AUTHORISATION: ("organ", "subject", "outcome"),
    Kind.STATEMENT: ("speaker", "act", "consequence"),
    Kind.EVENT: ("event_type", "actor"),
}


def test_a_column_that_a_kind_needs_is_not_null() -> None:
    """A check lets pass what is unknown, so each is tried: to PostgreSQL `NULL IN (…)` is unknown."""
    member = rows()["member"]
    of_every_kind()
    for kind, names in NEEDED.items():
        for name in names:
            statement = f"UPDATE deals_claim SET {column(name)} = NULL WHERE kind = '{kind}'"
            with pytest.raises(IntegrityError, match=f"{kind}_is_whole"), transaction.atomic():
                _signed(connection, member, statement)


def _signed(connection: Any, member: int, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
        signature = json.dumps({"member": member, "why": "a test"})
        cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [signature])
        cursor.execute(statement)


def test_every_kind_of_row_comes_back_as_its_class() -> None:
    rows()
    of_every_kind()
    found = {Kind(claim.kind): type(claim) for claim in Claim.objects.all()}
    assert found == CLASSES


def test_a_partial_date_is_guarded_wherever_it_stands(checks: dict[str, str]) -> None:
    dates = [(m, f.name.removesuffix("_edtf")) for m in own_models() for f in m._meta.fields
             if f.name.endswith("_edtf") and not m.__name__.endswith("History")]  # fmt: skip
    alone = {(m.__name__, name) for m, name in dates if not hasattr(m, f"{name}_first")}
    assert alone == {("Intake", "published"), ("PublishedDeal", "stage")}
    whole = [(m, name) for m, name in dates if (m.__name__, name) not in alone and m.__name__ != "PublishedEntry"]
    assert len(whole) == 4
    for model, name in whole:
        constraint = f"{model._meta.model_name}_{name}_is_a_date"
        assert all(f"{name}_{part}" in checks[constraint] for part in ("edtf", "first", "last")), constraint


def test_who_stands_beside_when_and_both_are_always_set() -> None:
    signed = [(m, f) for m in own_models() for f in m._meta.fields
              if f.related_model is Member and not m.__name__.endswith("History")]  # fmt: skip
    assert all(field.name.endswith("_by") for _, field in signed)
    assert len(signed) >= 5
    approvals_author = ("deals_approval", "drafted_by")  # when it was drafted stands in the claim's history
    undecided = ("deals_withholding", "decided_by")  # until a second person confirms or declines
    for model, field in signed:
        if (model._meta.db_table, field.name) == undecided:
            continue
        assert not field.null, f"{model.__name__}.{field.name}"
        if (model._meta.db_table, field.name) != approvals_author:
            assert not model._meta.get_field(field.name.removesuffix("_by") + "_at").null
