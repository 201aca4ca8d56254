"""Addresses of the register and its claims."""

from django.urls import URLPattern, path

from jembatan.agreements.web import claims, register

urlpatterns: list[URLPattern] = [
    path("", register.list_agreements, name="agreements"),
    path("unduh.<str:kind>", register.take_away, name="take_away"),
]
of_one_agreement: list[URLPattern] = [
    path("klaim/", claims.show_claims, name="claims"),
    path("klaim/<int:number>/", claims.prefer, name="prefer_claim"),
]
