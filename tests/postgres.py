"""Run tests on a real PostgreSQL of their own: `pytest -p tests.postgres`. Started for the run, gone with it."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Before the settings are read, as they take the database from the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the server, each with a database of its own
        os.environ["DATABASE_URL"] = start()


def start():
    """Start a server on a free port of this machine alone; the address of its database."""
    if not BINARIES:
        raise RuntimeError("PostgreSQL is not installed (Debian's package postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="council-postgres-"))
    owner = _give_away(folder)
    port = free_port()
    _run(owner, "initdb", "--pgdata", folder / "data", "--auth", "trust", "--username", "tests", "--encoding", "UTF8")
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
    _run(owner, "pg_ctl", "start", "--wait", "--pgdata", folder / "data", "--options", options, "-l", folder / "log")
    atexit.register(_stop, owner, folder)
    return f"postgres://tests@127.0.0.1:{port}/postgres"


def _give_away(folder):
    """Root may not run the server: it hands the folder to the user that Debian makes for it."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(owner, name, *arguments):
    command = [*owner, str(BINARIES[0] / name), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _stop(owner, folder):
    _run(owner, "pg_ctl", "stop", "--pgdata", folder / "data", "--mode", "immediate")
    shutil.rmtree(folder, ignore_errors=True)
