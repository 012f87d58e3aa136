#!/usr/bin/env python3
"""Packs the tables of French places into the resources of OfferBot.Core.

usage: scripts/pack-places.py FOLDER
FOLDER holds communes.tsv, former-communes.tsv, departements.tsv and regions.tsv (their README names the sources).
The same input gives the same bytes: rows are sorted, the gzip header carries no date.
"""
import csv
import gzip
import pathlib
import sys

source = pathlib.Path(sys.argv[1])
target = pathlib.Path(__file__).resolve().parent.parent / "src/OfferBot.Core/Places/Data"


def rows(name):
    with open(source / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def pack(name, lines):
    text = "".join("\t".join(line) + "\n" for line in sorted(lines)).encode("utf-8")
    (target / name).write_bytes(gzip.compress(text, 9, mtime=0))


def tenthousandths(degrees):
    return str(round(float(degrees) * 10_000)) if degrees else ""


# The arrondissements of Paris, Lyon and Marseille are parts of a commune that has its own row.
communes = [c for c in rows("communes.tsv") if not c["name"].endswith("Arrondissement")]
pack("communes.tsv.gz", [
    [c["code"], c["name"], c["postal_codes"], c["population"] or "0",
     tenthousandths(c["latitude"]), tenthousandths(c["longitude"]), "e" if c["position"] == "exact" else ""]
    for c in communes])
pack("former-communes.tsv.gz", [[f["code"], f["name"], f["commune_code"]] for f in rows("former-communes.tsv")])
for name, columns in (("departements.tsv", ("code", "name", "region")), ("regions.tsv", ("code", "name"))):
    text = "".join("\t".join(row[c] for c in columns) + "\n" for row in sorted(rows(name), key=lambda r: r["code"]))
    (target / name).write_text(text, encoding="utf-8")
