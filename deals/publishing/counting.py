"""How many deals there are by each facet and each tally, kept as deals are published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F

from deals.models import PublishedDeal, PublishedFacet, PublishedMention
from deals.vocabulary.facets import facet_of
from deals.vocabulary.subjects import ALL_DEALS, GROUPED_BY, By

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Tally = tuple[str, str, str]
"""A subject, its role and a token."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What some deals add, as their rows stand."""

    facets: Counter[str]
    tallies: Counter[Tally]


def counted(deal_ids: Collection[str]) -> Counted:
    """A deal that is followed no longer counts nowhere."""
    rows = PublishedDeal.objects.filter(deal_public_id__in=deal_ids).only("ending", "facets", "phase_years")
    followed = [deal for deal in rows if not deal.ending]
    facets = Counter(token for deal in followed for token in deal.facets)
    mentions = PublishedMention.objects.filter(deal__in=[deal.pk for deal in rows])
    told = mentions.values_list("subject", "role", "counted")
    tallies = Counter((subject, role, token) for subject, role, tokens in told for token in set(tokens))
    tallies.update(tally for deal in followed for tally in _years(deal))
    return Counted(facets, tallies)


def _years(deal: PublishedDeal) -> list[Tally]:
    """It counts in each year and phase, among all deals and in each of its groups."""
    groups = [ALL_DEALS, *(token for token in deal.facets if facet_of(token) in GROUPED_BY)]
    return [(group, "", By.YEAR.token(told)) for group in groups for told in deal.phase_years]


def name_facets(labels: Mapping[str, str]) -> None:
    """By their tokens, where one is new or called otherwise. Those that are new count no deal yet."""
    there = dict(PublishedFacet.objects.filter(token__in=labels).values_list("token", "label"))
    told = sorted((token, label) for token, label in labels.items() if there.get(token) != label)
    named = [PublishedFacet(token=token, facet=facet_of(token), label=label) for token, label in told]
    PublishedFacet.objects.bulk_create(named, update_conflicts=True, unique_fields=["token"], update_fields=["label"])


def count(before: Counted, now: Counted) -> None:
    """Write what has changed, in one order, so that two who publish do not wait for each other."""
    _count_facets(_steps(before.facets, now.facets))
    _count_tallies(_steps(before.tallies, now.tallies))


def _steps(before: Counter[Any], now: Counter[Any]) -> dict[Any, int]:
    return {key: now[key] - before[key] for key in sorted({*before, *now}) if now[key] != before[key]}


def _count_facets(steps: Mapping[str, int]) -> None:
    locked = PublishedFacet.objects.filter(token__in=steps).order_by("token").select_for_update()
    tokens: dict[int, list[str]] = {}
    for token in locked.values_list("token", flat=True):
        tokens.setdefault(steps[token], []).append(token)
    for step, of_step in tokens.items():
        PublishedFacet.objects.filter(token__in=of_step).update(number_deals=F("number_deals") + step)


def _count_tallies(steps: Mapping[Tally, int]) -> None:
    if steps:
        subjects, roles, tokens = (list(column) for column in zip(*steps, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [subjects, roles, tokens, list(steps.values())])


def count_anew() -> None:
    """Set each tally to what a count yields, once nobody else publishes; readers read the earlier ones meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE deals_publishedtally IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(COUNT_ANEW)


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
COUNT_ANEW = f"""
    INSERT INTO deals_publishedtally AS kept (subject, role, token, number_deals)
    SELECT subject, role, token, coalesce(counted.number_deals, 0)
    FROM deals_publishedtally held FULL JOIN ({COUNTED}) counted USING (subject, role, token)
    WHERE coalesce(held.number_deals, 0) <> coalesce(counted.number_deals, 0)
    ON CONFLICT (subject, role, token) DO UPDATE SET number_deals = excluded.number_deals
"""  # noqa: S608  no value
