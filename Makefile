# Everything a contributor runs. `make` alone lists the targets; each is one line with its purpose after `##`.

SWIFT ?= swift
# Empty on a developer's machine; .ci/run passes what only a build machine wants.
TEST_FLAGS ?=
# All the tests at once on two cores would have each wait a minute for its turn, and what measures time would measure that.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 24
BINARY := .build/debug/airworthy
RELEASE_BINARY := .build/release/airworthy
# Swift's runtime linked in, and what makes the program start sooner: each flag with its reason in Tools/release-flags.
RELEASE_FLAGS = --static-swift-stdlib $(shell Tools/release-flags)

.DEFAULT_GOAL := help
.PHONY: help setup peers build release test check test-release demo bench fuzz format lint docs golden clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing of the C libraries, or say what to install
	@Tools/setup

peers: ## fetch the independent tools the end-to-end tests compare with (installs nothing)
	@Tools/peers

build: setup ## debug build of the command
	$(SWIFT) build --product airworthy

release: setup ## optimised build, Swift's runtime linked in: .build/release/airworthy
	$(SWIFT) build -c release $(RELEASE_FLAGS) --product airworthy

test: setup peers ## build and run every test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build $(TEST_FLAGS)

check: lint test ## what a change must pass before it is pushed

# The optimiser has crashed on code that every debug test had passed: before a release, the built program is run whole.
test-release: release peers ## the end-to-end tests against the release build
	$(SWIFT) build --build-tests
	AIRWORTHY_BINARY=$(CURDIR)/$(RELEASE_BINARY) $(SWIFT) test --skip-build --filter EndToEndTests

demo: build ## a release is cleared, a tampered one is blocked, admission is asked about both
	@AIRWORTHY=$(CURDIR)/$(BINARY) Examples/storefront/demo

bench: release peers ## time and memory beside what people would use instead
	$(SWIFT) build -c release $(RELEASE_FLAGS) --product Throughput
	$(SWIFT) build -c release $(RELEASE_FLAGS) --product Synchronisation
	@Tools/peers benchmarks
	@AIRWORTHY=$(CURDIR)/$(RELEASE_BINARY) Benchmarks/run

fuzz: setup ## libFuzzer over every parser; SECONDS_EACH=60 per target
	@Tools/fuzz

format: ## rewrite sources in the house format
	$(SWIFT) format -i -p -r Package.swift Sources Tests Benchmarks

lint: ## the formatter's strict rules, and a syntax check of every script
	$(SWIFT) format lint --strict -p -r Package.swift Sources Tests Benchmarks
	@Tools/lint-scripts

docs: ## write the generated pages: Docs/codes.md and Docs/schemas
	AIRWORTHY_WRITE=docs $(SWIFT) test --filter ArchitectureTests

golden: ## accept the present output of every format, and the manual page, as the expected one
	AIRWORTHY_WRITE=golden $(SWIFT) test

clean: ## remove everything that was built or generated
	rm -rf .build Examples/storefront/build
