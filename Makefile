# Two commands do everything on a machine with Python 3.11 to 3.14 and make: `make demo` and `make test`.
# PYTHON=/path names the Python to use; ARGS="…" goes to pytest, or to the benchmark.

PY := .venv/bin/python
RUNTIME := sh setup/environment.sh .venv requirements.lock
DEVELOPMENT := sh setup/environment.sh .venv requirements-dev.lock requirements.lock
TOOLS := sh setup/environment.sh .tools/pywb requirements-tools.lock
COMPILE := .bootstrap/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q $(UPGRADE)

export PYTHON
# Without bytecode each of the many short programs that the tests start would compile its modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint format torture fuzz bench workers memory extraction witnesses identity freshness feed glances health sites lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: ## crawl the sample newsroom into var/ and show what was archived
	@$(RUNTIME)
	@$(PY) -m sample.demo

# Four at a time on two cores: the tests wait for a fifth of their time, for sites' delays and for browsers.
test: ## every test (make test ARGS="tests/unit -k dates" for some)
	@$(DEVELOPMENT)
	@$(TOOLS)
	@$(PY) -m pytest -n 4 --dist worksteal -m "not slow" $(ARGS)

lint: ## ruff, mypy strict, and the layers by import-linter
	@$(DEVELOPMENT)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: ## bring the code into ruff's form
	@$(DEVELOPMENT)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

torture: ## the slow tests: many kills, many seeds (FAULTS="--faults 50 --seed 7" for fewer faults of workers and harvests)
	@$(DEVELOPMENT)
	@$(TOOLS)
	@$(PY) -m pytest -m slow $(ARGS)
	@$(PY) -m tests.acceptance.torture $(FAULTS)

fuzz: ## 100,000 spoiled pages through `scrapy extract` (make fuzz ARGS="--pages 1000 --seed 7")
	@$(DEVELOPMENT)
	@$(PY) -m tests.fuzzing $(ARGS)

bench: ## pages a second and CPU milliseconds a page
	@$(DEVELOPMENT)
	@sh setup/environment.sh .tools/newsplease requirements-newsplease.lock
	@$(PY) -m benchmarks.pages $(ARGS)

workers: ## two workers on two cores beside one on one (make workers ARGS="--hosts 8")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.workers $(ARGS)

memory: ## a worker's memory over 20,000 pages (make memory ARGS="--pages 4000")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.memory $(ARGS)

extraction: ## how true the records are, on recorded pages with known truth, beside other extractors (make extraction ARGS="--part all")
	@$(DEVELOPMENT)
	@sh setup/environment.sh .tools/extractors requirements-extractors.lock
	@$(PY) -m benchmarks.extraction --with all $(ARGS)

witnesses: ## how often each witness is right on recorded pages with known truth, and what agreement adds
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.witnesses $(ARGS)

identity: ## which pages are taken for copies of one release, beside simpler rules (make identity ARGS="--worst 9")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.identity $(ARGS)

freshness: ## how long a release waits until it is captured, beside a fixed interval and the best there can be
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.freshness $(ARGS)

feed: ## how soon a change is with whoever follows, beside writers under load (make feed ARGS="--seconds 10")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.feed $(ARGS)

glances: ## unchanged sources a second, and how late the worker is with many (make glances ARGS="--minutes 10")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.glances $(ARGS)

health: ## how soon broken sources are found, and whether healthy ones are left in peace
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.health $(ARGS)

sites: ## real content management systems with our texts, added by their address alone (make sites ARGS="--only jekyll")
	@$(DEVELOPMENT)
	@$(PY) -m benchmarks.cms $(ARGS)

lock: ## write the requirements' locks anew (UPGRADE=--upgrade for newer versions)
	@sh setup/bootstrap.sh
	$(COMPILE) requirements.in -o requirements.lock
	$(COMPILE) -c requirements.lock requirements-dev.in -o requirements-dev.lock
	$(COMPILE) requirements-tools.in -o requirements-tools.lock
	$(COMPILE) requirements-newsplease.in -o requirements-newsplease.lock
	$(COMPILE) requirements-extractors.in -o requirements-extractors.lock
	$(COMPILE) requirements-cms.in -o requirements-cms.lock
	$(COMPILE) requirements-generators.in -o requirements-generators.lock
	$(COMPILE) requirements-bootstrap.in -o requirements-bootstrap.lock

clean: ## remove environments and caches; the archive in var/ stays
	rm -rf .venv .bootstrap .tools .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './var/*' -exec rm -rf {} +
