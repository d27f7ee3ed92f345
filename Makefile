# The whole of CI is `make check`; .ci/run calls it.
GO ?= go

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: ## serve the sample dispatches on http://127.0.0.1:8080/
	$(GO) run ./cmd/bilan desk --demo --open

build: ## build bin/bilan, static and stripped
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o bin/bilan ./cmd/bilan

test: ## run all tests
	$(GO) test ./...

check: vet lint ## all that CI checks: formatting, vet, staticcheck, tests, current scores
	CI=true $(GO) test ./...

vet: ## check formatting and go vet
	@unformatted=$$(gofmt -l . | grep -v testdata); if [ -n "$$unformatted" ]; then echo "run gofmt -w on: $$unformatted"; exit 1; fi
	$(GO) vet ./...

lint: ## run staticcheck, at the version of tools/go.mod
	$(GO) tool -modfile=tools/go.mod staticcheck ./...

race: ## run the tests with the race detector, as CI does (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -short ./...

bench: ## measure each stage and the whole on one core: articles and megabytes a second, start, memory
	$(GO) test -run '^$$' -bench . -benchmem -p 1 -cpu 1 ./...

score: ## write each language's score on its own gold anew
	for d in lang/*/gold; do $(GO) run ./cmd/bilan lang score $$(basename $$(dirname $$d)) --write >/dev/null; done

calibrate: ## fit the confidence of claims anew to all gold
	$(GO) test ./internal/read -run TestConfidenceMeans -calibrate

first: ## note how new gold is read before the reader is changed for it: make first NAMES="en/flood fr/crue"
	$(GO) test ./internal/read -run TestFirstReadings -first "$(NAMES)"

docs: ## write docs/cli.md and the output in README.md anew
	$(GO) test ./cmd/bilan -run 'TestDocsCLI|TestReadmeOutput' -update
	$(GO) test ./internal/api -run TestDescriptionIsCurrent -update

.PHONY: help demo build test check vet lint race bench score calibrate first docs
