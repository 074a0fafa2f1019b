"""The pages of parties and of weapon systems, and the same as JSON."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.figures import largest_figures
from deals.queries.published import NotPublishedError
from deals.queries.subjects import mentioning_deals, names_of, subject, tallies
from deals.record.reading import as_document
from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import Subject
from timeline.filters import NotAFilterError
from timeline.lists import deal_data
from timeline.subjects import Asked, Read, asked_values, subject_page
from timeline.views.answers import data, page, refusal, unless_unchanged
from timeline.views.asked import NotASearchError, asked_word
from timeline.views.finding import asked_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from deals.queries.subjects import MentioningDeal, MentioningDeals, SubjectHead

    A = TypeVar("A")


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What no public deal names is a page with status 404, what is no filter one with 400; for JSON as JSON."""

    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotPublishedError:
            return _refused(request, _("Not found"), _("No public deal names anything at this address."), 404)
        except (NotAFilterError, NotASearchError) as error:
            return _refused(request, _("Not a filter"), str(error), 400)

    return answered


def answering(
    kind: Subject, asked: Callable[[HttpRequest], A], build: Callable[[SubjectHead, A], HttpResponse]
) -> Callable[..., HttpResponse]:
    """The view of a kind of subject; the one part of its address is the subject's id."""

    @require_safe
    @gzip_page
    @refusing
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        (own_id,) = parts.values()
        given, head = asked(request), subject(kind, own_id)
        return unless_unchanged(request, head.state, partial(build, head, given))

    return view


def asked_of(request: HttpRequest) -> Asked:
    """Raises NotAFilterError, NotASearchError."""
    role, phase = asked_word(request, "role", Role), asked_word(request, "phase", Phase)
    return Asked(role=role, phase=phase, after=asked_place(request))


def _page(head: SubjectHead, asked: Asked) -> HttpResponse:
    counted = tallies(head)
    read = Read(
        head=head,
        tallies=counted,
        names=names_of(asked_values(counted)),
        figures=largest_figures(head),
        found=_deals(head, asked),
    )
    return page("subject.html", {"page": subject_page(read, asked), "head": head, "json": json_address(head)})


def _data(head: SubjectHead, asked: Asked) -> HttpResponse:
    found = _deals(head, asked)
    further = f"{json_address(head)}{asked.query_after(found.next_place)}" if found.next_place else None
    return data(
        {
            head.subject.value: head.told,
            "names": list(head.names),
            "counts": as_document(tallies(head)),
            "largest_figures": as_document(largest_figures(head)),
            "deals": [_row(deal) for deal in found.deals],
            "next": further,
        }
    )


def _deals(head: SubjectHead, asked: Asked) -> MentioningDeals:
    role, phase = asked.role or "", asked.phase or ""
    return mentioning_deals(head, role=role, phase=phase, after=asked.after, most=settings.DEALS_LISTED)


def _row(deal: MentioningDeal) -> dict[str, object]:
    return {**deal_data(deal.deal), "proofs": as_document(deal.proofs)}


def json_address(head: SubjectHead) -> str:
    return reverse(f"timeline:{head.subject.value}_json", args=[head.id])


def _refused(request: HttpRequest, title: str, words: str, status: int) -> HttpResponse:
    return data({"error": words}, status) if request.path.endswith(".json") else refusal(title, words, status)


party = answering(Subject.PARTY, asked_of, _page)
party_json = answering(Subject.PARTY, asked_of, _data)
system = answering(Subject.SYSTEM, asked_of, _page)
system_json = answering(Subject.SYSTEM, asked_of, _data)
