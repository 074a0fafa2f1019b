"""The rules that no single row can tell, in the database itself. Numbers are those of the design's section on rules."""

from django.db import migrations

# Who signed is read from where pghistory keeps it for the transaction, so that history and rule cannot disagree.
SIGNED_ONLY = """
CREATE FUNCTION signed_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signature jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    -- Without a context's number history would keep the change and forget its signature.
    IF (signature ->> 'member') IS NULL OR coalesce(current_setting('pghistory.context_id', true), '') = '' THEN
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
CREATE TRIGGER approved_needs_a_reason BEFORE UPDATE ON deals_claim FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION reason_for_editing_the_approved();

-- pghistory completes a signature while its transaction runs. Afterwards nobody rewrites who signed, and why.
CREATE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = now() THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rule 5: who signed, and why, never changes' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER signature_stands BEFORE UPDATE OR DELETE ON pghistory_context FOR EACH ROW
    EXECUTE FUNCTION signature_stands();
"""
SIGNED_ONLY_BACK = """
DROP TRIGGER signature_stands ON pghistory_context;
DROP FUNCTION signature_stands();
DROP TRIGGER approved_needs_a_reason ON deals_claim;
DROP FUNCTION reason_for_editing_the_approved();
DROP FUNCTION signed_only();
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

PROOF = """
ALTER TABLE deals_claim ADD CONSTRAINT claim_proof_is_its_own
    FOREIGN KEY (proof_id, id) REFERENCES deals_citation (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deals_claim ADD CONSTRAINT claim_track_is_of_its_deal
    FOREIGN KEY (track_id, deal_id) REFERENCES deals_track (id, deal_id) DEFERRABLE INITIALLY DEFERRED;
"""
PROOF_BACK = """
ALTER TABLE deals_claim DROP CONSTRAINT claim_track_is_of_its_deal;
ALTER TABLE deals_claim DROP CONSTRAINT claim_proof_is_its_own;
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

SOURCES = ("sources_outlet", "sources_source", "sources_capture", "sources_snapshot", "sources_reading")
NAMES = ("deals_party", "deals_partyalias", "deals_speaker", "deals_weaponsystem")
DEALS = ("deals_deal", "deals_dealsystem", "deals_track", "deals_claim", "deals_origin", "deals_citation")
SIGNED = (
    *SOURCES, *NAMES, *DEALS, "deals_passage", "deals_decision", "deals_approval", "deals_release",
    "suggestions_intake", "suggestions_suggestion",
)  # fmt: skip
HISTORIES = (
    *(f"deals_{name}history" for name in (
        "party", "partyalias", "speaker", "weaponsystem", "deal", "dealsystem", "track", "claim", "origin", "citation",
        "passage",
    )),
    "sources_outlethistory", "sources_sourcehistory", "suggestions_intakehistory", "suggestions_suggestionhistory",
    "pghistory_context",
)  # fmt: skip
WITH_PUBLIC_ID = (
    "deals_party", "deals_weaponsystem", "deals_deal", "deals_track", "deals_claim", "deals_origin", "sources_source",
    "suggestions_intake",
)  # fmt: skip
NEVER_CHANGING = (
    "sources_capture", "sources_snapshot", "sources_reading", "deals_decision", "deals_approval", "deals_release",
)  # fmt: skip


def trigger(name: str, event: str, table: str, level: str = "ROW") -> migrations.RunSQL:
    function = {"signed": "signed_only", "frozen": "frozen", "kept": "no_truncate", "permanent": "permanent"}[name]
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {level} EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
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
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
        *(trigger("signed", "INSERT OR UPDATE OR DELETE", table) for table in SIGNED),
        *(trigger("frozen", "UPDATE OR DELETE", table) for table in NEVER_CHANGING),
        *(trigger("kept", "TRUNCATE", table, "STATEMENT") for table in (*SIGNED, *HISTORIES)),
        migrations.RunSQL(PERMANENT, PERMANENT_BACK),
        *(trigger("permanent", "UPDATE OF public_id", table) for table in WITH_PUBLIC_ID),
    ]
