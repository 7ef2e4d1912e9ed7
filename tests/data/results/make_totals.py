"""Writes totals.xlsx (the records, and formulas that sum them) and expected.csv (worked out here, without them).

    python3 -m venv v && v/bin/pip install openpyxl && v/bin/python make_totals.py

The two ways are held against each other by `check` below, which has LibreOffice work the formulas out:

    soffice --headless --convert-to xlsx --outdir worked totals.xlsx && v/bin/python make_totals.py check worked/totals.xlsx
"""

import csv
import math
import sys
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

HERE = Path(__file__).parent
TABLES = ["organisations", "people", "events", "partners", "participations", "sessions", "ticks", "counts", "merged"]


def read(name):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


T = {name: read(name) for name in TABLES}
PEOPLE = {row["key"]: row for row in T["people"]}
EVENTS = {row["key"]: row for row in T["events"]}
KIND = {row["key"]: row["kind"] for row in T["organisations"]}
EVENT_OF = {row["key"]: row["event"] for row in T["sessions"]}
KEPT = {row["other"]: row["kept"] for row in T["merged"]}


def year(event):
    return event["first"][:4]


def reached(part):
    if part["presence"] in ("present", "present-online"):
        return True
    if part["presence"] != "not-recorded":
        return False
    # Of nobody here: whoever is on a tick list has their presence written down too, so the sheet asks for none.
    ticks = [
        tick["present"] == "1"
        for tick in T["ticks"]
        if tick["person"] == part["person"] and EVENT_OF[tick["session"]] == part["event"]
    ]
    return any(ticks) if ticks else part["reply"] not in ("declined", "delegated")


def parts(of_year=None, output=None):
    """(event, person) of those whom held events reached; two who are one person count as one."""
    found = set()
    for part in T["participations"]:
        event = EVENTS[part["event"]]
        if event["status"] != "held" or not reached(part):
            continue
        if of_year and year(event) != of_year:
            continue
        if output and output not in outputs(event):
            continue
        found.add((part["event"], KEPT.get(part["person"], part["person"])))
    return found


def outputs(event):
    return {code.split(".")[0] for code in event["activities"].split()}


def people(of_year=None, output=None):
    return {person for _, person in parts(of_year, output)}


def present(session):
    ticked = [row for row in T["ticks"] if row["session"] == session["key"]]
    counted = [row for row in T["counts"] if row["session"] == session["key"]]
    if ticked:
        return sum(int(row["present"]) for row in ticked)
    if counted:
        return sum(int(row["attended"]) for row in counted)
    return int(session["attended"]) if session["attended"] else None


def centres(event):
    found = {event["host"]} | {
        row["organisation"]
        for row in T["partners"]
        if row["event"] == event["key"] and row["part"] in ("lead", "co-organizer", "host")
    }
    return {one for one in found if KIND.get(one) == "technical-centre"}


def person_hours(sessions):
    told = [(float(s["hours"]), present(s)) for s in sessions if s["hours"] and present(s) is not None]
    return sum(hours * there for hours, there in told) if told else None


def student(df, p=0.975):
    """The quantile of Student's t, by halving on its distribution, integrated by Simpson's rule."""

    def density(x):
        c = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
        return math.exp(c - (df + 1) / 2 * math.log1p(x * x / df))

    def below(x, n=4000):
        h = x / n
        s = density(0) + density(x) + sum((4 if i % 2 else 2) * density(i * h) for i in range(1, n))
        return 0.5 + s * h / 3

    low, high = 0.0, 50.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < p else (low, middle)
    return low


