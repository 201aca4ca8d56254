"""Who acts on the command line."""

import pytest

from jembatan.ledger.machine import NoSuchAccount, acting_account, machine_account
from tests.builders import person

pytestmark = pytest.mark.django_db


def test_without_a_name_the_machine_acts_and_cannot_sign_in():
    machine = acting_account(None)

    assert machine == machine_account()
    assert not machine.has_usable_password()


def test_a_named_account_acts_itself():
    clerk = person("clerk")

    assert acting_account("clerk") == clerk


def test_an_unknown_name_is_refused_in_a_sentence():
    with pytest.raises(NoSuchAccount, match="no account 'nobody'"):
        acting_account("nobody")
