"""Withholding: the one exception to rule 4, in the database itself.

`withhold` is the only function that may write where nothing changes. It asks for two signatures, and all that it ever
writes is █ in the place of letters. It finds its columns in the catalogue, so that a later column is blanked too.
"""

from django.db import migrations

from deals.migrations._guards import HISTORY_STAYS_ON, grant, trigger, under_the_rules

# How a text is found in a value, and blanked. Nothing here writes.
FINDING = r"""
-- Of texts of more than eight words each run of eight; of a single word also its capitals. What has blanks is compared
-- without regard to case.
CREATE FUNCTION withheld_runs(texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(DISTINCT run), '{}') FROM (
        SELECT CASE WHEN cardinality(words) <= 8 THEN array_to_string(words, ' ')
                    ELSE array_to_string(words[n : n + 7], ' ') END AS run
            FROM (SELECT regexp_split_to_array(lower(btrim(text, E' \n')), '[ \n]+') AS words
                  FROM unnest(texts) text WHERE btrim(text, E' \n') ~ '[ \n]') longer,
                 generate_series(1, greatest(1, cardinality(words) - 7)) n
        UNION SELECT unnest(ARRAY[btrim(text), upper(btrim(text))]) FROM unnest(texts) text
            WHERE btrim(text, E' \n') <> '' AND btrim(text, E' \n') !~ '[ \n]'
    ) found
$$;

-- A pattern that any value matches in which one of the runs may stand: to pass over the others quickly. Each run of
-- eight words holds one of every fourth four words. In JSON a line break and a quotation mark are written with a stroke.
CREATE FUNCTION withheld_pattern(texts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(DISTINCT replace(replace(
            regexp_replace(part, '([][\\.{}()*+?^$|])', '\\\1', 'g'), '"', '\\?"'), ' ', '(?:[ \n]|\\n)'), '|')
        FROM (SELECT regexp_split_to_array(btrim(text, E' \n'), '[ \n]+') AS words
              FROM unnest(texts) text WHERE btrim(text, E' \n') <> '') given,
             LATERAL (SELECT array_to_string(words, ' ') AS part WHERE cardinality(words) <= 8
                      UNION SELECT array_to_string(words[n : n + 3], ' ')
                          FROM generate_series(1, cardinality(words) - 3, 4) n WHERE cardinality(words) > 8) parts
$$;

-- Where the runs stand in the value, counted from 1, at the bounds of words only.
CREATE FUNCTION withheld_spans(value text, runs text[]) RETURNS int4multirange LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    plain text := translate(value, E'\n', ' ');
    folded text := lower(plain);
    searched text;
    run text;
    passed integer;
    place integer;
    spans int4multirange := '{}';
BEGIN
    IF length(folded) <> length(plain) THEN folded := plain; END IF;
    FOREACH run IN ARRAY runs LOOP
        searched := CASE WHEN position(' ' in run) > 0 THEN folded ELSE plain END;
        passed := 0;
        LOOP
            place := position(run in substr(searched, passed + 1));
            EXIT WHEN place = 0;
            passed := passed + place;
            IF NOT (left(run, 1) ~ '[[:alnum:]]' AND passed > 1 AND substr(searched, passed - 1, 1) ~ '[[:alnum:]]')
                AND NOT (right(run, 1) ~ '[[:alnum:]]' AND substr(searched, passed + length(run), 1) ~ '[[:alnum:]]')
            THEN
                spans := spans + int4multirange(int4range(passed, passed + length(run)));
            END IF;
        END LOOP;
    END LOOP;
    RETURN spans;
END $$;

CREATE FUNCTION blanked_spans(value text, spans int4multirange) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    span int4range;
BEGIN
    FOR span IN SELECT unnest(spans) LOOP
        value := overlay(value PLACING repeat('█', upper(span) - lower(span)) FROM lower(span)
                         FOR upper(span) - lower(span));
    END LOOP;
    RETURN value;
END $$;

CREATE FUNCTION blanked_text(value text, runs text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT blanked_spans(value, withheld_spans(value, runs))
$$;

-- JSON as text: only strings that change are written anew, so that a canonical text stays one.
CREATE FUNCTION blanked_json(value text, runs text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(CASE WHEN part[1] LIKE '"%' THEN blanked_string(part[1], runs) ELSE part[1] END, '' ORDER BY n)
        FROM regexp_matches(value, '"(?:[^"\\]|\\.)*"|[^"]+', 'g') WITH ORDINALITY parts(part, n)
$$;
"""
# Before blanked_json, which calls it: a function in SQL is checked when it is made.
STRING = """
CREATE FUNCTION blanked_string(token text, runs text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    told text := token::jsonb #>> '{}';
    blanked text := blanked_text(told, runs);
BEGIN
    RETURN CASE WHEN blanked = told THEN token ELSE to_json(blanked)::text END;
END $$;
"""
STRING_BACK = "DROP FUNCTION blanked_string(text, text[]);"
FINDING_BACK = """
DROP FUNCTION blanked_json(text, text[]);
DROP FUNCTION blanked_text(text, text[]);
DROP FUNCTION blanked_spans(text, int4multirange);
DROP FUNCTION withheld_spans(text, text[]);
DROP FUNCTION withheld_pattern(text[]);
DROP FUNCTION withheld_runs(text[]);
"""

