"""The register."""

from deals.models.approval import Approval
from deals.models.citation import Citation, Origin, Passage
from deals.models.claim import Claim
from deals.models.claim_kinds import (
    Authorisation,
    Delivery,
    Event,
    Order,
    Participation,
    Payment,
    StageReport,
    Statement,
    Valuation,
)
from deals.models.deal import Deal, DealSystem, Track
from deals.models.decision import Decision
from deals.models.member import Member, MemberRole
from deals.models.move import Move
from deals.models.party import Party, PartyAlias, Speaker
from deals.models.published import (
    PublishedDeal,
    PublishedEntry,
    PublishedFacet,
    PublishedFigure,
    PublishedLine,
    PublishedMention,
    PublishedTally,
    PublishedValue,
)
from deals.models.release import Release
from deals.models.sent import SentForm
from deals.models.sequel import Sequel
from deals.models.weapon import WeaponSystem
from deals.models.withholding import WithheldRow, Withholding

__all__ = [
    "Approval", "Authorisation", "Citation", "Claim", "Deal", "DealSystem", "Decision", "Delivery", "Event",
    "Member", "MemberRole", "Move", "Order", "Origin", "Participation", "Party", "PartyAlias", "Passage", "Payment",
    "PublishedDeal", "PublishedEntry", "PublishedFacet", "PublishedFigure", "PublishedLine", "PublishedMention",
    "PublishedTally", "PublishedValue", "Release", "SentForm", "Sequel", "Speaker", "StageReport", "Statement", "Track",
    "Valuation",
    "WeaponSystem", "WithheldRow", "Withholding",
]  # fmt: skip
