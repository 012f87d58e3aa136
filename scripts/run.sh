#!/usr/bin/env bash
# Runs OfferBot with the settings of config/offerbot.json, from the repository's folder. Arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
[ -e src/OfferBot/bin/Release/net10.0/offerbot.dll ] || echo "Building OfferBot: the first start takes two to six minutes …" >&2
exec dotnet run --project src/OfferBot --configuration Release -- "$@"
