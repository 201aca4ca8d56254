"""The secrets an office makes for itself on first use."""

import os
import stat
import subprocess
import sys

AT_ONCE = 6
ASK = "from django.conf import settings; print(settings.SECRET_KEY, settings.SEALING_KEY)"


def test_processes_started_at_the_same_moment_have_the_same_secrets(tmp_path):
    without = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_KEY_FILE"))}
    environment = without | {
        "JEMBATAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "jembatan.site.settings",
    }

    program = [sys.executable, "-c", ASK]
    started = [
        subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(AT_ONCE)
    ]
    said = {process.communicate(timeout=60)[0] for process in started}

    kept = sorted((tmp_path / "keys").iterdir())
    assert len(said) == 1
    assert said == {" ".join(path.read_text() for path in reversed(kept)) + "\n"}
    assert [path.name for path in kept] == ["sealing_key", "secret_key"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
