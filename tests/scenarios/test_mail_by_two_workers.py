"""Story: two workers send e-mail at the same moment. Everybody gets one letter."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.smtp_sink import smtp_sink

READERS = 30
PROJECT = Path(__file__).resolve().parents[2]
TELL = f"""
import django

django.setup()
from jembatan.correspondence.notices import MENTIONED
from jembatan.correspondence.telling import tell
from tests.builders import person

for number in range({READERS}):
    reader = person(f"reader{{number}}")
    reader.email = f"reader{{number}}@example.test"
    reader.save()
    facts = {{"who": "Somebody", "what": "a plan"}}
    tell([reader], MENTIONED, subject=reader, key="once", url="/rencana/", facts=facts)
"""


@pytest.mark.slow
def test_everybody_gets_one_letter_from_two_workers(office):
    told = office | {"DJANGO_SETTINGS_MODULE": "jembatan.site.settings"}
    subprocess.run([sys.executable, "-c", TELL], env=told, cwd=PROJECT, check=True, timeout=120)
    with smtp_sink() as sink:
        sink.pause = 0.05
        words = [sys.executable, "-m", "jembatan", "worker", "--once"]
        env = office | {"EMAIL_URL": sink.url, "DEFAULT_FROM_EMAIL": "office@example.test"}

        workers = [subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [worker.communicate(timeout=120)[1] for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0], said
    assert Counter(letter["To"] for letter in sink.letters) == {
        f"reader{number}@example.test": 1 for number in range(READERS)
    }
    assert {letter["From"] for letter in sink.letters} == {"office@example.test"}
