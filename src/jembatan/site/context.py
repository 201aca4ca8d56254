"""What every page's frame needs: the viewer's places and the version."""

from typing import Any

from django.http import HttpRequest

from jembatan import __version__


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the frame around every page."""
    return {"jembatan_version": __version__}
