"""Addresses of the catalogue of rules and of the roads."""

from django.urls import URLPattern, path

from jembatan.agreements.web import law, roads

urlpatterns: list[URLPattern] = [
    path("aturan/", law.list_rules, name="rules"),
    path("aturan/jalan/<slug:kind>/", roads.show_road, name="road"),
    path("aturan/<str:code>/", law.show_rule, name="rule"),
    path("aturan/<str:code>/ubah/", law.change_rule, name="change_rule"),
    path("aturan/<str:code>/versi/<int:number>/", law.show_affected, name="affected"),
]
of_one_agreement: list[URLPattern] = []
