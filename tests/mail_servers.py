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
import time
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

DOVECOT = "/usr/sbin/dovecot"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Letterbox:
    """Takes mail as a server does; refuses those whose address is named, with the answer that is set."""

    def __init__(self):
        self.mails, self.refused, self.refusal, self.raw = [], set(), "554 refused", []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's own name
        if self.refused & set(envelope.rcpt_tos):
            return self.refusal
        self.raw.append(envelope.content)
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    @property
    def receivers(self):
        return sorted(address for addresses, _mail in self.mails for address in addresses)


def serve(box):
    """Start the server that fills the box; its port and what stops it."""
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    return port, server.stop


class Mailbox:
    """Dovecot with mailboxes of its own; every name is let in with the password `secret`."""

    password = "secret"

    def __init__(self):
        if not Path(DOVECOT).exists():
            raise RuntimeError("Dovecot is not installed (Debian's package dovecot-imapd).")
        self.folder = Path(tempfile.mkdtemp(prefix="council-dovecot-"))
        self.port = free_port()
        owner = "nobody" if os.getuid() == 0 else getpass.getuser()  # root may not own mail
        user = pwd.getpwnam(owner)
        for name in ("mail", "run"):
            (self.folder / name).mkdir()
        if os.getuid() == 0:
            self.folder.chmod(0o755)
            os.chown(self.folder / "mail", user.pw_uid, user.pw_gid)
        config = self.folder / "dovecot.conf"
        config.write_text(self._config(user))
        self.process = subprocess.Popen(
            [DOVECOT, "-F", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

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

    def _wait(self):
        for _attempt in range(100):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    if connection.recv(4):
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"Dovecot did not start: {(self.folder / 'log').read_text()}")

    @property
    def url(self):
        return f"imap://sekretariat:{self.password}@127.0.0.1:{self.port}/INBOX"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)
