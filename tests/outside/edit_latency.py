#!/usr/bin/env python3
"""How long a writer waits: saves a page of a served site again and again, and polls it until the new words are there.

    edit_latency.py [--site DIR] [--page content/posts/x.md] [--edits 20] [--atomic] [--limit MS]

Works on a copy of the site (the example by default) with a `handbill serve` of its own (HANDBILL names the program).
Prints each wait and the median in milliseconds. Timing is no test: only with --limit is a slower median an error.
"""
import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HANDBILL = os.environ.get("HANDBILL") or next(
    (p for p in (f"{ROOT}/target/release/handbill", f"{ROOT}/target/debug/handbill") if os.path.exists(p)), "handbill")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def choose(site):
    """A published post in the site's own language, whose address is its file name."""
    folder = os.path.join(site, "content", "posts")
    for name in sorted(os.listdir(folder)):
        stem, extension = os.path.splitext(name)
        if extension != ".md" or "." in stem or stem.startswith("_"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as fh:
            if not re.search(r"^(slug|draft|publish_at)\b", fh.read(), re.M):
                return os.path.join("content", "posts", name)
    sys.exit(f"{folder} has no plain post; name one with --page")


def save(path, text, atomic):
    """As an editor saves: in place, or beside and renamed over."""
    target = path + "~" if atomic else path
    with open(target, "w", encoding="utf-8") as fh:
        fh.write(text)
    if atomic:
        os.replace(target, path)


def measure(a, site, server, port, log):
    page = a.page or choose(site)
    path = os.path.join(site, page)
    slug = re.sub(r"(/index)?\.md$", "", page.removeprefix("content/"))
    address = f"/{slug}/"
    began = time.monotonic()
    while True:
        try:
            status, _ = get(port, address)
            if status == 200:
                break
        except OSError:
            status = None
        if server.poll() is not None or time.monotonic() - began > 30:
            sys.exit(f"handbill serve does not answer {address} (last status {status}):\n{open(log).read()[-2000:]}")
        time.sleep(0.01)
    print(f"first page after {(time.monotonic() - began) * 1000:.0f} ms")
    time.sleep(1)
    with open(path, encoding="utf-8") as fh:
        original = fh.read()
    waits = []
    for k in range(a.edits):
        words = f"fresh words {k} of {os.getpid()}"
        began = time.monotonic()
        save(path, f"{original}\n\n{words}\n", a.atomic)
        while words.encode() not in get(port, address)[1]:
            if time.monotonic() - began > 20:
                sys.exit(f"save {k + 1} of {page} was not served within 20 s:\n{open(log).read()[-2000:]}")
            time.sleep(0.002)
        waits.append((time.monotonic() - began) * 1000)
        print(f"save {k + 1:2}: {waits[-1]:6.1f} ms", flush=True)
        time.sleep(a.gap)
    median = statistics.median(waits)
    print(f"{page}: median {median:.1f} ms, from {min(waits):.1f} to {max(waits):.1f}, {len(waits)} saves")
    if a.limit is not None and median > a.limit:
        print(f"the median is over {a.limit:.0f} ms")
        return 1
    return 0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--site", default=os.path.join(ROOT, "content-example"))
    ap.add_argument("--page", help="path below the site; by default the first plain post")
    ap.add_argument("--edits", type=int, default=20)
    ap.add_argument("--gap", type=float, default=0.5, help="seconds between saves")
    ap.add_argument("--atomic", action="store_true", help="save beside and rename, as many editors do")
    ap.add_argument("--limit", type=float, nargs="?", const=100, metavar="MS",
                    help="exit 1 if the median is over it (100 if no number is given)")
    a = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="handbill-edit-") as folder:
        site, log = os.path.join(folder, "site"), os.path.join(folder, "serve.log")
        shutil.copytree(a.site, site, ignore=shutil.ignore_patterns("public", ".handbill"))
        port = free_port()
        with open(log, "w") as fh:
            server = subprocess.Popen([os.path.abspath(HANDBILL) if os.sep in HANDBILL else HANDBILL,
                                       "serve", site, "--port", str(port)],
                                      stdin=subprocess.DEVNULL, stdout=fh, stderr=fh)
        try:
            return measure(a, site, server, port, log)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


if __name__ == "__main__":
    sys.exit(main())
