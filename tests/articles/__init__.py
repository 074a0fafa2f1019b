"""Articles in our own words, for reading, for the pipeline and for the journeys."""

from pathlib import Path

FOLDER = Path(__file__).parent
S400_THREAT = FOLDER / "s400_threat.txt"
"""A conditional threat, talks that go on, an agreement in principle, a payment "last month": five facts."""
S400_PUBLISHED = "2017-10-09"
