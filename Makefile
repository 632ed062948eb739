# `make` says what there is. Needs Python 3.12 or newer, git and make; everything else is fetched.
SHELL := /bin/bash
MANAGE := .venv/bin/python manage.py
PORT ?=
unexport PYTHONDONTWRITEBYTECODE # tests start Python many times: without bytecode each start compiles everything anew

# Runs each file as a module, says which ones ended non-zero, and ends non-zero then.
define run_each
@shopt -s nullglob; wrong=(); for file in $(1); do \
	module=$${file%.py}; printf '\n== %s\n' "$$module"; \
	ILC_DEMO=yes .venv/bin/python -m "$${module//\//.}" || wrong+=("$$module"); \
done; if [ $${#wrong[@]} -gt 0 ]; then printf '\nTo look at: %s\n' "$${wrong[*]}"; exit 1; fi
endef

.PHONY: help demo test lint format prove bench secrets clean

help:  ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 16

demo:  ## run the product with its demonstration programs (PORT=8080 chooses the port)
	@.ci/prepare demo
	@ILC_DEMO=yes exec $(MANAGE) serve --demo $(if $(PORT),--port $(PORT))

# The tests in their order: once a browser was open in a process, Playwright's loop lets no asyncio.run begin there.
test:  ## run every check and every test
	@.ci/prepare test packages
	@.venv/bin/python -m tests.prepare >/dev/null & preparing=$$!; \
		.ci/prepare test && .venv/bin/pre-commit run --all-files && wait $$preparing && .venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder

lint:  ## run the checks that need no test: format, types, import contracts, migrations
	@.ci/prepare test
	@.venv/bin/pre-commit run --all-files

format:  ## put Python and templates into their format
	@.ci/prepare test
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format --quiet .
	@.venv/bin/djangofmt --quiet templates

prove:  ## run the long proofs: isolation, recurrence, kill -9 (minutes)
	@.ci/prepare test
	$(call run_each,tests/prove/prove_*.py)

bench:  ## measure speed and memory, print the ratios (minutes)
	@.ci/prepare test
	$(call run_each,tests/bench/bench_*.py)

secrets:  ## write the secrets that docker-compose.yml mounts into ./secrets
	@.ci/make-secrets

clean:  ## remove what was built, not the data
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache static/built node_modules .data/test
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
