#!/usr/bin/env bash
# How well offers are read: scores `read --json` on the labelled documents beside the repository (../shared/corpus), prints the
# tables, and fails when a set's micro-averaged F1 falls under the value recorded in tests/recorded-scores.json.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=../shared/corpus
[ -f "$corpus/score.py" ] || { echo "no labelled documents at $corpus: nothing to score"; exit 0; }
dotnet build src/OfferBot --nologo -v q
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
status=0
for set in seeds dev; do
  dotnet src/OfferBot/bin/Debug/net10.0/offerbot.dll read "$corpus/$set" --json > "$out/$set.jsonl" || true
  python3 "$corpus/score.py" "$corpus/$set.labels.jsonl" "$out/$set.jsonl" | tee "$out/$set.txt"
  python3 - "$set" "$out/$set.txt" <<'P' || status=1
import json, re, sys
name, table = sys.argv[1], open(sys.argv[2]).read().strip().splitlines()[-1]
kinds, f1 = int(re.search(r"kind right (\d+)/", table)[1]), float(re.search(r"F1 ([\d.]+)", table)[1])
floor = json.load(open("tests/recorded-scores.json"))[name]
if f1 < floor["f1"] or kinds < floor["kinds"]:
    sys.exit(f"{name}: F1 {f1}, kinds {kinds}; recorded: F1 {floor['f1']}, kinds {floor['kinds']}")
print(f"{name}: not under the recorded F1 {floor['f1']} and {floor['kinds']} kinds\n")
P
done
exit $status
