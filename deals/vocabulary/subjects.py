"""What has a public page of its own, on which the deals that name it are listed."""

from deals.vocabulary.words import Word


class Subject(Word):
    """`Subject.PARTY` with a party's id is kept as “party:7f3k…”."""

    PARTY = "party"
    SYSTEM = "system"

    def token(self, value: str) -> str:
        return f"{self.value}:{value}"


class By(Word):
    """By what the deals of a subject are counted: `By.WITH` with a party's id is kept as “with:7f3k…”."""

    PHASE = "phase"
    WITH = "with"
    SYSTEM = "system"

    def token(self, value: str) -> str:
        return f"{self.value}:{value}"
