import json

import pytest
from lxml.html import document_fromstring

from deals.sources.metadata import PageFacts, page_facts

ADDRESS = "https://www.news.example/2021/launchers?utm_source=mail"
ARTICLE = {"@type": "NewsArticle", "headline": "Ruritania buys launchers"}


def facts(head: str, *, body: str = "", attributes: str = "", address: str = ADDRESS) -> PageFacts:
    return page_facts(document_fromstring(f"<html {attributes}><head>{head}</head><body>{body}</body></html>"), address)


def script(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f"<script type='application/ld+json'>{text}</script>"


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Other"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Thing", "http://schema.org/ReportageNewsArticle"]},
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        '{"@type": "Article", "headline": "Ruritania\n buys\tlaunchers"}',
        {**ARTICLE, "headline": "Ruritania&amp;nbsp;buys launchers"},
    ],
)
def test_the_article_is_found_in_json_ld_of_every_shape(data: object) -> None:
    assert facts(script(data)).title == "Ruritania buys launchers"


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '"text"', "null", "[[], {}, 1]", {"@type": 5, "@graph": "x"}])
def test_json_ld_that_is_broken_or_odd_is_passed_over(data: object) -> None:
    assert facts(script(data)) == PageFacts(canonical_address="https://www.news.example/2021/launchers")


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        ("Flavia Example", "Flavia Example"),
        ("By Flavia Example", "Flavia Example"),
        ({"@type": "Person", "name": "Flavia Example"}, "Flavia Example"),
        ([{"name": "Flavia Example"}, "Rudolf Example", {"name": "Flavia Example"}], "Flavia Example, Rudolf Example"),
        ({"@id": "#flavia"}, "Flavia Example"),
        ("https://social.example/flavia", ""),
        ({"name": ["Flavia"]}, ""),
        (None, ""),
        (7, ""),
    ],
)
def test_authors_are_read_in_every_shape(author: object, wanted: str) -> None:
    data = {"@graph": [{**ARTICLE, "author": author}, {"@id": "#flavia", "@type": "Person", "name": "Flavia Example"}]}
    assert facts(script(data)).author == wanted


def test_the_day_is_the_one_of_the_outlets_own_time_zone() -> None:
    assert facts(script({**ARTICLE, "datePublished": "2021-03-04T23:30:00-08:00"})).published == "2021-03-04"


def test_json_ld_comes_before_meta_and_meta_before_what_is_seen() -> None:
    meta = "<meta property=og:title content=Second><meta name=author content=Rudolf><title>Third</title>"
    assert facts(script({**ARTICLE, "headline": "First"}) + meta).title == "First"
    assert facts(script({**ARTICLE, "headline": "First"}) + meta).author == "Rudolf"
    assert facts(meta).title == "Second"
    assert facts("<title>Third</title>").title == "Third"
    assert facts("<title>Third</title>", body="<h1>Fourth <b>here</b></h1>").title == "Fourth here"
    assert facts("<title>Third</title>", body="<h1>Logo</h1><h1>Fourth</h1>").title == "Third"


def test_meta_tells_publisher_day_and_language() -> None:
    found = facts(
        "<meta property='og:site_name' content='The News'>"
        "<meta property='article:published_time' content='2021-03-04'>"
        "<meta name='DC.date' content='4 March 2021'><title>Launchers bought | The News</title>",
        attributes="lang=en-GB",
    )
    assert (found.publisher, found.published, found.language) == ("The News", "2021-03-04", "en-GB")
    assert found.title == "Launchers bought"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<time datetime='2021-03-04T08:00'>4 March</time>", "2021-03-04"),
        ("<time datetime='2021-03-04'>4 March</time><time datetime='2021-03-04T09:00'>", "2021-03-04"),
        ("<time datetime='2021-03-04'>4 March</time><time datetime='2021-03-09'>another article's</time>", ""),
        ("<time datetime='2021-03-09'><time itemprop=datePublished datetime='2021-03-04'>", "2021-03-04"),
        ("<time datetime='P3D'>3 days</time>", ""),
    ],
)
def test_the_day_in_sight_is_read_where_it_is_the_only_one(body: str, published: str) -> None:
    assert facts("", body=body).published == published


@pytest.mark.parametrize(
    ("head", "attributes", "language"),
    [
        ("<meta property=og:locale content=tr_TR>", "", "tr-TR"),
        (script({**ARTICLE, "inLanguage": {"alternateName": "tr"}}), "lang=en", "tr"),
        ("", "lang='the language of the page'", ""),
        ("", "", ""),
    ],
)
def test_the_language_is_a_tag_or_nothing(head: str, attributes: str, language: str) -> None:
    assert facts(head, attributes=attributes).language == language


@pytest.mark.parametrize(
    ("head", "address", "wanted"),
    [
        (
            "<link rel=canonical href='/2021/launchers-bought'>",
            ADDRESS,
            "https://www.news.example/2021/launchers-bought",
        ),
        ("<link rel=canonical href='https://news.example/l?fbclid=1'>", ADDRESS, "https://news.example/l"),
        ("<meta property=og:url content='https://m.news.example/l?utm_a=1'>", ADDRESS, "https://m.news.example/l"),
        ("<link rel=canonical href='https://other.example/l'>", ADDRESS, "https://www.news.example/2021/launchers"),
        ("<link rel=canonical href='https://www.news.example/'>", ADDRESS, "https://www.news.example/2021/launchers"),
        ("<link rel=canonical href='javascript:1'>", ADDRESS, "https://www.news.example/2021/launchers"),
        ("<link rel=canonical href='http://[::1'>", ADDRESS, "https://www.news.example/2021/launchers"),
        ("<link rel=canonical href='https://other.example/l'>", "", "https://other.example/l"),
        ("<link rel=canonical href='/l'>", "", ""),
        ("", "", ""),
    ],
)
def test_a_page_may_name_its_own_address_and_no_other_outlets(head: str, address: str, wanted: str) -> None:
    assert facts(head, address=address).canonical_address == wanted


def test_a_title_of_absurd_length_is_none() -> None:
    assert facts(f"<meta property=og:title content='{'a' * 501}'><title>{'b' * 9_000}</title>").title == ""
