"""Rule 2: a quoted passage stands, letter for letter, at its place in a reading of the source that is cited."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

OTHER_WORDS = """
    SELECT passage.id FROM deals_passage passage JOIN sources_reading reading ON reading.id = passage.reading_id
    WHERE substr(reading.text, passage.start + 1, passage."end" - passage.start) <> passage.text
"""
OTHER_SOURCE = """
    SELECT passage.id FROM deals_passage passage JOIN deals_citation citation ON citation.id = passage.citation_id
        JOIN sources_reading reading ON reading.id = passage.reading_id
        JOIN sources_snapshot snapshot ON snapshot.id = reading.snapshot_id
    WHERE citation.basis <> 'quoted' OR snapshot.source_id <> citation.source_id
"""
NO_WORDS = """
    SELECT id FROM deals_citation citation WHERE basis = 'quoted'
        AND NOT EXISTS (SELECT FROM deals_passage WHERE citation_id = citation.id)
"""


def look() -> Looked:
    findings = (
        *wrong("deals_passage", "does not stand in its reading", OTHER_WORDS),
        *wrong("deals_passage", "is not from the quoted source of its citation", OTHER_SOURCE),
        *wrong("deals_citation", "is a quotation without a passage", NO_WORDS),
    )
    return looked("deals_passage", "deals_citation", findings=findings)


CHECK = Check(
    name="passages", holds="Each quoted passage stands, letter for letter, in its reading.", look=look,
    blanking_explains=True,
)  # fmt: skip
