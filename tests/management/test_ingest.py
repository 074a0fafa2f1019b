from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from deals.suggestions.models import Intake, IntakeState
from tests.factories import a_member, an_intake_with_suggestions

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
START = "start it with manage.py up"


def ingested(monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """What the command prints of an article in which the worker, played here, found three facts."""
    member = a_member()
    ready = an_intake_with_suggestions(by=member)

    def finished(number: int) -> None:
        Intake.objects.filter(pk=number).update(state=IntakeState.READY, reading=ready.reading, found=ready.found)

    monkeypatch.setattr("deals.management.commands.ingest.enqueue", finished)
    file = folder / "article.txt"
    file.write_text("Lowland may buy radars.")
    out = io.StringIO()
    call_command("ingest", str(file), stdout=out)
    return out.getvalue()


def test_where_no_tracker_runs_the_address_comes_with_how_to_start_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.SITE_ADDRESS = f"http://127.0.0.1:{port}"
    printed = ingested(monkeypatch, tmp_path)
    assert "3 suggested." in printed
    assert START in printed


def test_where_it_runs_the_address_stands_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.SITE_ADDRESS = f"http://127.0.0.1:{listening.getsockname()[1]}"
        printed = ingested(monkeypatch, tmp_path)
    assert f"At the desk: {settings.SITE_ADDRESS}/desk/intakes/" in printed
    assert START not in printed
