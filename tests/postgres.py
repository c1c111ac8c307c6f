"""Run tests on a real PostgreSQL of their own: `pytest -p tests.postgres`. Started for the run, gone with it."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
LIKE_OURS = ["--auth", "trust", "--username", "tests", "--encoding", "UTF8"]
ATTEMPTS = 5


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Before the settings are read, as they take the database from the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the server, each with a database of its own
        os.environ["DATABASE_URL"] = start()


def start(copy_of=None):
    """Start a server on a free port of this machine alone, empty or with a copy of data; the address of its database.

    It is gone with the process.
    """
    server = Server(copy_of)
    atexit.register(server.remove)
    return server.address


class Server:
    """A PostgreSQL with a folder of its own."""

    def __init__(self, copy_of=None):
        if not BINARIES:
            raise RuntimeError("PostgreSQL is not installed (Debian's package postgresql).")
        self.folder = Path(tempfile.mkdtemp(prefix="council-postgres-"))
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.owner = _give_away(self.folder)
        if copy_of:
            subprocess.run(["cp", "--archive", copy_of, self.data], check=True)
        else:
            self._run("initdb", *LIKE_OURS, "--pgdata", self.data)
        self.port = self._port_on_which_it_comes_up()

    @property
    def address(self):
        return f"postgres://tests@127.0.0.1:{self.port}/postgres"

    def _port_on_which_it_comes_up(self):
        """A free one; another may take it before the server does."""
        for _attempt in range(ATTEMPTS):
            port = free_port()
            options = f"-p {port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
            wait = ["--wait", "--timeout", PATIENCE, "--pgdata", self.data, "--log", self.log]
            try:
                self._run("pg_ctl", "start", *wait, "--options", options)
                return port
            except subprocess.CalledProcessError:
                said = self.log.read_text() if self.log.exists() else ""
                if "Address already in use" not in said:
                    break
        raise RuntimeError(f"PostgreSQL did not come up. {said}")

    def _run(self, name, *arguments):
        command = [*self.owner, str(BINARIES[0] / name), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self, mode):
        self._run("pg_ctl", "stop", "--pgdata", self.data, "--mode", mode, "--timeout", PATIENCE)

    def move_data(self, path):
        """Away from a server that has stopped, with its owner and its rights."""
        subprocess.run(["cp", "--archive", self.data, path], check=True)
        shutil.rmtree(self.folder)

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


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