# What a withholding would blank. A preview asks the same as the blanking does, as the desk, which may read it all.
PLACES = r"""
-- The tables in which a text may stand. Who works here, what was sent twice and the program's own tables hold none.
CREATE FUNCTION withholding_columns()
    RETURNS TABLE (place text, key text, named text, type text, is_json boolean, is_cut boolean)
    LANGUAGE sql STABLE AS $$
    SELECT t.relname::text, k.attname::text, a.attname::text, format_type(a.atttypid, NULL),
           a.atttypid = 'jsonb'::regtype OR (t.relname, a.attname) = ('deals_release', 'document'),
           a.attname IN ('text', 'quote', 'prefix', 'suffix') AND 3 = (
               SELECT count(*) FROM pg_attribute o WHERE o.attrelid = t.oid AND o.attname IN ('reading_id', 'start', 'end'))
        FROM pg_class t
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
        JOIN pg_attribute k ON k.attrelid = t.oid AND k.attnum = i.indkey[0]
        WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
            AND (t.relname ~ '^(deals|sources|suggestions)_' AND t.relname !~ '^deals_(member|withheldrow|sentform)'
                 OR t.relname = 'pghistory_context')
            AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype,
                               'varchar[]'::regtype)
        ORDER BY t.relname <> 'sources_reading', t.relname, a.attnum
$$;

-- What is looked for: the words given, the quote itself, and what was cut out of it or of the whole reading.
CREATE FUNCTION withheld_texts(readings bigint[], first integer, last integer, given text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    told text := (SELECT CASE WHEN first IS NULL THEN text ELSE substr(text, first + 1, last - first) END
                  FROM sources_reading WHERE id = readings[1]);
    cut text;
    found text[];
    texts text[] := given;
BEGIN
    IF first IS NOT NULL THEN texts := texts || told; END IF;
    FOR cut IN SELECT place FROM withholding_columns() WHERE is_cut GROUP BY place LOOP
        EXECUTE format(
            'SELECT array_agg(DISTINCT part #>> ''{}'') FROM %I r, jsonb_path_query(to_jsonb(r), ''$.**'') part'
            ' WHERE r.reading_id = ANY ($1) AND jsonb_typeof(part) = ''string'''
            ' AND r.start < coalesce($3, 2147483647) AND r."end" > coalesce($2, 0)'
            ' AND part #>> ''{}'' ~ ''(\S+\s+){4}\S'' AND position(lower(part #>> ''{}'') in lower($4)) > 0', cut)
            INTO found USING readings, first, last, told;
        texts := texts || coalesce(found, '{}');
    END LOOP;
    SELECT array_agg(DISTINCT part #>> '{}') INTO found
        FROM deals_passage p JOIN deals_citation c ON c.id = p.citation_id JOIN deals_claim m ON m.id = c.claim_id,
             jsonb_path_query(to_jsonb(m), '$.**') part
        WHERE p.reading_id = ANY (readings) AND p.start < coalesce(last, 2147483647) AND p."end" > coalesce(first, 0)
            AND jsonb_typeof(part) = 'string' AND part #>> '{}' ~ '(\S+\s+){4}\S'
            AND position(lower(part #>> '{}') in lower(told)) > 0;
    RETURN texts || coalesce(found, '{}');
END $$;

-- A reading's text once it is blanked.
CREATE FUNCTION blanked_reading(reading sources_reading, readings bigint[], first integer, last integer, runs text[])
    RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN reading.id <> ALL (readings) THEN blanked_text(reading.text, runs)
                WHEN first IS NULL THEN repeat('█', length(reading.text))
                ELSE blanked_spans(reading.text, withheld_spans(reading.text, runs)
                     + int4multirange(int4range(first + 1, last + 1))) END
$$;

-- Each value that would change: in which column of which row, before and after, and where the given words stand in it.
CREATE FUNCTION withheld_places(readings bigint[], first integer, last integer, given text[])
    RETURNS TABLE (place text, row_key text, named text, before text, after text, found jsonb)
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    texts text[] := withheld_texts(readings, first, last, given);
    runs text[] := withheld_runs(texts);
    pattern text := withheld_pattern(texts);
    affected bigint[] := ARRAY(SELECT id FROM sources_reading r WHERE r.text ~* pattern OR id = ANY (readings));
    col record;
    read_as text;
    chosen text;
BEGIN
    FOR col IN SELECT * FROM withholding_columns() LOOP
        chosen := format('r.%I::text ~* $5', col.named);
        read_as := CASE
            WHEN col.is_json THEN format('blanked_json(r.%I::text, $4)', col.named)
            WHEN col.type LIKE '%[]' THEN format(
                '(SELECT array_agg(blanked_text(part, $4) ORDER BY n)'
                ' FROM unnest(r.%I) WITH ORDINALITY parts(part, n))::text', col.named)
            ELSE format('blanked_text(r.%I, $4)', col.named) END;
        IF (col.place, col.named) = ('sources_reading', 'text') THEN
            read_as := 'blanked_reading(r, $1, $2, $3, $4)';
            chosen := chosen || ' OR r.id = ANY ($1)';
        ELSIF (col.place, col.named) = ('sources_reading', 'asides') THEN
            read_as := 'CASE WHEN $2 IS NULL AND r.id = ANY ($1) THEN (SELECT coalesce(jsonb_agg(repeat(''█'', length('
                'part))), ''[]'') FROM jsonb_array_elements_text(r.asides) part)::text ELSE ' || read_as || ' END';
            chosen := chosen || ' OR r.id = ANY ($1)';
        ELSIF col.is_cut THEN
            read_as := format('(SELECT cut_again(blanked_reading(s, $1, $2, $3, $4), %L, r.start, r."end", length(r.%I))'
                              ' FROM sources_reading s WHERE s.id = r.reading_id)', col.named, col.named);
            chosen := 'r.reading_id = ANY ($7)';
        END IF;
        RETURN QUERY EXECUTE format(
            'SELECT %L, q.key, %L, q.before, q.after, (SELECT coalesce(jsonb_object_agg(n - 1, position(lower(word)'
            ' in lower(q.before))), ''{}'') FROM unnest($6) WITH ORDINALITY words(word, n)'
            ' WHERE position(lower(word) in lower(q.before)) > 0)'
            ' FROM (SELECT r.%I::text AS key, r.%I::text AS before, %s AS after FROM %I r WHERE %s OFFSET 0) q'
            ' WHERE q.after IS DISTINCT FROM q.before',
            col.place, col.named, col.key, col.named, read_as, col.place, chosen)
            USING readings, first, last, runs, pattern, given, affected;
    END LOOP;
END $$;
"""
CUT = """
-- A passage, or what stands before or after it, cut out of its reading's text again.
CREATE FUNCTION cut_again(told text, named text, first integer, last integer, letters integer) RETURNS text
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE named WHEN 'prefix' THEN substr(told, first - letters + 1, letters)
                      WHEN 'suffix' THEN substr(told, last + 1, letters)
                      ELSE substr(told, first + 1, last - first) END
$$;
"""
CUT_BACK = "DROP FUNCTION cut_again(text, text, integer, integer, integer);"
PLACES_BACK = """
DROP FUNCTION withheld_places(bigint[], integer, integer, text[]);
DROP FUNCTION blanked_reading(sources_reading, bigint[], integer, integer, text[]);
DROP FUNCTION withheld_texts(bigint[], integer, integer, text[]);
DROP FUNCTION withholding_columns();
"""

