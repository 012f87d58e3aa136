#!/usr/bin/env bash
# Builds everything and runs all tests. Arguments go to dotnet test.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
exec dotnet test OfferBot.sln "$@"
