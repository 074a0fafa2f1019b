"""What is kept of all deals together, set right once copies stand in the place of the pattern deals."""

from deals.publishing.counting import COUNTED

FACETS_COUNTED = (
    "UPDATE deals_publishedfacet SET number_deals = 0",
    """
    INSERT INTO deals_publishedfacet (token, facet, label, number_deals)
    SELECT token, split_part(token, ':', 1), split_part(token, ':', 2), count(*)
    FROM deals_publisheddeal, unnest(facets) AS token GROUP BY token
    ON CONFLICT (token) DO UPDATE SET number_deals = EXCLUDED.number_deals
    """,
    "DELETE FROM deals_publishedfacet WHERE number_deals = 0",
)
"""The years of the copies are values of their own, which are called as they are."""
TALLIES_COUNTED = (
    "DELETE FROM deals_publishedtally",
    f"INSERT INTO deals_publishedtally (subject, role, token, number_deals) {COUNTED}",
)
NUMBERS_GO_ON = """
DO $$ DECLARE found record; highest bigint; BEGIN
    FOR found IN SELECT attrelid::regclass AS name, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE attidentity <> '' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('SELECT max(%I) FROM %s', found.attname, found.name) INTO highest;
        IF highest > 0 THEN PERFORM setval(pg_get_serial_sequence(found.name::text, found.attname), highest); END IF;
    END LOOP;
END $$
"""
