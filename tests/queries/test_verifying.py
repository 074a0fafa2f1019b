"""Each check finds damage that was done past every guard: as superuser, with triggers and foreign keys off."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from config.engines.connections import BOOTSTRAP
from deals.actions.claims import edit_claim
from deals.models import Release
from deals.queries import verifying
from deals.queries.verifying import CHECKS, verify
from deals.signing import signed
from deals.sources.captures import kept_bytes, read_snapshot, record_reading
from deals.sources.models import Snapshot
from tests import factories
from tests.engines import _empty_tables, clean
from tests.rules.guards import NEW_FIGURE
from tests.rules.world import World, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engines import Engines

pytestmark = pytest.mark.django_db
QUICK = frozenset({"rereadings"})
"""Without the check that takes longest, and that never fails."""

# the damage, the check that finds it, and the words of its finding
NEW_EVENT = (
    "INSERT INTO deals_claimhistory SELECT (jsonb_populate_record(h, '{{{{{0}}}}}')).* FROM deals_claimhistory h"
    " WHERE pgh_obj_id = {1} AND pgh_label = 'insert'"
)
OF_HISTORY = "(SELECT pgh_context_id FROM deals_claimhistory WHERE version = 2 ORDER BY pgh_id DESC LIMIT 1)"
SAYS = "UPDATE pghistory_context SET metadata = metadata || '{{{{{0}}}}}' WHERE id = " + OF_HISTORY
RANKED = (
    "ALTER TABLE deals_claim DROP CONSTRAINT rank_has_a_reason; UPDATE deals_claim SET rank = 'best' WHERE id = {draft}"
    "; ALTER TABLE deals_claim ADD CONSTRAINT rank_has_a_reason CHECK (rank = 'normal') NOT VALID"
)
SWITCH = (
    "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql"
    " AS 'SELECT TRUE'"
)
COLUMNS = "deal_id, deal_public_id, number, schema, document, sha256, published_at, published_by_id, why"
RELEASED = f"INSERT INTO deals_release ({COLUMNS}) SELECT {COLUMNS.replace('number', '2')} FROM deals_release"
FORGED = 'UPDATE {0} SET document = document || \'{{{{"text": "forged"}}}}\' {1}'
OTHER_PROOF = "UPDATE deals_claim SET proof_id = {quoted} WHERE id = {approved}"
DAMAGES: dict[str, dict[str, str]] = {
    "guards": {
        "ALTER TABLE deals_passage DISABLE TRIGGER passage_stands": "passage_stands: the trigger is switched off",
        "DROP TRIGGER signed ON deals_claim": "signed: the trigger is missing",
        "ALTER TABLE deals_claim DROP CONSTRAINT claim_has_words": "claim_has_words: the constraint is missing",
        "ALTER TABLE deals_claim ADD CONSTRAINT late CHECK (version > 0) NOT VALID": "late: the constraint was never",
        "GRANT SELECT ON deals_claim TO register_public": "the public's role may read it",
        "GRANT UPDATE (title) ON deals_publisheddeal TO register_public": "the public's role may write to it",
        SWITCH: "a setting can switch history off",
    },
    "constraints": {RANKED: "breaks rank_has_a_reason"},
    "references": {
        "DELETE FROM deals_origin WHERE id = {origin}": "deals_origin has no such id",
        OTHER_PROOF: "claim_proof_is_its_own",
        "DELETE FROM deals_approval WHERE id = {approval}": "approved_claim_has_an_approval",
    },
    "histories": {
        "UPDATE deals_party SET name = 'Upland' WHERE id = {party}": "was changed past history",
        "INSERT INTO sources_outlet (name, domain) VALUES ('Evening Post', '')": "was changed past history",
        "DELETE FROM deals_passage WHERE id = {passage}": "was deleted past history",
    },
    "signatures": {
        f"DELETE FROM pghistory_context WHERE id = {OF_HISTORY}": "is signed by nobody",
        SAYS.format('"member": "x"'): "is signed by nobody",
        SAYS.format('"why": ""'): "changes an approved claim without a reason",
    },
    "versions": {
        NEW_EVENT.format('"pgh_id": 9999, "state": "approved", "text": "x"', "{approved}"): "says otherwise",
        NEW_EVENT.format('"pgh_id": 9999, "version": 0', "{approved}"): "went back to an earlier version",
        NEW_EVENT.format('"pgh_id": 9999, "entry": "imported"', "{draft}"): "began otherwise",
        FORGED.format("deals_approval", "WHERE id = {approval}"): "keeps other words than the claim had",
    },
    "decisions": {
        "UPDATE deals_decision SET verdict = 'rejected' WHERE id = {decision}": "does not come of its decision",
        "UPDATE deals_decision SET verdict = 'amended' WHERE id = {decision}": "another state than was decided",
    },
    "snapshots": {
        "UPDATE sources_snapshot SET number_bytes = 1 WHERE id = {snapshot}": "not those that were taken",
        "UPDATE sources_snapshot SET sha256 = repeat('0', 64) WHERE id = {snapshot}": "not those that were taken",
    },
    "readings": {"UPDATE sources_reading SET text = text || ' More.' WHERE id = {reading}": "has another hash"},
    "passages": {
        "UPDATE deals_passage SET text = 'never said' WHERE id = {passage}": "does not stand in its reading",
        "UPDATE deals_citation SET source_id = {other_source} WHERE id = {quoted}": "not from the quoted source",
        "DELETE FROM deals_passage WHERE citation_id = {quoted}": "a quotation without a passage",
    },
    "suggestions": {"UPDATE suggestions_suggestion SET quote = 'x' WHERE id = {waiting}": "does not stand"},
    "summaries": {
        "UPDATE deals_deal SET rests_on = '{{nosuchone1}}' WHERE id = {deal}": "what is no approved claim of it",
    },
    "releases": {
        "UPDATE deals_release SET document = replace(document, 'radars', 'rockets')": "has another hash",
        "UPDATE deals_release SET number = 7": "is not the next one of its deal",
        "UPDATE deals_release SET document = 'no document'": "cannot be read",
        "UPDATE deals_release SET document = document || ' '": "is not the canonical text",
        "UPDATE deals_release SET schema = 99": "tells another schema, deal, number or time",
    },
    "approved": {
        FORGED.format("deals_approval", "WHERE id = {approval}"): "otherwise than it was approved",
        "UPDATE deals_approval SET version = 7 WHERE id = {approval}": "in a version that was never approved",
    },
    "published": {
        "UPDATE deals_publisheddeal SET title = 'Another deal'": "differs from its release in title",
        "UPDATE deals_publishedentry SET text = 'otherwise'": "differs from its release in entries",
        "DELETE FROM deals_publishedentry": "differs from its release in entries",
        "UPDATE deals_publishedmention SET name = 'otherwise'": "differs from its release in mentions",
        NEW_FIGURE: "differs from its release in figures",
        "UPDATE deals_publishedtally SET number_deals = 7": "is not what a count yields",
        "DELETE FROM deals_publishedtally": "is not what a count yields",
        "DELETE FROM deals_publisheddeal": "lists do not show",
        RELEASED: "is not of its deal's newest release",
    },
    "lasting": {"DELETE FROM deals_claim WHERE id = {approved}": "shows claims that are no more"},
}
CASES = [pytest.param(*case, id=f"{name}-{number}") for name, cases in DAMAGES.items()
         for number, case in enumerate([(name, *told) for told in cases.items()])]  # fmt: skip


@pytest.fixture(scope="module")
def register(engines: Engines, django_db_blocker: Any) -> Iterator[World]:
    """One register for all damages: each is rolled back."""
    with django_db_blocker.unblock():
        empty = _empty_tables(engines)
        try:
            made = rows()
            _edit_an_approved_claim()
            yield World(engines, engines.connect, made | {"read_well": _read_by_the_reader()})
        finally:
            clean(engines, empty)


def _edit_an_approved_claim() -> None:
    """So that history has a change that needs its reason."""
    claim = factories.an_approved_claim()
    claim.text = "Talks are held once more."
    edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="a slip of the pen")


def _read_by_the_reader() -> int:
    """The factories' readings are made up: the reader of today would read other texts."""
    snapshot = Snapshot.objects.latest("pk")
    with signed(by=factories.a_member().pk):
        return record_reading(snapshot, read_snapshot(snapshot)).pk


