"""Addresses of the public register, its map and its open data."""

from django.urls import URLPattern

app_name = "register"
urlpatterns: list[URLPattern] = []
