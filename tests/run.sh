#!/usr/bin/env bash
# Sets up what is missing, builds once and runs every test; the last line is "N passed, N failed[, N skipped]".
# Needs the .NET SDK that global.json names and Node.js 20.19 or later; the rest is installed when this may (root, apt).
# Settings: CI=true makes a missing service a failure. CONFIGURATION (Release, as it is delivered). LIMIT (1800): seconds for one test project.
# Results: artifacts/tests/*.json, *.log and screenshots/ (SCREENSHOTS names another folder).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD
configuration=${CONFIGURATION:-Release}
limit=${LIMIT:-1800}
results=$root/artifacts/tests
totals=$results/totals
started=$SECONDS

# No compiler or build node stays behind.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What a run starts lives for minutes at most, and a server that is set for weeks of load spends a third of the processor's time on
# compiling itself well. This changes when code is compiled, not what it does; the delay is the runtime's own, 100 ms, in hexadecimal.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountingDelayMs=64 DOTNET_EnableWriteXorExecute=0

rm -rf "$results"
mkdir -p "$results"
: > "$totals"
export SCREENSHOTS=${SCREENSHOTS:-$results/screenshots}

say() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - started)); }

# name passed failed skipped
count() { printf '%s %d %d %d\n' "$@" >> "$totals"; }

finish() {
  say "Totals"
  echo "  Screens passed by the browser tests: ${SCREENSHOTS#"$root"/} ($(find "$SCREENSHOTS" -name '*.png' 2> /dev/null | wc -l) pictures)"
  grep -ah '^timed:' "$results"/*.log 2> /dev/null | sed 's/^/  /'
  awk '{ printf "  %-32s %5d passed %4d failed %4d skipped\n", $1, $2, $3, $4 }' "$totals"
  awk -v need="${1:-0}" '
    { p += $2; f += $3; s += $4 }
    END {
      f += need
      printf "%d passed, %d failed", p, f
      if (s > 0) printf ", %d skipped", s
      printf "\n"
      exit f > 0 || p == 0
    }' "$totals"
  exit $?
}

# Installs Debian packages when that is possible; what stays missing is a failure under CI and said otherwise.
require() {
  local what=$1 check=$2
  shift 2
  if eval "$check" > /dev/null 2>&1; then
    return
  fi

  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    sudo=(sudo -n)
  fi
  if command -v apt-get > /dev/null; then
    echo "Installing $what: $*"
    if [ ! -e "$results/apt-updated" ]; then
      "${sudo[@]}" apt-get update -qq > "$results/apt.log" 2>&1 && touch "$results/apt-updated"
    fi
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "$@" >> "$results/apt.log" 2>&1
  fi
  if ! eval "$check" > /dev/null 2>&1; then
    echo "MISSING: $what (packages: $*)"
    if [ "${CI:-}" = true ]; then
      count "missing:${what// /-}" 0 1 0
    fi
  fi
}

# One step that has no tests of its own: a failure counts as one, a success only shows.
step() {
  local name=$1
  shift
  say "$name"
  if "$@" > "$results/$name.log" 2>&1; then
    tail -n 3 "$results/$name.log"
    return 0
  fi
  tail -n 60 "$results/$name.log"
  echo "FAILED: $name (artifacts/tests/$name.log)"
  count "$name" 0 1 0
  return 1
}

# Reads a runner's own report; no report, or an unhappy exit without a failed test, counts as a failure.
total() {
  local name=$1 report=$2 code=$3
  node --input-type=module - "$name" "$report" "$code" >> "$totals" 2> "$results/$name.skips" << 'JS'
import { existsSync, readFileSync } from "node:fs";
const [name, report, code] = process.argv.slice(2);
let [passed, failed, skipped] = [0, 0, 0];
if (existsSync(report)) {
  const { results, numTotalTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const tests = results
    ? results.tests.map((t) => ({ name: t.name, status: t.status, why: t.message }))
    : testResults.flatMap((file) =>
        file.assertionResults.length === 0 && file.status === "failed"
          ? [{ name: file.name, status: "failed" }]
          : file.assertionResults.map((t) => ({ name: t.fullName, status: t.status })),
      );
  for (const test of tests) {
    if (test.status === "passed") passed++;
    else if (test.status === "failed") failed++;
    else {
      skipped++;
      console.error(`SKIPPED: ${test.name}: ${test.why ?? "no reason given"}`);
    }
  }
  failed += (results?.extra?.suites ?? []).reduce((sum, suite) => sum + (suite.errors?.length ?? 0), 0);
}
if (passed + failed + skipped === 0 || (code !== "0" && failed === 0)) failed++;
console.log(name, passed, failed, skipped);
JS
  cat "$results/$name.skips"
}

# What needs npm and no build.
web() {
  cd "$root/src/web" || exit 1
  step web-lint npm run --silent lint
  step web-typecheck npm run --silent typecheck
  say web
  timeout -k 20 "$limit" npx vitest run --reporter=default --reporter=json --outputFile.json="$results/web.json" > "$results/web.log" 2>&1
  local code=$?
  if [ "$code" != 0 ]; then
    tail -n 150 "$results/web.log"
  fi
  total web "$results/web.json" "$code"
}

# Runs one test project in a process group of its own, which is ended with it.
project() {
  local name=$1
  local program=$root/tests/$name/bin/$configuration/net10.0/$name.dll
  say "$name"
  set -m
  timeout -k 20 "$limit" dotnet "$program" -noColor -ctrf "$results/$name.json" > "$results/$name.log" 2>&1 &
  local group=$!
  wait "$group"
  local code=$?
  kill -KILL -- "-$group" 2> /dev/null
  set +m
  if [ "$code" != 0 ]; then
    grep -aA 25 '\[FAIL\]' "$results/$name.log" | head -n 400
  fi
  if [ "$code" = 124 ]; then
    echo "FAILED: $name took more than $limit s"
  fi
  tail -n 2 "$results/$name.log"
  total "$name" "$results/$name.json" "$code"
}

say "Setting up"
command -v dotnet > /dev/null || { echo "MISSING: the .NET SDK of global.json"; finish 1; }
command -v npm > /dev/null || { echo "MISSING: Node.js 20.19 or later with npm"; finish 1; }
require Chromium "command -v chromium" chromium
require "time zones" "test -e /usr/share/zoneinfo/Europe/Berlin" tzdata
require "fonts for Chinese" "ls /usr/share/fonts/opentype/noto/NotoSansCJK*" fonts-noto-cjk
require "fonts for emoji" "test -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf" fonts-noto-color-emoji

step npm-ci npm --prefix src/web ci --no-fund --no-audit --loglevel=error || finish
# A server that speaks S3; without it the tests of that store are skipped and say so.
step npm-ci-s3 npm --prefix tests/s3 ci --no-fund --no-audit --loglevel=error
# The compiler keeps little more than one core busy.
web > "$results/beside-the-build.log" 2>&1 &
beside=$!
step build dotnet build ServiceDesk.sln -c "$configuration" -m:2 -v q -nodeReuse:false
built=$?
wait "$beside"
cat "$results/beside-the-build.log"
[ "$built" = 0 ] || finish
step web-budgets npm --prefix src/web run --silent budgets

for path in tests/*.Tests; do
  project "$(basename "$path")"
done
finish
