import codecs

import pytest

from deals.sources.formats import ReadFailedError, decoded, format_of

TURKISH = "Türkiye ile Rusya anlaştı, dedi Çavuşoğlu."
RUSSIAN = "Россия и Турция договорились о поставке систем."


@pytest.mark.parametrize(
    ("content", "media_type", "wanted"),
    [
        (b"Two states signed.", "text/plain", "text"),
        (b"Two states signed.", "", "text"),
        (b"# Two states", "text/markdown", "text"),
        (b"<p>Two states", "text/html", "html"),
        (b"<p>Two states", "application/xhtml+xml", "html"),
        (b"\n <!DOCTYPE html><p>Two", "text/plain", "html"),
        (b"<?xml version='1.0'?><html>", "application/octet-stream", "html"),
        (b"a <b less than sign", "text/plain", "text"),
    ],
)
def test_pages_are_told_from_plain_text(content: bytes, media_type: str, wanted: str) -> None:
    assert format_of(content, media_type) == wanted


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "PDF files cannot be read yet: copy"),
        (b"%PDF-1.7 ...", "text/html", "PDF files"),
        (b"PK\x03\x04...", "application/zip", "zip archives"),
        (b"PK\x03\x04...", "text/plain", "Office files"),
        (b"{\\rtf1 ...", "application/rtf", "Office files"),
        (b"\x1f\x8b\x08...", "text/html", "Packed files"),
        (b"\x89PNG\r\n", "image/png", "Pictures"),
        (b"\xff\xd8\xff\xe0", "text/html", "Pictures"),
        (b"RIFF\x00\x00\x00\x00WEBP", "", "Pictures"),
        (b"moving", "video/mp4", "type video/mp4 cannot be read"),
        (b"{}", "application/json", "type application/json cannot be read"),
        (b"", "text/html", "file is empty"),
        (b" \n ", "text/plain", "file is empty"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do(content: bytes, media_type: str, reason: str) -> None:
    with pytest.raises(ReadFailedError, match=reason):
        format_of(content, media_type)


@pytest.mark.parametrize(
    ("content", "charset", "wanted"),
    [
        (TURKISH.encode(), "", TURKISH),
        (TURKISH.encode(), "iso-8859-9", TURKISH),  # UTF-8 is hardly ever met by accident
        (TURKISH.encode("iso-8859-9"), "iso-8859-9", TURKISH),
        (TURKISH.encode("cp1254"), "WINDOWS-1254", TURKISH),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (b"<meta charset='windows-1251'>" + RUSSIAN.encode("cp1251"), "", f"<meta charset='windows-1251'>{RUSSIAN}"),
        (b"<meta charset=utf-8>" + TURKISH.encode("cp1254"), "cp1254", f"<meta charset=utf-8>{TURKISH}"),
        (codecs.BOM_UTF8 + TURKISH.encode(), "koi8-r", TURKISH),
        (TURKISH.encode("utf-16"), "", TURKISH),
        (codecs.BOM_UTF16_BE + TURKISH.encode("utf-16-be"), "", TURKISH),
        (TURKISH.encode("utf-32"), "", TURKISH),
        ("it’s “said” – €5".encode("cp1252"), "", "it’s “said” – €5"),
        ("it’s “said” – €5".encode("cp1252"), "iso-8859-1", "it’s “said” – €5"),
        ("防衛省は契約した。".encode("iso-2022-jp"), "iso-2022-jp", "防衛省は契約した。"),
        (b"plain", "no-such-encoding", "plain"),
        (b"+AGEAYg-", "utf-7", "+AGEAYg-"),
        (b"xn--bcher-kva", "punycode", "xn--bcher-kva"),
    ],
)
def test_bytes_become_the_characters_that_were_meant(content: bytes, charset: str, wanted: str) -> None:
    assert decoded(content, charset) == wanted


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (RUSSIAN.encode("cp1251"), "encoding cannot be told: save the file as UTF-8"),
        (RUSSIAN.encode("koi8-r"), "encoding cannot be told"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "encoding cannot be told"),
        (codecs.BOM_UTF8 + b"\xff", "encoding cannot be told"),
        (b"\x81\x8d broken \x90", "encoding cannot be told"),
        (TURKISH.encode("utf-16-le"), "no text that can be read"),
        (bytes(100), "no text that can be read"),
        (b"\x01\x02\x03 program", "no text that can be read"),
    ],
)
def test_bytes_that_mean_no_known_characters_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ReadFailedError, match=reason):
        decoded(content, "")
