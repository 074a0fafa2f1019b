"""Who takes part in a deal, and as what."""

from deals.vocabulary.words import Word


class PartyKind(Word):
    STATE = "state"
    COMPANY = "company"
    AGENCY = "agency"
    ALLIANCE = "alliance"
    NON_STATE = "non_state"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {PartyKind.STATE: "state or territory", PartyKind.NON_STATE: "non-state group"}.get(self, self.value)


class Role(Word):
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"
    MANUFACTURER = "manufacturer"
    CONTRACTING_AGENCY = "contracting_agency"
    AUTHORISING_STATE = "authorising_state"
    COMPONENT_SUPPLIER = "component_supplier"
    LICENSOR = "licensor"
    PARTNER = "partner"
    BIDDER = "bidder"
    END_USER = "end_user"
    BROKER = "broker"
    FINANCIER = "financier"
    DONOR = "donor"
    AFFECTED_THIRD_PARTY = "affected_third_party"

    @property
    def side(self) -> "Side":
        """Whose side a speaker in this role is on, for who stands behind a claim."""
        if self in _SUPPLYING:
            return Side.SUPPLIER
        return Side.RECIPIENT if self in _RECEIVING else Side.THIRD_PARTY


class Side(Word):
    """Which sides stand behind a claim, derived from its speakers."""

    RECIPIENT = "recipient"
    SUPPLIER = "supplier"
    BOTH = "both"
    THIRD_PARTY = "third_party"
    UNATTRIBUTED = "unattributed"


_SUPPLYING = {Role.SUPPLIER, Role.MANUFACTURER, Role.COMPONENT_SUPPLIER, Role.LICENSOR, Role.DONOR}
_RECEIVING = {Role.RECIPIENT, Role.CONTRACTING_AGENCY, Role.END_USER}


class Transfer(Word):
    SALE = "sale"
    AID = "aid"
    LEASE = "lease"
    LOAN = "loan"
    LICENCE = "licence"
    JOINT_DEVELOPMENT = "joint_development"


class Route(Word):
    STATE_TO_STATE = "state_to_state"
    DIRECT_COMMERCIAL = "direct_commercial"
    FOREIGN_MILITARY_SALE = "foreign_military_sale"
    UNKNOWN = "unknown"


class Category(Word):
    """The twelve categories of the SIPRI arms transfers database."""

    AIRCRAFT = "aircraft"
    AIR_DEFENCE_SYSTEMS = "air_defence_systems"
    ANTI_SUBMARINE_WARFARE_WEAPONS = "anti_submarine_warfare_weapons"
    ARMOURED_VEHICLES = "armoured_vehicles"
    ARTILLERY = "artillery"
    ENGINES = "engines"
    MISSILES = "missiles"
    NAVAL_WEAPONS = "naval_weapons"
    OTHER = "other"
    SATELLITES = "satellites"
    SENSORS = "sensors"
    SHIPS = "ships"
