"""The rules that no single row can tell, in the database itself. Numbers are those of the design's section on rules."""

from django.db import migrations

# Who signed is read from where pghistory keeps it for the transaction, so that history and rule cannot disagree.
SIGNED_ONLY = """
-- The member who signs, or NULL where nobody does. As the owner, because the worker may not read the members.
CREATE FUNCTION signing_member(may_have_left boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    signature jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
    -- Without a context's number history would keep the change and forget its signature.
    number uuid := nullif(current_setting('pghistory.context_id', true), '')::uuid;
    signing bigint;
BEGIN
    IF number IS NULL OR jsonb_typeof(signature -> 'member') IS DISTINCT FROM 'number' THEN RETURN NULL; END IF;
    IF EXISTS (SELECT FROM pghistory_context WHERE id = number AND created_at <> now()) THEN
        RAISE EXCEPTION 'rule 5: this signature is of another transaction' USING ERRCODE = 'check_violation';
    END IF;
    SELECT id INTO signing FROM deals_member
        WHERE id = (signature ->> 'member')::bigint AND (is_active OR may_have_left);
    RETURN signing;
END $$;
CREATE FUNCTION signed_by_publisher(wanted bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN wanted IS NOT DISTINCT FROM signing_member()
        AND EXISTS (SELECT FROM deals_member WHERE id = wanted AND role IN ('publisher', 'administrator'));
END $$;
CREATE FUNCTION signed_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What somebody started the worker finishes under his name, although he may have left meanwhile.
    IF signing_member(NOT has_table_privilege('deals_claim', 'INSERT')) IS NULL THEN
        RAISE EXCEPTION 'rule 5: a write to % needs a signature', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION reason_for_editing_the_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'why', '') = '' THEN
        RAISE EXCEPTION 'rule 5: changing an approved claim needs a reason' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- After the update: before it a generated column has no value yet, and cannot be compared.
CREATE TRIGGER approved_needs_a_reason AFTER UPDATE ON deals_claim FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION reason_for_editing_the_approved();

-- pghistory completes a signature while its transaction runs. Afterwards nobody rewrites who signed, and why.
CREATE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = now() AND (OLD.id, OLD.created_at) = (NEW.id, NEW.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rule 5: who signed, and why, never changes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER signature_stands BEFORE UPDATE OR DELETE ON pghistory_context FOR EACH ROW
    EXECUTE FUNCTION signature_stands();

-- History's functions keep a signature with the change that it signs; by hand it is that of now, or none.
CREATE FUNCTION signature_is_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id IS DISTINCT FROM nullif(current_setting('pghistory.context_id', true), '')::uuid THEN
        RAISE EXCEPTION 'rule 5: only the present signature is kept' USING ERRCODE = 'check_violation';
    END IF;
    NEW.metadata := current_setting('pghistory.context_metadata')::jsonb;
    NEW.created_at := now();
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER signature_is_of_now BEFORE INSERT ON pghistory_context FOR EACH ROW
    EXECUTE FUNCTION signature_is_of_now();
"""
SIGNED_ONLY_BACK = """
DROP TRIGGER signature_is_of_now ON pghistory_context;
DROP FUNCTION signature_is_of_now();
DROP TRIGGER signature_stands ON pghistory_context;
DROP FUNCTION signature_stands();
DROP TRIGGER approved_needs_a_reason ON deals_claim;
DROP FUNCTION reason_for_editing_the_approved();
DROP FUNCTION signed_only();
DROP FUNCTION signed_by_publisher(bigint);
DROP FUNCTION signing_member(boolean);
"""

FROZEN = """
CREATE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rule 4: rows of % never change', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER candidate_is_frozen BEFORE UPDATE OF candidate, quote, start, "end", reading_id ON suggestions_suggestion
    FOR EACH ROW WHEN ((OLD.candidate, OLD.quote, OLD.start, OLD."end", OLD.reading_id)
        IS DISTINCT FROM (NEW.candidate, NEW.quote, NEW.start, NEW."end", NEW.reading_id))
    EXECUTE FUNCTION frozen();
"""
FROZEN_BACK = """
DROP TRIGGER candidate_is_frozen ON suggestions_suggestion;
DROP FUNCTION frozen();
"""

