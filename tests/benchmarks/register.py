"""A large register and what it costs: `python -m tests.benchmarks.register FOLDER make --deals 10000`.

FOLDER is a data folder of its own; `patterns` makes just the deals that copies are made of. Afterwards `verify`,
`publish`, `withhold`, `history` and `save` in place of `make` measure in it.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
HISTORY, SIGNING = "^pgtrigger_(insert|update|delete)_", "^signed$|^approved_needs_a_reason$"
BLOCK = 20
"""So many saves with history, then as many without, in turns: what else the machine does meets both alike."""


def main() -> None:
    options = _options()
    os.environ |= {"DATA_DIR": str(options.folder.absolute()), "DJANGO_SETTINGS_MODULE": "config.settings"}
    import django  # noqa: PLC0415 -- once it is said where the data is

    from config import environment  # noqa: PLC0415
    from config.engines.lease import running  # noqa: PLC0415

    is_made = options.command in {"make", "patterns"}
    with running("postgres", environment.places(), durable=not is_made):  # what is half made is thrown away
        if is_made:
            subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
        django.setup()
        COMMANDS[options.command](options)


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--deals", type=int, default=10_000)
    parser.add_argument("--no-history", action="store_true", help="make it without, for what the public reads")
    parser.add_argument("--times", type=int, default=200, help="how often it is measured")
    return parser.parse_args()


def make(options: Namespace) -> None:
    """In the place of the pattern deals, which are made where the folder has none."""
    from tests.benchmarks import copies  # noqa: PLC0415
    from tests.benchmarks.shapes import shapes  # noqa: PLC0415

    if not _counted(options).exists():
        patterns(options)
    made, begun = json.loads(_counted(options).read_text()), time.monotonic()
    numbers = [shape.copies for shape in shapes(options.deals)]

    def tell(done: int) -> None:
        say(f"{done:,} deals", time.monotonic() - begun, "s")

    with _superuser() as connection:
        copies.multiply(connection, made, numbers, tell, with_history=not options.no_history)
        count = "SELECT (SELECT count(*) FROM deals_claim), pg_database_size(current_database()) / 1000000"
        claims, megabytes = connection.execute(count).fetchone() or (0, 0)
    _counted(options).unlink()
    say(f"{options.deals:,} deals, {claims:,} claims, {megabytes:,} MB in", time.monotonic() - begun, "s")


def patterns(options: Namespace) -> None:
    """The deals that copies are made of, by the actions; and how many rows each of them takes."""
    from tests.benchmarks import copies  # noqa: PLC0415
    from tests.benchmarks.shapes import PATTERNS, shapes  # noqa: PLC0415

    begun = time.monotonic()
    _counted(options).write_text(json.dumps(copies.made(shapes(PATTERNS))))
    say(f"{PATTERNS} pattern deals", time.monotonic() - begun, "s")


def _counted(options: Namespace) -> Path:
    return Path(options.folder) / "patterns.json"


def publish(options: Namespace) -> None:
    """Each time a deal of which one claim was edited and approved."""
    from deals.actions.publishing import publish as publish_deal  # noqa: PLC0415
    from deals.models import Deal  # noqa: PLC0415
    from tests.benchmarks.pattern import edit_and_approve  # noqa: PLC0415

    author, publisher = _members()
    taken = []
    for deal in _some(Deal.objects.all(), options.times):
        claim = deal.claims.order_by("?").first()
        assert claim is not None
        edit_and_approve(claim, author, publisher)
        taken.append(_seconds(lambda deal=deal: publish_deal(deal=deal, by=publisher, why="Edited.")))
    _say_spread("publishing a deal", taken)


def save(options: Namespace) -> None:
    """An edit at the desk, with history's triggers and without; and a row alone against a save that is not signed.

    What was saved without history fails verification afterwards, as it should: measure this last.
    """
    from deals.models import Claim  # noqa: PLC0415
    from tests.benchmarks.pattern import edit  # noqa: PLC0415

    author, _ = _members()
    claims = _some(Claim.objects.exclude(state="retracted"), 4 * options.times)
    kept, unkept = _in_turns(claims[: 2 * options.times], HISTORY, *[lambda claim: edit(claim, author)] * 2)
    _say_ratio("an edit at the desk", kept, unkept)
    signed_row, plain_row = _row_saved(author.pk)
    _say_ratio("the row alone", *_in_turns(claims[2 * options.times :], f"{HISTORY}|{SIGNING}", signed_row, plain_row))


def _row_saved(author: int) -> tuple[Callable[[Any], object], Callable[[Any], object]]:
    """A claim saved as a new version, signed and in a plain transaction."""
    from django.db import transaction  # noqa: PLC0415

    from deals.signing import signed  # noqa: PLC0415

    def row(claim: Any) -> None:
        claim.text, claim.version, claim.state = f"{claim.text} ", claim.version + 1, "draft"
        claim.save(update_fields=["text", "version", "state"])

    def signed_row(claim: Any) -> None:
        with signed(by=author, why="a slip of the pen"):
            row(claim)

    def plain_row(claim: Any) -> None:
        with transaction.atomic():
            row(claim)

    return signed_row, plain_row


def _in_turns(
    claims: list[Any], triggers: str, with_them: Callable[[Any], object], without: Callable[[Any], object]
) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    with _superuser() as connection:
        for first in range(0, len(claims), BLOCK):
            is_off = first // BLOCK % 2
            _switch(connection, triggers, "DISABLE" if is_off else "ENABLE")
            way = without if is_off else with_them
            seconds = [_seconds(lambda claim=claim, way=way: way(claim)) for claim in claims[first : first + BLOCK]]
            taken[is_off].extend(seconds[1:])  # the first one learns that the tables have changed
        _switch(connection, triggers, "ENABLE")
    return taken


def _switch(connection: psycopg.Connection[Any], triggers: str, to: str) -> None:
    asked = "SELECT tgname FROM pg_trigger WHERE tgname ~ %s AND tgrelid = 'deals_claim'::regclass"
    for (name,) in connection.execute(asked, [triggers]).fetchall():
        connection.execute(f"ALTER TABLE deals_claim {to} TRIGGER {name}".encode())


def _say_ratio(name: str, kept: list[float], unkept: list[float]) -> None:
    _say_spread(f"{name}, with history", kept)
    _say_spread(f"{name}, without", unkept)
    say(f"{name}: with history to without", statistics.median(kept) / statistics.median(unkept), "")


def history(options: Namespace) -> None:
    """What the page of a deal's history asks, and what putting its claims back to a moment would change."""
    from django.utils import timezone  # noqa: PLC0415

    from deals.models import Deal  # noqa: PLC0415
    from deals.publishing.past_claims import claims_at  # noqa: PLC0415
    from deals.queries.history import History, Wanted  # noqa: PLC0415
    from deals.queries.restoring import restoring  # noqa: PLC0415

    deals, now = _some(Deal.objects.all(), options.times), timezone.now()
    told = [_seconds(lambda deal=deal: History(deal).page(Wanted(), 1)) for deal in deals]
    _say_spread("the newest changes of a deal", told)
    put_back = [_seconds(lambda deal=deal: restoring(claims_at(deal, now))) for deal in deals]
    _say_spread("what putting a deal's claims back would change", put_back)


