# make demo and make test are all a newcomer needs; both set everything up themselves. make help lists the rest.
.DEFAULT_GOAL := help
.PHONY: help demo test setup run worker check quick journeys test-postgres explore bench docs translations fix lock

PYTHON := .venv/bin/python

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-14s %s\n' "$$name" "$$what"; done

demo:  ## set everything up, load a believable district, run the main job, print log-ins, serve (SERVE=no: do not serve)
	@scripts/setup run
	@exec .venv/bin/jembatan demo $(if $(filter no,$(SERVE)),--no-serve)

test:  ## set everything up and run every test: checks, SQLite, journeys in a real browser, PostgreSQL
	@scripts/setup dev
	@exec $(PYTHON) -m scripts.run_tests

setup:  ## the environment alone
	@scripts/setup dev

run:  ## the site on localhost
	@scripts/setup run
	@.venv/bin/jembatan prepare
	@exec .venv/bin/jembatan serve

worker:  ## the jobs that run without a person
	@scripts/setup run
	@.venv/bin/jembatan prepare
	@exec .venv/bin/jembatan worker

check: setup  ## format, lint, types, imports, migrations, translations, generated docs
	@exec $(PYTHON) -m scripts.check

quick: setup  ## the tests that need no database
	@exec $(PYTHON) -m scripts.run_tests quick

journeys: setup  ## the journeys in a real browser
	@exec $(PYTHON) -m scripts.run_tests journeys

test-postgres: setup  ## the tests of the database on a private PostgreSQL server
	@exec $(PYTHON) -m scripts.run_tests postgres

explore: setup  ## the properties, with many new examples
	@exec $(PYTHON) -m scripts.run_tests explore

bench: setup  ## the benchmarks: each step's rows per second, memory and ratio to the floor, in one run
	@$(PYTHON) -m bench.district --write
	@exec $(PYTHON) -m bench.linkage

docs: setup  ## write the generated pages of docs/ anew
	@exec $(PYTHON) -m scripts.docs

translations: setup  ## bring the catalogues up to date with the code and compile them
	@exec $(PYTHON) -m scripts.catalogue

fix: setup  ## mend what a machine can mend
	@.venv/bin/ruff check --fix --quiet .
	@exec .venv/bin/ruff format .

lock: setup  ## compile the requirements files from pyproject.toml (UPGRADE=yes: newest versions)
	@exec scripts/lock $(if $(filter yes,$(UPGRADE)),--upgrade)