def gains():
    told = {}
    pairs = [
        (100 * float(row["before"]) / 20, 100 * float(row["after"]) / 20)
        for row in T["ticks"]
        if row["session"] == "s1" and row["before"] and row["after"]
    ]
    n = len(pairs)
    differences = [after - before for before, after in pairs]
    mean = sum(differences) / n
    deviation = math.sqrt(sum((one - mean) ** 2 for one in differences) / (n - 1))
    half = student(n - 1) * deviation / math.sqrt(n)
    told["e3"] = (mean, mean - half, mean + half)
    s4 = next(row for row in T["sessions"] if row["key"] == "s4")
    before, after = (100 * float(s4[f"{test}_test"]) / 20 for test in ("pre", "post"))
    one, other = ((100 * float(s4[f"{test}_test_sd"]) / 20) ** 2 / 8 for test in ("pre", "post"))
    df = (one + other) ** 2 / (one**2 / 7 + other**2 / 7)
    half = student(df) * math.sqrt(one + other)
    told["e4"] = (after - before, after - before - half, after - before + half)
    return told


def expected():
    """(what, value) of every total."""
    for when in ("", "2026", "2027"):
        name = when or "all"
        events = [event for event in T["events"] if not when or year(event) == when]
        count = lambda *statuses: sum(event["status"] in statuses for event in events)
        yield f"held {name}", count("held")
        yield f"planned {name}", count("proposed", "tentative", "confirmed")
        yield f"put-off {name}", count("postponed", "cancelled")
        yield f"people {name}", len(people(when))
        yield f"participations {name}", len(parts(when))
        sessions = [s for s in T["sessions"] if not when or year(EVENTS[s["event"]]) == when]
        yield f"person-hours {name}", person_hours(sessions)
        yield f"hours {name}", sum(float(s["hours"]) for s in sessions if s["hours"])
        yield f"incomplete {name}", sum(not s["hours"] or present(s) is None for s in sessions)
    for output in ("1", "2", "4"):
        yield f"people output {output}", len(people(output=output))
    for field, words in (
        ("gender", ["woman", "man", "other", "not-said"]),
        ("state", ["CN", "KP", "JP", "MN", "KR", "RU", "TH", ""]),
    ):
        for word in words:
            yield f"{field} {word or 'none'}", sum(PEOPLE[one][field] == word for one in people())
    for kind in ("member-government", "technical-centre", "partner", "other", ""):
        yield f"organisation {kind or 'none'}", sum(KIND.get(PEOPLE[one]["organisation"], "") == kind for one in people())
    for key in ("o2", "o3", "o4", ""):
        given = [s for s in T["sessions"] if (key in centres(EVENTS[s["event"]]) if key else not centres(EVENTS[s["event"]]))]
        yield f"centre {key or 'none'}", person_hours(given)
    for output in ("1", "2", "4", ""):
        for when in ("2026", "2027"):
            served = [e for e in T["events"] if year(e) == when and (output in outputs(e) if output else not outputs(e))]
            yield f"events output {output or 'none'} {when}", len(served)
    for training, (gain, low, high) in gains().items():
        yield f"gain {training}", gain
        yield f"gain low {training}", low
        yield f"gain high {training}", high


# ── The spreadsheet ──────────────────────────────────────────────────────────────────────────────

def letters(at):
    return openpyxl.utils.get_column_letter(at)


def sheet(book, name, helpers):
    """A table of records with a column for each helper, a formula with {r} for the row."""
    rows = T[name]
    page = book.create_sheet(name)
    fields = list(rows[0])
    for at, field in enumerate(fields + list(helpers), 1):
        page.cell(1, at, field).font = Font(bold=True)
    for r, row in enumerate(rows, 2):
        for at, field in enumerate(fields, 1):
            text = row[field]
            number = field in ("hours", "attended", "present", "before", "after") or "test" in field
            page.cell(r, at, float(text) if text and number else text or None)
        for at, formula in enumerate(helpers.values(), len(fields) + 1):
            page.cell(r, at, formula.format(r=r))
    page.freeze_panes = "A2"
    return {
        field: f"{name}!${letters(at)}$2:${letters(at)}${len(rows) + 1}"
        for at, field in enumerate(fields + list(helpers), 1)
    }


