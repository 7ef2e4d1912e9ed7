/* Reads a calendar file with ical.js, Thunderbird's reader, and prints its events as JSON, in the shape of read_ics.py.
 *
 *     NODE_PATH=WHERE/node_modules node read_ics.cjs FILE.ics [AGAIN.ics]
 *
 * It knows nothing of Symposia. Zones are resolved from the file's own VTIMEZONEs. With AGAIN.ics the file is written
 * there once more, as ical.js writes it. Exits with 1 if the file cannot be read at all.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const ICAL = require("ical.js");

const version = JSON.parse(
    fs.readFileSync(path.join(path.dirname(require.resolve("ical.js")), "../package.json"), "utf8"),
).version;

/* A text; the package knows no type for properties of RFC 7986 and leaves their escapes. */
function text(component, name) {
    const property = component.getFirstProperty(name);
    if (!property) return null;
    const value = String(property.getFirstValue());
    if (property.type !== "unknown") return value;
    return value.replace(/\\(.)/g, (_, letter) => (letter === "n" || letter === "N" ? "\n" : letter));
}

/* A date or time: as it stands, its zone, and (for times) the instant. */
function when(component, name) {
    const property = component.getFirstProperty(name);
    if (!property) return null;
    const time = property.getFirstValue();
    const local = time.toString().replace(/Z$/, "");
    if (time.isDate) return { local, tzid: null, utc: null };
    const tzid = property.getFirstParameter("tzid") ?? (time.zone === ICAL.Timezone.utcTimezone ? "UTC" : null);
    const known = time.zone && time.zone !== ICAL.Timezone.localTimezone;
    const utc = known ? time.convertToZone(ICAL.Timezone.utcTimezone).toString() : null;
    return { local, tzid, utc };
}

function address(uri) {
    return uri == null ? null : uri.replace(/^mailto:/, "");
}

function person(property) {
    return {
        cn: property.getFirstParameter("cn") ?? null,
        email: address(property.getFirstValue()),
    };
}

function organizer(event) {
    const property = event.getFirstProperty("organizer");
    if (!property) return null;
    return { ...person(property), sent_by: address(property.getFirstParameter("sent-by")) };
}

function attendee(property) {
    const parameter = (name) => property.getFirstParameter(name) ?? null;
    return {
        ...person(property),
        partstat: parameter("partstat"),
        role: parameter("role"),
        rsvp: parameter("rsvp") === "TRUE",
        cutype: parameter("cutype"),
        language: parameter("language"),
    };
}

function alarm(component) {
    const trigger = component.getFirstPropertyValue("trigger");
    return {
        action: text(component, "action"),
        description: text(component, "description"),
        trigger: trigger instanceof ICAL.Duration ? trigger.toSeconds() : String(trigger),
    };
}

function event(component) {
    const values = (name) => component.getAllProperties(name).flatMap((property) => property.getValues());
    return {
        uid: text(component, "uid"),
        recurrence_id: when(component, "recurrence-id"),
        summary: text(component, "summary"),
        description: text(component, "description"),
        location: text(component, "location"),
        url: text(component, "url"),
        conference: text(component, "conference"),
        dtstart: when(component, "dtstart"),
        dtend: when(component, "dtend"),
        rrule: text(component, "rrule"),
        status: text(component, "status"),
        transp: text(component, "transp"),
        class: text(component, "class"),
        geo: component.getFirstPropertyValue("geo"),
        sequence: component.getFirstPropertyValue("sequence") ?? 0,
        organizer: organizer(component),
        attendees: component.getAllProperties("attendee").map(attendee),
        categories: values("categories"),
        related_to: values("related-to"),
        timing: text(component, "x-symposia-timing"),
        alarms: component.getAllSubcomponents("valarm").map(alarm),
    };
}

function main([file, again]) {
    if (!file) {
        process.stderr.write("usage: read_ics.cjs FILE.ics [AGAIN.ics]\n");
        process.exit(2);
    }
    const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
    if (again) fs.writeFileSync(again, calendar.toString() + "\r\n");
    const result = {
        reader: `ical.js ${version}`,
        name: text(calendar, "name"),
        method: text(calendar, "method"),
        zones: calendar.getAllSubcomponents("vtimezone").map((zone) => text(zone, "tzid")),
        events: calendar.getAllSubcomponents("vevent").map(event),
        errors: [],
    };
    process.stdout.write(JSON.stringify(result, null, 1) + "\n");
}

main(process.argv.slice(2));
