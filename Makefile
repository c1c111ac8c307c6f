# make run    the house on http://127.0.0.1:8000, with the plan of 2023 and demonstration users
# make test   the whole suite, browsers and all, on SQLite
# make test-postgresql  the same but browsers on PostgreSQL (POSTGRESQL=1: what the two may answer differently)
# make walk   every address as nine readers in a house of planted words, about each kind of row (ARGS="-k draft" for a part)
# make break  nonsense: forms, agendas, answers in spreadsheets, plan files and mails (SEED=7 for other nonsense)
# make bench-round  how much those who watch a round of points slow those who vote
# make gallery  the ten pictures of docs/gallery.md, taken anew
# make check  style, types, templates, migrations, translations and the settings of production
#
# PORT=8001  TODAY=2023-10-01 (or now)  ARGS="tests/vision -x"

SHELL := /bin/sh
PORT ?= 8000
TODAY ?= 2023-08-14
PYTHON := .venv/bin/python
PO := ishoj_process/locale/da/LC_MESSAGES/django.po
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

RUN_PACKAGES := ca-certificates libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-color-emoji
TEST_PACKAGES := $(RUN_PACKAGES) libatomic1 poppler-utils gettext postgresql dovecot-imapd
PACKAGES := $(RUN_PACKAGES)
test test-postgresql walk break bench-round gallery check messages lock: PACKAGES := $(TEST_PACKAGES)

.PHONY: run test test-postgresql walk break bench-round gallery check style types templates migrations translations deployment messages lock
.DELETE_ON_ERROR:

run: export DEBUG := 1
run: export TODAY := $(TODAY)
run: export SITE_URL := http://127.0.0.1:$(PORT)
run: .venv/installed $(PO:.po=.mo)
	@$(call free_port,$(PORT))
	@$(PYTHON) manage.py set_up_database --demo
	@printf '%s\n' '' 'Worth opening (the house stands on $(TODAY); stop with Ctrl-C):' \
	  '  $(SITE_URL)/                 where are we, what is next' \
	  '  $(SITE_URL)/kaskade/         vision, main policies, strategies' \
	  '  $(SITE_URL)/tidslinje/       the two tracks by quarter' \
	  '  $(SITE_URL)/moeder/          meetings and agendas' \
	  '  $(SITE_URL)/plan.pdf         the whole plan on paper' \
	  '  $(SITE_URL)/log-ind/         log in' ''
	@exec $(PYTHON) manage.py serve --bind 127.0.0.1:$(PORT) --processes 2

# What was compiled is kept: the suite starts a hundred processes of its own, and each would compile the house anew.
test test-postgresql walk break: export PYTHONDONTWRITEBYTECODE :=

test: .venv/installed-dev $(PO:.po=.mo)
	$(PYTHON) -m pytest -n 2 --dist worksteal --ignore tests/walk --ignore tests/nonsense $(ARGS)

test-postgresql: export POSTGRESQL ?= all
test-postgresql: .venv/installed-dev $(PO:.po=.mo)
	$(PYTHON) -m pytest -p tests.postgres -n 2 --dist worksteal --ignore tests/walk --ignore tests/nonsense \
	  -m "not browser $(and $(filter 1,$(POSTGRESQL)),and databases_differ)" $(ARGS)

# WALK=1 is the short form, with each address once as each reader; WALK=every asks about every row.
walk: export WALK ?= all
walk: .venv/installed-dev $(PO:.po=.mo)
	$(PYTHON) -m pytest -n 2 tests/walk tests/journeys/elections $(ARGS)

# BREAK=1 is the short form, the same each time. The long one looks at more examples of the suite's properties, too.
break: export BREAK ?= all
break: export SEED ?= 1
break: .venv/installed-dev $(PO:.po=.mo)
	$(PYTHON) -m pytest -n 2 --dist worksteal --hypothesis-seed $(SEED) tests/nonsense $(ARGS)
	$(if $(filter-out 1,$(BREAK)),$(if $(ARGS),,HYPOTHESIS_PROFILE=explore $(PYTHON) -m pytest -n 2 --dist worksteal \
	  --hypothesis-seed $(SEED) -m hypothesis --ignore tests/walk --ignore tests/nonsense))

bench-round: .venv/installed-dev $(PO:.po=.mo)
	@$(PYTHON) -m tests.benchmarks.round_watchers

gallery: export DEBUG := 1
gallery: .venv/installed-dev $(PO:.po=.mo)
	$(PYTHON) -m tests.walk.everybody.gallery

check: style types templates migrations translations deployment

style: .venv/installed-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: .venv/installed-dev
	$(PYTHON) -m mypy

templates: .venv/installed-dev
	$(PYTHON) -m djlint --lint --quiet templates

migrations: export DEBUG := 1
migrations: export DATABASE_URL := sqlite://:memory:
migrations: .venv/installed-dev
	$(PYTHON) manage.py makemigrations --check --dry-run

translations: export DEBUG := 1
translations: .venv/installed-dev
	$(PYTHON) manage.py check_danish

# The settings as production reads them, with nothing silenced.
deployment: export DEBUG := 0
deployment: export SECRET_KEY := $(shell od -An -N40 -tx1 /dev/urandom | tr -d ' \n')
deployment: export ALLOWED_HOSTS := example.org
deployment: export SITE_URL := https://example.org
deployment: export ORGANIZER_EMAIL := byraad@example.org
deployment: export ICAL_DOMAIN := example.org
deployment: .venv/installed-dev
	$(PYTHON) manage.py check --deploy --fail-level WARNING

messages: export DEBUG := 1
messages: .venv/installed-dev
	$(PYTHON) manage.py makemessages --locale=da --no-location --no-obsolete

# Every package with its hash, and no word of where this machine fetched it from.
lock: .venv/installed-dev
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

LOCK = $(PYTHON) -m uv pip compile --quiet --generate-hashes --only-binary :all: --python-version 3.11 \
  --python-platform linux --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

%.mo: %.po | .venv/installed
	@DEBUG=1 $(PYTHON) manage.py compile_danish

.venv/installed: requirements.txt Makefile | .venv/bin/pip
	@$(call need,$(PACKAGES))
	@echo 'Installing what the house needs …'
	@$(PIP_INSTALL) --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt Makefile .venv/installed
	@$(call need,$(PACKAGES))
	@($(call need,chromium-headless-shell)) || command -v chromium # the whole browser does, and takes four times as long
	@echo 'Installing what the tests need …'
	@$(PIP_INSTALL) --requirement requirements-dev.txt
	@touch $@

.venv/bin/pip:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed.' >&2; exit 1; }
	@$(call need,$(shell python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv) $(PACKAGES))
	@python3 -m venv --clear .venv

# Before anything is printed that would not be true.
define free_port
$(PYTHON) -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1])))' '$(1)' 2>/dev/null \
  || { echo 'Port $(1) cannot be had. Choose another, such as: PORT=8001 make run' >&2; exit 1; }
endef

# Install the Debian packages that are missing where we may, else say in one line how.
define need
missing=; command -v dpkg-query >/dev/null || exit 0; \
for package in $(1); do \
  dpkg-query --show --showformat='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' \
    || missing="$$missing $$package"; \
done; \
if [ -z "$$missing" ]; then :; \
elif [ "$$(id -u)" = 0 ]; then \
  echo "Installing the Debian packages$$missing …"; \
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } \
    >/dev/null || exit 1; \
else echo "Missing Debian packages. Run: sudo apt-get install --no-install-recommends$$missing" >&2; exit 1; fi
endef
