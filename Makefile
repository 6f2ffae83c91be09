# AI Tracker: `make` says what there is. README.md tells the rest.
VENV ?= .venv
UV_VERSION := 0.13.9
BIN := $(VENV)/bin
LOCAL := $(BIN)/python -m aitracker.local
INSTALL := VENV="$(VENV)" PYTHON="$(PYTHON)" UV_VERSION="$(UV_VERSION)" sh aitracker/local/install.sh
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
SCHEMA := $(BIN)/python manage.py spectacular --validate --fail-on-warn --file

# Some machines forbid bytecode files: then each of ten processes would compile all of Django at each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run dev test deep check static static-on-database manage reset lock fmt openapi examples bench faults soak guards screens demo demo-clear
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUN) ## the whole site on 127.0.0.1 (PORT=, AITRACKER_STATE=, DATABASE_URL=, REDIS_URL=)
	@$(LOCAL) run

dev: $(DEV) ## the same with DEBUG and reloading
	@$(LOCAL) dev

test: $(DEV) ## all tests, on servers of their own (ARGS="tests/news -k window")
	@$(LOCAL) test -- --ignore=tests/bench --ignore=tests/faults --ignore=tests/soak $(ARGS)

deep: $(DEV) ## the slow tests that make test leaves out: every page in every theme and width, ten thousand rows
	@$(LOCAL) test -- --ignore=tests/bench --ignore=tests/faults --ignore=tests/soak -m deep $(ARGS)

check: static ## what CI does: static checks, then the tests
	@$(MAKE) --no-print-directory test

static: $(DEV) ## format, lint, imports, types, templates, migrations, OpenAPI, containers
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports
	$(BIN)/mypy --strict .
	$(BIN)/djlint --quiet --check --lint templates
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile
	@$(LOCAL) with -- $(MAKE) --no-print-directory static-on-database

static-on-database:
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --database default --fail-level WARNING
	$(BIN)/python manage.py validate_catalogue
	$(SCHEMA) $(VENV)/openapi.yaml
	@diff -u openapi.yaml $(VENV)/openapi.yaml || { echo "openapi.yaml is behind the code: make openapi" >&2; exit 1; }

openapi: $(DEV) ## write openapi.yaml from the code
	@$(LOCAL) with -- $(SCHEMA) openapi.yaml

examples: $(DEV) ## write the examples of the API anew, then openapi.yaml
	@WRITE_EXAMPLES=1 $(LOCAL) test -- -n 0 -q tests/timeline/api/test_examples.py -k answers
	@$(MAKE) --no-print-directory openapi

manage: $(RUN) ## one management command: make manage CMD="createsuperuser"
	@test -n '$(subst ','\'',$(CMD))' || { echo 'make: say which command: make manage CMD="migrate --plan"' >&2; exit 1; }
	@$(LOCAL) manage -- $(CMD)

demo: $(RUN) ## invented feeds, beside a running make run: watch feed, tag, story, suggestion
	@$(LOCAL) demo

demo-clear: $(RUN) ## take the invented feeds and all that came of them out again
	@$(LOCAL) manage -- demo_clear

reset: $(RUN) ## remove the database and all state, after asking (YES=1: without)
	@$(LOCAL) reset $(if $(YES),--yes)

lock: $(DEV) ## pin the newest versions that pyproject.toml allows
	$(LOCK) --upgrade --output-file requirements/run.txt pyproject.toml
	$(LOCK) --upgrade --group dev --output-file requirements/dev.txt pyproject.toml

fmt: $(DEV) ## bring code and templates into format
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	-$(BIN)/djlint --quiet --reformat templates

bench: $(DEV) ## measure speed at size, apart from the tests
	@$(LOCAL) test -- -n 0 tests/bench $(ARGS)

faults: $(DEV) ## break servers, workers and feeds for real, and look whether anything is lost or doubled (SEED= shuffles)
	@SEED="$(SEED)" $(LOCAL) test -- -n 0 -q tests/faults $(ARGS)

soak: $(DEV) ## ten minutes of random faults under load (SEED= takes the same ones again)
	@SEED="$(SEED)" $(LOCAL) test -- -n 0 -q tests/soak $(ARGS)

guards: $(DEV) ## take each guard away and see its fault's test fail (FAULTS="F1 F27")
	@$(BIN)/python -m tests.faults.guards $(FAULTS)

screens: $(DEV) ## photograph every page into docs/screens
	@$(LOCAL) test -- -n 0 -q tests/browser/screens.py $(ARGS)

$(RUN): requirements/run.txt
	@$(INSTALL) run

$(DEV): requirements/dev.txt
	@$(INSTALL) dev
