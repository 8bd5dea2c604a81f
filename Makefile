# What each verb does: `make help`. Needs only make and Python 3.11 or newer (PYTHON=… picks one).
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve site release test test-all lint bench clean

help:
	@echo "make serve   build the site and serve it on this machine"
	@echo "make site    build the site into dist/"
	@echo "make release pack the site as a zip with checksums, for those who only host it"
	@echo "make test    lint, build, and test what a change usually breaks (finds or installs browsers)"
	@echo "make test-all  the same with every test, in an hour or more"
	@echo "make lint    ruff, mypy, and zizmor on the workflows"
	@echo "make bench   measure the site beside a converted page, in about 27 minutes (VISITS=1 is quick; BESIDE=… an older dist)"
	@echo "make clean   remove .venv, dist, release and the tools' caches (.cache keeps the downloads)"

serve: site
	@$(RUN) -m builder.serve dist

site: $(INSTALLED)
	@$(RUN) build.py

TAG ?=
release: $(INSTALLED)
	@$(RUN) -m builder.browsers
	@$(RUN) build.py --strict
	@$(RUN) -m builder.release $(if $(TAG),--tag $(TAG))

test: lint
	@$(RUN) -m builder.browsers
	@$(RUN) build.py --strict
	$(RUN) -m pytest -n 2 -m "not long" --ignore tests/browser
	$(RUN) -m pytest -m "not long" tests/browser

test-all: lint
	@$(RUN) -m builder.browsers
	@$(RUN) build.py --strict
	$(RUN) -m pytest -n 2 --ignore tests/browser
	HUNCH_LOOKS=all $(RUN) -m pytest tests/browser

lint: $(INSTALLED)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/zizmor --offline --pedantic --quiet .github

VISITS ?= 5
MOVES ?= 40
REVEALS ?= 20
TURNS ?= 7
CONDITIONS ?= plain line processor training
BESIDE ?=
bench: $(INSTALLED)
	@$(RUN) -m builder.browsers
	@$(RUN) build.py --strict
	@$(RUN) -m tests.bench --visits $(VISITS) --moves $(MOVES) --reveals $(REVEALS) --turns $(TURNS) \
	  --conditions $(CONDITIONS) $(if $(BESIDE),--beside $(BESIDE))

clean:
	@echo "Removing .venv, dist, release and the tools' caches"
	@rm -rf $(VENV) dist .dist-* release .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): builder/requirements.lock
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON): install Python 3.11 or newer, or say make PYTHON=/path/to/it"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Hunch needs Python 3.11 or newer, $(PYTHON) is `$(PYTHON) --version 2>&1`;" \
	    "say make PYTHON=/path/to/a/newer/one"; exit 1; }
	@echo "Making $(VENV) and installing the locked packages"
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@
