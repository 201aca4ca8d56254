"""Addresses of the pages of results."""

from django.urls import include, path

from jembatan.results.web import editing, frameworks, indicators, places

app_name = "results"

of_one_agreement = [
    path("", frameworks.show_framework, name="framework"),
    path("hitung/", frameworks.take_stock, name="take_stock"),
    path("unduh/", frameworks.download, name="download"),
    path("tujuan/baru/", editing.add_objective, name="add_objective"),
    path("hasil/<int:number>/bawah/", editing.add_below, name="add_below"),
    path("hasil/<int:number>/ubah/", editing.change_result, name="change_result"),
    path("hasil/<int:number>/coret/", editing.drop_result, name="drop_result"),
    path("hasil/<int:number>/indikator/", editing.add_indicator, name="add_indicator"),
    path("indikator/<int:number>/", indicators.show_indicator, name="indicator"),
    path("indikator/<int:number>/baris/", indicators.show_rows, name="rows"),
    path("indikator/<int:number>/ubah/", editing.change_indicator, name="change_indicator"),
    path("indikator/<int:number>/coret/", editing.drop_indicator, name="drop_indicator"),
    path("indikator/<int:number>/sasaran/", editing.set_target, name="set_target"),
    path("indikator/<int:number>/nyatakan/", editing.state_value, name="state_value"),
    path("wilayah/baru/", places.add_place, name="add_place"),
    path("wilayah/<int:number>/akhiri/", places.end_place, name="end_place"),
    path("wilayah/<int:number>/tarik/", places.take_back_place, name="take_back_place"),
]
urlpatterns = [
    path("", frameworks.list_frameworks, name="frameworks"),
    path("<str:reference>/", include(of_one_agreement)),
]
