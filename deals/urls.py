"""The desk's addresses. Public ids never change; suggestions go by their number inside an intake."""

from django.urls import path

from deals.views import claims, deals, inbox, intakes, passages, suggestions
from deals.views.signing_in import SignIn, SignOut

app_name = "desk"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("intakes/<str:public_id>/", intakes.intake, name="intake"),
    path("intakes/<str:public_id>/try-again/", intakes.send_again, name="try_again"),
    path("intakes/<str:public_id>/deal/", intakes.take_deal, name="take_deal"),
    path("intakes/<str:public_id>/new-deal/", deals.new_from_article, name="new_deal_from_article"),
    path("intakes/<str:public_id>/passage/", passages.select_passage, name="select_passage"),
    path("intakes/<str:public_id>/add/", passages.add_claim, name="add_claim"),
    path("intakes/<str:public_id>/<int:number>/accept/", suggestions.accept_suggestion, name="accept"),
    path("intakes/<str:public_id>/<int:number>/amend/", suggestions.amend, name="amend"),
    path("intakes/<str:public_id>/<int:number>/reject/", suggestions.reject_suggestion, name="reject"),
    path("deals/new/", deals.new, name="new_deal"),
    path("deals/<str:public_id>/", deals.deal, name="deal"),
    path("deals/<str:public_id>/edit/", deals.edit, name="edit_deal"),
    path("deals/<str:public_id>/approve/", deals.approve_seen, name="approve_seen"),
    path("deals/<str:public_id>/publish/", deals.publish_deal, name="publish"),
    path("deals/<str:public_id>/claims/new/", claims.type_claim, name="type_claim"),
    path("claims/<str:public_id>/", claims.claim, name="claim"),
    path("claims/<str:public_id>/cite/", claims.cite, name="cite"),
    path("claims/<str:public_id>/approve/", claims.approve, name="approve"),
    path("claims/<str:public_id>/retract/", claims.retract, name="retract"),
]
