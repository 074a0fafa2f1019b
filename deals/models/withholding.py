"""The one exception to “never changes”: what two people withhold, and each row and file in which it was blanked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q

from deals.fields import one_of, public_id, word
from deals.sources.models import Reading, Snapshot
from deals.sources.withheld import files_that_say
from deals.vocabulary.withholding import Ground, Withheld, WithholdingState

if TYPE_CHECKING:
    from typing import Any

# The functions of the migration `withholding_rules`, asked about a withholding that may not be stored yet.
_ASKED = (
    "FROM jsonb_populate_record(NULL::deals_withholding, %s) asked, LATERAL (SELECT readings_withheld(asked) AS ids,"
)
_ASKED += " ARRAY(SELECT jsonb_array_elements_text(asked.texts)) AS texts) given"
PLACES = (
    "SELECT p.place, p.row_key, p.named, p.before, p.after"
    f' {_ASKED}, withheld_places(given.ids, asked.start, asked."end", given.texts) p'
)
RUNS = f'SELECT withheld_runs(withheld_texts(given.ids, asked.start, asked."end", given.texts)) {_ASKED}'

_SHAPES = {
    Withheld.SNAPSHOT: Q(snapshot__isnull=False, reading__isnull=True, start__isnull=True, end__isnull=True),
    Withheld.READING: Q(snapshot__isnull=True, reading__isnull=False, start__isnull=True, end__isnull=True),
    Withheld.QUOTE: Q(snapshot__isnull=True, reading__isnull=False, start__gte=0, end__gt=F("start")),
    Withheld.NAME: Q(snapshot__isnull=True, reading__isnull=True, start__isnull=True, end__isnull=True),
}


def _is_of_one_shape() -> Q:
    """An absent reading or snapshot is right only where a ledger was replayed on a backup that never held it."""
    shape = Q(is_replayed=True)
    for what, columns in _SHAPES.items():
        shape |= Q(what=what.value) & columns
    return shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value that would be blanked: the column of a row, and what it holds before and after."""

    table: str
    row: str
    column: str
    before: str
    after: str


class Withholding(models.Model):
    """“A court forbade this quotation; one publisher asked, another confirmed.” The words themselves are not kept.

    A quote is named by its place in a reading; `texts` (names, further wordings) are blanked with all else.
    """

    public_id = public_id()
    what = word(Withheld)
    ground = word(Ground)
    reference = models.CharField(max_length=300, help_text="The order, the letter, the case. For staff only.")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="withholdings")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, blank=True, related_name="withholdings")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    texts = models.JSONField(default=list, blank=True)
    marks = models.JSONField(default=list, blank=True, help_text="Of each text: salt, slow hash, letters. For replay.")
    state = word(WithholdingState, default=WithholdingState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    blanked_at = models.DateTimeField(null=True, blank=True, help_text="In this database; a replay's is later.")
    is_replayed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(name="withholding_what_is_a_word", condition=one_of("what", Withheld)),
            models.CheckConstraint(name="withholding_ground_is_a_word", condition=one_of("ground", Ground)),
            models.CheckConstraint(name="withholding_has_a_reference", condition=~Q(reference="")),
            models.CheckConstraint(name="withholding_is_of_one_shape", condition=_is_of_one_shape()),
            models.CheckConstraint(
                name="withholding_is_by_two",
                condition=Q(state=WithholdingState.ASKED.value, decided_by__isnull=True, blanked_at__isnull=True)
                | Q(state=WithholdingState.DECLINED.value, decided_by__isnull=False, blanked_at__isnull=True)
                | Q(state=WithholdingState.CONFIRMED.value, decided_by__isnull=False, blanked_at__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{Withheld(self.what).label}, {Ground(self.ground).label}, {self.public_id}"

    @property
    def is_waiting(self) -> bool:
        return WithholdingState(self.state) is WithholdingState.ASKED

    def places(self) -> list[Place]:
        """What it would blank if it were confirmed now. Once it is, nothing is left to find."""
        return [
            Place(table=table, row=row, column=column, before=before, after=after)
            for table, row, column, before, after in self._told(PLACES)
        ]

    def files(self, places: list[Place]) -> list[str]:
        """Names of the files that it would blank: whole, for a passage cannot be cut out of bytes. Reads every file."""
        readings = [int(place.row) for place in places if place.table == "sources_reading"]
        held = Snapshot.objects.filter(readings__in=readings).values_list("file", flat=True)
        return sorted({*held, *self.files_of_its_own()})

    def files_of_its_own(self) -> list[str]:
        """Those that say it as they lie there; the database adds the files of the readings that it blanks."""
        if self.snapshot:
            return [self.snapshot.file]
        return files_that_say(self._told(RUNS)[0][0])

    def _told(self, statement: str) -> list[tuple[Any, ...]]:
        columns = {"what": self.what, "reading_id": self.reading_id, "texts": self.texts}
        asked = json.dumps({**columns, "start": self.start, "end": self.end})
        with connection.cursor() as cursor:
            cursor.execute(statement, [asked])
            told: list[tuple[Any, ...]] = cursor.fetchall()
        return told


class WithheldRow(models.Model):
    """“In this column of this row it was blanked.” Of a file, `place` is "file" and `row` its name in the storage."""

    FILE = "file"

    withholding = models.ForeignKey(Withholding, on_delete=models.PROTECT, related_name="rows")
    place = models.CharField(max_length=63)
    row = models.CharField(max_length=200)
    column = models.CharField(max_length=63, blank=True, default="")
    found = models.JSONField(
        default=dict, help_text="Where the numbered texts stood in the column, from 1. For replay."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["withholding", "place", "row", "column"], name="withheld_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.row} {self.column}"
