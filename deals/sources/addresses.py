"""Web addresses, taken apart strictly: what is not plainly an http or https address is refused with a reason."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Self
from urllib.parse import SplitResult, quote, urlsplit

MOST_CHARACTERS = 2_000
DEFAULT_PORTS = {"http": 80, "https": 443}

_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


class AddressError(ValueError):
    """Not an address that can be cited or fetched; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Address:
    """`https://News.example:443/a/../b?q=1#x` is scheme https, host news.example, port 443, path /b, query q=1."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise AddressError for anything but http and https, for user names, and for hosts that are no names."""
        parts = _split(text.strip())
        scheme = parts.scheme
        path = _without_dots(_escaped(parts.path or "/", "/:@!$&'()*+,;="))
        query = _escaped(parts.query, "/?:@!$&'()*+,;=")
        address = cls(scheme, _host(parts.hostname or ""), _port(parts), path, query)
        _check_length(str(address))
        return address

    @property
    def authority(self) -> str:
        """The host as it stands in an address and in the Host header: brackets for IPv6, no default port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def _split(text: str) -> SplitResult:
    _check_length(text)
    if _CONTROL.search(text):
        raise AddressError("The address has a blank, backslash or control character inside: copy it again.")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise AddressError("The address cannot be read: copy it again from the browser.") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise AddressError("Only addresses that begin with http:// or https:// can be used.")
    if "[" in parts.netloc and ":" not in (parts.hostname or ""):  # some Python versions let names in brackets pass
        raise AddressError("The host of the address is not a valid IPv6 address: write its name.")
    if "@" in parts.netloc:
        raise AddressError("The address carries a user name: remove everything up to the @.")
    return parts


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise AddressError(f"The address is longer than {MOST_CHARACTERS:,} characters: give the short one.")


def _port(parts: SplitResult) -> int:
    try:
        return DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise AddressError("The port of the address is not a number up to 65535.") from error


def _host(raw: str) -> str:
    if ":" in raw:
        return _ipv6(raw)
    try:
        host = raw.removesuffix(".").encode("idna").decode().lower()
    except UnicodeError as error:
        raise AddressError("The host name of the address is not valid: copy it again.") from error
    if not _HOST.fullmatch(host):
        raise AddressError("The host name of the address is not valid: copy it again.")
    return _ipv4(host) if _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def _ipv4(host: str) -> str:
    """A host whose last label is a number is an IPv4 address to browsers and resolvers, in forms such as 0x7f.1."""
    try:
        return str(IPv4Address(host))
    except AddressValueError as error:
        raise AddressError("The host of the address is a number: write its name.") from error


def _ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except AddressValueError as error:
        raise AddressError("The host of the address is not a valid IPv6 address: write its name.") from error
    if address.scope_id:
        raise AddressError("The host of the address names a network card: write a public host name.")
    return str(address)


def _escaped(part: str, safe: str) -> str:
    part = _ESCAPE.sub(_shortest, _STRAY_PERCENT.sub("%25", part))
    try:
        return quote(part, safe=safe + "%~")
    except UnicodeEncodeError as error:
        raise AddressError("The address has half a character inside: copy it again.") from error


def _shortest(escape: re.Match[str]) -> str:
    """RFC 3986, section 6.2.2: letters are not escaped, and escapes are in capitals."""
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
