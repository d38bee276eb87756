# One command each. `make help` prints the words after each ##.

.DEFAULT_GOAL := help
.PHONY: help env lab gallery app room site test quick trial test-lowest audit bench check ready notebooks js screenshots constraints clean

BIN := .venv/bin
READY := .venv/.ready
MODULES := js/node_modules/.ready
# npm and node come from PyPI with the rest of the environment.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix js
# Two more tries, but not the minute of waiting that npm puts between them.
PATIENCE := --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

env: $(READY) ## make or update .venv (PYTHON=python3.12 chooses the Python)

lab: $(READY) ## open the workshop in JupyterLab (PORT=8899 chooses the port)
	@$(BIN)/workshop lab $(if $(PORT),--port $(PORT))

gallery: $(READY) ## open every kind of exercise in JupyterLab (PORT=8899 chooses the port)
	@$(BIN)/workshop gallery $(if $(PORT),--port $(PORT))

app: $(READY) ## open the sessions as pages, without code (PORT=8899 chooses the port)
	@$(BIN)/workshop app $(if $(PORT),--port $(PORT))

room: $(READY) ## open a live room for phones on this network (SESSION=02, PORT=8080, WIFI=name)
	@$(BIN)/workshop room $(if $(SESSION),--session $(SESSION)) $(if $(PORT),--port $(PORT)) $(if $(WIFI),--name "$(WIFI)")

site: $(READY) ## write all sessions as pages into site/, for any web server or static host
	@$(BIN)/workshop export site --to site

test: $(READY) $(MODULES) ## every check and test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NPM) run check
	$(NPM) run test
	$(BIN)/pytest -n 3 --dist loadgroup --durations=10

quick: $(READY) $(MODULES) ## lint, types, and the unit tests of what changed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NPM) run check
	$(NPM) run test
	@$(BIN)/workshop check
	$(BIN)/pytest -n 2 --durations=10 $$($(BIN)/python -m tools.quick)

trial: $(READY) ## two hundred random runs in which taps, tabs, programs and disks fail
	$(BIN)/pytest tests/boards/test_trial.py --trial 200

test-lowest: $(READY) $(MODULES) ## the unit and notebook tests with the lowest versions that are allowed
	@tools/test-lowest.sh

audit: $(READY) $(MODULES) ## ask what is known of faults in the packages (needs the internet)
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@PATH="$(CURDIR)/.venv/audit/bin:$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/audit.py

bench: $(READY) ## measure board, pages and a live room beside their alternatives, and results
	@$(BIN)/python -m pip install --quiet --no-build-isolation -c constraints.txt -e '.[bench]'
	$(BIN)/python benchmarks/board.py
	$(BIN)/python benchmarks/results.py
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.room

check: $(READY) ## check the content files: exercises, solutions, data
	@$(BIN)/workshop check

ready: $(READY) ## ten minutes before a session: does everything work on this computer?
	@$(BIN)/workshop check --ready

notebooks: $(READY) ## derive the notebooks from their texts in source/
	@$(BIN)/workshop notebooks

js: $(MODULES) ## build the board's bundles from js/ into workshop/static/
	$(NPM) run build

screenshots: $(READY) ## take the pictures in the README again
	$(BIN)/python tools/screenshots.py

constraints: ## choose all package versions anew (needs Python 3.11)
	@tools/make-constraints.sh

clean: ## remove what these commands made, never what a participant did
	rm -rf .venv js/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing copies share/ and etc/ into .venv, so a change there needs another install; their
# folders are listed too, since a file that was removed shows in nothing else.
$(READY): pyproject.toml constraints.txt tools/make-env.sh $(shell find share etc)
	@PYTHON="$(PYTHON)" tools/make-env.sh

# An environment that was moved with its folder, or has lost its Python, is not ready.
ifneq "$(shell test -x $(BIN)/python && cat $(READY) 2>/dev/null)" "$(CURDIR)"
.PHONY: $(READY)
endif

# A Python that somebody names is looked at, also where everything is set up already.
ifeq "$(origin PYTHON)" "command line"
.PHONY: $(READY)
endif

# After | : a new Python environment alone is no reason to fetch the JavaScript packages again.
$(MODULES): js/package.json js/package-lock.json | $(READY)
	@echo "Fetching the packages for the JavaScript parts ..."
	@$(NPM) ci --no-audit --no-fund $(PATIENCE) >.venv/npm.log 2>&1 || { echo "The JavaScript packages could not be installed: connect this computer to the internet and run this again (what npm said is in .venv/npm.log)." >&2; exit 1; }
	@touch $@
