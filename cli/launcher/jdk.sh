# Part of ../../gke-local: looks for a JDK in the usual places.

least_java=25

# Sets major to the version of the JDK in folder $1, from its release file or by asking it.
read_major() {
  major=0
  version=
  if [ -f "$1/release" ]; then
    while IFS='=' read -r key value; do
      [ "$key" = JAVA_VERSION ] && version=$value
    done <"$1/release"
  else
    version=$("$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
  fi
  version=${version#\"}
  version=${version%%[!0-9]*}
  [ -z "$version" ] || major=$version
}

# Whether folder $1 holds a JDK (not a bare runtime) that is new enough.
is_usable() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  read_major "$1"
  [ "$major" -ge "$least_java" ]
}

# Sets linked_home to the folder of the java that PATH finds, through its links; macOS has a stub there that is none.
follow_path_java() {
  linked_home=
  file=$(command -v java) || return 0
  while [ -h "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=${file%/*}/$target ;;
    esac
  done
  linked_home=${file%/bin/java}
}

# Sets java and remembers it together with the JAVA_HOME it was found under.
search_jdk() {
  java=
  follow_path_java
  asked=
  if [ -z "${GKE_LOCAL_JVM_FOLDERS:-}" ] && [ -x /usr/libexec/java_home ]; then
    asked=$(/usr/libexec/java_home -v "$least_java+" 2>/dev/null) || asked=
  fi
  for home in "${JAVA_HOME:-}" "$linked_home" "$asked"; do
    if is_usable "$home"; then
      java=$home/bin/java
      break
    fi
  done
  [ -n "$java" ] || search_folders
  [ -n "$java" ] || fail 5 "needs a JDK $least_java or newer and found none in JAVA_HOME, PATH or the usual folders: install one (apt install openjdk-$least_java-jdk, brew install openjdk@$least_java, sdk install java $least_java-tem, or https://adoptium.net) or set JAVA_HOME to it."
  mkdir -p "$builds"
  printf '%s\n%s\n' "$java" "${JAVA_HOME:-}" >"$builds/jdk.$$"
  mv "$builds/jdk.$$" "$builds/jdk"
}

# GKE_LOCAL_JVM_FOLDERS names folders that hold JDKs, parted by colons, in place of the usual ones.
search_folders() {
  if [ -n "${GKE_LOCAL_JVM_FOLDERS:-}" ]; then
    places=$GKE_LOCAL_JVM_FOLDERS
  else
    places="/usr/lib/jvm:/usr/java:/opt/java:/opt:${SDKMAN_DIR:-$HOME/.sdkman}/candidates/java:$HOME/.jdks"
    places="$places:$HOME/.asdf/installs/java:$HOME/.local/share/mise/installs/java"
    places="$places:/Library/Java/JavaVirtualMachines:$HOME/Library/Java/JavaVirtualMachines"
    places="$places:/opt/homebrew/opt:/usr/local/opt:/home/linuxbrew/.linuxbrew/opt"
  fi
  before=$IFS
  IFS=:
  set -f
  # shellcheck disable=SC2086 # split at colons, names with spaces stay whole
  set -- $places
  set +f
  IFS=$before
  for place in "$@"; do
    for home in "$place"/* "$place"/*/Contents/Home "$place"/*/libexec/openjdk.jdk/Contents/Home "$place"/*/libexec; do
      if is_usable "$home"; then
        java=$home/bin/java
        return 0
      fi
    done
  done
}
