#!/usr/bin/env bash
# usage: down.sh FOLDER: stops what up.sh has started. The folder stays, with the logs.
set -uo pipefail
lab=$(cd "${1:?usage: down.sh FOLDER}" && pwd)
postfix -c "$lab/postfix/etc" stop
doveadm -c "$lab/dovecot/dovecot.conf" stop
[ ! -f "$lab/opensmtpd.pid" ] || kill "$(cat "$lab/opensmtpd.pid")"
echo "mail lab: down"
