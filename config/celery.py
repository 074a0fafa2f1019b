"""The pipeline's Celery: `celery --app config.celery worker`."""

import os
import signal

from celery import Celery
from celery.signals import worker_process_init

from config.engines.processes import dies_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def _end_with_the_worker(**_: object) -> None:
    """A pool process whose worker was killed would work on, while the worker's successor does its task again."""
    ask = dies_with_parent(signal.SIGKILL, of=os.getppid())
    if ask is not None:
        ask()
