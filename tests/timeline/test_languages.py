import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.usefixtures("public_deals")

PAGES = ("/", "/method/", "/deals/dealone/", "/deals/dealone/releases/", "/deals/dealone/releases/2/changes/")
DATA = ("/deals.json", "/deals/dealone/record.json", "/deals/dealone/figure.json")


def in_other_language(html: str, tag: str) -> str:
    link = re.search(rf'<a href="([^"]*)" lang="{tag}" hreflang="{tag}" rel="alternate">', html)
    assert link
    return link[1].replace("&amp;", "&")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_its_language_and_leads_to_the_other(client: Client, address: str) -> None:
    english, french = client.get(address), client.get(f"/fr{address}")
    assert '<html lang="en" dir="ltr">' in english.content.decode()
    assert '<html lang="fr" dir="ltr">' in french.content.decode()
    assert in_other_language(english.content.decode(), "fr") == f"/fr{address}"
    assert in_other_language(french.content.decode(), "en") == address
    for html in (english.content.decode(), french.content.decode()):
        assert f'<link rel="alternate" hreflang="en" href="{address}">' in html
        assert f'<link rel="alternate" hreflang="fr" href="/fr{address}">' in html


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_only_the_address_decides_the_language(client: Client, address: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    wanted = client.get(address, headers={"accept-language": "fr"})
    plain = Client().get(address)
    assert wanted.content == plain.content
    assert wanted.get("ETag") == plain.get("ETag")
    assert not {"accept-language", "cookie"} & {word.strip().lower() for word in wanted.get("Vary", "").split(",")}


@pytest.mark.parametrize("address", DATA)
def test_data_answers_under_both(client: Client, address: str) -> None:
    assert client.get(f"/fr{address}").json().keys() == client.get(address).json().keys()


def test_the_other_language_keeps_the_day_asked_about_and_drops_what_no_page_knows(client: Client) -> None:
    html = client.get("/deals/dealone/?utm=1&as_of=2017-10-31").content.decode()
    assert in_other_language(html, "fr") == "/fr/deals/dealone/?as_of=2017-10-31"
    assert 'href="/fr/deals/dealone/"' in client.get("/fr/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/?sort=title", "/overview/?by=recipient&open=partybuyer&sort=title", "/compare/?deal=dealone&deal=practice"],
)
def test_the_other_language_keeps_the_order_and_what_is_opened_or_compared(client: Client, address: str) -> None:
    assert in_other_language(client.get(address).content.decode(), "fr") == f"/fr{address}"


def test_kept_copies_of_two_languages_are_told_apart(client: Client) -> None:
    english, french = client.get("/deals/dealone/"), client.get("/fr/deals/dealone/")
    assert english["ETag"] != french["ETag"]
    assert client.get("/fr/deals/dealone/", headers={"if-none-match": english["ETag"]}).status_code == 200
    assert client.get("/fr/deals/dealone/", headers={"if-none-match": french["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/fr/nothing/", "/fr//stranger.example/", "/fr/deals/dealone/x", "//a.example", "//[", "/%", "/\x00"],
)
def test_a_missing_page_leads_to_the_list_of_deals(client: Client, address: str) -> None:
    answer = client.get("/", PATH_INFO=address)  # as a server hands it on
    assert answer.status_code == 404
    french = address.startswith("/fr/")
    html = answer.content.decode()
    assert in_other_language(html, "en" if french else "fr") == ("/" if french else "/fr/")
    assert not re.search(r'href="//', html)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/robots.txt", 200), ("/favicon.ico", 200), ("/healthz", 200), ("/desk/sign-in/", 200),
        ("/fr/robots.txt", 404), ("/fr/desk/sign-in/", 404), ("/fr/healthz", 404), ("/en-gb/", 404), ("/fr-ca/", 404),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_only_public_pages_have_languages(client: Client, address: str, status: int) -> None:
    assert client.get(address, headers={"accept-language": "fr"}).status_code == status


@pytest.mark.django_db
def test_the_desk_is_english_whatever_is_asked(client: Client) -> None:
    client.get("/fr/")
    html = client.get("/desk/sign-in/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="en">' in html
    assert "Sign in" in html


def test_what_the_register_says_is_marked_where_the_page_is_in_another_language(client: Client) -> None:
    english = client.get("/deals/dealone/").content.decode()
    french = client.get("/fr/deals/dealone/").content.decode()
    assert '<h1 dir="auto">' in english
    assert '<h1 dir="auto" lang="en">' in french
    assert re.search(r'<p class="sentence" dir="auto" lang="en">', french)
    assert re.search(r'<text class="label"[^>]* lang="en">', french)
    assert len(re.findall(r' lang="en"', french)) > 3 * len(re.findall(r' lang="en"', english))
