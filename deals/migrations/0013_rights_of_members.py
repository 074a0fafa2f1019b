"""What a role may not do, the database refuses too; and who is a member, and as what, an administrator says.

The table of rights is in `deals.permissions`; here stands what of it the database can tell from a row.
"""

from django.db import migrations

from deals.migrations._guards import history_only_by_changes, secured_history, trigger

# A reader signs nothing. A citation editor signs what proves a claim, and its next version as a draft, not what it says.
SIGNED_BY_A_ROLE = """
CREATE FUNCTION signing_role(may_have_left boolean DEFAULT false) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT role FROM deals_member WHERE id = signing_member(may_have_left)
$$;
REVOKE EXECUTE ON FUNCTION signing_role(boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signing_role(boolean) TO register_desk, register_worker;
CREATE OR REPLACE FUNCTION signed_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What somebody started the worker finishes under his name, although he may have left, or have another role, meanwhile.
    -- What it may do its grants say.
    is_worker boolean := NOT has_table_privilege('deals_claim', 'INSERT');
    signing text := signing_role(is_worker);
BEGIN
    IF signing IS NULL THEN
        RAISE EXCEPTION 'rule 5: a write to % needs a signature', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    ELSIF signing = 'reader' AND NOT is_worker THEN
        RAISE EXCEPTION 'rights: a reader changes nothing' USING ERRCODE = 'check_violation';
    ELSIF signing = 'citation_editor' AND NOT is_worker AND TG_TABLE_NAME <> ALL ('{sources_outlet,sources_source,
            sources_capture,sources_snapshot,sources_reading,suggestions_intake,deals_party,deals_speaker,
            deals_origin,deals_citation,deals_passage}'::text[]) AND NOT (TG_TABLE_NAME = 'deals_claim'
            AND TG_OP = 'UPDATE' AND what_a_claim_says(to_jsonb(OLD)) IS NOT DISTINCT FROM
                what_a_claim_says(to_jsonb(NEW))) THEN
        RAISE EXCEPTION 'rights: a citation editor changes sources and citations, nothing else of %', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
-- Before an update a generated column has no value yet. That a claim is retracted is said of it.
CREATE FUNCTION what_a_claim_says(claim jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT claim - '{state,version,authors,drafted_by_id,drafted_at,proof_id,proof_bearing,approved_version}'::text[]
$$;
"""
SIGNED_BY_A_ROLE_BACK = """
CREATE OR REPLACE FUNCTION signed_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What somebody started the worker finishes under his name, although he may have left meanwhile.
    IF signing_member(NOT has_table_privilege('deals_claim', 'INSERT')) IS NULL THEN
        RAISE EXCEPTION 'rule 5: a write to % needs a signature', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
DROP FUNCTION what_a_claim_says(jsonb);
DROP FUNCTION signing_role(boolean);
"""

BY_A_PUBLISHER = """
CREATE FUNCTION retracted_by_a_publisher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state = 'retracted') = (NEW.state = 'retracted') OR TG_OP = 'INSERT' AND
            NEW.state <> 'retracted' OR signed_by_publisher(signing_member()) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rights: a publisher retracts a claim, or takes that back' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER retracted_by_a_publisher BEFORE INSERT OR UPDATE OF state ON deals_claim FOR EACH ROW
    EXECUTE FUNCTION retracted_by_a_publisher();
CREATE FUNCTION ended_by_a_publisher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.ending, OLD.merged_into_id) IS NOT DISTINCT FROM (NEW.ending, NEW.merged_into_id) OR
            TG_OP = 'INSERT' AND NEW.ending = '' OR signed_by_publisher(signing_member()) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rights: a publisher ends a deal, or follows it again' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER ended_by_a_publisher BEFORE INSERT OR UPDATE OF ending, merged_into_id ON deals_deal FOR EACH ROW
    EXECUTE FUNCTION ended_by_a_publisher();
"""
BY_A_PUBLISHER_BACK = """
DROP TRIGGER ended_by_a_publisher ON deals_deal;
DROP FUNCTION ended_by_a_publisher();
DROP TRIGGER retracted_by_a_publisher ON deals_claim;
DROP FUNCTION retracted_by_a_publisher();
"""