# Two columns that only the database knows, so that foreign keys can say it: the proof of a claim is its own citation and
# supports it, and an approved claim has the approval of its version.
PROOF = """
ALTER TABLE deals_citation ADD CONSTRAINT citation_with_its_claim_and_bearing UNIQUE (id, claim_id, bearing);
ALTER TABLE deals_claim
    ADD COLUMN proof_bearing varchar(40) GENERATED ALWAYS AS ('supports') STORED,
    ADD COLUMN approved_version integer GENERATED ALWAYS AS (CASE WHEN state = 'approved' THEN version END) STORED;
ALTER TABLE deals_claim ADD CONSTRAINT claim_proof_is_its_own
    FOREIGN KEY (proof_id, id, proof_bearing) REFERENCES deals_citation (id, claim_id, bearing)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deals_claim ADD CONSTRAINT approved_claim_has_an_approval
    FOREIGN KEY (id, approved_version) REFERENCES deals_approval (claim_id, version) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deals_claim ADD CONSTRAINT claim_track_is_of_its_deal
    FOREIGN KEY (track_id, deal_id) REFERENCES deals_track (id, deal_id) DEFERRABLE INITIALLY DEFERRED;
"""
PROOF_BACK = """
ALTER TABLE deals_claim DROP CONSTRAINT claim_track_is_of_its_deal;
ALTER TABLE deals_claim DROP CONSTRAINT approved_claim_has_an_approval;
ALTER TABLE deals_claim DROP CONSTRAINT claim_proof_is_its_own;
ALTER TABLE deals_claim DROP COLUMN approved_version, DROP COLUMN proof_bearing;
ALTER TABLE deals_citation DROP CONSTRAINT citation_with_its_claim_and_bearing;
"""

PUBLISHING = """
CREATE FUNCTION approval_is_of_the_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claim record;
BEGIN
    SELECT version, drafted_by_id, authors INTO claim FROM deals_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF (NEW.version, NEW.drafted_by_id) IS DISTINCT FROM (claim.version, claim.drafted_by_id) THEN
        RAISE EXCEPTION 'rule 4: the approval is not of the version that stands' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.is_by_author IS DISTINCT FROM (NEW.approved_by_id = ANY (claim.authors)) THEN
        RAISE EXCEPTION 'rule 4: an approval names its author where that is who approves'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT signed_by_publisher(NEW.approved_by_id) THEN
        RAISE EXCEPTION 'rule 5: an approval is signed by the publisher who gives it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_is_of_the_version BEFORE INSERT ON deals_approval FOR EACH ROW
    EXECUTE FUNCTION approval_is_of_the_version();

CREATE FUNCTION release_is_the_next() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    permanent_id text;
    previous integer;
BEGIN
    SELECT public_id INTO permanent_id FROM deals_deal WHERE id = NEW.deal_id FOR UPDATE;
    SELECT coalesce(max(number), 0) INTO previous FROM deals_release WHERE deal_id = NEW.deal_id;
    -- A number that is taken the unique constraint refuses.
    IF NEW.deal_public_id IS DISTINCT FROM permanent_id OR NEW.number NOT BETWEEN 1 AND previous + 1 THEN
        RAISE EXCEPTION 'rule 4: this is not the next release of its deal' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.sha256 IS DISTINCT FROM encode(sha256(convert_to(NEW.document, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'rule 4: the hash is not that of the document' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT signed_by_publisher(NEW.published_by_id) THEN
        RAISE EXCEPTION 'rule 5: a release is signed by the publisher who makes it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_is_the_next BEFORE INSERT ON deals_release FOR EACH ROW
    EXECUTE FUNCTION release_is_the_next();
"""
PUBLISHING_BACK = """
DROP TRIGGER release_is_the_next ON deals_release;
DROP FUNCTION release_is_the_next();
DROP TRIGGER approval_is_of_the_version ON deals_approval;
DROP FUNCTION approval_is_of_the_version();
"""