@pytest.fixture
def superuser(register: World) -> Iterator[World]:
    """The connection that the program uses is the superuser's, with triggers off, and takes back whatever it does."""
    desk, bootstrap = connections["default"], connections.create_connection("default")
    bootstrap.settings_dict = {**desk.settings_dict, "USER": BOOTSTRAP}
    connections["default"] = bootstrap
    try:
        with transaction.atomic():
            damage(register, "SET LOCAL session_replication_role = replica")
            yield register
            transaction.set_rollback(True)
    finally:
        bootstrap.close()
        connections["default"] = desk


def damage(world: World, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(world.sql(statement).decode())


def found() -> dict[str, list[str]]:
    """What is said of each row, by the name of the check that says it."""
    told = {done.name: [f"{f.table} {f.row}: {f.says}" for f in done.findings] for done in verify(without=QUICK)}
    return {name: says for name, says in told.items() if says}


@pytest.mark.parametrize(("check", "statement", "words"), CASES)
def test_the_check_finds_the_damage(check: str, statement: str, words: str, superuser: World) -> None:
    damage(superuser, statement)
    assert words in " | ".join(found().get(check, []))


def test_each_check_is_seen_to_fail() -> None:
    """But that of the rereadings, which never fails."""
    assert [check.name for check in CHECKS if check.is_failure and check.name not in DAMAGES] == []


def test_a_register_that_is_whole_is_verified_by_the_desk(register: World) -> None:
    told = io.StringIO()
    call_command("verify_register", without=["rereadings"], stdout=told)
    lines = told.getvalue().splitlines()
    assert lines[-1] == "Everything holds."
    assert lines[-2].endswith("rows a second.")
    outcomes = {line.split()[0]: line.split()[-1] for line in lines[:-2]}
    assert outcomes == {check.name: "holds" for check in CHECKS if check.is_failure}
    assert all(int(line.split()[1]) for line in lines[:-2]), "a check that looks at no row proves nothing"


def test_the_command_lists_what_fails_and_ends_with_an_error(superuser: World) -> None:
    damage(superuser, "UPDATE deals_passage SET text = 'never said' WHERE id = {passage}")
    told = io.StringIO()
    with pytest.raises(CommandError, match="rows fail"):
        call_command("verify_register", without=["rereadings"], stdout=told)
    assert f"deals_passage {superuser.ids['passage']}: does not stand in its reading" in told.getvalue()


def test_a_reading_that_differs_today_is_told_and_is_no_failure(register: World) -> None:
    told = io.StringIO()
    call_command("verify_register", stdout=told)
    assert f"sources_reading {register.ids['reading']}: text-1 reads another text today" in told.getvalue()
    assert f"sources_reading {register.ids['read_well']}:" not in told.getvalue()
    assert told.getvalue().splitlines()[-1] == "Everything holds."


@contextmanager
def another_file(name: str, content: bytes | None) -> Iterator[None]:
    """The file in the storage with other bytes, or gone."""
    path, kept = default_storage.path(name), kept_bytes(name)
    default_storage.delete(name)
    try:
        if content is not None:
            default_storage.save(name, ContentFile(content))
        yield
    finally:
        default_storage.delete(name)
        assert default_storage.path(default_storage.save(name, ContentFile(kept))) == path


@pytest.mark.parametrize(
    ("content", "words"), [(b"other bytes", "not those that were taken"), (None, "cannot be read")]
)
def test_bytes_that_changed_or_are_gone_are_found(content: bytes | None, words: str, register: World) -> None:
    snapshot = Snapshot.objects.get(pk=register.ids["snapshot"])
    with another_file(snapshot.file, content):
        told = found()
    assert list(told) == ["snapshots"]
    assert words in told["snapshots"][0]
    assert found() == {}


def test_what_is_withheld_is_accepted_by_the_checks_that_a_blank_would_fail(
    superuser: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place for withholding: its rows are passed over there, and nowhere else."""
    blank = "UPDATE sources_reading SET text = '[withheld]' WHERE id = {other_reading}"
    damage(superuser, f"{blank}; UPDATE deals_party SET name = '[withheld]' WHERE id = {{party}}")
    assert set(found()) == {"readings", "histories"}
    rows_of = {("sources_reading", str(superuser.ids["other_reading"])), ("deals_party", str(superuser.ids["party"]))}
    withheld = verifying.withheld_rows() | rows_of
    monkeypatch.setattr(verifying, "withheld_rows", lambda: withheld)
    assert set(found()) == {"histories"}


def test_a_damaged_release_fails_its_own_check_and_no_other_breaks(superuser: World) -> None:
    document = Release.objects.get(pk=superuser.ids["release"]).document
    for damaged in ("[]", "{}", '{"claims": 3}', document.replace('"kind":"stage"', '"kind":"rumour"')):
        damage(superuser, "UPDATE deals_release SET document = '" + damaged.replace("{", "{{").replace("}", "}}") + "'")
        told = found()
        assert "releases" in told
        assert set(told) <= {"releases", "approved"}
