"""Serve the house: the start command of `make run` and of a server."""

import os
import signal
from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from ishoj_process.site.processes import Processes, bound_socket
from ishoj_process.site.server import Server


class Command(BaseCommand):
    help = "Serve the house by several processes, which stand slow and half-sent requests."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address:port, or fd://3 for an open socket")
        parser.add_argument("--processes", type=int, default=max(2, os.cpu_count() or 2))

    def handle(self, *args, **options):
        try:
            bound = bound_socket(options["bind"])
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['bind']} cannot be had: {error}") from error
        # Loaded once, before the processes part: a fault in it is told at once, and its memory is shared.
        application = import_module("ishoj_process.wsgi").application
        connections.close_all()

        def serve():
            server = Server(application, bound, behind_proxy=bool(settings.SECURE_PROXY_SSL_HEADER))
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: server.stop())
            server.run()

        Processes(max(1, options["processes"]), serve).run()
