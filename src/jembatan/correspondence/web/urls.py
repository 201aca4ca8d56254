"""Addresses of this module's pages."""

from django.urls import path

from jembatan.correspondence.web import address, calendar, inbox, remarks

app_name = "correspondence"
urlpatterns = [
    path("", inbox.show_inbox, name="inbox"),
    path("baca-semua/", inbox.mark_all_read, name="mark_all_read"),
    path("<int:notice_id>/baca/", inbox.mark_read, name="mark_read"),
    path("alamat/", address.show_address, name="address"),
    path("kalender/", calendar.show_calendar, name="calendar"),
    path("kalender/buat/", calendar.open_feed, name="open_feed"),
    path("kalender/tutup/", calendar.close_feed, name="close_feed"),
    path("catatan/tentang/<str:subject_type>/<str:subject_id>/", remarks.show_thread, name="thread"),
    path("catatan/<int:remark_id>/balas/", remarks.reply, name="reply"),
    path("catatan/<int:remark_id>/selesai/", remarks.resolve, name="resolve"),
    path("catatan/<int:remark_id>/buka-lagi/", remarks.reopen, name="reopen"),
]
