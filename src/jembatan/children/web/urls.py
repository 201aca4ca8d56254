"""Addresses of the pages about children."""

from django.urls import path

from jembatan.children.web import reconciliations, views

app_name = "children"
urlpatterns = [
    path("wilayah/<str:code>/anak/", views.search_children, name="list"),
    path("wilayah/<str:code>/kunjungan/", views.visit_list, name="visits"),
    path("wilayah/<str:code>/rekonsiliasi/", reconciliations.reconciliations, name="reconciliations"),
    path("anak/<int:reconciliation_id>/<str:key>/", views.show_child, name="child"),
]
