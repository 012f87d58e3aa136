#!/usr/bin/env bash
# Builds everything and passes all tests. Works from any folder.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet test OfferBot.sln "$@"
