#!/bin/sh
# Writes subgraphs/<name>/migrations/0000_tables.sql anew from the Drizzle tables. Until the first release
# there is one initial migration a subgraph; after it, `drizzle-kit generate` adds forward-only files.
set -eu
name=$1
cd "$(dirname "$0")/../subgraphs/$name"
rm -rf migrations/0000_tables.sql migrations/meta
./node_modules/.bin/drizzle-kit generate --dialect postgresql --schema './src/**/*.tables.ts' --out migrations --name tables
# drizzle-kit names the schema of referenced tables; ours is decided by the search_path alone.
sed -i.bak 's/"public"\.//g' migrations/0000_tables.sql && rm migrations/0000_tables.sql.bak
