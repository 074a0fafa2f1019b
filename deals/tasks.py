"""The pipeline as Celery sees it: each task loads by key, calls one function, hands on.

Delivery is at least once: a killed worker's task comes back, and each step does its work once however often it runs.
"""

from __future__ import annotations

import logging

from celery import Task, shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from deals.suggestions import steps
from deals.suggestions.intakes import unfinished_intakes
from deals.suggestions.models import Intake, IntakeState

RETRY_SECONDS = 2

logger = logging.getLogger(__name__)


@shared_task(autoretry_for=(Exception,), default_retry_delay=RETRY_SECONDS, max_retries=None)
def capture_source(intake_number: int) -> None:
    intake = steps.begin_step(intake_number, IntakeState.QUEUED)
    if intake:
        steps.capture(intake)
    enqueue(intake_number)


@shared_task(autoretry_for=(Exception,), default_retry_delay=RETRY_SECONDS, max_retries=None)
def read_snapshot(intake_number: int) -> None:
    intake = steps.begin_step(intake_number, IntakeState.CAPTURED)
    if intake:
        steps.read(intake)
    enqueue(intake_number)


@shared_task(autoretry_for=(Exception,), default_retry_delay=RETRY_SECONDS, max_retries=None)
def suggest_candidates(intake_number: int) -> None:
    intake = steps.begin_step(intake_number, IntakeState.READ)
    if intake:
        steps.suggest(intake)


@shared_task
def resume_intakes() -> None:
    """Called by beat: sends what was lost with its message on its way again."""
    for intake in unfinished_intakes():
        enqueue(intake.pk)


_NEXT = {
    IntakeState.QUEUED: capture_source,
    IntakeState.CAPTURED: read_snapshot,
    IntakeState.READ: suggest_candidates,
}


def enqueue(intake_number: int) -> None:
    """Hand the intake to the task of its next step, once what this transaction wrote can be seen."""
    state = IntakeState(Intake.objects.values_list("state", flat=True).get(pk=intake_number))
    task = _NEXT.get(state)
    if task:
        transaction.on_commit(lambda: _send(task, intake_number))


def _send(task: Task, intake_number: int) -> None:
    """A broker that cannot be reached loses nothing: the intake is stored, and beat sends it again later."""
    try:
        task.delay(intake_number)
    except OperationalError:
        logger.exception("The broker cannot be reached; intake %s waits for resume_intakes.", intake_number)
