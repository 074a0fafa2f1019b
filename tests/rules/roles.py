"""What a member's role does not let him write, as SQL; and the members themselves."""

from __future__ import annotations

from config.engines.roles import DESK
from tests.rules.writes import DENIED, Forbidden, forbid

NEW_MEMBER = (
    "INSERT INTO deals_member (password, is_superuser, username, first_name, last_name, email, is_staff, is_active,"
    " date_joined, role) VALUES ('', false, 'mallory', '', '', '', false, true, now(), '{0}')"
)
NO_ADMINISTRATORS = "UPDATE deals_member SET role = 'reader' WHERE role = 'administrator'"
# who signs, the words of the refusal, the write
NOT_BY_ROLE = [
    ("reader", "a reader changes nothing", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {draft}"),
    ("reader", "a reader changes nothing", "UPDATE deals_citation SET locator = 'page 7' WHERE id = {quoted}"),
    ("citation_editor", "sources and citations", "UPDATE deals_claim SET text = 'otherwise' WHERE id = {draft}"),
    ("citation_editor", "sources and citations", "UPDATE deals_deal SET title = 'otherwise' WHERE id = {deal}"),
    ("citation_editor", "sources and citations", "DELETE FROM deals_sequel"),
]
MEMBERS = [
    *((by, "only an administrator", write) for by in ("reader", "member", "citation_editor", "publisher") for write in (
        "UPDATE deals_member SET role = 'administrator' WHERE id = {member}",
        "UPDATE deals_member SET is_active = true WHERE id = {left}",
        "UPDATE deals_member SET is_active = false WHERE id = {reader}",
        "UPDATE deals_member SET username = 'mallory' WHERE id = {publisher}",
        "DELETE FROM deals_member WHERE id = {reader}",
        NEW_MEMBER.format("reader"),
    )),
    ("administrator", "administrator", NO_ADMINISTRATORS),
    ("administrator", "administrator", "UPDATE deals_member SET is_active = false"),
]  # fmt: skip

RIGHTS: list[Forbidden] = [
    *(forbid(words, statement, by=by) for by, words, statement in (*NOT_BY_ROLE, *MEMBERS)),
    forbid("only an administrator", NEW_MEMBER.format("administrator"), signed=False),
    forbid("only an administrator", NEW_MEMBER.format("administrator"), by="left"),
    forbid("a publisher retracts",
           "UPDATE deals_claim SET state = 'retracted', retraction_reason = 'so' WHERE id = {approved}"),
    forbid("a publisher ends", "UPDATE deals_deal SET ending = 'withdrawn', ending_why = 'so', ended_on = now()"),
    forbid("is never emptied", "TRUNCATE deals_member CASCADE", other={DESK: DENIED}),
]  # fmt: skip
