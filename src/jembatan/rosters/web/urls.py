"""Addresses of the import pages."""

from django.urls import path

from jembatan.rosters.web import views

app_name = "rosters"

urlpatterns = [
    path("", views.batches, name="batches"),
    path("serah/", views.hand_over, name="hand_over"),
    path("<int:number>/", views.batch, name="batch"),
    path("<int:number>/tetapkan/", views.commit, name="commit"),
    path("<int:number>/buang/", views.discard, name="discard"),
    path("<int:number>/tarik/", views.undo, name="undo"),
    path("<int:number>/ditolak.xlsx", views.refused_rows, name="refused_rows"),
]
