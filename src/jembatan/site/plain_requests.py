"""Refuses requests that hold a NUL character, before anything looks at them.

No keyboard types one and no file name holds one; PostgreSQL keeps none in text, so a page that searched for it
would break instead of answering. Django's form fields refuse it already; addresses and plain values do not.
"""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

NUL = "\x00"


class PlainRequestsMiddleware:
    """Answers 400 where the address or a value of the form holds a NUL character."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any(NUL in text for text in _texts(request)):
            raise BadRequest("a NUL character in the request")
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    sent = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    for values in sent:
        for name, several in values.lists():
            yield name
            yield from (value for value in several if isinstance(value, str))
