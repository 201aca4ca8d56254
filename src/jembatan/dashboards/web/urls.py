"""Addresses of the home page, the pages of places and the pages of figures."""

from django.urls import include, path

from jembatan.dashboards.web import figures, home, places

pages = [
    path("wilayah/<str:code>/", places.show_place, name="place"),
    path("angka/<slug:code>/", figures.show_figure, name="figure"),
]
urlpatterns = [
    path("", home.show_home, name="home"),
    path("", include((pages, "dashboards"))),
]
