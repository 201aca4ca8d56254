"""Addresses of clocks: the pipeline, the calendar, what tonight would bring, who is in default."""

from django.urls import URLPattern, path

from jembatan.agreements.web import board, calendar, feeds, nights

urlpatterns: list[URLPattern] = [
    path("alur/", board.show_board, name="board"),
    path("alur/unduh.csv", board.take_board, name="board_file"),
    path("tenggat/", calendar.show_calendar, name="calendar"),
    path("tenggat/daftar/", calendar.show_list, name="due_days"),
    path("tenggat/unduh.csv", calendar.take_list, name="due_days_file"),
    path("tenggat/lalai/", calendar.show_defaults, name="defaults"),
    path("tenggat/malam-ini/", nights.show_tonight, name="tonight"),
    path("tenggat/feed/<str:token>.ics", feeds.show_feed, name="feed"),
]
of_one_agreement: list[URLPattern] = []
