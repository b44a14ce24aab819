# make build, and _site/ holds the site; make help lists the rest.
PYTHON ?= python3
ARGS   ?=
bin    := .venv/bin
ready  := @$(PYTHON) .ci/bootstrap.py

# One resolution for every Linux and macOS, CPython 3.11 and later; the header names this command and nothing of the machine.
lock    = $(bin)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
          --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)

.PHONY: help build serve test bench docs lock
help:
	@echo 'make build   render the films, build the site into _site/'
	@echo 'make serve   build, serve it on this machine, rebuild on change'
	@echo 'make test    ruff, mypy, pytest; without what is slow: make test ARGS="-m '"'not slow'"'"'
	@echo 'make bench   the benchmarks'
	@echo 'make docs    the parts of the README that the code writes'
	@echo 'make lock    resolve the requirements anew (ARGS=--upgrade: to their newest versions)'
	@echo 'build, serve, test and bench take ARGS="..." too, and install first what they miss.'

build:
	$(ready) render
	@$(bin)/explainsite build $(ARGS)

serve:
	$(ready) render
	@$(bin)/explainsite serve $(ARGS)

test:
	$(ready) test
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/pytest $(ARGS)

bench:
	$(ready) test
	@PYTHONPATH=tests $(bin)/python -m bench $(ARGS)

docs:
	$(ready) test
	@PYTHONPATH=tests $(bin)/python -m readme

# The tests' pins hold everything; the smaller lists are cut from them, so that no two disagree.
lock:
	$(ready) test
	$(lock) pyproject.toml --extra render --group dev -o requirements-test.txt
	$(lock) pyproject.toml --extra render -c requirements-test.txt -o requirements-render.txt
	$(lock) pyproject.toml -c requirements-test.txt -o requirements.txt
	$(lock) --group uv -o requirements-uv.txt
	$(lock) --group build -o requirements-build.txt
