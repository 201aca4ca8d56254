"""Addresses of clocks: the calendar, what tonight would bring, who is in default."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
of_one_agreement: list[URLPattern] = []
