"""A backup from before a withholding is restored: what the ledger names is withheld again, in rows and files."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.engines.lease import running
from config.engines.places import Places
from tests.config.installation import Installation, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE = "SELECT text FROM deals_passage WHERE length(text) > 60 ORDER BY id LIMIT 1"
NAME = "Mevlüt Çavuşoğlu"
MAKING = (
    ("migrate", "--verbosity=0"), ("add_member", "first", "--role", "administrator"),
    ("add_member", "editor"), ("add_member", "publisher", "--role", "publisher"),
    ("load_sample",),
)  # fmt: skip
WITHHOLD = """
from deals.actions.withholding import ask_withholding, confirm_withholding
from deals.actions.members import add_member
from deals.models import Member, Passage, Withholding
one = Member.objects.filter(role="publisher").first()
first = Member.objects.get(username="first")
other = add_member(name="second", role="administrator", password=None, by=first)
quoted = Passage.objects.filter(text__regex=".{60}").order_by("pk").first()
told = {"ground": "copyright", "reference": "A letter of 1 May"}
quote = Withholding(what="quote", reading=quoted.reading, start=quoted.start, end=quoted.end, **told)
name = Withholding(what="name", texts=["Mevlüt Çavuşoğlu", "Çavuşoğlu"], **told)
for asked in (quote, name):
    confirm_withholding(withholding=ask_withholding(withholding=asked, by=one), by=other)
"""


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    made = Installation(Places(Path(tempfile.mkdtemp(prefix="replayed-", dir="/tmp"))), free_port())
    try:
        with running("postgres", made.places):
            for command in MAKING:
                done = made.run(*command)
                assert done.returncode == 0, done.stderr
            yield made
    finally:
        made.kill_everything()
        shutil.rmtree(made.places.data, ignore_errors=True)


def says(installation: Installation, words: str) -> list[str]:
    """Tables, and files, that say the words."""
    tables = installation.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    literal = words.replace("'", "''")
    found = [name for (name,) in tables
             if installation.query(f"SELECT 1 FROM {name} t WHERE t::text ILIKE '%{literal}%' LIMIT 1")]  # fmt: skip
    files = [path for path in installation.places.media.rglob("*") if path.is_file()]
    return [*found, *(path.name for path in files if words.encode() in path.read_bytes())]


def test_an_old_backup_does_not_bring_back_what_was_withheld(installation: Installation, tmp_path: Path) -> None:
    ((quote,),) = installation.query(QUOTE)
    before = tmp_path / "before.backup"
    assert installation.run("backup", str(before)).returncode == 0
    assert says(installation, quote)
    assert says(installation, NAME)
    done = installation.run("shell", "-c", WITHHOLD)
    assert done.returncode == 0, done.stderr
    assert says(installation, quote) == says(installation, NAME) == []

    restored = installation.run("restore", str(before), "--replace")
    assert restored.returncode == 0, restored.stderr
    assert "Withheld again, as the ledger says: 2." in restored.stdout
    assert says(installation, quote) == says(installation, NAME) == []
    assert installation.query("SELECT count(*) FROM deals_release WHERE withheld <> '[]'") == [(2,)]

    again = installation.run("replay_withholdings")
    assert again.stdout == "0 withholdings replayed; every file that the ledger names is blank.\n", again.stderr
    after = tmp_path / "after.backup"
    assert installation.run("backup", str(after)).returncode == 0
    assert installation.run("restore", str(after), "--replace").returncode == 0
    assert installation.run("verify_register").returncode == 0
