"""Addresses of life after signature."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
of_one_agreement: list[URLPattern] = []
