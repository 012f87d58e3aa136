#!/usr/bin/env bash
# usage: down.sh FOLDER: stops what up.sh has started. The folder stays, with the logs.
set -uo pipefail
lab=$(cd "${1:?usage: down.sh FOLDER}" && pwd)
postfix -c "$lab/postfix/etc" stop
doveadm -c "$lab/dovecot/dovecot.conf" stop
for one in refusing opensmtpd; do
  [ ! -f "$lab/$one.pid" ] || { kill "$(cat "$lab/$one.pid")"; rm "$lab/$one.pid"; }
done
echo "mail lab: down"
