#!/usr/bin/env python3
"""The Nu HTML checker over every page of a built site; an error is a finding, a warning is printed.

    nu.py OUT --jar vnu.jar
"""
import argparse
import json
import os
import re
import subprocess
import sys
from urllib.parse import unquote, urlsplit

from output import Findings

# On a disk no file is 'self' to the checker; whether the policy holds is the browser's and links.py's to say.
POLICY_ON_DISK = re.compile(r"Resource violates Content Security Policy \(meta tag\): \w[\w ]* “(?![a-z]+:|//)")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--jar", required=True)
    a = ap.parse_args()
    pages = [os.path.join(root, f) for root, _, fs in os.walk(a.out) for f in fs if f.endswith(".html")]
    found = Findings("nu")
    if not pages:
        found.add(a.out, "holds no HTML")
        return found.end("nothing to check")
    # The folder, not the names: a site may have more pages than a command line takes.
    p = subprocess.run(["java", "-jar", a.jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html",
                        a.out], capture_output=True, text=True, timeout=600)
    try:
        messages = json.loads(p.stdout)["messages"]
    except (ValueError, KeyError):
        found.add(a.jar, f"gave no answer: {(p.stderr or p.stdout)[-500:]}")
        return found.end("nothing checked")
    root, warnings = os.path.abspath(a.out), 0
    for m in messages:
        if POLICY_ON_DISK.match(m["message"]):
            continue
        where = os.path.relpath(unquote(urlsplit(m.get("url", "")).path) or root, root)
        where = f"{where}:{m.get('lastLine', 0)}:{m.get('firstColumn', m.get('lastColumn', 0))}"
        text = m["message"] + "".join(f" — {m['extract'].strip()!r}" for _ in [0] if m.get("extract"))
        if m["type"] == "info":
            warnings += 1
            print(f"warning: {where}: {text}")
        else:
            found.add(where, text)
    return found.end(f"{len(pages)} pages, {warnings} warnings")


if __name__ == "__main__":
    sys.exit(main())
