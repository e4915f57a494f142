#!/bin/sh
# The C++ compiler for this workspace (.cargo/config.toml), which compiles RocksDB as a unity build.
#
# RocksDB's sources are 330 files that each read the same 100,000 lines of headers: 24 minutes of processor time one by one,
# 6 in groups. RocksDB's own Makefile has such a build (target `unity.a`). This script takes the place of the compiler for
# one file at a time: the first file of a group is compiled together with the rest of its group, each other file of the
# group becomes an empty object. Every other C++ file is passed on as it is.
set -eu

compiler=${ROCKSDB_CXX:-c++}
sources=rocksdb_lib_sources.txt
group_size=42

source='' object='' previous=''
for argument in "$@"; do
  case $previous in
    -o) object=$argument ;;
    -c) source=$argument ;;
  esac
  previous=$argument
done

# The build script of the bindings compiles `rocksdb/…` in the folder where the list of sources lies, and nothing else there.
name=${source#rocksdb/}
if [ ! -f "$sources" ] || [ "$name" = "$source" ] || [ -z "$object" ]; then
  exec "$compiler" "$@"
fi

# `util/build_version.cc` is compiled from a file of its own, as the build script does.
group=$(grep -v '^util/build_version.cc$' "$sources" | awk -v name="$name" -v size="$group_size" '
  { files[NR] = $1; if ($1 == name) place = NR }
  END {
    if (!place) exit
    if ((place - 1) % size) { print "member"; exit }
    for (i = place; i < place + size && i <= NR; i++) print files[i]
  }')
unity="$object.unity.cc"
case $group in
  '') exec "$compiler" "$@" ;;
  member) : >"$unity" ;;
  *) printf '%s\n' "$group" | sed 's/.*/#include "&"/' >"$unity" ;;
esac

# The same arguments, with the group in the place of the file. `rocksdb/` is among the folders of headers.
count=$#
previous=''
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  [ "$previous" != -c ] || argument=$unity
  set -- "$@" "$argument"
  previous=$argument
  count=$((count - 1))
done
"$compiler" "$@"
rm -f "$unity"
