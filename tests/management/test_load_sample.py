from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from deals.models import MemberRole, Release
from tests.factories import a_member


@pytest.mark.django_db
def test_loading_the_sample_again_does_nothing_and_says_so() -> None:
    a_member(MemberRole.CONTRIBUTOR)
    a_member(MemberRole.PUBLISHER)
    first, again = io.StringIO(), io.StringIO()
    call_command("load_sample", stdout=first)
    call_command("load_sample", stdout=again)
    assert first.getvalue().count("claims published.") == 3
    assert again.getvalue().count("already there") == 3
    assert "published" not in again.getvalue()
    assert Release.objects.count() == 3
