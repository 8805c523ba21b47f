# Part of ../../gke-local: builds the platform with Maven and sets it aside under target/dist, where a later build leaves it alone.

say() { printf '%s\n' "$1" >&2; }

# One line that is written over while it changes; nothing when no one watches.
progress() {
  [ ! -t 2 ] || printf '\r\033[K%s' "$1" >&2
}

end_progress() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# One launcher builds at a time; a lock whose owner is gone is taken over.
take_lock() {
  waited=0
  until mkdir "$builds/lock" 2>/dev/null; do
    owner=
    if [ -f "$builds/lock/pid" ]; then
      read -r owner <"$builds/lock/pid" || :
    fi
    if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || { [ -z "$owner" ] && [ "$waited" -ge 5 ]; }; then
      # Only one of several that see the dead owner can rename it.
      if mv "$builds/lock" "$builds/lock.$$" 2>/dev/null; then rm -rf "$builds/lock.$$"; fi
      continue
    fi
    [ "$waited" -ne 0 ] || say "Another gke-local (process ${owner:-unknown}) is building here; waiting for it."
    waited=$((waited + 1))
    sleep 1
  done
  echo $$ >"$builds/lock/pid"
}

maven_pid=
release_lock() {
  trap - INT TERM HUP EXIT
  if [ -n "$maven_pid" ]; then
    kill "$maven_pid" 2>/dev/null || :
    wait "$maven_pid" 2>/dev/null || :
    maven_pid=
  fi
  rm -rf "$builds/lock" "$builds/.part-$$"
}

# Runs the Maven wrapper with the arguments after the log file and the words for the progress line. Returns its exit code.
run_maven() { # LOG WORDS ARGUMENT...
  maven_log=$1
  maven_words=$2
  shift 2
  started=$(date +%s)
  : >"$maven_log"
  (cd "$root" && JAVA_HOME=${java%/bin/java} exec ./mvnw "$@") >"$maven_log" 2>&1 </dev/null &
  maven_pid=$!
  while kill -0 "$maven_pid" 2>/dev/null; do
    step=$(sed -n 's/^\[INFO\] Building \(.*\) [^ ]* *\[\([0-9]*\)\/\([0-9]*\)\]$/\2 of \3, \1/p' "$maven_log" | tail -n 1)
    fetched=$(grep -c '^\(\[INFO\] \)\{0,1\}Downloaded' "$maven_log" || :)
    [ "$fetched" -eq 0 ] || step="${step:-start}; $fetched files fetched"
    progress "$maven_words: ${step:-start}, $(($(date +%s) - started)) s"
    sleep 1
  done
  end_progress
  code=0
  wait "$maven_pid" || code=$?
  maven_pid=
  return "$code"
}

# Sets build to a build of what is checked out; with "force" even if there is one.
make_build() {
  mkdir -p "$builds"
  take_lock
  trap 'end_progress; release_lock; exit 130' INT
  trap 'end_progress; release_lock; exit 143' TERM HUP
  trap 'release_lock' EXIT
  find_commit
  read_current
  if [ "${1-}" = force ] || ! build_fits; then
    compile
    set_aside
  fi
  release_lock
}

compile() {
  words='Building GKE Local'
  [ -n "$build" ] || words='Building GKE Local (the first time fetches its libraries: some minutes)'
  [ -t 2 ] || say "$words"
  # What is copied there must be what this build has, not what an older one left.
  rm -rf "$root/cli/target/cli" "$root/deploy/broker/target/broker" "$root/deploy/embedded/target/embedded" "$root/deploy/kind/target/kind"
  if run_maven "$builds/build.log" "$words" -B -Dquick -Dmaven.test.skip=true -Dstyle.color=never \
    -pl deploy/broker,deploy/embedded,deploy/kind,cloudrun-sim/service,autopilot-sim/service,platform-api/server,cli -am package; then
    return 0
  fi
  grep '^\[ERROR\]' "$builds/build.log" | head -n 20 >&2 || tail -n 20 "$builds/build.log" >&2
  fail 1 "the build failed; the whole log is $builds/build.log"
}

# Copies what the modules made into folder $1, laid out as the command line and the supervisor expect it.
copy_parts() {
  mkdir -p "$1/broker" "$1/embedded" "$1/cli" "$1/cloudrun-sim" "$1/autopilot-sim" "$1/platform-api" "$1/kind/lib" "$1/cache"
  cp -Rp "$root/deploy/broker/target/broker/lib" "$1/broker/lib"
  cp -Rp "$root/deploy/embedded/target/embedded/lib" "$1/embedded/lib"
  cp -Rp "$root/cli/target/cli/lib" "$1/cli/lib"
  for jar in "$root/deploy/kind/target/kind/lib"/*.jar; do
    [ -f "$1/cli/lib/${jar##*/}" ] || cp -p "$jar" "$1/kind/lib/"
  done
  cp -Rp "$root/cloudrun-sim/service/target/quarkus-app" "$1/cloudrun-sim/quarkus-app"
  cp -Rp "$root/autopilot-sim/service/target/quarkus-app" "$1/autopilot-sim/quarkus-app"
  cp -Rp "$root/platform-api/server/target/quarkus-app" "$1/platform-api/quarkus-app"
}

# Copies the parts into a folder of their own, in one rename, and makes it the current one.
set_aside() {
  short=${commit%"${commit#????????????}"}
  short=${short:-local}
  number=1
  while [ -e "$builds/$short-$number" ]; do number=$((number + 1)); done
  part=$builds/.part-$$
  copy_parts "$part"
  mv "$part" "$builds/$short-$number"
  build=$short-$number
  built_from=$commit
  printf '%s\n%s\n' "$build" "$built_from" >"$builds/current.$$"
  mv "$builds/current.$$" "$builds/current"
}
