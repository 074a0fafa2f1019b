"""The cast: an editor who drafts, a publisher who approves, a stranger who must see nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from deals.models import Member, MemberRole
from tests.factories import a_member

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(member: Member, client: Client | None = None) -> Client:
    client = client or Client()
    client.force_login(member, backend=BACKEND)
    return client


@pytest.fixture
def editor(db: None) -> Member:
    return a_member(MemberRole.CONTRIBUTOR, username="editor")


@pytest.fixture
def publisher(db: None) -> Member:
    return a_member(MemberRole.PUBLISHER, username="publisher")


@pytest.fixture
def editor_desk(editor: Member) -> Client:
    return signed_in(editor)


@pytest.fixture
def publisher_desk(publisher: Member) -> Client:
    return signed_in(publisher)


@pytest.fixture
def no_queue(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the intakes that were handed to the worker; nothing is sent. A test's transaction never ends."""
    sent: list[int] = []
    monkeypatch.setattr("deals.views.inbox.transaction.on_commit", lambda hand_on: hand_on())
    monkeypatch.setattr("deals.views.inbox.enqueue", sent.append)
    monkeypatch.setattr("deals.views.intakes.enqueue", sent.append)
    return sent
