import textwrap

import pytest

from deals.sources.reading import ReadFailedError, ReadLimits, read
from deals.vocabulary.text import find_passage, normalised

FIRST = "Ruritania will pay for the first battery in March, its defence minister told reporters on Tuesday."
SECOND = "The contract, signed in Strelsau a year ago, covers four batteries and the training of their crews."
THIRD = "“We have agreed in principle on joint\u00a0production,” the minister said, adding that talks would go on."
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ruritania pays - The News</title>
<meta property="og:site_name" content="The News"><link rel="canonical" href="/pays">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ruritania pays", "author":
{{"name": "Flavia Example"}}, "datePublished": "2021-03-04T08:00:00+02:00"}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">Defence</a></li></ul></nav>
<main><article><h1>Ruritania pays</h1><figure><img src="a.jpg" alt="A launcher"><figcaption>A launcher of the Zenda
system on the square in Strelsau.</figcaption></figure>
<p>{FIRST}</p><p>{SECOND}</p><p class="photo-credit">Picture: army press office</p><p>{THIRD}</p>
<script>var tracking = "should not be read";</script>
<div class="author-bio"><p>Flavia Example has written on defence for twenty years and lives in Strelsau.</p></div>
</article></main><footer><p>All rights reserved. Cookies are used on this site.</p></footer></body></html>"""


def test_a_page_gives_the_article_and_nothing_around_it() -> None:
    page = read(PAGE.encode(), "text/html", address="https://news.example/x?id=1")
    assert page.text == "\n".join([FIRST, SECOND, normalised(THIRD)])
    assert page.reader.startswith("html-1/trafilatura-")


def test_a_page_tells_title_author_outlet_day_language_and_address() -> None:
    page = read(PAGE.encode(), "text/html", address="https://news.example/x?id=1")
    assert (page.title, page.author, page.publisher) == ("Ruritania pays", "Flavia Example", "The News")
    assert (page.published, page.language) == ("2021-03-04", "en")
    assert page.canonical_address == "https://news.example/pays"


def test_captions_credits_and_biographies_of_a_page_are_kept_apart() -> None:
    assert read(PAGE.encode(), "text/html").asides == (
        "A launcher of the Zenda system on the square in Strelsau.",
        "Picture: army press office",
        "Flavia Example has written on defence for twenty years and lives in Strelsau.",
    )


def test_every_quote_of_a_page_is_found_in_its_text() -> None:
    text = read(PAGE.encode(), "text/html").text
    for quote in (FIRST, SECOND, THIRD, "crews. “We have agreed in principle on joint production"):
        assert find_passage(text, quote) is not None


def test_a_page_in_another_encoding_is_read_the_same() -> None:
    turkish = PAGE.replace("Strelsau", "Çanakkale").replace('"utf-8"', '"windows-1254"')
    page = read(turkish.encode("cp1254"), "text/html")
    assert "signed in Çanakkale a year ago" in page.text
    assert page == read(turkish.encode(), "text/html")


def test_a_plain_text_gives_head_text_and_asides() -> None:
    raw = f"Ruritania pays\r\n2021-03-04\r\n\r\nA launcher.\r\nA launcher.\r\n\r\n{FIRST}\r\n\r\n{THIRD}\r\n"
    page = read(raw.encode(), "text/plain")
    assert page.text == f"{FIRST}\n{normalised(THIRD)}"
    assert (page.title, page.published, page.reader) == ("Ruritania pays", "2021-03-04", "text-1")
    assert page.asides == ("2021-03-04", "A launcher.")
    assert page.canonical_address == ""


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"<html><body></body></html>", "text/html", "No article was found in the page"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html", "No article was found"),
        (b"<!-- nothing -->", "text/html", "No article was found"),
        ("\u200b\u00ad".encode(), "text/plain", "No article was found"),
        (b"%PDF-1.4", "application/pdf", "PDF files cannot be read yet"),
        (b"a" * 101, "text/plain", "has 101 characters and may have 100: split it"),
        (b"<p>" + b"Two states signed. " * 60, "text/html", "may have 100: split it"),
    ],
)
def test_what_gives_no_text_fails_with_what_to_do(content: bytes, media_type: str, reason: str) -> None:
    with pytest.raises(ReadFailedError, match=reason):
        read(content, media_type, limits=ReadLimits(characters=100))


def test_a_caption_inside_a_caption_is_kept_apart_once() -> None:
    figure = "<div class='wp-caption'><span>A launcher.</span><p class='wp-caption-text'>On the square.</p></div>"
    page = read(
        f"<html><body><article><p>{FIRST}</p>{figure}<p>{SECOND}</p></article></body></html>".encode(), "text/html"
    )
    assert page.asides == ("A launcher. On the square.",)


def test_a_plain_text_that_was_broken_at_a_fixed_width_is_joined() -> None:
    article = [FIRST, SECOND, f"{SECOND} {FIRST}", THIRD]
    raw = "Ruritania pays\r\n\r\n" + "\r\n\r\n".join("\r\n".join(textwrap.wrap(part, 72)) for part in article)
    page = read(raw.encode(), "text/plain")
    assert page.text == normalised("\n".join(article))
    assert page.title == "Ruritania pays"


def test_short_paragraphs_without_blank_lines_stay_apart() -> None:
    lines = [f"{number}. The two states went on talking about the price of the launchers." for number in range(3)]
    for text in ("\n".join([*lines, FIRST + SECOND, *lines]), "\n".join(lines * 3)):
        assert read(text.encode(), "text/plain").text == text


def test_a_large_element_called_caption_is_still_the_article() -> None:
    body = "".join(f"<p>{number}. {FIRST}</p>" for number in range(20))
    page = read(f"<html><body><article class='no caption'>{body}</article></body></html>".encode(), "text/html")
    assert page.text.count(FIRST) == 20


def test_a_list_and_a_table_carry_no_marks_that_the_page_does_not_have() -> None:
    rows = "<table><tr><th>System</th><th>Number</th></tr><tr><td>Zenda-4</td><td>12</td></tr></table>"
    listed = f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>"
    body = f"<html><body><article><p>{THIRD}</p>{listed}{rows}<p>{SECOND} – he said</p></article></body></html>"
    lines = read(body.encode(), "text/html").text.split("\n")
    assert lines[1:] == [FIRST, SECOND, "System | Number", "Zenda-4 | 12", f"{SECOND} – he said"]


def test_the_page_can_name_no_file_of_ours() -> None:
    attack = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>
    <html><body><article><p>{FIRST} &a;</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"""
    assert "root:" not in read(attack.encode(), "application/xhtml+xml").text
