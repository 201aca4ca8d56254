"""Addresses of the pages of foreign cooperations, gathered from the parts of this module."""

from django.urls import include, path

from jembatan.agreements.web import (
    clock_urls,
    law_urls,
    life_urls,
    register_urls,
    review_urls,
    road_urls,
    text_urls,
)

app_name = "agreements"

of_one_agreement = [
    *road_urls.of_one_agreement,
    *text_urls.of_one_agreement,
    *life_urls.of_one_agreement,
    *review_urls.of_one_agreement,
    *register_urls.of_one_agreement,
]
# Fixed words come before references, which hold a digit and never equal one of them.
urlpatterns = [
    *register_urls.urlpatterns,
    *clock_urls.urlpatterns,
    *law_urls.urlpatterns,
    *life_urls.urlpatterns,
    *road_urls.urlpatterns,
    path("<str:reference>/", include(of_one_agreement)),
]
