# Part of ../../gke-local: runs every test and says in one line how many ran.

# Words after `test` go to Maven, such as -pl cli -am.
run_tests() {
  mkdir -p "$root/target"
  log=$root/target/test.log
  trap 'stop_tests; exit 130' INT
  trap 'stop_tests; exit 143' TERM HUP
  # Counts must come from this run.
  find "$root" -type d \( -name surefire-reports -o -name failsafe-reports \) -path '*/target/*' -prune -exec rm -rf {} +
  [ -t 2 ] || say 'Running every test'
  code=0
  run_maven "$log" 'Running every test' -B -fae -Dstyle.color=never verify "$@" || code=$?
  [ "$code" -eq 0 ] || grep '^\[ERROR\]' "$log" | head -n 60 >&2 || tail -n 40 "$log" >&2
  grep '^gke-local-note: ' "$log" | sed 's/^gke-local-note: //' || :
  grep -o 'Flakes: [1-9][0-9]*' "$log" | tail -n 1 | sed 's/^Flakes: /passed only at the second try: /' || :
  count_tests
  [ "$code" -eq 0 ] || fail 1 "tests failed; the whole log is $log"
  exit 0
}

stop_tests() {
  trap - INT TERM HUP
  end_progress
  if [ -n "$maven_pid" ]; then
    kill "$maven_pid" 2>/dev/null || :
    wait "$maven_pid" 2>/dev/null || :
  fi
}

# Sums the counts in the heads of the JUnit reports.
count_tests() {
  find "$root" -path '*/target/*-reports/TEST-*.xml' -exec awk '
    /<testsuite / || open {
      open = 1
      line = $0
      while (match(line, /(tests|errors|failures|skipped)="[0-9]+"/)) {
        part = substr(line, RSTART, RLENGTH)
        split(part, pair, "\"")
        sub(/=.*/, "", part)
        sum[part] += pair[2]
        line = substr(line, RSTART + RLENGTH)
      }
      if ($0 ~ />/) { open = 0; nextfile }
    }
    END {
      failed = sum["errors"] + sum["failures"]
      printf "tests: %d passed, %d failed, %d skipped\n", sum["tests"] - failed - sum["skipped"], failed, sum["skipped"]
    }' {} +
}