# The gate: open to the tables' owner alone, while a withholding that two people signed is blanked in this transaction.
GATE = """
CREATE FUNCTION withholding_is_under_way() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF current_user <> (SELECT tableowner FROM pg_tables WHERE (schemaname, tablename) = ('public', 'deals_withholding'))
    THEN RETURN false; END IF;
    RETURN EXISTS (SELECT FROM deals_withholding WHERE state = 'confirmed' AND blanked_at = now());
END $$;
CREATE OR REPLACE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND withholding_is_under_way() THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rule 4: rows of % never change', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = now() AND (OLD.id, OLD.created_at) = (NEW.id, NEW.created_at) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND withholding_is_under_way() THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rule 5: who signed, and why, never changes' USING ERRCODE = 'check_violation';
END $$;
-- What was approved says the same with letters less: its approval is blanked with it.
DROP TRIGGER approved_version_stands ON deals_claim;
CREATE TRIGGER approved_version_stands AFTER UPDATE ON deals_claim FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND NEW.version = OLD.version AND NOT withholding_is_under_way())
    EXECUTE FUNCTION approved_version_stands();
"""
GATE_BACK = """
CREATE OR REPLACE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rule 4: rows of % never change', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE FUNCTION signature_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = now() AND (OLD.id, OLD.created_at) = (NEW.id, NEW.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rule 5: who signed, and why, never changes' USING ERRCODE = 'check_violation';
END $$;
DROP TRIGGER approved_version_stands ON deals_claim;
CREATE TRIGGER approved_version_stands AFTER UPDATE ON deals_claim FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.* AND NEW.version = OLD.version) EXECUTE FUNCTION approved_version_stands();
DROP FUNCTION withholding_is_under_way();
"""
HISTORY_WAS_ON = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS 'SELECT FALSE';
"""

WITHHOLDING = """
CREATE FUNCTION withholding_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := '{state,decided_by_id,decided_at,texts}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'asked' AND NOT NEW.is_replayed AND signed_by_publisher(NEW.asked_by_id) THEN RETURN NEW; END IF;
        -- What two people signed before: the ledger of the tables' owner.
        IF NEW.state = 'confirmed' AND NEW.is_replayed AND NEW.blanked_at = now() AND current_user = (
            SELECT tableowner FROM pg_tables WHERE (schemaname, tablename) = ('public', 'deals_withholding')
        ) THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'rule 4: a withholding is asked for by the publisher or administrator who signs'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND withholding_is_under_way() AND OLD.state = 'confirmed' THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state = 'declined' AND signed_by_publisher(NEW.decided_by_id)
        AND to_jsonb(NEW) - decided = to_jsonb(OLD) - decided THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state = 'confirmed' AND NEW.blanked_at = now()
        AND (NEW.is_replayed OR signed_by_publisher(NEW.decided_by_id) AND NEW.decided_by_id <> OLD.asked_by_id)
        AND current_user = (
            SELECT tableowner FROM pg_tables WHERE (schemaname, tablename) = ('public', 'deals_withholding')
        ) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rule 4: a withholding is confirmed or declined once, and stands' USING ERRCODE = 'check_violation';
