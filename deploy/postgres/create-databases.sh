#!/bin/sh
# Runs once, when the volume is new: a role and a database of its own for each part, so that none reaches another's.
# Parts make their schemas and extensions (trusted ones) themselves.
set -eu
for part in events identity marketplace payments sandbox; do
  name=$(echo "$part" | tr '[:lower:]' '[:upper:]')_DATABASE_PASSWORD
  eval "password=\${$name}"
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set part="$part" --set password="$password" <<'SQL'
create role :"part" login password :'password';
create database :"part" owner :"part";
revoke connect, temporary on database :"part" from public;
SQL
done
