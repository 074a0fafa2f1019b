"""Every change is signed: who, and why where the design asks it. The database refuses unsigned writes."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

import pghistory
from django.db import models, transaction

M = TypeVar("M", bound=models.Model)

# Crockford's base 32: no letter that is mistaken for a digit, and no vowel to spell a word with by accident.
_ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = 10


def new_public_id() -> str:
    """A random permanent id: 29 ** 10, so 100,000 of them meet with a chance of one in 80,000."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


@contextmanager
def signed(*, by: int, why: str = "", via: str = "desk") -> Iterator[None]:
    """One transaction whose every write carries the member's number, the reason and the way it came.

    The triggers `signed_only` read this from the transaction; history keeps it beside each change.
    """
    with transaction.atomic(), pghistory.context(member=by, why=why, via=via):
        yield


def tracked(model: type[M]) -> type[M]:
    """Keep every insert, update and delete of the model's rows in `<Model>History`, which can only grow."""
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
    )
    return cast("type[M]", track(model))