END $$;
-- Nobody hides a forged row among those that verification lets pass.
CREATE FUNCTION told_by_a_withholding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF withholding_is_under_way() THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'rule 4: what was withheld is told by the withholding itself' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER told_by_a_withholding BEFORE INSERT ON deals_withheldrow FOR EACH ROW
    EXECUTE FUNCTION told_by_a_withholding();
CREATE TRIGGER withholding_stands BEFORE INSERT OR UPDATE OR DELETE ON deals_withholding FOR EACH ROW
    EXECUTE FUNCTION withholding_stands();

-- The readings that a withholding names: all of the same bytes where the whole text goes.
CREATE FUNCTION readings_withheld(asked deals_withholding) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(r.id ORDER BY r.id <> asked.reading_id, r.id), '{}') FROM sources_reading r
        JOIN sources_snapshot s ON s.id = r.snapshot_id
        WHERE r.id = asked.reading_id OR asked.what = 'reading' AND s.sha256 = (
            SELECT own.sha256 FROM sources_snapshot own JOIN sources_reading named ON named.snapshot_id = own.id
            WHERE named.id = asked.reading_id)
$$;

-- Puts █ in every place. Of a column that must differ from row to row one more, where two would be the same.
CREATE FUNCTION blank_row(wanted_place text, wanted_row text, columns text[], values_ text[]) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    key text := (SELECT c.key FROM withholding_columns() c WHERE c.place = wanted_place LIMIT 1);
    written text;
