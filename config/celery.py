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


def give_back_unfinished() -> None:
    """Return to the queue what a worker had taken and not finished, at once instead of after `visibility_timeout`.

    Only right where no worker is at work: `up` calls it before it starts the one worker of the embedded broker.
    """
    with app.connection_for_write(transport_options={"visibility_timeout": 0}) as connection:
        connection.default_channel.qos.restore_visible(num=None)


@worker_process_init.connect
def _end_with_the_worker(**_: object) -> None:
    """A pool process whose worker was killed would work on, while the worker's successor does its task again."""
    ask = dies_with_parent(signal.SIGKILL, of=os.getppid())
    if ask is not None:
        ask()
