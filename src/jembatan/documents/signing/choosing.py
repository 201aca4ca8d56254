"""Which signer this office has: the certification service when it is set up, else files signed elsewhere."""

from django.conf import settings

from jembatan.documents.signing.bsre import Bsre
from jembatan.documents.signing.elsewhere import SignedElsewhere
from jembatan.documents.signing.port import Signer


def chosen_signer() -> Signer:
    """BSrE's service when BSRE_URL is set (docs/settings.md), else `SignedElsewhere`, which cannot sign."""
    if settings.BSRE_URL:
        return Bsre(settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD)
    return SignedElsewhere()
