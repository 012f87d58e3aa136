#!/usr/bin/env bash
# Runs OfferBot with the settings of config/offerbot.json, from the repository's folder. Arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
exec dotnet run --project src/OfferBot --configuration Release -- "$@"
