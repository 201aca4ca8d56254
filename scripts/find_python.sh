# Finds a Python that really runs. Sourced by scripts/setup.
#
# A name on PATH proves nothing: version managers leave stand-ins that only print an error. So every candidate is
# started, and the first that answers with a supported version, and its own full path, is taken.

python_names="python3.13 python3.14 python3.12 python3 python"

python_candidates() {
    [ -z "${JEMBATAN_PYTHON:-}" ] || echo "$JEMBATAN_PYTHON"
    for name in $python_names; do
        command -v "$name" 2>/dev/null || true
        for folder in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin "$HOME"/.local/share/uv/python/*/bin \
            "$HOME"/.asdf/installs/python/*/bin "$HOME"/.local/share/mise/installs/python/*/bin "$HOME"/miniconda3/bin \
            /opt/*/bin /opt/python/*/bin /usr/local/bin /usr/local/*/bin /usr/bin /opt/homebrew/bin; do
            [ ! -x "$folder/$name" ] || echo "$folder/$name"
        done
    done
}

# Prints the real path of an interpreter from 3.12 up to 3.14, or fails. SQLite and SSL are asked for because
# interpreters compiled on a machine without their headers lack them.
find_python() {
    python_candidates | while IFS= read -r candidate; do
        "$candidate" -c 'import sys, ssl, sqlite3, venv
if not (3, 12) <= sys.version_info[:2] < (3, 15): sys.exit(1)
print(sys.executable)' 2>/dev/null </dev/null && break
    done | grep .
}

no_python_advice() {
    cat >&2 <<'ADVICE'
setup: no Python from 3.12 to 3.14 runs on this machine. Any one of these mends it:
  1. Debian 13, Ubuntu 24.04 or newer:  apt-get install python3 python3-venv
  2. anywhere, with pyenv:              pyenv install 3.13
  3. anywhere, with uv:                 uv python install 3.13
     (behind a closed network set UV_PYTHON_INSTALL_MIRROR to your office's mirror)
Then run the same command again, or name the interpreter: JEMBATAN_PYTHON=/path/to/python3.13
ADVICE
}

no_venv_advice() {
    cat >&2 <<ADVICE
setup: $1 cannot make environments: its venv package is missing. Either
  install it (Debian, Ubuntu: apt-get install python3-venv), or
  put uv on the PATH (pip install uv).
Then run the same command again.
ADVICE
}
