"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from aitracker.health import healthz, readyz
from aitracker.metrics import metrics
from aitracker.web.ways import NothingHere

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("timeline.api.urls")),
    re_path(r"^api(/|/v1)?$", RedirectView.as_view(url="/api/v1/", permanent=True)),
    re_path(r"^api/", NothingHere.as_view()),
    path("", include("news.urls")),
    path("", include("timeline.urls")),
]

handler400 = "timeline.views.errors.bad_request"
handler500 = "timeline.views.errors.server_error"