DECIDING = """
CREATE UNIQUE INDEX claim_once_a_decision ON deals_claim (decision_id) WHERE entry = 'suggested';
CREATE FUNCTION decision_is_of_its_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text := (SELECT verdict FROM deals_decision WHERE id = NEW.decision_id);
BEGIN
    IF told = 'rejected' OR (told = 'imported') <> (NEW.entry = 'imported') THEN
        RAISE EXCEPTION 'rule 7: a claim that is % does not come of a decision that is %', NEW.entry, told
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_is_of_its_entry BEFORE INSERT ON deals_claim FOR EACH ROW
    WHEN (NEW.decision_id IS NOT NULL) EXECUTE FUNCTION decision_is_of_its_entry();
CREATE FUNCTION beginning_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rule 7: how a claim came about never changes, and its version only grows'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER beginning_stands BEFORE UPDATE OF entry, decision_id, version ON deals_claim FOR EACH ROW
    WHEN ((OLD.entry, OLD.decision_id) IS DISTINCT FROM (NEW.entry, NEW.decision_id) OR NEW.version < OLD.version)
    EXECUTE FUNCTION beginning_stands();

CREATE FUNCTION suggestion_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'waiting' THEN
        RAISE EXCEPTION 'rule 7: a suggestion begins by waiting' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.quote IS DISTINCT FROM (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM sources_reading
                                   WHERE id = NEW.reading_id) THEN
        RAISE EXCEPTION 'rule 2: the suggestion does not stand at % to % of its reading', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER suggestion_stands BEFORE INSERT ON suggestions_suggestion FOR EACH ROW
    EXECUTE FUNCTION suggestion_stands();

-- Whoever may not cite may not change what is cited.
CREATE FUNCTION cited_source_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT has_table_privilege('deals_citation', 'INSERT')
        AND EXISTS (SELECT FROM deals_citation WHERE source_id = NEW.id) THEN
        RAISE EXCEPTION 'rule 7: a program does not change a source that is cited' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cited_source_stands BEFORE UPDATE ON sources_source FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION cited_source_stands();
"""
DECIDING_BACK = """
DROP TRIGGER cited_source_stands ON sources_source;
DROP FUNCTION cited_source_stands();
DROP TRIGGER suggestion_stands ON suggestions_suggestion;
DROP FUNCTION suggestion_stands();
DROP TRIGGER beginning_stands ON deals_claim;
DROP FUNCTION beginning_stands();
DROP TRIGGER decision_is_of_its_entry ON deals_claim;
DROP FUNCTION decision_is_of_its_entry();
DROP INDEX claim_once_a_decision;
"""

# PostgreSQL's substr counts code points in a UTF-8 database, as Python does.
PASSAGE = """
CREATE FUNCTION passage_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT substr(reading.text, NEW.start + 1, NEW."end" - NEW.start) AS letters, snapshot.source_id
        INTO found
        FROM sources_reading reading JOIN sources_snapshot snapshot ON snapshot.id = reading.snapshot_id
        WHERE reading.id = NEW.reading_id;
    IF found.letters IS DISTINCT FROM NEW.text THEN
        RAISE EXCEPTION 'rule 2: the passage does not stand at % to % of its reading', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM deals_citation
                   WHERE id = NEW.citation_id AND source_id = found.source_id AND basis = 'quoted') THEN
        RAISE EXCEPTION 'rule 2: the passage is not from the quoted source of its citation'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER passage_stands BEFORE INSERT OR UPDATE ON deals_passage
    FOR EACH ROW EXECUTE FUNCTION passage_stands();

CREATE FUNCTION quotation_has_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
    cited record;
BEGIN
    IF TG_TABLE_NAME = 'deals_citation' THEN number := NEW.id; ELSE number := OLD.citation_id; END IF;
    -- The lock comes before the count: two sessions that each delete one of two passages meet here. The count after it
    -- must see what the other did: repeatable read would not, and serializable finds the clash by itself.
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'rule 2: passages change in transactions that are read committed or serializable'
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT basis, source_id INTO cited FROM deals_citation WHERE id = number FOR UPDATE;
    IF cited.basis = 'quoted' AND NOT EXISTS (SELECT FROM deals_passage WHERE citation_id = number) THEN
        RAISE EXCEPTION 'rule 2: a quotation needs a passage' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM deals_passage passage
               JOIN sources_reading reading ON reading.id = passage.reading_id
               JOIN sources_snapshot snapshot ON snapshot.id = reading.snapshot_id
               WHERE passage.citation_id = number
                 AND (cited.basis <> 'quoted' OR snapshot.source_id <> cited.source_id)) THEN
        RAISE EXCEPTION 'rule 2: the passage is not from the quoted source of its citation'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quotation_has_words AFTER INSERT OR UPDATE ON deals_citation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION quotation_has_words();
CREATE CONSTRAINT TRIGGER quotation_keeps_words AFTER DELETE OR UPDATE ON deals_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION quotation_has_words();
"""
PASSAGE_BACK = """
DROP TRIGGER quotation_keeps_words ON deals_passage;
DROP TRIGGER quotation_has_words ON deals_citation;
DROP FUNCTION quotation_has_words();
DROP TRIGGER passage_stands ON deals_passage;
DROP FUNCTION passage_stands();
"""

TRUNCATE = """
CREATE FUNCTION no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rule 4: % is never emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
"""
TRUNCATE_BACK = "DROP FUNCTION no_truncate();"

