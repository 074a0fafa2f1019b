"""Which rows were withheld: blank by a decision of two people, and no damage.

The one place where withholding meets verification. A check says by `blanking_explains` that it would take a blank for
damage; what it finds of these rows is then left out.
"""

WithheldRows = frozenset[tuple[str, str]]
"""Table and number of each row."""


def withheld_rows() -> WithheldRows:
    """None: this version of the register withholds nothing yet."""
    return frozenset()
