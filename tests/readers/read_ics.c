/* Reads a calendar file with libical and prints its events as JSON, in the shape of read_ics.py.
 *
 *     cc read_ics.c -o read_ics $(pkg-config --cflags --libs libical)
 *     ./read_ics FILE.ics [AGAIN.ics]
 *
 * It knows nothing of Symposia. Zones are resolved from the file's own VTIMEZONEs. `errors` counts
 * the X-LIC-ERROR properties that libical leaves where it could not make sense of a line. Exits
 * with 1 if the file cannot be read at all. With AGAIN.ics the file is written there once more, as
 * libical writes it.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void string(const char *text) {
    if (!text) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        switch (*at) {
        case '"': fputs("\\\"", stdout); break;
        case '\\': fputs("\\\\", stdout); break;
        case '\n': fputs("\\n", stdout); break;
        case '\r': fputs("\\r", stdout); break;
        case '\t': fputs("\\t", stdout); break;
        default:
            if (*at < 0x20) printf("\\u%04x", *at);
            else putchar(*at);
        }
    }
    putchar('"');
}

static void field(const char *name, const char *text) {
    printf("   \"%s\": ", name);
    string(text);
    fputs(",\n", stdout);
}

/* The first property of a name, which libical may know only as an X- or IANA property. */
static icalproperty *named(icalcomponent *component, const char *name) {
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
    for (; at; at = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
        const char *found = icalproperty_get_property_name(at);
        if (found && strcmp(found, name) == 0) return at;
    }
    return NULL;
}

/* A value as a text, its escapes undone. */
static const char *value_of(icalproperty *property) {
    icalvalue *value = property ? icalproperty_get_value(property) : NULL;
    if (!value) return NULL;
    switch (icalvalue_isa(value)) {
    case ICAL_TEXT_VALUE: return icalvalue_get_text(value);
    case ICAL_X_VALUE: return icalvalue_get_x(value);
    default: return icalproperty_get_value_as_string(property);
    }
}

static const char *text(icalcomponent *component, const char *name) {
    return value_of(named(component, name));
}

static void when(const char *name, icalcomponent *file, icalproperty *property) {
    printf("   \"%s\": ", name);
    if (!property) {
        fputs("null,\n", stdout);
        return;
    }
    icalvalue *value = icalproperty_get_value(property);
    struct icaltimetype at = icalvalue_isa(value) == ICAL_DATE_VALUE ? icalvalue_get_date(value)
                                                                     : icalvalue_get_datetime(value);
    icalparameter *zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    const char *tzid = zone ? icalparameter_get_tzid(zone) : NULL;
    printf("{\"local\": \"%04d-%02d-%02d", at.year, at.month, at.day);
    if (at.is_date) {
        fputs("\", \"tzid\": null, \"utc\": null},\n", stdout);
        return;
    }
    printf("T%02d:%02d:%02d\", \"tzid\": ", at.hour, at.minute, at.second);
    string(tzid ? tzid : icaltime_is_utc(at) ? "UTC" : NULL);
    fputs(", \"utc\": ", stdout);
    icaltimezone *from = tzid ? icalcomponent_get_timezone(file, tzid) : NULL;
    if (!from && !icaltime_is_utc(at)) {
        fputs("null},\n", stdout);
        return;
    }
    if (from) icaltimezone_convert_time(&at, from, icaltimezone_get_utc_timezone());
    printf("\"%04d-%02d-%02dT%02d:%02d:%02dZ\"},\n", at.year, at.month, at.day, at.hour, at.minute,
           at.second);
}

static const char *address_of(const char *uri) {
    return uri && strncmp(uri, "mailto:", 7) == 0 ? uri + 7 : uri;
}

static void mailbox(icalproperty *property, const char *uri) {
    icalparameter *name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
    fputs("{\"cn\": ", stdout);
    string(name ? icalparameter_get_cn(name) : NULL);
    fputs(", \"email\": ", stdout);
    string(address_of(uri));
}

static void organizer(icalproperty *property) {
    fputs("   \"organizer\": ", stdout);
    if (!property) {
        fputs("null,\n", stdout);
        return;
    }
    icalparameter *by = icalproperty_get_first_parameter(property, ICAL_SENTBY_PARAMETER);
    mailbox(property, icalproperty_get_organizer(property));
    fputs(", \"sent_by\": ", stdout);
    string(by ? address_of(icalparameter_get_sentby(by)) : NULL);
    fputs("},\n", stdout);
}

static void attendee(icalproperty *property) {
    icalparameter *reply = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
    icalparameter *role = icalproperty_get_first_parameter(property, ICAL_ROLE_PARAMETER);
    icalparameter *rsvp = icalproperty_get_first_parameter(property, ICAL_RSVP_PARAMETER);
    icalparameter *kind = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
    icalparameter *language = icalproperty_get_first_parameter(property, ICAL_LANGUAGE_PARAMETER);
    mailbox(property, icalproperty_get_attendee(property));
    fputs(", \"partstat\": ", stdout);
    string(reply ? icalparameter_enum_to_string(icalparameter_get_partstat(reply)) : NULL);
    fputs(", \"role\": ", stdout);
    string(role ? icalparameter_enum_to_string(icalparameter_get_role(role)) : NULL);
    int asked = rsvp && icalparameter_get_rsvp(rsvp) == ICAL_RSVP_TRUE;
    printf(", \"rsvp\": %s, \"cutype\": ", asked ? "true" : "false");
    string(kind ? icalparameter_enum_to_string(icalparameter_get_cutype(kind)) : NULL);
    fputs(", \"language\": ", stdout);
    string(language ? icalparameter_get_language(language) : NULL);
    putchar('}');
}

