"""What each role of the database may do. What is not granted here is refused."""

from django.db import migrations

HISTORIES = (
    *(f"deals_{name}history" for name in (
        "party", "partyalias", "speaker", "weaponsystem", "deal", "dealsystem", "track", "claim", "origin", "citation",
        "passage",
    )),
    "sources_outlethistory", "sources_sourcehistory", "suggestions_intakehistory", "suggestions_suggestionhistory",
)  # fmt: skip
FROZEN = (
    "sources_capture", "sources_snapshot", "sources_reading", "deals_decision", "deals_approval", "deals_release",
)  # fmt: skip
WORKING = (
    "sources_outlet", "sources_source", "deals_party", "deals_partyalias", "deals_speaker", "deals_weaponsystem",
    "deals_deal", "deals_dealsystem", "deals_track", "deals_claim", "deals_origin", "deals_citation", "deals_passage",
    "suggestions_intake",
)  # fmt: skip
PROJECTION = ("deals_publisheddeal", "deals_publishedentry")
SIGNING_IN = (
    "deals_member", "deals_member_groups", "deals_member_user_permissions", "auth_group", "auth_group_permissions",
    "auth_permission", "django_content_type", "django_session", "axes_accessattempt", "axes_accesslog",
    "axes_accessfailurelog", "axes_accessattemptexpiration",
)  # fmt: skip
RELEASE_COLUMNS = "id, deal_public_id, number, schema, document, sha256, published_at, why"

SOURCE_COLUMNS = (
    "title, title_is_description, author, language, outlet_id, published_edtf, published_first, published_last"
)
INTAKE_COLUMNS = "state, error, number_attempts, capture_id, reading_id, found, deal_id"

GRANTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("register_desk", "SELECT, INSERT, UPDATE, DELETE", (*WORKING, *PROJECTION, *SIGNING_IN)),
    # Their own functions write history and signatures, as the owner.
    ("register_desk", "SELECT", (*HISTORIES, "pghistory_context", "django_migrations")),
    ("register_desk", "SELECT, INSERT", FROZEN),
    ("register_desk", "SELECT, INSERT, UPDATE", ("suggestions_suggestion",)),
    # The worker proposes. It can make no deal, claim, citation, decision or release.
    ("register_worker", "SELECT", (*WORKING, *FROZEN, "suggestions_suggestion", "django_migrations")),
    ("register_worker", "INSERT", ("sources_outlet", "sources_source", "suggestions_suggestion")),
    ("register_worker", "INSERT", ("sources_capture", "sources_snapshot", "sources_reading")),
    # How far it has come, and what came of it; not what a person asked for.
    ("register_worker", f"UPDATE ({INTAKE_COLUMNS})", ("suggestions_intake",)),
    # What a page says of itself is filled in after it was read.
    ("register_worker", f"UPDATE ({SOURCE_COLUMNS})", ("sources_source",)),
    ("register_public", f"SELECT ({RELEASE_COLUMNS})", ("deals_release",)),
    ("register_public", "SELECT", PROJECTION),
)

ROLES_EXIST = """
DO $$ BEGIN
    IF (SELECT count(*) FROM pg_roles
        WHERE rolname IN ('register_desk', 'register_worker', 'register_public')) < 3 THEN
        RAISE EXCEPTION 'The roles register_desk, register_worker and register_public are missing: make them first.';
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO register_desk, register_worker, register_public;
"""

# A table of one's own would take triggers: history's guards could be met from there. Only the database's owner may say so;
# where that is somebody else, docs/running.md asks for it.
FUNCTIONS = """
REVOKE EXECUTE ON FUNCTION signing_member(boolean), signed_by_publisher(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signing_member(boolean), signed_by_publisher(bigint) TO register_desk, register_worker;
DO $$ BEGIN
    IF (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()) THEN
        EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    END IF;
END $$;
"""
FUNCTIONS_BACK = """
REVOKE EXECUTE ON FUNCTION signing_member(boolean), signed_by_publisher(bigint) FROM register_desk, register_worker;
GRANT EXECUTE ON FUNCTION signing_member(boolean), signed_by_publisher(bigint) TO PUBLIC;
"""


def grant(role: str, rights: str, table: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"GRANT {rights} ON {table} TO {role};", f"REVOKE {rights} ON {table} FROM {role};")


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0003_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("axes", "0010_accessattemptexpiration"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(ROLES_EXIST, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, FUNCTIONS_BACK),
        *(grant(role, rights, table) for role, rights, tables in GRANTS for table in tables),
    ]
