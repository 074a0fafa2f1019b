"""Who may do what with which table: each table of the schema has its row here, or this test fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from config.engines.roles import DESK, PUBLIC, ROLES, WORKER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Connection

pytestmark = pytest.mark.django_db
ALL, ADD, READ, NONE = "SELECT INSERT UPDATE DELETE", "SELECT INSERT", "SELECT", ""
PUBLIC_MAY_READ = {
    "deals_release", "deals_publisheddeal", "deals_publishedentry", "deals_publishedfacet", "deals_publishedfigure",
    "deals_publishedline", "deals_publishedmention", "deals_publishedtally", "deals_publishedvalue",
}  # fmt: skip

# table: what desk, worker and public may do with the whole of it
GRANTS: dict[str, tuple[str, str, str]] = {
    # What is edited
    "deals_party": (ALL, READ, NONE),
    "deals_partyalias": (ALL, READ, NONE),
    "deals_speaker": (ALL, READ, NONE),
    "deals_weaponsystem": (ALL, READ, NONE),
    "deals_deal": (ALL, READ, NONE),
    "deals_dealsystem": (ALL, READ, NONE),
    "deals_track": (ALL, READ, NONE),
    "deals_claim": (ALL, READ, NONE),
    "deals_origin": (ALL, READ, NONE),
    "deals_citation": (ALL, READ, NONE),
    "deals_passage": (ALL, READ, NONE),
    "deals_sequel": (ALL, READ, NONE),
    # That a form was sent off
    "deals_sentform": (ALL, NONE, NONE),
    # What the worker makes
    "sources_outlet": (ALL, ADD, NONE),
    "sources_source": (ALL, ADD, NONE),
    "sources_capture": (ADD, ADD, NONE),
    "sources_snapshot": (ADD, ADD, NONE),
    "sources_reading": (ADD, ADD, NONE),
    "suggestions_intake": (ALL, READ, NONE),  # the worker: columns, below
    "suggestions_suggestion": ("SELECT INSERT UPDATE", ADD, NONE),
    # What never changes
    "deals_decision": (ADD, READ, NONE),
    "deals_approval": (ADD, READ, NONE),
    "deals_move": (ADD, READ, NONE),
    "deals_release": (ADD, READ, NONE),  # the public: columns, below
    # The exception: asked for and declined at the desk, confirmed by `withhold` alone
    "deals_withholding": ("SELECT INSERT UPDATE", NONE, NONE),
    "deals_withheldrow": (READ, READ, NONE),
    # What the public reads
    "deals_publisheddeal": (ALL, NONE, READ),
    "deals_publishedentry": (ALL, NONE, READ),
    "deals_publishedfacet": (ALL, NONE, READ),
    "deals_publishedfigure": (ALL, NONE, READ),
    "deals_publishedline": (ALL, NONE, READ),
    "deals_publishedmention": (ALL, NONE, READ),
    "deals_publishedtally": (ALL, NONE, READ),
    "deals_publishedvalue": (ALL, NONE, READ),
    # History: written by its own functions, as the owner
    "deals_partyhistory": (READ, NONE, NONE),
    "deals_partyaliashistory": (READ, NONE, NONE),
    "deals_speakerhistory": (READ, NONE, NONE),
    "deals_weaponsystemhistory": (READ, NONE, NONE),
    "deals_dealhistory": (READ, NONE, NONE),
    "deals_dealsystemhistory": (READ, NONE, NONE),
    "deals_trackhistory": (READ, NONE, NONE),
    "deals_claimhistory": (READ, NONE, NONE),
    "deals_originhistory": (READ, NONE, NONE),
    "deals_citationhistory": (READ, NONE, NONE),
    "deals_passagehistory": (READ, NONE, NONE),
    "deals_sequelhistory": (READ, NONE, NONE),
    "deals_memberhistory": (READ, NONE, NONE),
    "sources_outlethistory": (READ, NONE, NONE),
    "sources_sourcehistory": (READ, NONE, NONE),
    "suggestions_intakehistory": (READ, NONE, NONE),
    "suggestions_suggestionhistory": (READ, NONE, NONE),
    "pghistory_context": (READ, NONE, NONE),
    # Signing in
    "deals_member": (ALL, NONE, NONE),
    "deals_member_groups": (ALL, NONE, NONE),
    "deals_member_user_permissions": (ALL, NONE, NONE),
    "auth_group": (ALL, NONE, NONE),
    "auth_group_permissions": (ALL, NONE, NONE),
    "auth_permission": (ALL, NONE, NONE),
    "django_content_type": (ALL, NONE, NONE),
    "django_session": (ALL, NONE, NONE),
    "axes_accessattempt": (ALL, NONE, NONE),
    "axes_accesslog": (ALL, NONE, NONE),
    "axes_accessfailurelog": (ALL, NONE, NONE),
    "axes_accessattemptexpiration": (ALL, NONE, NONE),
    "django_migrations": (READ, READ, NONE),
}
# (role, table, right): columns on which a right is given without the whole table
COLUMNS: dict[tuple[str, str, str], set[str]] = {
    (PUBLIC, "deals_release", "SELECT"): {
        "id", "deal_public_id", "number", "schema", "document", "sha256", "published_at", "why", "withheld",
    },
    (WORKER, "suggestions_intake", "UPDATE"): {
        "state", "error", "number_attempts", "capture_id", "reading_id", "found", "deal_id",
    },
    (WORKER, "sources_source", "UPDATE"): {
        "title", "title_is_description", "author", "language", "outlet_id", "published_edtf", "published_first",
        "published_last",
    },
}  # fmt: skip


def tables(connection: Connection) -> set[str]:
    """The tables, views and sequences that may be read, of the register's schema."""
    found = connection.execute(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"
    )
    return {str(name) for (name,) in found.fetchall()}


