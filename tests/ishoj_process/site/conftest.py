from django.db import connection

# Half a minute, and of use to who touches what has landed: `make test-postgresql` asks it.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_migrations_from_nothing.py"]
