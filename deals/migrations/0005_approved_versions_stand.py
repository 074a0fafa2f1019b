"""Rule 4: what was approved as one version of a claim stays that version. Other words are a new version, a draft again.

The desk's actions do so; until now the database let SQL change a claim's words and leave it approved.
"""

from django.db import migrations

# After the update, as generated columns have no value before it. Its state, that it was retracted, and the deal and track in
# which it lies are not what was approved of a claim. A version that is new has no approval yet.
APPROVED_VERSION_STANDS = """
CREATE FUNCTION claim_content(claim deals_claim) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT to_jsonb(claim) - '{state,retraction_reason,proof_id,deal_id,track_id,approved_version}'::text[]
$$;
CREATE FUNCTION approved_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF claim_content(OLD) = claim_content(NEW) THEN RETURN NULL; END IF;
    -- Whoever approves locks the claim first; an update waits there, and must then see the approval. Repeatable read
    -- would not, and serializable finds the clash by itself.
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'rule 4: claims change in transactions that are read committed or serializable'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM deals_approval WHERE claim_id = NEW.id AND version = NEW.version) THEN
        RAISE EXCEPTION 'rule 4: what was approved changes as a new version, and is a draft again'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER approved_version_stands AFTER UPDATE ON deals_claim FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND NEW.version = OLD.version) EXECUTE FUNCTION approved_version_stands();
"""
APPROVED_VERSION_STANDS_BACK = """
DROP TRIGGER approved_version_stands ON deals_claim;
DROP FUNCTION approved_version_stands();
DROP FUNCTION claim_content(deals_claim);
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0004_rights")]
    operations = [migrations.RunSQL(APPROVED_VERSION_STANDS, APPROVED_VERSION_STANDS_BACK)]
