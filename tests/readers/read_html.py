"""Reads a page with Python's `html.parser` and prints what is in it as JSON.

    VENV/bin/python read_html.py FILE.html

It knows nothing of Symposia: what this prints is what another program makes of the file.
"""

import json
import sys
from collections import Counter
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags = Counter()
        self.ids = []
        self.links = []
        self.handlers = []
        self.fetched = []
        self.open = []
        self.text = []
        self.title = []

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name.startswith("on"):
                self.handlers.append(name)
            if name == "href" and tag == "a":
                self.links.append(value)
            if name in ("src", "srcset", "action", "data") or (name == "href" and tag != "a"):
                self.fetched.append(value)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise SystemExit(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data):
        if "style" in self.open:
            if "url(" in data or "@import" in data:
                self.fetched.append(data)
            return
        (self.title if "title" in self.open else self.text).append(data)


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
page.close()
if page.open:
    raise SystemExit(f"left open: {page.open}")
json.dump(
    {
        "title": "".join(page.title),
        "tags": page.tags,
        "ids": page.ids,
        "links": page.links,
        "handlers": page.handlers,
        "fetched": page.fetched,
        "text": " ".join("".join(page.text).split()),
    },
    sys.stdout,
)
