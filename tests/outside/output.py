"""A built site on disk, seen as a host would serve it: which file answers which address."""
import base64
import os
import posixpath
import re
import sys
from urllib.parse import unquote, urljoin, urlsplit

import html5lib

HOST = "https://walker.invalid"


class Output:
    """The files below a folder, as if served under the path of `base_url`."""

    def __init__(self, folder, base_url, on_disk=False):
        self.folder = folder
        self.base_url = base_url
        self.on_disk = on_disk              # a browser that reads files has index.html in its address
        self.base_path = urlsplit(base_url).path
        if not (urlsplit(base_url).scheme and self.base_path.endswith("/")):
            sys.exit(f"base_url {base_url!r} needs a scheme and a path that ends in /")
        self.files = set()
        for root, _, names in os.walk(folder):
            for name in names:
                self.files.add(os.path.relpath(os.path.join(root, name), folder).replace(os.sep, "/"))
        self._trees, self._ids = {}, {}

    def names(self, suffix):
        """The files whose name ends so, in order."""
        return sorted(f for f in self.files if f.endswith(suffix))

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as fh:
            return fh.read()

    def tree(self, name):
        """The parsed HTML of a file; parsed as browsers do."""
        if name not in self._trees:
            self._trees[name] = html5lib.parse(self.read(name), namespaceHTMLElements=False,
                                               transport_encoding="utf-8")
        return self._trees[name]

    def ids(self, name):
        """What a fragment can lead to in a file: every `id`, and `name` of anchors."""
        if name not in self._ids:
            self._ids[name] = {e.get("id") for e in self.tree(name).iter() if e.get("id")} | \
                              {e.get("name") for e in self.tree(name).iter("a") if e.get("name")}
        return self._ids[name]

    def is_redirect(self, name):
        return any((e.get("http-equiv") or "").lower() == "refresh" for e in self.tree(name).iter("meta"))

    def address_of(self, name):
        """Where a browser is when it reads this file, on a host of no name."""
        folder, last = posixpath.split(name)
        here = (folder + "/" if folder else "") if last == "index.html" and not self.on_disk else name
        return HOST + self.base_path + here

    def own(self, url):
        """Whether an absolute address belongs to the site."""
        return url.startswith(self.base_url) or url.startswith(HOST + self.base_path)

    def file_at(self, url, directories=True):
        """`(file, None)` or `(None, why not)` for an absolute address of the site, as a plain host answers it."""
        parts = urlsplit(url)
        path = unquote(parts.path, errors="strict")
        if not path.startswith(self.base_path):
            return None, f"leaves the site's path {self.base_path}"
        name = path[len(self.base_path):]
        if name == "" or name.endswith("/"):
            if not directories:
                return None, "ends in a folder; a disk needs index.html"
            name += "index.html"
        if name in self.files:
            return name, None
        if name + "/index.html" in self.files:
            return None, "lacks the closing / (a host answers with a redirect, a disk not at all)"
        return None, "no such file"

    def resolve(self, source, written, directories=True):
        """A reference as written in a file: `(file, fragment, None)` or `(None, None, why not)`."""
        url = urljoin(self.address_of(source), written)
        if url.startswith(self.base_url) and not url.startswith(HOST):
            url = HOST + self.base_path + url[len(self.base_url):]
        name, why = self.file_at(url, directories)
        if why:
            return None, None, why
        fragment = unquote(urlsplit(url).fragment, errors="strict")
        if fragment and fragment != "top" and name.endswith(".html") and fragment not in self.ids(name):
            return None, None, f"no element has the id {fragment!r} in {name}"
        return name, fragment, None


def embedded(address):
    """The kind and the bytes of a picture that a drawing holds in an address, else nothing: `data:image/jpeg;base64,…`."""
    match = re.match(r"data:image/(jpeg|png|gif|webp|svg\+xml);base64,\s*([A-Za-z0-9+/=\s]+)$", address)
    return (match.group(1), base64.b64decode(match.group(2))) if match else None


class Findings:
    """What a judge has to say; counts, prints, and makes the exit code."""

    def __init__(self, judge):
        self.judge, self.rows = judge, []

    def add(self, where, what):
        self.rows.append((where, what))

    def end(self, checked):
        """Prints everything and one closing line; returns the exit code."""
        places = {}
        for where, what in self.rows:
            places.setdefault(what, []).append(where)
        for what, wheres in places.items():
            for where in wheres[:5]:
                print(f"{where}: {what}")
            if len(wheres) > 5:
                print(f"  … and in {len(wheres) - 5} more places: {what}")
        print(f"{self.judge}: {checked}; {len(self.rows)} findings")
        return 1 if self.rows else 0