PERMANENT = """
CREATE FUNCTION permanent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.public_id IS DISTINCT FROM OLD.public_id THEN
        RAISE EXCEPTION 'the public id of a row of % never changes', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
PERMANENT_BACK = "DROP FUNCTION permanent();"

# pgtrigger lets any session switch its triggers off by a setting. Nobody shall switch history off.
HISTORY = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS 'SELECT FALSE';
"""
# Nor shall anybody write it by hand. Its functions work as the owner, so that the roles need no right to insert.
HISTORY_BY_TRIGGERS = """
CREATE FUNCTION written_by_a_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'rule 5: % is written by the changes themselves', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.pgh_created_at := now();
    RETURN NEW;
END $$;
DO $$ DECLARE history regprocedure; BEGIN
    FOR history IN SELECT tgfoid FROM pg_trigger WHERE tgname ~ '^pgtrigger_(insert|update|delete)_' LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', history);
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', history);
    END LOOP;
END $$;
"""
HISTORY_BY_TRIGGERS_BACK = """
DO $$ DECLARE history regprocedure; BEGIN
    FOR history IN SELECT tgfoid FROM pg_trigger WHERE tgname ~ '^pgtrigger_(insert|update|delete)_' LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC', history);
        EXECUTE format('ALTER FUNCTION %s SECURITY INVOKER RESET search_path', history);
    END LOOP;
END $$;
DROP FUNCTION written_by_a_change();
"""

SOURCES = ("sources_outlet", "sources_source", "sources_capture", "sources_snapshot", "sources_reading")
NAMES = ("deals_party", "deals_partyalias", "deals_speaker", "deals_weaponsystem")
DEALS = ("deals_deal", "deals_dealsystem", "deals_track", "deals_claim", "deals_origin", "deals_citation")
SIGNED = (
    *SOURCES, *NAMES, *DEALS, "deals_passage", "deals_decision", "deals_approval", "deals_release",
    "suggestions_intake", "suggestions_suggestion",
)  # fmt: skip
# Derived from releases, remade at any time, by somebody.
PROJECTION = ("deals_publisheddeal", "deals_publishedentry")
HISTORIES = (
    *(f"deals_{name}history" for name in (
        "party", "partyalias", "speaker", "weaponsystem", "deal", "dealsystem", "track", "claim", "origin", "citation",
        "passage",
    )),
    "sources_outlethistory", "sources_sourcehistory", "suggestions_intakehistory", "suggestions_suggestionhistory",
)  # fmt: skip
WITH_PUBLIC_ID = (
    "deals_party", "deals_weaponsystem", "deals_deal", "deals_track", "deals_claim", "deals_origin", "sources_source",
    "suggestions_intake",
)  # fmt: skip
NEVER_CHANGING = (
    "sources_capture", "sources_snapshot", "sources_reading", "deals_decision", "deals_approval", "deals_release",
)  # fmt: skip


def trigger(name: str, event: str, table: str, level: str = "ROW") -> migrations.RunSQL:
    function = {"signed": "signed_only", "kept": "no_truncate"}.get(name, name)
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {level} EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
    )


def signed_history(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_is_signed CHECK (pgh_context_id IS NOT NULL);",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_is_signed;",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0002_relations"),
        ("sources", "0001_tables"),
        ("suggestions", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(SIGNED_ONLY, SIGNED_ONLY_BACK),
        migrations.RunSQL(FROZEN, FROZEN_BACK),
        migrations.RunSQL(PROOF, PROOF_BACK),
        migrations.RunSQL(PASSAGE, PASSAGE_BACK),
        migrations.RunSQL(TRUNCATE, TRUNCATE_BACK),
        migrations.RunSQL(PUBLISHING, PUBLISHING_BACK),
        migrations.RunSQL(DECIDING, DECIDING_BACK),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(HISTORY_BY_TRIGGERS, HISTORY_BY_TRIGGERS_BACK),
        *(trigger("written_by_a_change", "INSERT", table) for table in HISTORIES),
        *(signed_history(table) for table in HISTORIES),
        *(trigger("signed", "INSERT OR UPDATE OR DELETE", table) for table in (*SIGNED, *PROJECTION)),
        *(trigger("frozen", "UPDATE OR DELETE", table) for table in NEVER_CHANGING),
        *(trigger("kept", "TRUNCATE", table, "STATEMENT") for table in (*SIGNED, *HISTORIES, "pghistory_context")),
        migrations.RunSQL(PERMANENT, PERMANENT_BACK),
        *(trigger("permanent", "UPDATE OF public_id", table) for table in WITH_PUBLIC_ID),
    ]
