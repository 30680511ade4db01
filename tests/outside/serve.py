#!/usr/bin/env python3
"""Serves a built site below a path on a free port of the loopback, as a plain static host does.

    serve.py OUT [PREFIX]

Prints the port; 404.html answers what is not there; the headers of `_headers` go out with what they name. Ends
when its standard input closes, so that it never outlives the one who started it.
"""
import fnmatch
import functools
import http.server
import os
import posixpath
import sys
import threading
from urllib.parse import unquote, urlsplit


def read_headers(folder):
    """`_headers` as `[(pattern, [(name, value)])]`: a path at column 0, its headers indented below."""
    rules = []
    try:
        with open(os.path.join(folder, "_headers"), encoding="utf-8") as fh:
            lines = fh.read().splitlines()
    except FileNotFoundError:
        return rules
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((line.strip(), []))
        elif rules:
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
    return rules


class Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".xml": "application/xml",
                      ".ics": "text/calendar", ".webp": "image/webp", ".svg": "image/svg+xml",
                      ".js": "text/javascript", ".woff2": "font/woff2"}

    def __init__(self, *args, prefix, rules, **kwargs):
        self.prefix, self.rules = prefix, rules
        super().__init__(*args, **kwargs)

    def translate_path(self, path):
        path = unquote(urlsplit(path).path)
        if not path.startswith(self.prefix) or "\0" in path:
            return os.path.join(self.directory, "404.html", "nothing-below-a-file")
        below = path[len(self.prefix):]
        parts = [p for p in posixpath.normpath(below).split("/") if p not in ("", ".", "..")]
        return os.path.join(self.directory, *parts) + ("/" if path.endswith("/") else "")

    def end_headers(self):
        for pattern, headers in self.rules:
            if fnmatch.fnmatchcase(urlsplit(self.path).path, pattern):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def send_error(self, code, message=None, explain=None):
        page = os.path.join(self.directory, "404.html")
        if code != 404 or not os.path.exists(page):
            return super().send_error(code, message, explain)
        with open(page, "rb") as fh:
            body = fh.read()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path):
        self.send_error(404)

    def guess_type(self, path):
        kind = super().guess_type(path)
        return kind + "; charset=utf-8" if kind.startswith("text/") else kind

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A browser that leaves a page early is no news.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main():
    folder, prefix = os.path.abspath(sys.argv[1]), (sys.argv + ["/"])[2]
    handler = functools.partial(Host, directory=folder, prefix=prefix, rules=read_headers(folder))
    server = Server(("127.0.0.1", 0), handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.buffer.read()
    server.shutdown()


if __name__ == "__main__":
    main()