def verify(options: Namespace) -> None:
    """Without the rereadings, of which each takes a process; of them only the rate over some is told."""
    from deals.queries.verifying import verify as verify_all  # noqa: PLC0415
    from deals.sources.captures import read_snapshot  # noqa: PLC0415
    from deals.sources.models import Snapshot  # noqa: PLC0415

    done = []
    for verified in verify_all(without=frozenset({"rereadings"})):
        done.append(verified)
        say(f"{verified.name}, {verified.rows:,} rows, {len(verified.findings)} fail", verified.seconds, "s")
    rows, seconds = sum(verified.rows for verified in done), sum(verified.seconds for verified in done)
    say(f"all checks but rereadings, {rows:,} rows", seconds, "s")
    say("rows a second", rows / seconds, "")
    snapshots = _some(Snapshot.objects.select_related("source"), min(options.times, 20))
    _say_spread("reading a snapshot again", [_seconds(lambda one=one: read_snapshot(one)) for one in snapshots])


def withhold(_: Namespace) -> None:
    """A name that one claim says, in its row, history, approval and release: found among all rows and files."""
    from deals.actions.publishing import publish as publish_deal  # noqa: PLC0415
    from deals.actions.withholding import ask_withholding, confirm_withholding  # noqa: PLC0415
    from deals.models import Claim, Member, Withholding  # noqa: PLC0415
    from tests.benchmarks.pattern import edit_and_approve  # noqa: PLC0415

    author, publisher = _members()
    second, _ = Member.objects.get_or_create(username="second", defaults={"role": "administrator"})
    (claim,) = _some(Claim.objects.filter(state="approved"), 1)
    name = f"Zoe Quill {time.time_ns()}"
    claim.text = f"{name} says so."
    edit_and_approve(claim, author, publisher)
    publish_deal(deal=claim.deal, by=publisher, why="Edited.")
    asked = Withholding(what="name", texts=[name], ground="danger", reference="a letter")
    ask_withholding(withholding=asked, by=publisher)
    say("preview of a withholding", _seconds(lambda: asked.files(asked.places())), "s")
    say("withholding", _seconds(lambda: confirm_withholding(withholding=asked, by=second)), "s")
    say("places blanked", asked.rows.count(), "")


def _members() -> tuple[Any, Any]:
    from deals.models import Member, MemberRole  # noqa: PLC0415

    contributors = Member.objects.filter(role=MemberRole.CONTRIBUTOR)
    return contributors.earliest("pk"), Member.objects.filter(role=MemberRole.PUBLISHER).earliest("pk")


def _some(rows: Any, number: int) -> list[Any]:
    """Rows drawn by chance, the same at each run."""
    keys = list(rows.values_list("pk", flat=True))
    drawn = random.Random(SEED).sample(keys, min(number, len(keys)))  # noqa: S311 -- no secret
    found = rows.in_bulk(drawn)
    return [found[key] for key in drawn]


def _superuser() -> psycopg.Connection[Any]:
    import psycopg  # noqa: PLC0415

    from config import environment  # noqa: PLC0415
    from config.engines.connections import BOOTSTRAP, connection_url  # noqa: PLC0415

    return psycopg.connect(connection_url(environment.places(), BOOTSTRAP), autocommit=True)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _say_spread(name: str, taken: list[float]) -> None:
    middle, ninth = statistics.median(taken), statistics.quantiles(taken, n=10)[-1]
    say(f"{name}, {len(taken)} times: middle", middle * 1000, "ms")
    say(f"{name}: nine in ten under", ninth * 1000, "ms")


def say(name: str, figure: float, unit: str) -> None:
    sys.stdout.write(f"{name:70} {figure:12,.2f} {unit}\n")
    sys.stdout.flush()


COMMANDS: dict[str, Callable[[Namespace], None]] = {
    "patterns": patterns, "make": make, "publish": publish, "save": save, "verify": verify, "history": history,
    "withhold": withhold,
}  # fmt: skip

if __name__ == "__main__":
    main()
