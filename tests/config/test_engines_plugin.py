"""The tests' own servers: who is logged in, and that nothing stays behind a test that commits."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections

from tests.engines import Connection


@pytest.mark.django_db
def test_a_unit_test_works_as_the_desk() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("register_desk",)


@pytest.mark.django_db
def test_the_public_connection_sees_an_open_transaction() -> None:
    assert connections["public"] is connections["default"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_committed_row_is_gone_in_the_next_test(turn: int, role_connection: Callable[[str], Connection]) -> None:
    bootstrap = role_connection("register_bootstrap")
    assert bootstrap.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    bootstrap.execute("INSERT INTO django_session VALUES (%s, '', now())", [f"turn {turn}"])
    assert ContentType.objects.exists()  # reference data stays


@pytest.mark.parametrize("role", ["register_owner", "register_desk", "register_worker", "register_public"])
def test_a_role_logs_in_and_is_no_superuser(role: str, role_connection: Callable[[str], Connection]) -> None:
    row = (
        role_connection(role).execute("SELECT rolsuper, rolname FROM pg_roles WHERE rolname = current_user").fetchone()
    )
    assert row == (False, role)
