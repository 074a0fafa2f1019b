from django.urls import path
from django.views.generic import RedirectView

from timeline.views import components, conflicts, data, deals, due, finding, overview, releases, sources, subjects

app_name = "timeline"
urlpatterns = [
    path("", finding.deals, name="deals"),
    path("deals/", RedirectView.as_view(pattern_name="timeline:deals", permanent=True)),
    path("deals.json", finding.deals_json, name="deals_json"),
    path("deals/<slug:deal_id>/", deals.deal, name="deal"),
    path("deals/<slug:deal_id>/record.json", data.record_json, name="record_json"),
    path("deals/<slug:deal_id>/figure.json", data.figure_json, name="figure_json"),
    path("deals/<slug:deal_id>/claims/<slug:claim_id>/", deals.claim, name="claim"),
    path("deals/<slug:deal_id>/releases/<int:number>/", deals.release, name="release"),
    path("deals/<slug:deal_id>/releases/<int:number>/record.json", data.record_json, name="release_record_json"),
    path("deals/<slug:deal_id>/releases/<int:number>/figure.json", data.figure_json, name="release_figure_json"),
    path("deals/<slug:deal_id>/releases/", releases.releases, name="releases"),
    path("deals/<slug:deal_id>/releases/<int:number>/changes/", releases.changes, name="changes"),
    path("deals/<slug:deal_id>/releases/<int:number>/changes.json", releases.changes_json, name="changes_json"),
    path("deals/<slug:deal_id>/releases/<str:text>/", releases.no_number),
    path("deals/<slug:deal_id>/releases/<str:text>/changes/", releases.no_number),
    path("parties/<slug:party_id>/", subjects.party, name="party"),
    path("parties/<slug:party_id>/party.json", subjects.party_json, name="party_json"),
    path("systems/<slug:system_id>/", subjects.system, name="system"),
    path("systems/<slug:system_id>/system.json", subjects.system_json, name="system_json"),
    path("sources/<slug:source_id>/", sources.source, name="source"),
    path("sources/<slug:source_id>/source.json", sources.source_json, name="source_json"),
    path("outlets/<slug:outlet_id>/", sources.outlet, name="outlet"),
    path("outlets/<slug:outlet_id>/outlet.json", sources.outlet_json, name="outlet_json"),
    path("overview/", overview.seen_from_far, name="overview"),
    path("overview.json", overview.seen_from_far_json, name="overview_json"),
    path("due/", due.due, name="due"),
    path("due.json", due.due_json, name="due_json"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts.json", conflicts.conflicts_json, name="conflicts_json"),
    path("one-sided/", conflicts.one_sided, name="one_sided"),
    path("one-sided.json", conflicts.one_sided_json, name="one_sided_json"),
    path("method/", deals.method, name="method"),
    path("components/", components.components, name="components"),
]
