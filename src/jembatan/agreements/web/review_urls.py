"""Addresses of reviews by the committee."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
of_one_agreement: list[URLPattern] = []
