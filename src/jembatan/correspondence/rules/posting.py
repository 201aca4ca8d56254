"""When a notice that could not be mailed is tried again, and when nobody tries any more."""

from datetime import timedelta

# Waiting time after the first, second ... attempt; about four days in all. The first is longer than any
# attempt takes, so that a second worker never takes up what the first still holds.
WAITS = (
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=48),
)
MOST_ATTEMPTS = len(WAITS)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the attempt with this number, 1 to MOST_ATTEMPTS."""
    assert 1 <= attempts <= MOST_ATTEMPTS, attempts
    return WAITS[attempts - 1]
