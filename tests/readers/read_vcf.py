"""Reads a file of cards with the Python `vobject` package and prints them as JSON.

    VENV/bin/python read_vcf.py FILE.vcf

It knows nothing of Symposia: what it prints is what another program makes of the file.
"""

import json
import sys

import vobject


def first(card, name):
    """The value of the first property of that name, or nothing."""
    found = card.contents.get(name)
    return found[0].value if found else None


def read(card):
    name = first(card, "n")
    address = first(card, "adr")
    return {
        "uid": first(card, "uid"),
        "version": first(card, "version"),
        "family": name.family,
        "given": name.given,
        "prefix": name.prefix,
        "names": [one.value for one in card.contents["fn"]],
        "organisation": first(card, "org"),
        "position": first(card, "title"),
        "email": first(card, "email"),
        "phone": first(card, "tel"),
        "country": address.country if address else None,
        "note": first(card, "note"),
    }


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    cards = [read(card) for card in vobject.readComponents(file.read())]
json.dump(cards, sys.stdout)
