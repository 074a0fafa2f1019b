"""The desk's addresses. Public ids never change; suggestions go by their number inside an intake."""

from django.urls import path, register_converter

from deals.views import (
    claims,
    deals,
    history,
    inbox,
    intakes,
    members,
    moving,
    passages,
    putting_back,
    reviewing,
    sources,
    suggestions,
    withholdings,
)
from deals.views.access import open_to_all
from deals.views.signing_in import SignIn, SignOut

app_name = "desk"


class PublicId:
    """A permanent id. Whatever else stands in its place, a null character for one, is no address of ours."""

    regex = "[0-9a-z]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public_id")

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("sign-in/", open_to_all(SignIn.as_view()), name="sign_in"),
    path("sign-out/", open_to_all(SignOut.as_view()), name="sign_out"),
    path("intakes/<public_id:public_id>/", intakes.intake, name="intake"),
    path("intakes/<public_id:public_id>/try-again/", intakes.send_again, name="try_again"),
    path("intakes/<public_id:public_id>/deal/", intakes.take_deal, name="take_deal"),
    path("intakes/<public_id:public_id>/new-deal/", deals.new_from_article, name="new_deal_from_article"),
    path("intakes/<public_id:public_id>/passage/", passages.select_passage, name="select_passage"),
    path("intakes/<public_id:public_id>/add/", passages.add_claim, name="add_claim"),
    path("intakes/<public_id:public_id>/<int:number>/accept/", suggestions.accept_suggestion, name="accept"),
    path("intakes/<public_id:public_id>/<int:number>/amend/", suggestions.amend, name="amend"),
    path("intakes/<public_id:public_id>/<int:number>/reject/", suggestions.reject_suggestion, name="reject"),
    path("members/", members.members, name="members"),
    path("members/<int:number>/role/", members.give_role, name="give_role"),
    path("members/<int:number>/leave/", members.leave, name="let_go"),
    path("members/<int:number>/return/", members.come_back, name="take_back"),
    path("members/<int:number>/password/", members.password, name="give_password"),
    path("deals/new/", deals.new, name="new_deal"),
    path("deals/<public_id:public_id>/", deals.deal, name="deal"),
    path("deals/<public_id:public_id>/edit/", deals.edit, name="edit_deal"),
    path("deals/<public_id:public_id>/approve/", deals.approve_seen, name="approve_seen"),
    path("deals/<public_id:public_id>/publish/", deals.publish_deal, name="publish"),
    path("deals/<public_id:public_id>/claims/new/", claims.type_claim, name="type_claim"),
    path("deals/<public_id:public_id>/move/", moving.move, name="move"),
    path("deals/<public_id:public_id>/end/", moving.end, name="end_deal"),
    path("claims/<public_id:public_id>/became/", moving.became, name="became"),
    path("claims/<public_id:public_id>/became/<int:number>/remove/", moving.not_became, name="not_became"),
    path("sources/<public_id:public_id>/", sources.source, name="source"),
    path("sources/<public_id:public_id>/review/", reviewing.review, name="review"),
    path("withholdings/", withholdings.withholdings, name="withholdings"),
    path("withholdings/new/", withholdings.ask, name="ask_withholding"),
    path("withholdings/<public_id:public_id>/", withholdings.withholding, name="withholding"),
    path("claims/<public_id:public_id>/", claims.claim, name="claim"),
    path("claims/<public_id:public_id>/cite/", claims.cite, name="cite"),
    path("claims/<public_id:public_id>/citations/<int:number>/", claims.citation, name="citation"),
    path("claims/<public_id:public_id>/approve/", claims.approve, name="approve"),
    path("claims/<public_id:public_id>/retract/", claims.retract, name="retract"),
    path("deals/<public_id:public_id>/history/", history.history, {"kind": "deal"}, name="deal_history"),
    path("deals/<public_id:public_id>/restore/", putting_back.restore, name="restore"),
    path("changes/<uuid:signature>/undo/", putting_back.undo, name="undo"),
    path("claims/<public_id:public_id>/history/", history.history, {"kind": "claim"}, name="claim_history"),
    path("sources/<public_id:public_id>/history/", history.history, {"kind": "source"}, name="source_history"),
    path("parties/<public_id:public_id>/history/", history.history, {"kind": "party"}, name="party_history"),
    path(
        "systems/<public_id:public_id>/history/",
        history.history,
        {"kind": "weaponsystem"},
        name="weaponsystem_history",
    ),
]
