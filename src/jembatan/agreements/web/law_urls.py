"""Addresses of the catalogue of rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
of_one_agreement: list[URLPattern] = []
