"""What all our vocabularies share: a word is its own value, and has a label for people."""

from enum import StrEnum


class Word(StrEnum):
    """`Role.COMPONENT_SUPPLIER` is stored as "component_supplier" and read as "component supplier"."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order of the vocabulary, for fields and forms."""
        return [(word.value, word.label) for word in cls]
