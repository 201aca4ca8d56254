"""Addresses of the legal road: starting, the story page, stages, documents, signatures, waiver questions."""

from django.urls import URLPattern, path

from jembatan.agreements.web import changing, compliance, papers, parties, signatures, stages, starting, story

urlpatterns: list[URLPattern] = [
    path("baru/", starting.begin, name="begin"),
    path("kepatuhan/", compliance.show_questions, name="compliance"),
    path("kepatuhan/<int:number>/", compliance.answer, name="answer_waiver"),
]
of_one_agreement: list[URLPattern] = [
    path("", story.show_agreement, name="agreement"),
    path("tahap/<str:stage>/", stages.show_stage, name="stage"),
    path("tahap/<str:stage>/catat/", stages.take, name="take_stage"),
    path("tahap/<str:stage>/pernyataan/", stages.state, name="state_fact"),
    path("tahap/<str:stage>/dokumen/", stages.add_paper, name="stage_paper"),
    path("tahap/<str:stage>/kesampingkan/", stages.waive, name="waive_stage"),
    path("dokumen/", papers.show_papers, name="papers"),
    path("dokumen/baru/", papers.add, name="add_paper"),
    path("dokumen/<int:number>/", papers.show_paper, name="paper"),
    path("dokumen/<int:number>/versi/", papers.add_version, name="add_version"),
    path("dokumen/<int:number>/butir/", papers.tick, name="tick_items"),
    path("dokumen/<int:number>/simpan/", papers.keep, name="keep_custody"),
    path("dokumen/<int:number>/tarik/", papers.withdraw, name="withdraw_paper"),
    path("dokumen/<int:number>/berkas/<int:version>/", papers.open_file, name="paper_file"),
    path("tanda-tangan/", signatures.show_signatures, name="signatures"),
    path("tanda-tangan/<int:party>/", signatures.record, name="sign"),
    path("tanda-tangan/<int:party>/batal/", signatures.take_back, name="take_back_signature"),
    path("pihak/baru/", parties.add, name="add_party"),
    path("pihak/<int:party>/keluarkan/", parties.remove, name="remove_party"),
    path("perihal/", parties.state_of_case, name="state_of_case"),
    path("ubah/", changing.edit, name="edit"),
    path("jenis/", changing.set_kind, name="set_kind"),
    path("hentikan/", changing.drop, name="drop"),
    path("lanjutkan/", changing.take_up_again, name="take_up_again"),
    path("terbitkan/", changing.publish, name="publish"),
    path("tarik-publikasi/", changing.withdraw, name="withdraw"),
]
