#!/bin/sh
# Builds the site at Cloudflare Pages. In the project's settings, under Build:
#
#   build command            sh cloudflare-build.sh
#   build output directory   public
#
# What is published takes its address from `base_url` in handbill.toml; a preview takes the one that it gets from
# Cloudflare. The branch that is published is `main`, unless PRODUCTION_BRANCH in the settings names another.
#
# "Coming up" and "past", and what is published at a set time, need a build: make a deploy hook in the settings, and
# let any timer send an empty POST request to it once a day.

set -eu
version=0.1.0   # the version to use
program="$HOME/.cache/handbill-$version"   # kept between builds where the host keeps this folder

if [ ! -x "$program/bin/handbill" ]; then
  if ! command -v rustup >/dev/null; then
    curl -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal
    . "$HOME/.cargo/env"
  fi
  rustup toolchain install stable --profile minimal
  rustup run stable cargo install --locked handbill --version "$version" --root "$program"
fi

if [ "${CF_PAGES_BRANCH:-main}" = "${PRODUCTION_BRANCH:-main}" ]; then
  "$program/bin/handbill" build --locked
else
  "$program/bin/handbill" build --locked --base-url "$CF_PAGES_URL"
fi
