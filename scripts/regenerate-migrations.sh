#!/bin/sh
# Writes subgraphs/<name>/migrations/0000_tables.sql anew from the Drizzle tables. Until the first release
# there is one initial migration a subgraph; after it, `drizzle-kit generate` adds forward-only files.
set -eu
name=$1
cd "$(dirname "$0")/../subgraphs/$name"
rm -rf migrations/0000_tables.sql migrations/meta
drizzle-kit generate --dialect postgresql --schema './src/**/*.tables.ts' --out migrations --name tables
