"""Real mail servers on this machine alone: one that takes mail (SMTP), and one that keeps it (IMAP)."""

import getpass
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.waiting import PATIENCE, wait_until

DOVECOT = "/usr/sbin/dovecot"
ATTEMPTS = 5


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Letterbox:
    """Takes mail as a server does; refuses those whose address is named, with the answer that is set.

    `says` are its answers to a command, whoever is written to.
    """

    def __init__(self):
        self.mails, self.refused, self.refusal, self.raw, self.says = [], set(), "554 refused", [], {}

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - the library's own name
        if "MAIL" in self.says:
            return self.says["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's own name
        if address in self.refused or "RCPT" in self.says:
            return self.says.get("RCPT", self.refusal)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's own name
        if "DATA" in self.says:
            return self.says["DATA"]
        self.raw.append(envelope.content)
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    @property
    def receivers(self):
        return sorted(address for addresses, _mail in self.mails for address in addresses)


class Post(Controller):
    """A server on a port that nobody can take before it, as it is bound here."""

    def __init__(self, box):
        self.bound = socket.create_server(("127.0.0.1", 0))
        super().__init__(box, hostname="127.0.0.1", port=self.bound.getsockname()[1], ready_timeout=PATIENCE)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.bound)


def serve(box):
    """Start the server that fills the box; its port and what stops it."""
    server = Post(box)
    server.start()
    return server.port, server.stop


class Mailbox:
    """Dovecot with mailboxes of its own; every name is let in with the password `secret`."""

    password = "secret"

    def __init__(self):
        if not Path(DOVECOT).exists():
            raise RuntimeError("Dovecot is not installed (Debian's package dovecot-imapd).")
        self.folder = Path(tempfile.mkdtemp(prefix="council-dovecot-"))
        owner = "nobody" if os.getuid() == 0 else getpass.getuser()  # root may not own mail
        self.user = pwd.getpwnam(owner)
        for name in ("mail", "run"):
            (self.folder / name).mkdir()
        if os.getuid() == 0:
            self.folder.chmod(0o755)
            os.chown(self.folder / "mail", self.user.pw_uid, self.user.pw_gid)
        self._start()

    def _start(self):
        """On a free port; another may take it before Dovecot does."""
        for _attempt in range(ATTEMPTS):
            self.port = free_port()
            config = self.folder / "dovecot.conf"
            config.write_text(self._config(self.user))
            self.process = subprocess.Popen(
                [DOVECOT, "-F", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            if wait_until(lambda: self._greets() or self.process.poll(), "Dovecot") is True:
                return
        raise RuntimeError(f"Dovecot did not start: {(self.folder / 'log').read_text()}")

    def _config(self, user):
        lines = [
            "protocols = imap",
            "listen = 127.0.0.1",
            f"base_dir = {self.folder}/run",
            f"log_path = {self.folder}/log",
            "ssl = no",
            "disable_plaintext_auth = no",
            f"mail_location = maildir:{self.folder}/mail/%n",
            "service imap-login {",
            "  chroot =",
            f"  inet_listener imap {{\n    port = {self.port}\n  }}",
            "  inet_listener imaps {\n    port = 0\n  }",
            "}",
            f"passdb {{\n  driver = static\n  args = password={self.password}\n}}",
            "userdb {\n  driver = static",
            f"  args = uid={user.pw_uid} gid={user.pw_gid} home={self.folder}/mail/%n\n}}",
            f"first_valid_uid = {min(user.pw_uid, 500)}",
        ]
        if os.getuid() != 0:
            group = grp.getgrgid(user.pw_gid).gr_name
            lines += [f"default_{kind}_user = {user.pw_name}" for kind in ("internal", "login")]
            lines += [f"default_internal_group = {group}", "service anvil {\n  chroot =\n}"]
        return "\n".join(lines) + "\n"

    def _greets(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
                return bool(connection.recv(4))
        except OSError:
            return False

    @property
    def url(self):
        return f"imap://sekretariat:{self.password}@127.0.0.1:{self.port}/INBOX"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)