static void alarm_of(icalcomponent *alarm) {
    fputs("{\"action\": ", stdout);
    string(text(alarm, "ACTION"));
    fputs(", \"description\": ", stdout);
    string(text(alarm, "DESCRIPTION"));
    fputs(", \"trigger\": ", stdout);
    icalproperty *at = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
    struct icaltriggertype trigger = at ? icalproperty_get_trigger(at) : icaltriggertype_from_int(0);
    if (at && icaltime_is_null_time(trigger.time)) {
        printf("%d}", icaldurationtype_as_int(trigger.duration));
    } else {
        string(at ? icalproperty_get_value_as_string(at) : NULL);
        putchar('}');
    }
}

static void place(icalproperty *property) {
    fputs("   \"geo\": ", stdout);
    if (!property) {
        fputs("null,\n", stdout);
        return;
    }
    struct icalgeotype at = icalproperty_get_geo(property);
    printf("[%.9g, %.9g],\n", at.lat, at.lon);
}

static void event(icalcomponent *file, icalcomponent *event) {
    static const struct { const char *key, *name; } texts[] = {
        {"uid", "UID"}, {"summary", "SUMMARY"}, {"description", "DESCRIPTION"},
        {"location", "LOCATION"}, {"url", "URL"}, {"conference", "CONFERENCE"},
        {"status", "STATUS"}, {"transp", "TRANSP"}, {"timing", "X-SYMPOSIA-TIMING"},
        {"class", "CLASS"}, {"rrule", "RRULE"},
    };
    fputs("  {\n", stdout);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        field(texts[i].key, text(event, texts[i].name));
    }
    when("dtstart", file, icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
    when("dtend", file, icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY));
    when("recurrence_id", file,
         icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY));
    place(icalcomponent_get_first_property(event, ICAL_GEO_PROPERTY));
    printf("   \"sequence\": %d,\n", icalcomponent_get_sequence(event));
    organizer(icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY));
    fputs("   \"attendees\": [", stdout);
    const char *comma = "";
    icalproperty *at = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
    for (; at; at = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
        fputs(comma, stdout);
        attendee(at);
        comma = ", ";
    }
    fputs("],\n   \"categories\": [", stdout);
    comma = "";
    /* libical makes one property of each value. */
    at = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
    for (; at; at = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
        fputs(comma, stdout);
        string(icalproperty_get_categories(at));
        comma = ", ";
    }
    fputs("],\n   \"related_to\": [", stdout);
    comma = "";
    at = icalcomponent_get_first_property(event, ICAL_RELATEDTO_PROPERTY);
    for (; at; at = icalcomponent_get_next_property(event, ICAL_RELATEDTO_PROPERTY)) {
        fputs(comma, stdout);
        string(icalproperty_get_relatedto(at));
        comma = ", ";
    }
    fputs("],\n   \"alarms\": [", stdout);
    comma = "";
    icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
    for (; alarm; alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
        fputs(comma, stdout);
        alarm_of(alarm);
        comma = ", ";
    }
    fputs("]\n  }", stdout);
}

static char *whole_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t length = 0, room = 1 << 16;
    char *content = malloc(room);
    while (content) {
        length += fread(content + length, 1, room - length - 1, file);
        if (length < room - 1) break;
        char *larger = realloc(content, room *= 2);
        if (!larger) free(content);
        content = larger;
    }
    fclose(file);
    if (content) content[length] = '\0';
    return content;
}

static int write_again(icalcomponent *file, const char *path) {
    FILE *to = fopen(path, "wb");
    char *text = icalcomponent_as_ical_string_r(file);
    int written = to && text && fputs(text, to) >= 0;
    if (to && fclose(to) != 0) written = 0;
    free(text);
    return written;
}

int main(int count, char **arguments) {
    if (count != 2 && count != 3) {
        fputs("usage: read_ics FILE.ics [AGAIN.ics]\n", stderr);
        return 2;
    }
    char *content = whole_file(arguments[1]);
    icalcomponent *file = content ? icalparser_parse_string(content) : NULL;
    if (!file) {
        fprintf(stderr, "%s cannot be read as a calendar\n", arguments[1]);
        return 1;
    }
    if (count == 3 && !write_again(file, arguments[2])) {
        fprintf(stderr, "%s cannot be written\n", arguments[2]);
        return 1;
    }
    fputs("{\n \"reader\": \"libical " ICAL_VERSION "\",\n", stdout);
    printf(" \"errors\": %d,\n \"name\": ", icalcomponent_count_errors(file));
    string(text(file, "NAME"));
    fputs(",\n \"method\": ", stdout);
    string(text(file, "METHOD"));
    fputs(",\n \"zones\": [", stdout);
    const char *comma = "";
    icalcomponent *at = icalcomponent_get_first_component(file, ICAL_VTIMEZONE_COMPONENT);
    for (; at; at = icalcomponent_get_next_component(file, ICAL_VTIMEZONE_COMPONENT)) {
        fputs(comma, stdout);
        string(text(at, "TZID"));
        comma = ", ";
    }
    fputs("],\n \"events\": [\n", stdout);
    comma = "";
    /* By iterator: looking up a zone walks the components too and would lose the place. */
    icalcompiter next = icalcomponent_begin_component(file, ICAL_VEVENT_COMPONENT);
    for (; (at = icalcompiter_deref(&next)); icalcompiter_next(&next)) {
        fputs(comma, stdout);
        event(file, at);
        comma = ",\n";
    }
    fputs("\n ]\n}\n", stdout);
    icalcomponent_free(file);
    free(content);
    return 0;
}
