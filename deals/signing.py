"""Every change is signed: who, and why where the design asks it. The database refuses unsigned writes."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
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


@dataclass(slots=True)
class _Signature:
    """Of the transaction that is being written: who signs, and why."""

    member: int
    why: str


_signature: ContextVar[_Signature | None] = ContextVar("signature", default=None)


@contextmanager
def signed(*, by: int, why: str = "", via: str = "desk") -> Iterator[None]:
    """One transaction whose every write carries the member's number, the reason and the way it came.

    The triggers `signed_only` read this from the transaction; history keeps it beside each change. Inside another one
    it joins that: the outermost reason stands, the inner one fills in where the outer gave none. Raises ValueError for
    another member, since one change has one signature.
    """
    outer = _signature.get()
    if outer is None:
        with transaction.atomic(), pghistory.context(member=by, why=why, via=via):
            token = _signature.set(_Signature(by, why))
            try:
                yield
            finally:
                _signature.reset(token)
        return
    if outer.member != by:
        raise ValueError("One change has one signature: another member cannot sign inside it.")
    if why and not outer.why:
        outer.why = why
        pghistory.context(why=why)  # completes the one that is open
    with transaction.atomic():
        yield


def tracked(model: type[M], *, but: Sequence[str] = ()) -> type[M]:
    """Keep every insert, update and delete of the model's rows in `<Model>History`, which can only grow.

    A change of nothing but the columns `but` is not kept, nor is what stands in them.
    """
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
        exclude=list(but),
    )
    return cast("type[M]", track(model))
