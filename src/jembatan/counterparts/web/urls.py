"""Addresses of the pages of partners abroad, recognition, matching and selection."""

from django.urls import include, path

from jembatan.counterparts.web import diligence, lists, matching, merging, profiles, recognition, selection

app_name = "counterparts"

of_one_partner = [
    path("", profiles.show, name="show"),
    path("ubah/", profiles.edit, name="edit"),
    path("nama/", profiles.add_name, name="add_name"),
    path("fakta/", profiles.add_fact, name="add_fact"),
    path("gabung/", merging.merge, name="merge"),
    path("uji-tuntas/", diligence.assess, name="assess"),
    path("uji-tuntas/<int:assessment>/", diligence.show, name="assessment"),
    path("padanan/<str:code>/", matching.explain, name="match"),
]
of_selections = [
    path("", selection.list_calls, name="calls"),
    path("baru/", selection.open_call, name="open_call"),
    path("<int:number>/", selection.show, name="call"),
    path("<int:number>/calon/", selection.add_candidate, name="add_candidate"),
    path("<int:number>/calon/<int:candidacy>/nilai/", selection.score, name="score"),
    path("<int:number>/pilih/", selection.choose, name="choose"),
    path("<int:number>/akhiri/", selection.end, name="end_call"),
]
urlpatterns = [
    path("", lists.list_counterparts, name="counterparts"),
    path("unduh/", lists.download, name="download"),
    path("baru/", profiles.add, name="add"),
    path("pengakuan/", recognition.table, name="recognition"),
    path("pengakuan/<str:code>/", recognition.entity, name="entity"),
    path("padanan/", matching.regions, name="match_regions"),
    path("padanan/<str:code>/", matching.candidates, name="candidates"),
    path("gabungan/<int:number>/batal/", merging.undo, name="undo_merge"),
    path("seleksi/", include(of_selections)),
    path("<int:number>/", include(of_one_partner)),
]