def test_each_table_gives_each_role_what_its_row_says(role_connection: Callable[[str], Connection]) -> None:
    owner = role_connection("register_bootstrap")
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    asked = "SELECT has_table_privilege(%s, %s, %s)"
    found = {
        table: tuple(
            " ".join(right for right in rights if owner.execute(asked, [role, table, right]).fetchone() == (True,))
            for role in (DESK, WORKER, PUBLIC)
        )
        for table in tables(owner)
    }
    assert found == GRANTS


def test_each_right_on_columns_is_listed(role_connection: Callable[[str], Connection]) -> None:
    rows = role_connection("register_bootstrap").execute(
        "SELECT grantee, table_name, privilege_type, column_name FROM information_schema.column_privileges"
        " WHERE table_schema = 'public' AND grantee = ANY(%s)",
        [[DESK, WORKER, PUBLIC]],
    )
    found: dict[tuple[str, str, str], set[str]] = {}
    for role, table, right, column in rows.fetchall():
        whole = dict(zip((DESK, WORKER, PUBLIC), GRANTS[table], strict=True))[role]
        if right not in whole.split():
            found.setdefault((role, table, right), set()).add(column)
    assert found == COLUMNS


def test_everybody_together_has_no_right_on_a_table(role_connection: Callable[[str], Connection]) -> None:
    rows = role_connection("register_bootstrap").execute(
        "SELECT table_name FROM information_schema.table_privileges"
        " WHERE table_schema = 'public' AND grantee = 'PUBLIC'"
    )
    assert rows.fetchall() == []


def test_no_role_can_make_tables_but_the_owner(role_connection: Callable[[str], Connection]) -> None:
    asked = "SELECT has_schema_privilege(%s, 'public', 'CREATE')"
    bootstrap = role_connection("register_bootstrap")
    found = {role for role in ROLES if bootstrap.execute(asked, [role]).fetchone() == (True,)}
    assert found == {"register_owner"}


def test_the_tables_of_the_public_are_the_release_and_the_projection() -> None:
    readable = {table for table, (_, _, public) in GRANTS.items() if public}
    assert readable | {table for role, table, _ in COLUMNS if role == PUBLIC} == PUBLIC_MAY_READ


def test_no_role_but_the_owner_can_make_tables_of_its_own_for_a_while(
    role_connection: Callable[[str], Connection],
) -> None:
    """A trigger on such a table would pass for one of history's."""
    asked = "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')"
    bootstrap = role_connection("register_bootstrap")
    assert {role for role in ROLES if bootstrap.execute(asked, [role]).fetchone() == (True,)} == {"register_owner"}


def test_functions_that_work_as_the_owner_are_open_to_those_who_sign(
    role_connection: Callable[[str], Connection],
) -> None:
    """Each has its path of search fixed. History's functions are its triggers' alone."""
    found = (
        role_connection("register_bootstrap")
        .execute(
            "SELECT proname, proconfig, ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname = ANY(%s)"
            " AND has_function_privilege(rolname, p.oid, 'EXECUTE') ORDER BY 1)"
            " FROM pg_proc p WHERE prosecdef AND pronamespace = 'public'::regnamespace",
            [[DESK, WORKER, PUBLIC]],
        )
        .fetchall()
    )
    assert {tuple(path) for _, path, _ in found} == {("search_path=public, pg_temp",)}
    histories = [roles for name, _, roles in found if name.startswith("pgtrigger_")]
    assert histories == [[]] * 3 * len([table for table in GRANTS if table.endswith("history")])
    others = {name: roles for name, _, roles in found if not name.startswith("pgtrigger_")}
    assert others == {
        "signing_member": [DESK, WORKER], "signing_role": [DESK, WORKER], "signed_by_publisher": [DESK, WORKER],
        "withhold": [DESK],
    }  # fmt: skip
