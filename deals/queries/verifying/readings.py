"""The hash of each reading's text, computed again."""

from deals.queries.verifying.shape import Check, Looked, looked, wrong

OTHER_TEXT = """
    SELECT id FROM sources_reading WHERE sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex')
"""


def look() -> Looked:
    return looked("sources_reading", findings=wrong("sources_reading", "its text has another hash", OTHER_TEXT))


CHECK = Check(
    name="readings", holds="The text of each reading has its hash.", look=look, blanking_explains=True
)  # fmt: skip