BEGIN
    FOR more IN 0..60 LOOP
        SELECT string_agg(format('%I = %L', named, CASE WHEN told ~ '^█+$' THEN told || repeat('█', more) ELSE told END),
                          ', ') INTO written FROM unnest(columns, values_) given(named, told);
        BEGIN
            EXECUTE format('UPDATE %I SET %s WHERE %I = %L', wanted_place, written, key, wanted_row);
            RETURN;
        EXCEPTION WHEN unique_violation THEN
            IF more = 60 THEN RAISE; END IF;
        END;
    END LOOP;
END $$;

-- Nobody writes, nor begins to by locking a row, until all is blanked: whoever published meanwhile would bring back what
-- he had read. All locks or none, and soon given up, so that nobody who holds one and waits for another is in a knot
-- with us; only the last time long enough for PostgreSQL to send its own cleaning away (deadlock_timeout, one second).
CREATE FUNCTION withholding_is_alone() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wanted text := (SELECT string_agg(DISTINCT quote_ident(c.place), ', ') FROM withholding_columns() c);
    patience text;
    before text := current_setting('lock_timeout');
BEGIN
    FOREACH patience IN ARRAY array_fill('300ms'::text, ARRAY[20]) || '5s'::text LOOP
        BEGIN
            PERFORM set_config('lock_timeout', patience, true);
            EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', wanted);
            PERFORM set_config('lock_timeout', before, true);
            RETURN;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            PERFORM pg_sleep(0.05);
        END;
    END LOOP;
    RAISE EXCEPTION 'others write to the register all the while' USING ERRCODE = 'lock_not_available';
END $$;

