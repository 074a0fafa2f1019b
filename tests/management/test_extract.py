"""`manage.py extract`, for people and as a filter. No test here may touch a database."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from deals.management.commands.extract import Command
from deals.vocabulary import gazetteer

ARTICLE = "Ankara made the first payment for the Russian S-400 last month under a contract of\u00a0$2.5\u00a0billion.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)
    return file


def listed(*arguments: object) -> str:
    out = io.StringIO()
    call_command("extract", *map(str, arguments), stdout=out)
    return out.getvalue()


def filtered(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> tuple[list[dict[str, Any]], list[str], str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("extract", "--jsonl", stdout=out, stderr=err)
    except CommandError as error:
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), str(error)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), ""


def line(**article: object) -> bytes:
    return json.dumps(article).encode()


def test_the_listing_shows_the_deal_each_quote_and_how_its_date_was_reckoned(article: Path) -> None:
    listing = listed(article, "--published", "2017-10-09")
    assert "Deal: S-400, Russia to Turkey" in listing
    assert "1. payment, asserted, 2017-09" in listing
    assert "date: “last month”, reckoned from 2017-10-09" in listing
    assert "contract of $2.5 billion" in listing


def test_a_text_without_a_deal_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("It rained.")
    assert listed(file) == "No arms deal was found in this text.\n"


def test_a_saved_page_is_read_as_a_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        f"<html><body><article><p>{ARTICLE}</p><p>{'The ministry said no more of it. ' * 8}</p></article></body></html>"
    )
    assert "payment" in listed(file, "--published", "2017-10-09")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Give a file to read, or --jsonl"),
        (["a.txt", "--jsonl"], "--jsonl reads standard input, so it takes no file"),
        (["missing.txt"], "missing.txt cannot be read: No such file"),
    ],
)
def test_wrong_arguments_are_refused_in_one_sentence(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        listed(*arguments)


def test_a_wrong_day_of_publication_is_refused(article: Path) -> None:
    with pytest.raises(CommandError, match="“soon” is not a day of publication"):
        listed(article, "--published", "soon")


def test_each_line_is_answered_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    found, complaints, error = filtered(
        monkeypatch, line(id="a", text=ARTICLE, published="2017-10-09"), line(id="b", text="x")
    )
    assert [row["id"] for row in found] == ["a", "b"]
    assert found[0]["candidates"][0]["date"] == "2017-09"
    assert (complaints, error) == ([], "")


def test_wrong_lines_are_named_and_the_others_still_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    found, complaints, error = filtered(monkeypatch, b"{bad", b"", line(id="b", text="x"), b"[1]")
    assert [row["id"] for row in found] == ["b"]
    assert [complaint.split(":")[0] for complaint in complaints] == ["line 1", "line 4"]
    assert error == "2 of the lines could not be read; the others were."


def test_the_command_asks_for_no_database_and_no_checks() -> None:
    assert Command.needs_database is False
    assert Command.requires_system_checks == []


def test_the_data_of_the_gazetteer_lies_in_the_repository() -> None:
    data = gazetteer.DATA
    assert sorted(file.name for file in data.glob("*.toml")) == [
        "companies.toml",
        "regions.toml",
        "speakers.toml",
        "states.toml",
        "systems.toml",
    ]


@pytest.mark.parametrize("published", ["2017", "2017-10", "2017-10~"])
def test_without_the_day_of_publication_no_date_is_reckoned_and_that_is_said(article: Path, published: str) -> None:
    listing = listed(article, "--published", published)
    assert listing.startswith(f"Published {published}, the day is not known: “last month” cannot be worked out.\n")
    assert "1. payment, asserted, no date" in listing


@pytest.mark.parametrize(("published", "day"), [("2017", "2017-09"), ("2017-10", "2017-09"), ("2018", "no date")])
def test_the_pages_own_day_is_reckoned_from_where_it_lies_in_the_month_or_year_given(
    tmp_path: Path, published: str, day: str
) -> None:
    file = tmp_path / "page.html"
    head = '<head><meta property="article:published_time" content="2017-10-09"></head>'
    filler = "The ministry said no more of it. " * 8
    file.write_text(f"<html>{head}<body><article><p>{ARTICLE}</p><p>{filler}</p></article></body></html>")
    assert f"1. payment, asserted, {day}" in listed(file, "--published", published)
