# make site   build the handbook to site/index.html
# make test      run the tests              make quick  those that need no Chromium, LibreOffice or Java
# make test-all  run every test, also those that try everything there is
# make check  check the YAML under sop/      make serve  preview the draft at http://127.0.0.1:8000
# make lock   renew the locked dependencies  make clean  remove what was built
# make pictures  take the pictures in the READMEs anew (Chromium, LibreOffice and Poppler)
.PHONY: site test quick test-all check serve pictures lock clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
SOP := $(BIN)/sop
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

site: .venv/ready
	$(SOP) build

test: .venv/ready-for-tests
	$(PYTEST) -m "not exhaustive"

quick: .venv/ready-for-tests
	$(PYTEST) -m "not (exhaustive or slow or browser or libreoffice or java)"

test-all: .venv/ready-for-tests
	$(PYTEST)
WORKERS := auto
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

check: .venv/ready
	$(SOP) check $(if $(FORMAT),--format $(FORMAT))

serve: .venv/ready
	$(SOP) serve

pictures: .venv/ready-for-tests
	$(BIN)/python -m tests.pictures

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

lock:
	$(PYTHON) -m venv .venv
	$(PIP) uv
	$(LOCK) --extra build --extra records pyproject.toml -o requirements.lock
	$(LOCK) --extra build --extra records --extra test --constraint requirements.lock pyproject.toml -o requirements-test.lock
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11

clean:
	rm -rf .venv build site .site.new .site.old .site.ready .site.lock