# Passwords and the last sign-in change without a signature: signing in renews them.
MEMBERS = """
CREATE FUNCTION member_by_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signature jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
    unguarded text[] := '{password,last_login}';
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - unguarded = to_jsonb(NEW) - unguarded THEN RETURN NEW; END IF;
    -- Two administrators who demote each other at once would leave none: the second waits here, and then counts. In
    -- repeatable read it would count what was; serializable finds the clash by itself.
    PERFORM pg_advisory_xact_lock(hashtext('deals_member'));
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'rights: members change in transactions that are read committed or serializable'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM deals_member WHERE role = 'administrator' AND is_active) THEN
        -- The very first one is not there yet, and signs for himself.
        IF TG_OP <> 'DELETE' AND NEW.role = 'administrator' AND NEW.is_active
            AND signature -> 'member' = to_jsonb(NEW.id) THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'rights: the first member is an administrator, who signs for himself'
            USING ERRCODE = 'check_violation';
    ELSIF signing_role() IS DISTINCT FROM 'administrator' THEN
        RAISE EXCEPTION 'rights: only an administrator says who is a member, and as what'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.role = 'administrator' AND OLD.is_active AND
        (TG_OP = 'DELETE' OR NEW.role <> 'administrator' OR NOT NEW.is_active) AND NOT EXISTS
        (SELECT FROM deals_member WHERE role = 'administrator' AND is_active AND id <> OLD.id) THEN
        RAISE EXCEPTION 'rights: the last administrator stays' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER member_by_administrator BEFORE INSERT OR UPDATE OR DELETE ON deals_member FOR EACH ROW
    EXECUTE FUNCTION member_by_administrator();
GRANT USAGE ON SEQUENCE deals_member_id_seq TO register_desk;
"""
MEMBERS_BACK = """
REVOKE USAGE ON SEQUENCE deals_member_id_seq FROM register_desk;
DROP TRIGGER member_by_administrator ON deals_member;
DROP FUNCTION member_by_administrator();
"""

# A register that has members already: as what they are when their history begins.
BEGINNING = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM deals_member) THEN
        PERFORM set_config('pghistory.context_id', gen_random_uuid()::text, true),
                set_config('pghistory.context_metadata', jsonb_build_object('member', min(id), 'via', 'migration',
                           'why', 'as the members stood when their history began')::text, true) FROM deals_member;
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (current_setting('pghistory.context_id')::uuid, '{}', now(), now());
        INSERT INTO deals_memberhistory (date_joined, email, first_name, id, is_active, is_staff, is_superuser,
                last_name, pgh_context_id, pgh_created_at, pgh_label, pgh_obj_id, role, username)
            SELECT date_joined, email, first_name, id, is_active, is_staff, is_superuser, last_name,
                current_setting('pghistory.context_id')::uuid, now(), 'insert', id, role, username FROM deals_member;
        PERFORM set_config('pghistory.context_id', '', true), set_config('pghistory.context_metadata', '', true);
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0012_history_of_members")]
    operations = [
        migrations.RunSQL(SIGNED_BY_A_ROLE, SIGNED_BY_A_ROLE_BACK),
        migrations.RunSQL(BY_A_PUBLISHER, BY_A_PUBLISHER_BACK),
        migrations.RunSQL(BEGINNING, migrations.RunSQL.noop),
        migrations.RunSQL(MEMBERS, MEMBERS_BACK),
        trigger("kept", "TRUNCATE", "deals_member", "STATEMENT"),
        *history_only_by_changes("deals_memberhistory"),
        *secured_history(),
    ]
