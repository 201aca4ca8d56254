"""Every address of the site, gathered from the modules."""

from django.urls import include, path

from jembatan.site import health

urlpatterns = [
    path("health", health.health, name="health"),
    path("akun/", include("allauth.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("", include("jembatan.dashboards.web.urls")),
    path("", include("jembatan.children.web.urls")),
    path("kotak-masuk/", include("jembatan.correspondence.web.urls")),
    path("mitra/", include("jembatan.counterparts.web.urls")),
    path("kerja-sama/", include("jembatan.agreements.web.urls")),
    path("register/", include("jembatan.agreements.web.public_urls")),
    path("api/v1/", include("jembatan.agreements.web.api_urls")),
    path("impor/", include("jembatan.rosters.web.urls")),
    path("rencana/", include("jembatan.action_plans.web.urls")),
    path("hasil/", include("jembatan.results.web.urls")),
]
