"""Indonesian first: English only for those who chose it with the switch at the top of the page.

A browser's own language says more about who installed the laptop than about who reads.
"""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class ChosenLanguageMiddleware(LocaleMiddleware):
    """As Django's, without asking the browser."""

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
