"""Who may open a route: declared on the view itself, so that a test can walk every address.

A view without a declaration is a mistake that the repository test finds. What a person sees inside
a page is another question, answered by the QuerySets (`visible_to`, `counted_by`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a route. `permission` is set when only holders of it (anywhere) may."""

    signed_in: bool
    permission: Permission | None = None

    def __str__(self) -> str:
        if self.permission:
            return f"needs {self.permission}"
        return "signed in" if self.signed_in else "anyone"


ANYONE = Access(signed_in=False)
SIGNED_IN = Access(signed_in=True)


def open_to_anyone(view: View) -> View:
    """The page may be opened without signing in."""
    return _declared(view, ANYONE)


def signed_in(view: View) -> View:
    """The page is for everybody who has signed in; others go to the sign-in page."""
    return _guarded(view, SIGNED_IN)


def needs(permission: Permission) -> Callable[[View], View]:
    """The page is for those who hold `permission` in at least one place.

    Others get 404: a page must not tell that there is something to see. Whether the thing asked for
    lies in such a place is still decided by the query of the view.
    """
    return lambda view: _guarded(view, Access(signed_in=True, permission=permission))


def access_of(view: Callable[..., Any]) -> Access | None:
    """What was declared for `view`; None when nothing was."""
    return getattr(view, "access", None)


def viewer(request: HttpRequest) -> User:
    """The person who asks, in a view that only signed-in people reach."""
    if not isinstance(request.user, User):
        raise AssertionError("declare the view with @signed_in or @needs")
    return request.user


def _guarded(view: View, access: Access) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access.permission and not viewer(request).may_anywhere(access.permission):
            raise Http404
        return view(request, *args, **kwargs)

    return _declared(guarded, access)


def _declared(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
