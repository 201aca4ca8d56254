"""Questions about the ledger: is it whole, what happened to one thing."""

from dataclasses import dataclass

from jembatan.ledger.models import GENESIS, ChainHead, Entry


@dataclass(frozen=True, slots=True)
class ChainState:
    """`entries` were walked; `broken_at` is the id of the first entry that does not fit, None when all do."""

    entries: int
    broken_at: int | None


def chain_state() -> ChainState:
    """Walk the whole chain and compare every hash with the content. Reads every entry once."""
    previous, walked = GENESIS, 0
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2_000):
        walked += 1
        if entry.previous_hash != previous or entry.own_hash != entry.computed_hash():
            return ChainState(walked, entry.pk)
        previous = entry.own_hash
    head = ChainHead.objects.filter(pk=1).values_list("last_hash", flat=True).first() or GENESIS
    # An entry cut off at the end leaves a whole chain, but not the head that was written with it.
    return ChainState(walked, None if head == previous else walked)
