"""Addresses of this module's pages."""

from django.urls import URLPattern

app_name = "counterparts"
urlpatterns: list[URLPattern] = []
