"""Tamper evidence: is every entry of the ledger what it was when it was written?"""

import argparse

from jembatan.workflow.refusals import Refused

HELP = "check that nothing in the ledger was altered, removed or reordered"
NEEDS_DATABASE = True


class LedgerBroken(Refused):
    code = "ledger.broken"
    sentence = "The ledger was altered: entry %(entry)s does not fit the chain (%(walked)s entries checked)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    from jembatan.ledger.queries import chain_state

    state = chain_state()
    if state.broken_at is not None:
        raise LedgerBroken(entry=state.broken_at, walked=state.entries)
    print(f"{state.entries} entries, unbroken")
    return 0
