"""Addresses of the pages of village action plans, their sums and what they are put together from."""

from django.urls import include, path

from jembatan.action_plans.web import districts, lines, moving, papers, plans, reference

app_name = "action_plans"

of_one_plan = [
    path("", plans.show_plan, name="plan"),
    path("susun-ulang/", plans.draft_again, name="redraft"),
    path("kegiatan/baru/", lines.add_line, name="add_line"),
    path("kegiatan/<int:number>/", lines.show_line, name="line"),
    path("kegiatan/<int:number>/ubah/", lines.edit_line, name="edit_line"),
    path("kegiatan/<int:number>/coret/", lines.strike_out, name="strike_out"),
    path("kegiatan/<int:number>/pulihkan/", lines.take_back, name="take_back"),
    path("sasaran/<int:number>/", lines.set_target, name="target"),
    path("musdes/", moving.hand_over, name="hand_over"),
    path("sahkan/", moving.legalise, name="legalise"),
    path("kembalikan/", moving.send_back, name="send_back"),
    path("buka-lagi/", moving.reopen, name="reopen"),
    path("unduh/<slug:copy>/<slug:kind>/", papers.download, name="download"),
]
urlpatterns = [
    path("", plans.list_plans, name="plans"),
    path("wilayah/<str:code>/", districts.newest_sum, name="district"),
    path("wilayah/<str:code>/<int:year>/", districts.show_sum, name="sum"),
    path("wilayah/<str:code>/<int:year>/<slug:side>/", districts.show_lines, name="sum_lines"),
    path("acuan/<str:code>/", reference.show_reference, name="reference"),
    path("acuan/<str:code>/biaya/<str:cost>/", reference.set_cost, name="set_cost"),
    path("acuan/<str:code>/aturan/<str:rule>/", reference.set_rule, name="set_rule"),
    path("<str:code>/", plans.show_village, name="village"),
    path("<str:code>/susun/", plans.draft_plan, name="draft"),
    path("<str:code>/<int:year>/", include(of_one_plan)),
]
