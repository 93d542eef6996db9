#!/usr/bin/env bash
# Runs once, while Gradescope builds its image: a JDK, the sandbox, the workbook, built.
set -euo pipefail

WORKBOOK=${WORKBOOK:-https://example.org/multinode.git} # the full one; a deploy key in this zip opens it
home=${MULTINODE_HOME:-/autograder/multinode}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -z "${MULTINODE_INSTALLED-}" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq bubblewrap ca-certificates curl git iproute2 util-linux
  if ! apt-get install -y -qq openjdk-25-jdk-headless; then
    curl -fsSL "https://api.adoptium.net/v3/binary/latest/25/ga/linux/$(uname -m | sed 's/x86_64/x64/')/jdk/hotspot/normal/eclipse" |
      tar xz -C /opt
    mkdir -p /usr/lib/jvm && ln -sfn /opt/jdk-25* /usr/lib/jvm/temurin-25
  fi
fi

[ -d "$home" ] || git clone --quiet --depth 1 "$WORKBOOK" "$home"
"$home/lab" --version
