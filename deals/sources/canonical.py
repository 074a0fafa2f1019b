"""One form for each address, so that a source that is cited twice is kept once."""

from dataclasses import replace

from deals.sources.addresses import Address

TRACKER_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_", "_hs")
TRACKERS = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid"),
        *("igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_openstat", "oly_anon_id", "oly_enc_id"),
        *("vero_id", "wickedid", "ref_src", "ref_url", "s_cid", "cmpid", "ncid", "smid", "xtor", "ito"),
        *("__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig"),
    }
)
MIRRORS = ("www.", "m.", "mobile.", "amp.")


def canonical_address(url: str) -> str:
    """Return the address by which a source is known: no fragment, no trackers, parameters in order of their names.

    Applying it twice changes nothing. Raises AddressError with a sentence that says what to write.
    """
    address = Address.parse(url)
    kept = (pair for pair in address.query.split("&") if pair and not _is_tracker(pair.partition("=")[0]))
    return str(replace(address, query="&".join(sorted(kept, key=lambda pair: pair.partition("=")[0]))))


def is_same_site(first: str, second: str) -> bool:
    """Whether both addresses are one outlet's: a page may name its own other address, never another outlet's."""
    return _site(first) == _site(second)


def _is_tracker(name: str) -> bool:
    name = name.lower()
    return name in TRACKERS or name.startswith(TRACKER_PREFIXES)


def _site(url: str) -> str:
    host = Address.parse(url).host
    for mirror in MIRRORS:
        host = host.removeprefix(mirror)
    return host
