"""Addresses of the API."""

from django.urls import URLPattern, path

from jembatan.agreements.web import public_data

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("openapi.json", public_data.openapi, name="openapi"),
    path("agreements", public_data.agreements, name="agreements"),
    path("agreements/<str:reference>", public_data.agreement, name="agreement"),
]
