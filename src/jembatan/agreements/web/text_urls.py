"""Addresses of bilingual texts."""

from django.urls import path

from jembatan.agreements.web import texts

of_one_agreement = [
    path("naskah/", texts.show_texts, name="texts"),
    path("naskah/dari/<slug:template>/", texts.draft, name="draft_text"),
    path("naskah/<slug:kind>/", texts.show_text, name="text"),
    path("naskah/<slug:kind>/tulis/", texts.write, name="write_text"),
    path("naskah/<slug:kind>/beda/<int:before>/<int:after>/", texts.compare, name="compare_texts"),
    path("naskah/<slug:kind>/<int:number>/", texts.show_text, name="text_version"),
    path("naskah/<slug:kind>/<int:number>/sepakat/", texts.agree, name="agree_text"),
    path("naskah/<slug:kind>/<int:number>/unduh/<slug:form>/", texts.download, name="download_text"),
]
