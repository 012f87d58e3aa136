#!/usr/bin/env bash
# Real mail servers on loopback for the tests: usage: up.sh FOLDER (as root; leaves with everything running).
#
# Debian packages: postfix dovecot-core dovecot-imapd dovecot-lmtpd python3-dkim opendkim
# (set "postfix postfix/main_mailer_type select No configuration" with debconf-set-selections first),
# and for the second server ed libevent-2.1-7 libdb5.3 libcrypt1; OpenSMTPD itself, which Debian does not let stand beside
# Postfix, is downloaded by apt-get and unpacked into FOLDER. Without it its tests say so.
#
# Nothing leaves the machine: only example.org is delivered, all of it into Dovecot, and everything else is refused.
#   12587 STARTTLS + AUTH    12465 TLS + AUTH    12526 AUTH but no STARTTLS    12528 no extension at all    12525 neither AUTH nor limits
#   12530 OpenSMTPD, no PIPELINING, 100 mails a session; hands on to 12525
#   12143 IMAP, 12993 IMAP over TLS: any address as user, password "s3cret"; the same for AUTH
# Recipients whose name starts so: soft 451, full 452, spam 550 5.7.1, gone 550 5.1.1, shut 421. returned@example.org is taken and comes back as a report.
set -euo pipefail
lab=$(mkdir -p "${1:?usage: up.sh FOLDER}" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
chmod 755 "$lab"
mkdir -p "$lab"/{tls,postfix/{etc,spool,data},dovecot/{run,state,keys/default/HS256},mail}

certificates() {
  cd "$lab/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout authority.key -out authority.pem \
    -subj "/CN=Mail lab" -addext keyUsage=critical,keyCertSign 2>/dev/null
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -CA authority.pem -CAkey authority.key \
    -keyout server.key -out server.pem -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
    -addext basicConstraints=critical,CA:FALSE -addext extendedKeyUsage=serverAuth 2>/dev/null
  chown root:postfix server.key && chmod 640 server.key && chmod 644 ./*.pem
}

configure() { # NAME TARGET: fills in the folder
  sed "s|@LAB@|$lab|g" "$here/$1" > "$2"
}

wait_for() { # PORT: until somebody listens, 10 s at most
  for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.1; done
  echo "mail lab: nobody listens on port $1; see $lab/*.log" >&2
  return 1
}

opensmtpd() {
  local smtpd="$lab/opensmtpd/usr/sbin/smtpd"
  if [ ! -x "$smtpd" ]; then
    mkdir -p "$lab/download" "$lab/opensmtpd"
    (cd "$lab/download" && apt-get download -q opensmtpd > /dev/null 2>&1 && dpkg -x opensmtpd_*.deb "$lab/opensmtpd") ||
      { echo "mail lab: OpenSMTPD could not be downloaded; its tests will fail" >&2; return 0; }
  fi
  for user in opensmtpd opensmtpq; do id "$user" > /dev/null 2>&1 || useradd -r -M -d /var/lib/opensmtpd/empty -s /usr/sbin/nologin "$user"; done
  mkdir -p /var/lib/opensmtpd/empty && chmod 755 /var/lib/opensmtpd/empty
  configure smtpd.conf "$lab/opensmtpd/smtpd.conf" && chmod 644 "$lab/opensmtpd/smtpd.conf"
  setsid "$smtpd" -d -f "$lab/opensmtpd/smtpd.conf" > "$lab/opensmtpd.log" 2>&1 < /dev/null &
  echo $! > "$lab/opensmtpd.pid"
  wait_for 12530
}

[ -f "$lab/tls/server.pem" ] || certificates
printf 'mail-lab-token-key-0123456789abcdef' | base64 -w0 > "$lab/dovecot/keys/default/HS256/lab"
configure dovecot.conf "$lab/dovecot/dovecot.conf"
configure dovecot-oauth2.conf "$lab/dovecot/oauth2.conf"
configure main.cf "$lab/postfix/etc/main.cf"
configure master.cf "$lab/postfix/etc/master.cf"
cp "$here/recipients" "$lab/postfix/etc/recipients"
chown mail: "$lab/mail" && chown postfix: "$lab/postfix/data"
postfix -c "$lab/postfix/etc" check
dovecot -c "$lab/dovecot/dovecot.conf"
postfix -c "$lab/postfix/etc" start 2> "$lab/postfix-start.log"
# The last hop that refuses: Postfix then has to write the report.
setsid smtp-sink -u nobody -L -f RCPT -B "550 5.1.1 No such user here" 127.0.0.1:12690 20 > /dev/null 2>&1 < /dev/null &
echo $! > "$lab/refusing.pid"
for port in 12587 12465 12526 12528 12525 12143 12993 12424; do wait_for "$port"; done
opensmtpd
echo "mail lab: up; export MAIL_LAB=$lab"
