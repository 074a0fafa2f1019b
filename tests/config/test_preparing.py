"""What migrating always leaves behind."""

import os
import subprocess
import sys

import pytest

from config.engines.connections import BOOTSTRAP
from config.first_start import BASE_DIR
from config.preparing import list_anew
from deals.migrations._guards import HISTORY_GUARD
from deals.models import PublishedDeal, PublishedMention
from deals.publishing.projection import MADE_BY
from deals.signing import signed
from tests import factories
from tests.engines import Engines

GUARD = "SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'"


@pytest.mark.usefixtures("transactional_db")
def test_migrating_puts_the_guard_back_that_keeps_history_on(engines: Engines) -> None:
    with engines.connect(BOOTSTRAP) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql"
            " AS 'SELECT TRUE'"
        )
        environment = {**os.environ, **engines.environment(), "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        done = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert connection.execute(GUARD).fetchall() == [(HISTORY_GUARD,)]


@pytest.mark.django_db
def test_what_an_older_program_derived_is_made_anew() -> None:
    release = factories.a_release()
    number = PublishedMention.objects.count()
    with signed(by=release.published_by_id):
        PublishedDeal.objects.update(made_by=MADE_BY - 1)
        PublishedMention.objects.all().delete()
    list_anew()
    assert PublishedDeal.objects.get().made_by == MADE_BY
    assert PublishedMention.objects.count() == number > 0