CREATE FUNCTION blank_withheld(number bigint, files text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    asked deals_withholding;
    spot record;
    sources bigint[];
BEGIN
    PERFORM withholding_is_alone();
    SELECT * INTO asked FROM deals_withholding WHERE id = number;
    FOR spot IN
        SELECT p.place, p.row_key, array_agg(p.named) AS columns, array_agg(p.after) AS told, array_agg(p.found) AS found
            FROM withheld_places(readings_withheld(asked), asked.start, asked."end",
                ARRAY(SELECT jsonb_array_elements_text(asked.texts))) p
            GROUP BY p.place, p.row_key ORDER BY p.place <> 'sources_reading', p.place
    LOOP
        PERFORM blank_row(spot.place, spot.row_key, spot.columns, spot.told);
        INSERT INTO deals_withheldrow (withholding_id, place, "row", "column", found)
            SELECT number, spot.place, spot.row_key, named, told FROM unnest(spot.columns, spot.found) given(named, told)
            WHERE spot.place !~ '^deals_published';  -- the projection is made anew
    END LOOP;
    files := files || ARRAY(SELECT DISTINCT s.file FROM deals_withheldrow w
        JOIN sources_reading r ON r.id::text = w."row" JOIN sources_snapshot s ON s.id = r.snapshot_id
        WHERE w.withholding_id = number AND w.place = 'sources_reading' AND s.file <> ALL (files));
    INSERT INTO deals_withheldrow (withholding_id, place, "row", "column", found)
        SELECT number, 'file', name, '', '{}'::jsonb FROM unnest(files) name
        UNION ALL SELECT number, 'sources_snapshot', id::text, 'file', '{}'::jsonb FROM sources_snapshot
            WHERE file = ANY (files);
    sources := ARRAY(SELECT source_id FROM sources_snapshot WHERE file = ANY (files));
    UPDATE deals_release SET withheld = withheld || jsonb_build_array(jsonb_build_object(
            'ground', asked.ground, 'since', to_char(asked.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')))
        WHERE id::text IN (SELECT "row" FROM deals_withheldrow WHERE withholding_id = asked.id AND place = 'deals_release')
            OR EXISTS (SELECT FROM sources_source s WHERE s.id = ANY (sources)
                       AND position('"' || s.public_id || '"' in document) > 0);
END $$;

-- The one function that may write where nothing changes. `files`: names in the storage of those that say it; with them
-- go the files of which a reading is blanked.
CREATE FUNCTION withhold(number bigint, files text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked deals_withholding;
    second bigint := signing_member();
BEGIN
    PERFORM withholding_is_alone();
    SELECT * INTO asked FROM deals_withholding WHERE id = number FOR UPDATE;
    IF asked.state IS DISTINCT FROM 'asked' THEN
        RAISE EXCEPTION 'rule 4: this withholding does not wait for a second person' USING ERRCODE = 'check_violation';
    END IF;
    IF second IS NULL OR second = asked.asked_by_id OR NOT signed_by_publisher(second) THEN
        RAISE EXCEPTION 'rule 4: a second publisher or administrator confirms a withholding'
            USING ERRCODE = 'check_violation';
    END IF;
    UPDATE deals_withholding SET state = 'confirmed', decided_by_id = second, decided_at = now(), blanked_at = now()
        WHERE id = number;
    PERFORM blank_withheld(number, files);
END $$;

-- What was withheld does not come back: neither the bytes, nor others of the same source.
CREATE FUNCTION withheld_stays_away() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM deals_withheldrow WHERE place = 'file' AND "row" = NEW.file)
        OR EXISTS (SELECT FROM deals_withheldrow w JOIN sources_snapshot s ON s.id::text = w."row"
                   WHERE w.place = 'sources_snapshot' AND w."column" = 'file' AND s.source_id = NEW.source_id) THEN
        RAISE EXCEPTION 'rule 4: this source is withheld and not captured again' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER withheld_stays_away BEFORE INSERT ON sources_snapshot FOR EACH ROW
    EXECUTE FUNCTION withheld_stays_away();
"""
WITHHOLDING_BACK = """
DROP TRIGGER withheld_stays_away ON sources_snapshot;
DROP FUNCTION withheld_stays_away();
DROP FUNCTION withhold(bigint, text[]);
DROP FUNCTION blank_withheld(bigint, text[]);
DROP FUNCTION withholding_is_alone();
DROP FUNCTION blank_row(text, text, text[], text[]);
DROP FUNCTION readings_withheld(deals_withholding);
DROP TRIGGER told_by_a_withholding ON deals_withheldrow;
DROP FUNCTION told_by_a_withholding();
DROP TRIGGER withholding_stands ON deals_withholding;
DROP FUNCTION withholding_stands();
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION withhold(bigint, text[]), blank_withheld(bigint, text[]),
    blank_row(text, text, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withhold(bigint, text[]) TO register_desk;
GRANT SELECT (withheld) ON deals_release TO register_public;
"""
RIGHTS_BACK = "REVOKE SELECT (withheld) ON deals_release FROM register_public;"


class Migration(migrations.Migration):
    dependencies = [("deals", "0008_withholding"), ("suggestions", "0001_tables")]
    operations = [
        *under_the_rules("deals_withholding"),
        *under_the_rules("deals_withheldrow", is_frozen=True),
        trigger("permanent", "UPDATE OF public_id", "deals_withholding"),
        grant("register_desk", "SELECT, INSERT, UPDATE", "deals_withholding"),
        grant("register_desk", "SELECT", "deals_withheldrow"),
        grant("register_worker", "SELECT", "deals_withheldrow"),
        migrations.RunSQL(STRING, STRING_BACK),
        migrations.RunSQL(FINDING, FINDING_BACK),
        migrations.RunSQL(CUT, CUT_BACK),
        migrations.RunSQL(PLACES, PLACES_BACK),
        migrations.RunSQL(GATE, GATE_BACK),
        migrations.RunSQL(HISTORY_STAYS_ON, HISTORY_WAS_ON),
        migrations.RunSQL(WITHHOLDING, WITHHOLDING_BACK),
        migrations.RunSQL(RIGHTS, RIGHTS_BACK),
    ]
