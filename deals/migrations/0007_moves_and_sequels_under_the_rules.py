"""What became of a plan is signed and kept like the plan; a claim changes its deal only with a move on record."""

from django.db import migrations

from deals.migrations._guards import grant, history_only_by_changes, secured_history, under_the_rules

MOVES = """
CREATE FUNCTION move_is_of_the_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_home bigint;
BEGIN
    SELECT deal_id INTO at_home FROM deals_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF at_home IS DISTINCT FROM NEW.from_deal_id THEN
        RAISE EXCEPTION 'rule 4: the claim is not in the deal that it would leave' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM deals_track WHERE id = NEW.to_track_id AND deal_id = NEW.to_deal_id) THEN
        RAISE EXCEPTION 'rule 4: the track is not of the deal that the claim goes to' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT signed_by_publisher(NEW.moved_by_id) THEN
        RAISE EXCEPTION 'rule 5: a move is signed by the publisher who makes it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER move_is_of_the_claim BEFORE INSERT ON deals_move FOR EACH ROW EXECUTE FUNCTION move_is_of_the_claim();

CREATE FUNCTION claim_moves_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved record;
BEGIN
    SELECT from_deal_id, to_deal_id, to_track_id INTO moved FROM deals_move
        WHERE claim_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF (OLD.deal_id, NEW.deal_id, NEW.track_id)
        IS DISTINCT FROM (moved.from_deal_id, moved.to_deal_id, moved.to_track_id) THEN
        RAISE EXCEPTION 'rule 4: a claim changes its deal only with a move on record' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_moves_on_record BEFORE UPDATE OF deal_id ON deals_claim FOR EACH ROW
    WHEN (OLD.deal_id IS DISTINCT FROM NEW.deal_id) EXECUTE FUNCTION claim_moves_on_record();
"""
MOVES_BACK = """
DROP TRIGGER claim_moves_on_record ON deals_claim;
DROP FUNCTION claim_moves_on_record();
DROP TRIGGER move_is_of_the_claim ON deals_move;
DROP FUNCTION move_is_of_the_claim();
"""


class Migration(migrations.Migration):
    dependencies = [("deals", "0006_claims_whole")]
    operations = [
        *under_the_rules("deals_sequel"),
        *under_the_rules("deals_move", is_frozen=True),
        grant("register_desk", "SELECT, INSERT, UPDATE, DELETE", "deals_sequel"),
        grant("register_desk", "SELECT, INSERT", "deals_move"),
        grant("register_worker", "SELECT", "deals_sequel"),
        grant("register_worker", "SELECT", "deals_move"),
        *history_only_by_changes("deals_sequelhistory"),
        migrations.RunSQL(MOVES, MOVES_BACK),
        *secured_history(),
    ]
