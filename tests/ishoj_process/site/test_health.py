"""What a monitor is told at /sundhed."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_health_is_well(client):
    response = client.get("/sundhed")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok"}


def test_health_is_never_kept(client):
    assert "no-store" in client.get("/sundhed")["Cache-Control"]


def test_health_tells_of_a_missing_migration(client):
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("ishoj_process")
    MigrationRecorder(connection).record_unapplied(*newest)

    response = client.get("/sundhed")

    assert response.status_code == 503
    assert response.json() == {"status": "error", "database": "ok", "migrations": "missing"}


def test_health_tells_of_a_database_that_does_not_answer(client, caplog):
    def no_answer(*args):
        raise OperationalError("connection to secret-host.example failed")

    with connection.execute_wrapper(no_answer):
        response = client.get("/sundhed")

    assert response.status_code == 503
    assert response.json() == {"status": "error", "database": "no answer", "migrations": "unknown"}
    assert "The database does not answer." in caplog.messages


def test_health_is_only_read(client):
    assert client.post("/sundhed").status_code == 405
