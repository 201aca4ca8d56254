"""Addresses of the public register, its map and its open data."""

from django.urls import URLPattern, path

from jembatan.agreements.web import public, public_data

app_name = "register"
# Fixed words come before references, which hold a digit and never equal one of them.
urlpatterns: list[URLPattern] = [
    path("", public.search, name="search"),
    path("peta/", public.show_map, name="map"),
    path("data/", public.open_data, name="data"),
    path("data.csv", public_data.as_csv, name="csv"),
    path("data.json", public_data.as_json, name="json"),
    path("datapackage.json", public_data.datapackage, name="datapackage"),
    path("<str:reference>/", public.show, name="show"),
]