def spreadsheet():
    book = openpyxl.Workbook()
    totals = book.active
    totals.title = "totals"
    serves = lambda n: f'=IF(ISNUMBER(SEARCH(" {n}."," "&I{{r}})),1,0)'
    ev = sheet(book, "events", {
        "year": "=VALUE(LEFT(E{r},4))", "is_held": '=IF(D{r}="held",1,0)',
        "out1": serves(1), "out2": serves(2), "out4": serves(4), "out0": "=IF(L{r}+M{r}+N{r}=0,1,0)",
    })
    sheet(book, "organisations", {})
    sheet(book, "merged", {})
    look = lambda column: f"=INDEX(events!${column}$2:${column}$9,MATCH(A{{r}},events!$A$2:$A$9,0))"
    # A event, B person, C capacity, D reply, E presence; F who it is, G reached, H held, I first of this person here,
    # J counts, K year, L-N outputs.
    pa = sheet(book, "participations", {
        "is": "=IFERROR(INDEX(merged!$A$2:$A$2,MATCH(B{r},merged!$B$2:$B$2,0)),B{r})",
        "reached": '=IF(OR(E{r}="present",E{r}="present-online",AND(E{r}="not-recorded",D{r}<>"declined",D{r}<>"delegated")),1,0)',
        "held": look("K"),
        "first": "=IF(COUNTIFS(A$2:A{r},A{r},F$2:F{r},F{r})=1,1,0)",
        "counts": "=G{r}*H{r}*I{r}",
        "year": look("J"), "out1": look("L"), "out2": look("M"), "out4": look("N"),
    })
    here = lambda more="": f'=IF(COUNTIFS({pa["is"]},A{{r}},{pa["counts"]},1{more})>0,1,0)'
    pe = sheet(book, "people", {
        "kind": '=IFERROR(INDEX(organisations!$C$2:$C$7,MATCH(F{r},organisations!$A$2:$A$7,0)),"")',
        "all": here(), "2026": here(f",{pa['year']},2026"), "2027": here(f",{pa['year']},2027"),
        "out1": here(f",{pa['out1']},1"), "out2": here(f",{pa['out2']},1"), "out4": here(f",{pa['out4']},1"),
    })
    ti = sheet(book, "ticks", {
        "gain": '=IF(AND(D{r}<>"",E{r}<>""),100*(E{r}-D{r})/20,"")',
    })
    co = sheet(book, "counts", {})
    se = sheet(book, "sessions", {
        "there": f'=IF(COUNTIF({ti["session"]},A{{r}})>0,SUMIFS({ti["present"]},{ti["session"]},A{{r}}),'
                 f'IF(COUNTIF({co["session"]},A{{r}})>0,SUMIFS({co["attended"]},{co["session"]},A{{r}}),F{{r}}))',
        "tells": '=IF(AND(E{r}<>"",N{r}<>"",N{r}<>0),1,0)',
        "person_hours": "=IF(O{r}=1,E{r}*N{r},0)",
        "year": "=INDEX(events!$J$2:$J$9,MATCH(B{r},events!$A$2:$A$9,0))",
        "host": "=INDEX(events!$H$2:$H$9,MATCH(B{r},events!$A$2:$A$9,0))",
        "with": '=IFERROR(INDEX(partners!$B$2:$B$4,MATCH(B{r}&"co-organizer",partners!$D$2:$D$4,0)),"")',
    })
    sheet(book, "partners", {"key": "=A{r}&C{r}"})

    formulas = {}
    for name, when in (("all", ""), ("2026", ",{},2026"), ("2027", ",{},2027")):
        of = lambda field: when.format(field)
        count = lambda *statuses: "=" + "+".join(f'COUNTIFS({ev["status"]},"{one}"{of(ev["year"])})' for one in statuses)
        formulas[f"held {name}"] = count("held")
        formulas[f"planned {name}"] = count("proposed", "tentative", "confirmed")
        formulas[f"put-off {name}"] = count("postponed", "cancelled")
        formulas[f"people {name}"] = f"=SUM({pe[name]})"
        formulas[f"participations {name}"] = f'=COUNTIFS({pa["counts"]},1{of(pa["year"])})'
        sums = (lambda field: f"=SUM({se[field]})") if not when else (lambda field: f'=SUMIFS({se[field]}{of(se["year"])})')
        formulas[f"person-hours {name}"] = sums("person_hours")
        formulas[f"hours {name}"] = sums("hours")
        formulas[f"incomplete {name}"] = f'=COUNTIFS({se["tells"]},0{of(se["year"])})'
    for output in "124":
        formulas[f"people output {output}"] = f'=SUM({pe["out" + output]})'
    for field, words in (("gender", "woman man other not-said"), ("state", "CN KP JP MN KR RU TH none")):
        for word in words.split():
            formulas[f"{field} {word}"] = f'=COUNTIFS({pe["all"]},1,{pe[field]},"{"" if word == "none" else word}")'
    for kind in "member-government technical-centre partner other none".split():
        formulas[f"organisation {kind}"] = f'=COUNTIFS({pe["all"]},1,{pe["kind"]},"{"" if kind == "none" else kind}")'
    for key in ("o2", "o3", "o4"):
        formulas[f"centre {key}"] = f'=SUMIFS({se["person_hours"]},{se["host"]},"{key}")+SUMIFS({se["person_hours"]},{se["with"]},"{key}")'
    # Every training here whose host is a Centre has it as its host; the others name none.
    formulas["centre none"] = f'=SUM({se["person_hours"]})-SUMIFS({se["person_hours"]},{se["host"]},"o2")-SUMIFS({se["person_hours"]},{se["host"]},"o3")'
    for output in ("1", "2", "4", "none"):
        for when in ("2026", "2027"):
            formulas[f"events output {output} {when}"] = f'=COUNTIFS({ev["out" + output.replace("none", "0")]},1,{ev["year"]},{when})'
    half = f'CONFIDENCE.T(0.05,STDEV.S({ti["gain"]}),COUNT({ti["gain"]}))'.replace("CONFIDENCE.T", "_xlfn.CONFIDENCE.T").replace("STDEV.S", "_xlfn.STDEV.S")
    mean = f'AVERAGE({ti["gain"]})'
    formulas["gain e3"] = f"={mean}"
    formulas["gain low e3"] = f"={mean}-{half}"
    formulas["gain high e3"] = f"={mean}+{half}"
    formulas["gain e4"] = "=100*(sessions!K5-sessions!H5)/20"

    for at, (heading, width) in enumerate((("what", 32), ("formula", 16), ("expected", 16), ("agree", 10)), 1):
        totals.cell(1, at, heading).font = Font(bold=True)
        totals.column_dimensions[letters(at)].width = width
    for r, (what, value) in enumerate(expected(), 2):
        totals.cell(r, 1, what)
        if what in formulas:
            totals.cell(r, 2, formulas.pop(what))
            totals.cell(r, 4, f"=IF(ABS(B{r}-C{r})<0.000001,1,0)")
        totals.cell(r, 3, value)
    assert not formulas, formulas
    totals.freeze_panes = "A2"
    book.save(HERE / "totals.xlsx")


def check(path):
    rows = list(openpyxl.load_workbook(path, data_only=True)["totals"].iter_rows(min_row=2, values_only=True))
    wrong = [row for row in rows if row[1] is not None and row[3] != 1]
    print(f"{sum(row[1] is not None for row in rows)} formulas, {len(wrong)} that do not agree")
    for row in wrong:
        print(row)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        check(sys.argv[2])
    spreadsheet()
    with open(HERE / "expected.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["what", "value"])
        for what, value in expected():
            out.writerow([what, repr(round(value, 9)) if isinstance(value, float) else value])
