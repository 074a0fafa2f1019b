from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from config.health import healthz
from timeline.views.site import favicon, robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    path("desk/", include("deals.urls")),
    *i18n_patterns(path("", include("timeline.urls")), prefix_default_language=False),
]
