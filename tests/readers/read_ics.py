"""Reads a calendar file with the Python `icalendar` package and prints its events as JSON.

    python3 -m venv VENV && VENV/bin/pip install -r requirements.txt
    VENV/bin/python read_ics.py FILE.ics [AGAIN.ics]

It knows nothing of Symposia: what it prints is what another program makes of the file. `errors`
holds what the package complained about; it exits with 1 if the file cannot be read at all. With
AGAIN.ics the file is written there once more, as the package writes it.
"""

import datetime
import json
import re
import sys

import icalendar


def when(event, name):
    """A date or time: as it stands, its zone, and (for times) the instant."""
    prop = event.get(name)
    if prop is None:
        return None
    value = prop.dt
    if not isinstance(value, datetime.datetime):
        return {"local": value.isoformat(), "tzid": None, "utc": None}
    utc = None
    if value.tzinfo is not None:
        utc = value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    tzid = prop.params.get("TZID") or ("UTC" if value.tzinfo is not None else None)
    return {"local": value.replace(tzinfo=None).isoformat(), "tzid": tzid, "utc": utc}


def several(value):
    """A property that may be there never, once or often, always as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(event, name):
    value = event.get(name)
    return None if value is None else str(value)


def address_of(uri):
    return None if uri is None else str(uri).removeprefix("mailto:")


def person(address):
    return {"cn": address.params.get("CN"), "email": address_of(address)}


def organizer_of(event):
    organizer = event.get("ORGANIZER")
    if organizer is None:
        return None
    return person(organizer) | {"sent_by": address_of(organizer.params.get("SENT-BY"))}


def attendee_of(attendee):
    parameters = {
        name.lower(): attendee.params.get(name)
        for name in ("PARTSTAT", "ROLE", "CUTYPE", "LANGUAGE")
    }
    return person(attendee) | parameters | {"rsvp": attendee.params.get("RSVP") == "TRUE"}


def alarm_of(alarm):
    trigger = alarm["TRIGGER"].dt
    relative = isinstance(trigger, datetime.timedelta)
    return {
        "action": text(alarm, "ACTION"),
        "description": text(alarm, "DESCRIPTION"),
        "trigger": int(trigger.total_seconds()) if relative else str(trigger),
    }


def rule_of(event):
    rule = event.get("RRULE")
    return None if rule is None else rule.to_ical().decode()


def place_of(event):
    place = event.get("GEO")
    return None if place is None else [place.latitude, place.longitude]


def event_of(event):
    return {
        "uid": text(event, "UID"),
        "recurrence_id": when(event, "RECURRENCE-ID"),
        "summary": text(event, "SUMMARY"),
        "description": text(event, "DESCRIPTION"),
        "location": text(event, "LOCATION"),
        "url": text(event, "URL"),
        "conference": text(event, "CONFERENCE"),
        "dtstart": when(event, "DTSTART"),
        "dtend": when(event, "DTEND"),
        "rrule": rule_of(event),
        "status": text(event, "STATUS"),
        "transp": text(event, "TRANSP"),
        "class": text(event, "CLASS"),
        "geo": place_of(event),
        "sequence": int(event.get("SEQUENCE", 0)),
        "organizer": organizer_of(event),
        "attendees": [attendee_of(attendee) for attendee in several(event.get("ATTENDEE"))],
        "categories": [
            str(name) for line in several(event.get("CATEGORIES")) for name in line.cats
        ],
        "related_to": [str(uid) for uid in several(event.get("RELATED-TO"))],
        "timing": text(event, "X-SYMPOSIA-TIMING"),
        "alarms": [alarm_of(alarm) for alarm in event.walk("VALARM")],
    }


def todo_of(todo):
    return {
        "uid": text(todo, "UID"),
        "summary": text(todo, "SUMMARY"),
        "description": text(todo, "DESCRIPTION"),
        "due": when(todo, "DUE"),
        "status": text(todo, "STATUS"),
        "completed": when(todo, "COMPLETED"),
        "percent": todo.get("PERCENT-COMPLETE"),
        "organizer": text(todo, "ORGANIZER"),
        "related_to": [str(uid) for uid in several(todo.get("RELATED-TO"))],
    }


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: read_ics.py FILE.ics [AGAIN.ics]")
    with open(sys.argv[1], "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    if len(sys.argv) == 3:
        with open(sys.argv[2], "wb") as file:
            file.write(calendar.to_ical())
    errors = [
        f"{part.name}: {error}" for part in calendar.walk() for error in getattr(part, "errors", [])
    ]
    # The package knows no type for NAME (RFC 7986 §5.1) and leaves its escapes.
    name = calendar.get("NAME")
    if name is not None:
        name = re.sub(r"\\(.)", lambda escape: {"n": "\n", "N": "\n"}.get(escape[1], escape[1]), name)
    result = {
        "reader": f"icalendar {icalendar.__version__}",
        "name": name,
        "method": text(calendar, "METHOD"),
        "zones": [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")],
        "events": [event_of(event) for event in calendar.walk("VEVENT")],
        "todos": [todo_of(todo) for todo in calendar.walk("VTODO")],
        "errors": errors,
    }
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
