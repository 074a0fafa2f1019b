"""Rows for tests, made through the actions. Each function has defaults, so that a test says only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.claims import add_claim, approve_claim
from deals.actions.deals import create_deal, party_for, speaker_for, system_for, track_named
from deals.actions.members import add_member
from deals.actions.publishing import publish
from deals.actions.withholding import ask_withholding
from deals.extraction import Candidate, DealNames, Found
from deals.models import Claim, Deal, Member, MemberRole, Withholding
from deals.permissions import Right, first_with
from deals.signing import signed
from deals.sources.captures import Captured, outlet_named, record_capture, record_reading
from deals.sources.models import Source
from deals.sources.reading import ReadText
from deals.suggestions.models import Intake, IntakeState
from deals.suggestions.suggesting import suggestions_from
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import PartyKind, Role
from deals.vocabulary.proof import CaptureMethod

if TYPE_CHECKING:
    from deals.models import Party, Release, Speaker, WeaponSystem
    from deals.sources.models import Reading

_numbers = count(1)

ARTICLE = (
    "Lowland may walk away from the purchase of Halberd radars.\n"
    "The minister of defence, Ada Brook, told the Morning Post on Tuesday that Lowland would buy elsewhere if "
    "Highland kept the drawings to itself.\n"
    "Both sides agreed in principle to build the radars together, she said. A first payment was made last month."
)
"""Invented states; the sentences are ours."""


def a_member(role: str = MemberRole.CONTRIBUTOR, *, username: str = "", password: str = "") -> Member:
    """A member of the staff who can sign in with `password`, or with none at all."""
    username = username or f"{role}{next(_numbers)}"
    by = first_with(Right.MANAGE_MEMBERS) or add_member(
        name=f"first{next(_numbers)}", role=MemberRole.ADMINISTRATOR, password=None, by=None
    )
    return add_member(name=username, role=MemberRole(role), password=password or None, by=by)


def a_party(name: str = "Lowland", *, kind: PartyKind = PartyKind.STATE, by: Member | None = None) -> Party:
    return party_for(name=name, kind=kind, by=by or a_member())


def a_speaker(
    name: str = "Ada Brook", *, office: str = "", party: str = "Lowland", by: Member | None = None
) -> Speaker:
    by = by or a_member()
    return speaker_for(party=a_party(party, by=by), name=name, office=office, by=by)


def a_system(designation: str = "Halberd", *, by: Member | None = None) -> WeaponSystem:
    return system_for(designation=designation, by=by or a_member())


def a_deal(
    title: str = "",
    *,
    by: Member | None = None,
    system: str = "Halberd",
    **columns: Any,
) -> Deal:
    """A deal with its main track and one weapon system; participations are claims of their own."""
    by = by or a_member()
    title = title or f"Highland sells radars to Lowland, {next(_numbers)}"
    return create_deal(deal=Deal(title=title, **columns), systems=[a_system(system, by=by)], by=by)


def a_source(
    title: str = "",
    *,
    outlet: str = "Morning Post",
    published: str = "2031-10-09",
    by: Member | None = None,
    url: str = "",
) -> Source:
    by = by or a_member()
    with signed(by=by.pk, why="a test"):
        source = Source(title=title or f"Article {next(_numbers)}", outlet=outlet_named(outlet), url=url)
        source.published = published
        source.save()
    return source


def a_reading(
    text: str = ARTICLE,
    *,
    by: Member | None = None,
    published: str = "2031-10-09",
    outlet: str = "",
    **read: Any,
) -> Reading:
    """The reading of a pasted text, with its source and snapshot; `asides` and so on as in `ReadText`."""
    by = by or a_member()
    content = f"{text}\n{next(_numbers)}".encode()  # each a source of its own
    captured = Captured(method=CaptureMethod.PASTED, content=content, media_type="text/plain")
    with signed(by=by.pk, why="a test"):
        capture = record_capture(captured, title="Lowland may walk away")
        assert capture.snapshot is not None
        source = capture.snapshot.source
        source.published, source.outlet = published, outlet_named(outlet) if outlet else None
        source.save()
        empty = dict.fromkeys(("title", "author", "publisher", "published", "language", "canonical_address"), "")
        return record_reading(
            capture.snapshot, ReadText(**{**empty, "asides": (), "reader": "a test", **read, "text": text})
        )


def a_passage(quote: str, *, reading: Reading | None = None, by: Member | None = None) -> CitationDraft:
    """A citation by these words of the reading; a reading of just these words where none is given."""
    reading = reading or a_reading(quote, by=by)
    start = reading.text.index(quote)
    return CitationDraft(source=reading.snapshot.source, passages=((reading, start, start + len(quote)),))


def a_paraphrase(text: str = "It says so.", *, source: Source | None = None, by: Member | None = None) -> CitationDraft:
    return CitationDraft(
        source=source or a_source(by=by), paraphrase=text, locator="paragraph 2", origin=OriginDraft(first_said="")
    )


def a_claim(
    deal: Deal | None = None,
    kind: Kind = Kind.STAGE,
    *,
    by: Member | None = None,
    track: str = "",
    citations: list[CitationDraft] | None = None,
    **columns: Any,
) -> Claim:
    """A draft: by default the stage report that talks are held, with a paraphrased citation."""
    by = by or a_member()
    deal = deal or a_deal(by=by)
    words = {"text": f"Talks are held, round {next(_numbers)}.", "label": "Talks"}
    words |= {"stage": "talks"} if kind is Kind.STAGE else {}
    claim = Claim(deal=deal, kind=kind, track=track_named(deal=deal, name=track, by=by), **{**words, **columns})
    return add_claim(claim=claim, citations=citations or [a_paraphrase(by=by)], by=by)


def a_participation(
    deal: Deal, party: str = "Lowland", role: Role = Role.RECIPIENT, *, by: Member | None = None
) -> Claim:
    by = by or a_member()
    words = f"{party} is the {role.label}."
    participant = a_party(party, by=by)
    return a_claim(deal, Kind.PARTICIPATION, by=by, participant=participant, role=role, text=words, label=words[:40])


def an_approved_claim(
    deal: Deal | None = None,
    kind: Kind = Kind.STAGE,
    *,
    by: Member | None = None,
    publisher: Member | None = None,
    **more: Any,
) -> Claim:
    """A claim that a second person has approved."""
    claim = a_claim(deal, kind, by=by, **more)
    approve_claim(claim=claim, seen_version=claim.version, by=publisher or a_member(MemberRole.PUBLISHER))
    return Claim.objects.get(pk=claim.pk)


def a_release(deal: Deal | None = None, *, publisher: Member | None = None) -> Release:
    """Publishes the deal; one with an approved claim where none is given. One that is public was checked once more."""
    publisher = publisher or a_member(MemberRole.PUBLISHER)
    deal = deal or an_approved_claim(publisher=publisher).deal
    number = deal.releases.count()
    if number:
        with signed(by=publisher.pk, why="checked"):
            Deal.objects.filter(pk=deal.pk).update(last_checked_on=date(2031, 1, 1) + timedelta(days=number))
    return publish(deal=deal, by=publisher, why="A test.")


def a_withholding(*texts: str, by: Member | None = None) -> Withholding:
    """One of names that a publisher asks for."""
    asked = Withholding(what="name", texts=[*texts] or ["Ada Brook"], ground="data_protection", reference="a letter")
    return ask_withholding(withholding=asked, by=by or a_member(MemberRole.PUBLISHER))


def an_intake(
    state: IntakeState = IntakeState.QUEUED, *, by: Member | None = None, deal: Deal | None = None, **columns: Any
) -> Intake:
    by = by or a_member()
    intake = Intake(
        method=CaptureMethod.PASTED, state=state, deal=deal, started_by=by, started_at=timezone.now(), **columns
    )
    with signed(by=by.pk, why="a test"):
        intake.save()
    return intake


def a_candidate(quote: str, kind: str = "stage", *, text: str = ARTICLE, **told: Any) -> Candidate:
    """A candidate at the place of `quote` in `text`; a stage report of talks where nothing else is told."""
    start = text.index(quote)
    told = {"stage": "talks", **told} if kind == "stage" else told
    return Candidate(kind=kind, quote=quote, start=start, end=start + len(quote), rule="test", **told)


def article_candidates() -> tuple[Candidate, ...]:
    """What a reader finds in ARTICLE: a threat, an agreement in principle on a track, a payment of last month."""
    return (
        a_candidate(
            "Lowland would buy elsewhere if Highland kept the drawings to itself",
            "statement",
            act="threaten",
            speaker="Ada Brook",
            speaker_party="Lowland",
            outlet="Morning Post",
            actor="Lowland",
            condition="Highland kept the drawings to itself",
            consequence="Lowland would buy elsewhere",
        ),
        a_candidate(
            "Both sides agreed in principle to build the radars together",
            stage="agreed_in_principle",
            track="joint production",
            speaker="Ada Brook",
            speaker_party="Lowland",
        ),
        a_candidate(
            "A first payment was made last month.",
            "payment",
            nature="advance",
            date="2031-09",
            phrase="last month",
            anchored_on="2031-10-09",
        ),
    )


def an_intake_with_suggestions(
    *,
    by: Member | None = None,
    deal: Deal | None = None,
    text: str = ARTICLE,
    candidates: tuple[Candidate, ...] | None = None,
    **read: Any,
) -> Intake:
    """An intake that is ready, its suggestions waiting. The states of ARTICLE are parties already."""
    by = by or a_member()
    a_party("Lowland", by=by)
    a_party("Highland", by=by)
    reading = a_reading(text, by=by, **read)
    names = DealNames(suppliers=("Highland",), recipients=("Lowland",), systems=("Halberd",))
    found = Found(deal=names, candidates=article_candidates() if candidates is None else candidates)
    intake = an_intake(
        IntakeState.READY,
        by=by,
        deal=deal,
        reading=reading,
        title="Lowland may walk away",
        found={"suppliers": ["Highland"], "recipients": ["Lowland"], "systems": ["Halberd"], "quote": None},
    )
    with signed(by=by.pk, why="a test"):
        for suggestion in suggestions_from(found, intake, reading):
            suggestion.save()
    return intake
