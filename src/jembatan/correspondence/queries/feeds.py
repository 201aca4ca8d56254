"""Whose secret calendar address this is."""

from hashlib import sha256

from jembatan.accounts.models import User
from jembatan.correspondence.models import FeedKey


def feed_key(viewer: User) -> FeedKey | None:
    """This person's calendar key in force, None when there is none. The token itself is known to nobody."""
    return FeedKey.objects.filter(owner=viewer, ended_at__isnull=True).first()


def owner_of_feed(token: str) -> User | None:
    """The person whose secret address holds `token`; None for a wrong or ended one, or a closed account.

    The page behind it must still ask what that person may see: the token opens no more than they may.
    """
    key = (
        FeedKey.objects.filter(token_hash=hash_of(token), ended_at__isnull=True, owner__is_active=True)
        .select_related("owner")
        .first()
    )
    return key.owner if key else None


def hash_of(token: str) -> str:
    """SHA-256 of a token. Tokens are long and random, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()
