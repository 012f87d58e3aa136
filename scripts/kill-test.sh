#!/usr/bin/env bash
# Kills the running bot 200 times (kill -9) while it posts 500 offers to four channels of a loopback Discord that fails at random.
# Afterwards every channel must hold every offer once. About eight minutes. Arguments: [kills] [offers] [seed].
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project tests/OfferBot.Benchmarks -- kill "$@"
