"""Which codes name a currency: ISO 4217, and the ones that it has withdrawn."""

from functools import cache

import pycountry

NOT_MONEY = frozenset({"XXX", "XTS"})
"""In ISO 4217, but for no currency and for testing."""

WITHDRAWN = frozenset(
    """
    ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN BRR BUK BYB
    BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE GRD GWE GWP HRD HRK
    IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES
    PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU
    YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR
    """.split()  # noqa: SIM905 -- 130 quoted codes would fill a page
)
"""ISO 4217, list three: a deal of 1985 was agreed in the money of its day."""

NO_CURRENCY = "“{}” is no currency of ISO 4217: write it as in USD or EUR."


@cache
def is_currency(code: str) -> bool:
    """Whether `code`, three capital letters, is or was a currency of ISO 4217."""
    if code in WITHDRAWN:
        return True
    return code not in NOT_MONEY and code.isupper() and pycountry.currencies.get(alpha_3=code) is not None
