#!/bin/sh
# Prints .env.example with a secret of its own in place of each <generated>: 64 hexadecimal digits, safe in addresses.
set -eu
while IFS= read -r line; do
  case $line in
    '#'*) printf '%s\n' "$line" ;;
    *'<generated>'*) printf '%s%s\n' "${line%%<generated>*}" "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done < "$(dirname "$0")/../.env.example"
