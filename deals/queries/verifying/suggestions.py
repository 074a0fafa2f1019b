"""What a program suggests stands in the text that it read."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

OTHER_WORDS = """
    SELECT suggestion.id FROM suggestions_suggestion suggestion
        JOIN sources_reading reading ON reading.id = suggestion.reading_id
    WHERE substr(reading.text, suggestion.start + 1, suggestion."end" - suggestion.start) <> suggestion.quote
"""


def look() -> Looked:
    found = wrong("suggestions_suggestion", "does not stand in its reading", OTHER_WORDS)
    return looked("suggestions_suggestion", findings=found)


CHECK = Check(
    name="suggestions", holds="Each suggestion stands, letter for letter, in its reading.", look=look,
    blanking_explains=True,
)  # fmt: skip
