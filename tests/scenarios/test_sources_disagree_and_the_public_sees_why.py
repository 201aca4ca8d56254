"""The ministry enters what public pages say; the region finds the original; everybody can see what changed and why."""

import csv
import io

import pytest

from jembatan.agreements.actions import Told, add_claim, prefer_claim
from jembatan.agreements.models import Agreement
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import person
from tests.register import SEATTLE, enter


def signed_in_the_open_data(client):
    text = b"".join(client.get("/register/data.csv").streaming_content).decode()
    return {row["reference"]: row["signed_on"] for row in csv.DictReader(io.StringIO(text))}


def test_sources_disagree_and_the_public_sees_why(db, client):
    enter([SEATTLE])
    surabaya = Agreement.objects.get(reference=SEATTLE)
    officer, outsider = person("dewi", "cooperation_officer", at="35.78"), person("orang")
    before = signed_in_the_open_data(client)

    original = Told("signed_on", "1992-10-05", "Naskah asli, Bagian Kerja Sama Kota Surabaya", "A")
    claim = add_claim(surabaya, told=original, by=officer)
    with pytest.raises(NotAllowed):
        prefer_claim(claim, reason="Saya kira begitu.", by=outsider)
    prefer_claim(claim, reason="Naskah asli ditemukan.", by=officer)

    page = client.get(f"/register/{SEATTLE}/").content.decode()
    assert before == {SEATTLE: "1992-09-29"}
    assert signed_in_the_open_data(client) == {SEATTLE: "1992-10-05"}
    assert "Naskah asli ditemukan." in page
    assert all(told in page for told in ("5 Oktober 1992", "29 September 1992", "1991"))
    preferred = Entry.objects.get(event="agreements.claim_preferred")
    assert (preferred.actor, preferred.detail["agreement"]) == (officer, SEATTLE)
