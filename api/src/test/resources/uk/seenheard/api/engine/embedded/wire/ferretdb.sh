#!/bin/sh
# Builds FerretDB 1.24 from the Go module proxy into the file named by the first argument.
# (`go install …@v1.24.0` asks the proxy for more than it has to, and the module lacks the file that
# its own build writes first.)
set -e
target=$1
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export GOPATH="${GOPATH:-$work/gopath}"
cd "$work"
cat > go.mod <<'MOD'
module store-contract

go 1.22

require github.com/FerretDB/FerretDB v1.24.0
MOD
source=$(go mod download -json github.com/FerretDB/FerretDB | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
cp -R "$source" ferretdb
chmod -R u+w ferretdb
echo v1.24.0 > ferretdb/build/version/version.txt
cd ferretdb
go build -buildvcs=false -o "$target" ./cmd/ferretdb
