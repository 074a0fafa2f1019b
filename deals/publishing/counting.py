"""How many deals there are by each facet and each tally, kept as deals are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F

from deals.models import PublishedFacet
from deals.vocabulary.facets import facet_of
from deals.vocabulary.subjects import ALL_DEALS, GROUPED_BY, By

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deals.models import PublishedDeal, PublishedMention

Tally = tuple[str, str, str]
"""A subject, its role and a token."""


def count_facets(before: Collection[str], now: Mapping[str, str]) -> None:
    """The deal counts no longer where it did `before`, and counts `now`."""
    named = [PublishedFacet(token=token, facet=facet_of(token), label=label) for token, label in sorted(now.items())]
    PublishedFacet.objects.bulk_create(named, update_conflicts=True, unique_fields=["token"], update_fields=["label"])
    for tokens, step in ((set(before) - set(now), -1), (set(now) - set(before), 1)):
        # In one order, so that two who publish do not wait for each other.
        ids = PublishedFacet.objects.filter(token__in=tokens).order_by("token").select_for_update().values_list("pk")
        PublishedFacet.objects.filter(pk__in=[pk for (pk,) in ids]).update(number_deals=F("number_deals") + step)


def tallies_of(mentions: Iterable[PublishedMention]) -> frozenset[Tally]:
    return frozenset((mention.subject, mention.role, token) for mention in mentions for token in mention.counted)


def tallies_of_years(deal: PublishedDeal | None) -> frozenset[Tally]:
    """A deal that is followed counts in each year and phase, among all deals and in each of its groups."""
    if deal is None or deal.ending:
        return frozenset()
    groups = [ALL_DEALS, *(token for token in deal.facets if facet_of(token) in GROUPED_BY)]
    return frozenset((group, "", By.YEAR.token(told)) for group in groups for told in deal.phase_years)


def count_tallies(before: frozenset[Tally], now: frozenset[Tally]) -> None:
    """The same for tallies."""
    steps = sorted([*((tally, 1) for tally in now - before), *((tally, -1) for tally in before - now)])
    if steps:
        subjects, roles, tokens = (list(column) for column in zip(*(tally for tally, _ in steps), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [subjects, roles, tokens, [step for _, step in steps]])


COUNTED = """
    SELECT subject, role, token, count(*) AS number_deals FROM (
        SELECT subject, role, unnest(counted) AS token FROM deals_publishedmention UNION ALL
        SELECT grouped, '', '{year}:' || told FROM deals_publisheddeal,
            unnest(ARRAY['{all}'] || facets::text[]) AS grouped, unnest(phase_years::text[]) AS told
        WHERE ending = '' AND split_part(grouped, ':', 1) IN ('{all}', '{facets}')
    ) counted GROUP BY subject, role, token
""".format(year=By.YEAR.value, all=ALL_DEALS, facets="', '".join(GROUPED_BY))  # noqa: S608  words of the vocabulary
"""What the tallies have to be."""
# In one order here too. A number is taken from where it was added before: none falls under zero.
COUNT = """
    INSERT INTO deals_publishedtally AS kept (subject, role, token, number_deals)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::integer[]) AS step ORDER BY 1, 2, 3
    ON CONFLICT (subject, role, token) DO UPDATE SET number_deals = kept.number_deals + excluded.number_deals
"""
