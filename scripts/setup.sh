#!/usr/bin/env bash
# Installs the system packages that OfferBot needs, where they are missing and a package manager is at hand.
# usage: scripts/setup.sh [run|test]
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # where ldconfig is, for those who are not root
need=()
libraries=$(ldconfig -p 2>/dev/null || true)
have_lib() { [[ $libraries == *"$1"* ]]; }
if [ "$(uname)" = Linux ]; then
  have_lib libsqlite3.so.0 || need+=(libsqlite3-0)
  command -v pdftotext >/dev/null || need+=(poppler-utils)
fi
[ ${#need[@]} -eq 0 ] && exit 0
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  echo "Installing ${need[*]} …"
  "${as_root[@]}" apt-get update -qq || true # an old list may do
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null ||
    echo "Could not install ${need[*]}; without poppler-utils everything but PDF works, without SQLite nothing does." >&2
else
  echo "Missing: ${need[*]}. Install them, for instance: sudo apt-get install ${need[*]}" >&2
  echo "(macOS: brew install poppler. Without poppler-utils everything but PDF works; without SQLite nothing does.)" >&2
fi
