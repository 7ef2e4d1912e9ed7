// Generated from the Rust commands by `cargo xtask bindings`; do not edit.

/**
 * An activity under an output.
 */
export type ActivityId = string;

/**
 * What an activity plan says of one activity in one year.
 */
export type ActivityPlanEntryId = string;

/**
 * What an activity plan says of one activity in one year.
 */
export type ActivityPlanRow = { 
/**
 * Key.
 */
id: ActivityPlanEntryId, 
/**
 * Year.
 */
year: number, 
/**
 * First quarter, where quarters are named.
 */
firstQuarter: number | null, 
/**
 * Last quarter.
 */
lastQuarter: number | null, 
/**
 * What it says, in words.
 */
note: string, 
/**
 * Whether no event (or study) answers to it yet: a slot to fill.
 */
open: boolean, 
/**
 * What a new event for it starts with in “held with”.
 */
associatedWith: string | null, };

/**
 * What kind of record an activity leads to (Work Plan, Table 1).
 */
export type ActivityRecord = "event" | "analytical-work";

/**
 * An activity with what the years hold for it.
 */
export type ActivityRow = { 
/**
 * Key.
 */
id: ActivityId, 
/**
 * Number, such as `1.1`.
 */
code: string, 
/**
 * Title.
 */
title: string, 
/**
 * What kind of record it leads to.
 */
record: ActivityRecord, 
/**
 * Kind of the events it leads to.
 */
eventKind: EventKind | null, 
/**
 * Timeline in the plan's words.
 */
timeline: string, 
/**
 * Who does what, in the plan's words.
 */
roles: string, 
/**
 * Codes of its priority areas.
 */
priorityAreas: Array<string>, 
/**
 * What the activity plans say.
 */
entries: Array<ActivityPlanRow>, 
/**
 * Events that serve it.
 */
events: Array<EventRow>, 
/**
 * Studies under it.
 */
studies: Array<StudyRow>, };

/**
 * What adding many people to an event does, or did.
 */
export type AddedPeople = { 
/**
 * The step; none for a preview, or where everybody was there already.
 */
change: Change | null, 
/**
 * How many are new.
 */
added: number, 
/**
 * The names of those who were there already, and stay as they are.
 */
already: Array<string>, };

/**
 * How a person is reached.
 */
export type AddressKind = "email" | "phone";

/**
 * A further address with its label.
 */
export type AddressText = { 
/**
 * The address or number.
 */
value: string, 
/**
 * What it is for.
 */
label: string | null, };

/**
 * Advice on a log, as a sentence.
 */
export type Advice = { 
/**
 * The rule.
 */
rule: LogRule, 
/**
 * What does not fit, and what to do.
 */
sentence: string, };

/**
 * An event's whole agenda.
 */
export type Agenda = { 
/**
 * The event.
 */
event: EventId, 
/**
 * Zone of the wall clock.
 */
zone: string | null, 
/**
 * The event's days, and any day that has items.
 */
days: Array<string>, 
/**
 * Items in the order of day and position; a part follows its parent.
 */
items: Array<AgendaRow>, 
/**
 * Items without a place in the timetable; none of them has a time, and none clashes.
 */
tray: Array<TrayRow>, 
/**
 * The hours that hold all items.
 */
hours: DayHours, 
/**
 * Rooms.
 */
rooms: Array<RoomRow>, 
/**
 * What clashes.
 */
clashes: Array<Clash>, };

/**
 * Two versions of an agenda, and what differs between them.
 */
export type AgendaComparison = { 
/**
 * Name of the earlier release; none: the agenda as it stands.
 */
a: string | null, 
/**
 * Name of the later release; none: the agenda as it stands.
 */
b: string | null, 
/**
 * What differs.
 */
differs: Comparison, };

/**
 * One field of an agenda item and its new value.
 */
export type AgendaItemEdit = { "field": "title", "value": string } | { "field": "kind", "value": ItemKind } | { "field": "description", "value": string } | { "field": "minutes", "value": number } | { "field": "start", "value": string | null } | { "field": "room", "value": RoomId | null } | { "field": "language", "value": string } | { "field": "beside", "value": boolean };

/**
 * An item of an event's agenda.
 */
export type AgendaItemId = string;

/**
 * Where an agenda item is moved to.
 */
export type AgendaMove = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Its new day.
 */
day: string, 
/**
 * Its new parent.
 */
parent: AgendaItemId | null, 
/**
 * The item to stand in front of; none for the end of the day.
 */
before: AgendaItemId | null, };

/**
 * A place in the timetable for an item.
 */
export type AgendaPlacing = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Its day.
 */
day: string, 
/**
 * Its start, which is fixed from then on.
 */
start: string, 
/**
 * Its room.
 */
room: RoomId | null, 
/**
 * Its length, 1 to 1440; as it was if not given.
 */
minutes: number | null, };

/**
 * An item with its times worked out.
 */
export type AgendaRow = { 
/**
 * Key.
 */
id: AgendaItemId, 
/**
 * The item it is a part of.
 */
parent: AgendaItemId | null, 
/**
 * Kind.
 */
kind: ItemKind, 
/**
 * Title.
 */
title: string, 
/**
 * What it is about.
 */
description: string | null, 
/**
 * Day.
 */
day: string, 
/**
 * Start, on the wall clock of the event's zone.
 */
start: string, 
/**
 * End.
 */
end: string, 
/**
 * Length.
 */
minutes: number, 
/**
 * Whether the start was fixed by hand rather than flowing from the item before.
 */
pinned: boolean, 
/**
 * Whether it runs at the same time as the sibling before it rather than after it.
 */
beside: boolean, 
/**
 * Minutes between what comes before it and its fixed start; below zero they overlap.
 */
slack: number, 
/**
 * How deep it lies: 0 for an item of its own, 1 for a part of one.
 */
depth: number, 
/**
 * Language, as a tag.
 */
language: string | null, 
/**
 * Room.
 */
room: RoomId | null, 
/**
 * Who speaks.
 */
speakers: Array<SpeakerRow>, };

/**
 * A person's part in an agenda item.
 */
export type AgendaSpeakerId = string;

/**
 * A skeleton of an agenda that was saved.
 */
export type AgendaTemplateId = string;

/**
 * The versions of an event's agenda.
 */
export type AgendaVersions = { 
/**
 * Its releases, the newest first.
 */
releases: Array<ReleaseRow>, 
/**
 * Names that fit the next release.
 */
names: Array<string>, 
/**
 * What papers print of the version; none before the first release.
 */
line: string | null, 
/**
 * Whether there is nothing to release.
 */
empty: boolean, };

/**
 * A report as the window shows it.
 */
export type AnnualPage = { 
/**
 * Its period.
 */
period: Period, 
/**
 * `2026`, `January – June 2026`.
 */
name: string, 
/**
 * What it says; a person's own texts are apart.
 */
report: ReportText, 
/**
 * What a person wrote, by section.
 */
texts: { [key in string]: string }, 
/**
 * The records that its numbers were counted from, by their codes.
 */
records: Array<RecordLink>, };

/**
 * A paper of an event.
 */
export type AttachmentId = string;

/**
 * A paper.
 */
export type AttachmentRow = { 
/**
 * Its key.
 */
id: AttachmentId, 
/**
 * The event that it belongs to.
 */
event: EventId | null, 
/**
 * The item of the agenda that it is for; none for the whole event.
 */
item: AgendaItemId | null, 
/**
 * What it is called, as it was given.
 */
name: string, 
/**
 * Media type (RFC 6838), by its name.
 */
mediaType: string, 
/**
 * How many bytes it holds.
 */
bytes: number, 
/**
 * SHA-256 of its content, in hexadecimal digits.
 */
sha256: string, 
/**
 * Whether its file is in the store's folder.
 */
there: boolean, };

/**
 * How people take part.
 */
export type Attendance = "in-person" | "online" | "hybrid";

/**
 * How many were there on a day.
 */
export type AttendanceDay = { 
/**
 * The day.
 */
day: string, 
/**
 * In the room.
 */
present: number, 
/**
 * Over the link.
 */
online: number, 
/**
 * Not there.
 */
absent: number, };

/**
 * Something that does not fit in what was told of a session's attendance.
 */
export type AttendanceFinding = { "kind": "contradiction", 
/**
 * The source that counts.
 */
taken: AttendanceSource, 
/**
 * What it says.
 */
says: number, 
/**
 * The source that says otherwise.
 */
other: AttendanceSource, 
/**
 * What that one says.
 */
otherSays: number, } | { "kind": "women-contradict", 
/**
 * The source that counts.
 */
taken: AttendanceSource, 
/**
 * Women by it.
 */
says: number, 
/**
 * Women as typed.
 */
otherSays: number, } | { "kind": "more-women-than-present", 
/**
 * Women.
 */
women: number, 
/**
 * All.
 */
present: number, } | { "kind": "not-ticked", 
/**
 * How many.
 */
count: number, };

/**
 * Whether somebody was there on a day.
 */
export type AttendanceMark = { 
/**
 * Whose.
 */
participation: ParticipationId, 
/**
 * The day.
 */
day: string, 
/**
 * What is to be recorded; `not-recorded` takes the mark away.
 */
presence: Presence, };

/**
 * What of an event's attendance is wanted.
 */
export type AttendanceQuery = { 
/**
 * The event.
 */
event: EventId, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * A participant's days.
 */
export type AttendanceRow = { 
/**
 * Key of the participation.
 */
id: ParticipationId, 
/**
 * Who.
 */
person: PersonRow, 
/**
 * Capacity.
 */
capacity: Capacity, 
/**
 * Reply.
 */
reply: Reply, 
/**
 * What is recorded of each of the event's days, in their order.
 */
days: Array<Presence>, };

/**
 * Who was there on which day, in protocol order.
 */
export type AttendanceSheet = { 
/**
 * The event's days, with totals over everybody.
 */
days: Array<AttendanceDay>, 
/**
 * The part of the list that was asked for.
 */
page: Page<AttendanceRow>, };

/**
 * From what it is known how many attended. The most exact that was told is taken.
 */
export type AttendanceSource = "ticks" | "counts" | "total";

/**
 * Which participants a calendar file names with their addresses.
 */
export type Attendees = "consenting" | "all" | "none";

/**
 * A backup in the list of them.
 */
export type AutomaticBackup = { 
/**
 * Its file's name, by which it is chosen.
 */
name: string, 
/**
 * When it was made (RFC 3339, UTC).
 */
made: string, 
/**
 * Why.
 */
reason: BackupReason, 
/**
 * How many bytes it has.
 */
bytes: number, 
/**
 * How many steps stand in it; none where it is damaged, or has another passphrase than the store.
 */
steps: number | null, 
/**
 * Whether it is as it was made, but has another passphrase than the store.
 */
otherPassphrase: boolean, 
/**
 * How many people stand in it whom the store has erased since.
 */
erased: number, };

/**
 * A copy that was made.
 */
export type BackedUp = { 
/**
 * The file.
 */
path: string, 
/**
 * The folder beside it that holds the papers; it belongs to the file, and is named after it.
 */
folder: string, 
/**
 * How many papers are in the folder.
 */
papers: number, 
/**
 * How many are not, since they are damaged or gone.
 */
damaged: number, };

/**
 * The backups of a store.
 */
export type BackupList = { 
/**
 * The folder that they are in.
 */
folder: string, 
/**
 * The newest first.
 */
backups: Array<AutomaticBackup>, 
/**
 * How many hold people who were erased since.
 */
withErased: number, 
/**
 * How many steps the store has itself; none where it cannot be read.
 */
steps: number, };

/**
 * Why a backup was made.
 */
export type BackupReason = "start" | "daily" | "asked" | "migration" | "import" | "merge" | "pack" | "restore" | "repair" | "erasure";

/**
 * A work plan as a board.
 */
export type Board = { 
/**
 * Key.
 */
id: WorkPlanId, 
/**
 * Title.
 */
title: string, 
/**
 * First year.
 */
firstYear: number, 
/**
 * Last year.
 */
lastYear: number, 
/**
 * Its outputs, in order.
 */
outputs: Array<BoardOutput>, 
/**
 * All events of its years, each counted once, whatever they serve.
 */
all: BoardRow, 
/**
 * Events of its years that serve no activity.
 */
unserved: BoardRow, 
/**
 * The statuses that count as planned.
 */
planned: Array<EventStatus>, 
/**
 * Every plan in the store, newest first.
 */
plans: Array<Named>, };

/**
 * How many events stand how.
 */
export type BoardCell = { 
/**
 * The year; none for all years of the plan.
 */
year: number | null, 
/**
 * Proposed, tentative or confirmed.
 */
planned: number, 
/**
 * Held.
 */
held: number, 
/**
 * Postponed.
 */
postponed: number, 
/**
 * Cancelled.
 */
cancelled: number, 
/**
 * Said by the activity plan, and without an event or study yet.
 */
promised: number, };

/**
 * An output on the board.
 */
export type BoardOutput = { 
/**
 * Key.
 */
id: OutputId, 
/**
 * Number.
 */
number: number, 
/**
 * Title.
 */
title: string, 
/**
 * Its events. One that serves several outputs counts once under each.
 */
events: BoardRow, 
/**
 * What the activity plans say that nothing answers to yet, in the order of time.
 */
promised: Array<PromisedEntry>, 
/**
 * Its indicators, in order.
 */
indicators: Array<IndicatorRow>, };

/**
 * Counts of events by year.
 */
export type BoardRow = { 
/**
 * Each year of the plan.
 */
years: Array<BoardCell>, 
/**
 * All years together.
 */
whole: BoardCell, };

/**
 * What kind of table.
 */
export type BudgetFormat = "xlsx" | "csv";

/**
 * A budget line with its event.
 */
export type BudgetLineBehind = { 
/**
 * Key of the line.
 */
id: BudgetLineId, 
/**
 * The line.
 */
line: BudgetLineRow, 
/**
 * Its event.
 */
event: Named, 
/**
 * The event's year.
 */
year: number, };

/**
 * One field of a budget line and its new value, as it is typed. An empty text clears an optional field.
 */
export type BudgetLineEdit = { "field": "what", "value": string } | { "field": "source", "value": BudgetSource } | { "field": "organisation", "value": OrganisationId | null } | { "field": "currency", "value": string } | { "field": "planned", "value": string } | { "field": "actual", "value": string } | { "field": "rate", "value": string } | { "field": "note", "value": string };

/**
 * A line of an event's budget.
 */
export type BudgetLineId = string;

/**
 * A line of an event's budget. Amounts are plain decimal digits, such as `12500.50`; none where not recorded.
 */
export type BudgetLineRow = { 
/**
 * Key.
 */
id: BudgetLineId, 
/**
 * What is paid.
 */
what: string, 
/**
 * From where.
 */
source: BudgetSource, 
/**
 * The organisation that gives it.
 */
organisation: Named | null, 
/**
 * Currency.
 */
currency: Currency, 
/**
 * Planned amount.
 */
planned: string | null, 
/**
 * Actual amount.
 */
actual: string | null, 
/**
 * US dollars for one unit, as noted; none for dollars.
 */
rate: string | null, 
/**
 * Planned, in dollars; none where no rate is noted.
 */
plannedDollars: string | null, 
/**
 * Actual, in dollars.
 */
actualDollars: string | null, 
/**
 * Notes.
 */
note: string | null, };

/**
 * Which budget lines are asked for; what is none is not asked.
 */
export type BudgetLinesQuery = { 
/**
 * The event's year.
 */
year: number | null, 
/**
 * The outputs that the event serves.
 */
output: BudgetOutput | null, 
/**
 * Where the money comes from.
 */
source: BudgetSource | null, };

/**
 * The money of an output.
 */
export type BudgetOfOutput = { 
/**
 * Which.
 */
output: BudgetOutput, 
/**
 * What it comes to.
 */
totals: MoneyTotals, };

/**
 * The money from a source.
 */
export type BudgetOfSource = { 
/**
 * Which.
 */
source: BudgetSource, 
/**
 * What it comes to.
 */
totals: MoneyTotals, };

/**
 * The money of a year.
 */
export type BudgetOfYear = { 
/**
 * Year.
 */
year: number, 
/**
 * What it comes to.
 */
totals: MoneyTotals, };

/**
 * Under which output an event's money stands. An event that serves several has its money counted once, under
 * “several”: how much of it went to each, nobody wrote down, and a share made up would be told as a fact.
 */
export type BudgetOutput = { "of": "one", "number": number } | { "of": "several" } | { "of": "none" };

/**
 * Where the money of a budget line comes from (Work Plan, “Money”).
 */
export type BudgetSource = "neaspec-core-fund" | "secretariat-resources" | "in-kind" | "co-financing";

/**
 * Money by year, output and source.
 */
export type BudgetTotals = { 
/**
 * The year; none for all.
 */
year: number | null, 
/**
 * All of it, each line once.
 */
whole: MoneyTotals, 
/**
 * By year of the event, in order.
 */
byYear: Array<BudgetOfYear>, 
/**
 * By output; the money of an event that serves several stands apart, so that the parts add up to the whole.
 */
byOutput: Array<BudgetOfOutput>, 
/**
 * By source, in their order.
 */
bySource: Array<BudgetOfSource>, 
/**
 * Years that have money, newest first.
 */
years: Array<number>, };

/**
 * An event with days, for the calendar.
 */
export type CalendarEntry = { 
/**
 * Its key.
 */
id: EventId, 
/**
 * Title.
 */
title: string, 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Status.
 */
status: EventStatus, 
/**
 * Whether the days are whole days.
 */
allDay: boolean, 
/**
 * Local start, in the event's own zone.
 */
start: string, 
/**
 * Local end; for whole days midnight after the last.
 */
end: string, 
/**
 * The last day that it touches.
 */
last: string, 
/**
 * Zone, for an exact timing.
 */
zone: string | null, 
/**
 * When that is on the clocks of the home zone; the same for whole days.
 */
home: HomeHours, 
/**
 * Place.
 */
place: string | null, };

/**
 * What goes into a calendar file.
 */
export type CalendarFileRequest = { 
/**
 * These events.
 */
events: Array<EventId>, 
/**
 * And all events of this year.
 */
year: number | null, 
/**
 * Agenda items as entries of their own, related to their event, where it has hours; else as
 * text in its description.
 */
sessions: boolean, 
/**
 * The participants that it names.
 */
participants: Attendees, 
/**
 * The tasks of the events, for whoever sees to them: they go into no file that is published or sent.
 */
tasks: boolean, };

/**
 * A calendar file that was saved.
 */
export type CalendarFileSaved = { 
/**
 * Where.
 */
path: string, 
/**
 * How many events are in it.
 */
events: number, 
/**
 * How many people it does not name because they have not agreed that their address is shared.
 */
leftOut: number, };

/**
 * What importing calendar files would do.
 */
export type CalendarImportPreview = { 
/**
 * The names of the layers that they would be, whatever the target.
 */
layers: Array<string>, 
/**
 * The first 500 events, by their days; those that leave the layer at the end.
 */
rows: Array<CalendarImportRow>, 
/**
 * How many are new.
 */
created: number, 
/**
 * How many are there and would change.
 */
updated: number, 
/**
 * How many are there as they are.
 */
unchanged: number, 
/**
 * How many would leave the layer, since its file no longer has them.
 */
removed: number, 
/**
 * What cannot be taken.
 */
rejected: Array<RejectedInFile>, 
/**
 * What is taken but for something in it.
 */
notes: Array<RejectedInFile>, };

/**
 * What to import, and as what.
 */
export type CalendarImportRequest = { 
/**
 * The files.
 */
files: Array<string>, 
/**
 * What becomes of them.
 */
target: ImportTarget, };

/**
 * An event as it would be imported.
 */
export type CalendarImportRow = { 
/**
 * What it is chosen by.
 */
key: string, 
/**
 * Title.
 */
title: string, 
/**
 * When it is; of one that recurs, for the first time, or as a partner event the coming time.
 */
timing: Timing, 
/**
 * Whether it lies behind us.
 */
past: boolean, 
/**
 * Whether it happens more than once.
 */
recurs: boolean, 
/**
 * Whether it was called off.
 */
cancelled: boolean, 
/**
 * Place.
 */
place: string | null, 
/**
 * What would happen to it.
 */
outcome: ImportOutcome, };

/**
 * What an import did.
 */
export type CalendarImported = { 
/**
 * Events that are new.
 */
created: number, 
/**
 * Events that were there and changed.
 */
updated: number, 
/**
 * Events that were there as they are.
 */
unchanged: number, 
/**
 * Events that left their layer, since its file no longer has them.
 */
removed: number, 
/**
 * What was not taken.
 */
rejected: Array<RejectedInFile>, 
/**
 * What was taken but for something in it.
 */
notes: Array<RejectedInFile>, 
/**
 * The step, to be undone; none if nothing changed.
 */
change: Change | null, };

/**
 * What the calendar shows for a span of days.
 */
export type CalendarSpan = { 
/**
 * Events that touch the span.
 */
entries: Array<CalendarEntry>, 
/**
 * Events of the years touched that have no days yet, in the order of quarters.
 */
undated: Array<EventRow>, };

/**
 * In what capacity a person takes part.
 */
export type Capacity = "chair" | "vice-chair" | "head-of-delegation" | "delegate" | "expert" | "speaker" | "moderator" | "panellist" | "rapporteur" | "trainer" | "trainee" | "partner" | "observer" | "interpreter" | "secretariat";

/**
 * What it came to.
 */
export type CareOutcome = "sound" | "mended" | "not-sound";

/**
 * What was looked at.
 */
export type CarePart = "file" | "references" | "journal" | "papers";

/**
 * What a check and a repair came to.
 */
export type CareReport = { 
/**
 * What it came to.
 */
outcome: CareOutcome, 
/**
 * Whether the file itself is damaged, so that nothing was made anew and only a backup helps.
 */
fileDamaged: boolean, 
/**
 * The four parts. After damage to the file, the file alone: what can be read of it proves nothing.
 */
parts: Array<CheckedPart>, 
/**
 * How many steps of the history did not say what was written, and are kept as they read now.
 */
historyKept: number, 
/**
 * What was wrong before it was mended, in the words of whoever is asked for help.
 */
before: Array<string>, 
/**
 * The newest backup that is sound, where something is wrong: its file's name.
 */
newestSound: string | null, };

/**
 * Hours × those present in the trainings of a Technical Centre.
 */
export type CentreHours = { 
/**
 * The centre; none for trainings that name none.
 */
centre: Named | null, 
/**
 * What its sessions come to.
 */
training: PersonHours, };

/**
 * What a journalled transaction did. The screen refreshes from this.
 */
export type Change = { 
/**
 * The record that was made, where one was.
 */
id: string | null, 
/**
 * What was done, such as `Rename event`.
 */
label: string, 
/**
 * When.
 */
at: string, 
/**
 * The tables it touched.
 */
touched: Array<string>, 
/**
 * What undo and redo would do now.
 */
steps: Steps, };

/**
 * When something was changed, and by whom.
 */
export type Changed = { 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
by: string, };

/**
 * A part that was looked at.
 */
export type CheckedPart = { 
/**
 * Which.
 */
part: CarePart, 
/**
 * How much is wrong with it.
 */
count: number, 
/**
 * What, in the words of whoever is asked for help.
 */
found: Array<string>, };

/**
 * The checklist of a kind of event.
 */
export type Checklist = { 
/**
 * The kind.
 */
kind: EventKind, 
/**
 * Its tasks in the order of days.
 */
tasks: Array<TemplateTask>, 
/**
 * Whether it is another than the program brings.
 */
changed: boolean, };

/**
 * Two things of an agenda that cannot both be.
 */
export type Clash = { "kind": "overlap", 
/**
 * The earlier item.
 */
a: AgendaItemId, 
/**
 * The later item.
 */
b: AgendaItemId, } | { "kind": "room-twice", 
/**
 * The room.
 */
room: RoomId, 
/**
 * The earlier item.
 */
a: AgendaItemId, 
/**
 * The later item.
 */
b: AgendaItemId, } | { "kind": "person-twice", 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * The earlier item.
 */
a: AgendaItemId, 
/**
 * The later item.
 */
b: AgendaItemId, } | { "kind": "outside-event", 
/**
 * The item.
 */
item: AgendaItemId, } | { "kind": "outside-parent", 
/**
 * The part.
 */
item: AgendaItemId, 
/**
 * What it is a part of.
 */
parent: AgendaItemId, };

/**
 * An event at the same time.
 */
export type ClashingEvent = { 
/**
 * Its key.
 */
id: EventId, 
/**
 * Title.
 */
title: string, 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Status.
 */
status: EventStatus, 
/**
 * When.
 */
timing: Timing, };

/**
 * Participants who are at another event at that time.
 */
export type ClashingPeople = { 
/**
 * The other event.
 */
event: EventId, 
/**
 * How many they are.
 */
total: number, 
/**
 * The first of them in the order of names.
 */
first: Array<Named>, };

/**
 * Whom a calendar entry's details are for (RFC 5545 §3.8.1.3, CLASS).
 */
export type Class = "public" | "private" | "confidential";

/**
 * All that differs between two programmes.
 */
export type Comparison = { 
/**
 * The zone before and after, where it became another.
 */
zone: [string | null, string | null] | null, 
/**
 * Each item that differs, in the order of the later programme, those that are gone where they stood.
 */
items: Array<ItemDifference>, };

/**
 * How much of a training somebody attended.
 */
export type Completion = { 
/**
 * Hours attended; none where no session has both hours and ticks.
 */
attended: number | null, 
/**
 * Hours delivered in those sessions.
 */
delivered: number | null, 
/**
 * The share of them in percent.
 */
share: number | null, 
/**
 * Whether that completes the training; none where what the sessions left out would say could change it.
 */
completed: boolean | null, 
/**
 * Sessions that cannot count: without hours, or without ticks.
 */
leftOut: number, };

/**
 * A decision.
 */
export type ConflictChoice = { "keep": "this" } | { "keep": "that" } | { "keep": "text", 
/**
 * Which.
 */
text: string, };

/**
 * One field with what each side says.
 */
export type ConflictField = { 
/**
 * Name of the field in the store.
 */
field: string, 
/**
 * The value that stands.
 */
stands: string | number | null, 
/**
 * The other.
 */
other: string | number | null, 
/**
 * What the record is called that the one refers to.
 */
standsName: string | null, 
/**
 * What the record is called that the other refers to.
 */
otherName: string | null, };

/**
 * What it is that two offices said differently.
 */
export type ConflictMatter = "values" | "deleted" | "kept" | "within" | "twice";

/**
 * A part of what is to be decided.
 */
export type ConflictPage = { 
/**
 * The part.
 */
rows: Array<ConflictView>, 
/**
 * How many there are.
 */
total: number, };

/**
 * One of the two sides.
 */
export type ConflictSide = { 
/**
 * Who.
 */
actor: string, 
/**
 * When, as that computer's clock said.
 */
at: string | null, 
/**
 * What they did.
 */
label: string, 
/**
 * The device that it was done on.
 */
device: string, 
/**
 * The timing, where it is about an event's.
 */
timing: Timing | null, };

/**
 * One thing that two offices said differently.
 */
export type ConflictView = { 
/**
 * The office that what stands comes from, where its name is known.
 */
thisOffice: string | null, 
/**
 * The office that the other comes from.
 */
thatOffice: string | null, 
/**
 * Whether a third text can be written here; else where the record is.
 */
writable: boolean, 
/**
 * Its key: the same in each office.
 */
id: string, 
/**
 * What it is.
 */
matter: ConflictMatter, 
/**
 * The record's table.
 */
table: string, 
/**
 * The record's key.
 */
record: string, 
/**
 * What it is called.
 */
name: string | null, 
/**
 * The event that it belongs to.
 */
event: Named | null, 
/**
 * What was made or kept in it: table and name.
 */
within: [string, string | null] | null, 
/**
 * The fields that it is about.
 */
fields: Array<ConflictField>, 
/**
 * What stands.
 */
stands: ConflictSide, 
/**
 * What does not.
 */
other: ConflictSide, };

/**
 * How many.
 */
export type Count = { 
/**
 * Of what: a State's code, a reply, a gender.
 */
of: string, 
/**
 * How many.
 */
count: number, };

/**
 * Which events a table of figures looks at.
 */
export type CountedEvents = "held" | "planned-or-held" | "all";

/**
 * A currency of ISO 4217 that something can be paid in; its written form is the code.
 */
export type Currency = string;

/**
 * A code with the currency's name.
 */
export type CurrencyName = { 
/**
 * Code (ISO 4217).
 */
code: Currency, 
/**
 * Name in English.
 */
name: string, };

/**
 * What lines in one currency come to.
 */
export type CurrencyTotals = { 
/**
 * Its code.
 */
currency: string, 
/**
 * Planned.
 */
planned: MoneySum, 
/**
 * Actual.
 */
actual: MoneySum, };

/**
 * A timing that is being picked.
 */
export type DateClashQuery = { 
/**
 * When the event would be.
 */
timing: Timing, 
/**
 * Which event; none while it is being planned.
 */
event: EventId | null, };

/**
 * What stands at that time already. Each list is cut, and says how long it is in all.
 */
export type DateClashes = { 
/**
 * Our own events that are not cancelled, the earliest first.
 */
events: Page<ClashingEvent>, 
/**
 * Those of these events in which participants of this one take part.
 */
people: Array<ClashingPeople>, 
/**
 * Holidays of the States concerned: those of the venue, the host and the participants, or else
 * of all members.
 */
holidays: Page<Holiday>, };

/**
 * The hours of a day that a timetable has to show.
 */
export type DayHours = { 
/**
 * First full hour.
 */
from: number, 
/**
 * The full hour after the last, to 24.
 */
to: number, };

/**
 * Days of a calendar, as calendars give them: up to, and not with, the day after.
 */
export type DaySpan = { 
/**
 * First.
 */
first: string, 
/**
 * The day after the last.
 */
after: string, };

/**
 * How an event of several days with hours stands in calendars.
 */
export type DaysAs = "block" | "all-day" | "daily";

/**
 * A delegation at an event.
 */
export type DelegationRow = { 
/**
 * Key for a list: the State's code.
 */
id: string, 
/**
 * The State.
 */
state: State, 
/**
 * Its name as papers write it.
 */
name: string, 
/**
 * Who is on the list for it, other than those who declined or send another.
 */
members: number, 
/**
 * How many of them said that they come.
 */
accepted: number, 
/**
 * Its heads: keys and names.
 */
heads: Array<PersonRow>, 
/**
 * What is to be said of its head.
 */
advice: HeadAdvice | null, };

/**
 * Another desk of the folder.
 */
export type DeskSeen = { 
/**
 * Its device.
 */
device: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * When it wrote the newest pack that was taken in here, by its clock.
 */
wrote: string, };

/**
 * By what a table of figures is divided.
 */
export type Dimension = "state" | "gender" | "organisation-kind" | "event-kind" | "output" | "priority-area" | "technical-centre" | "year" | "quarter";

/**
 * A kind of file.
 */
export type DocumentFormat = "pdf" | "docx" | "xlsx" | "csv" | "html";

/**
 * What a document is for.
 */
export type DocumentKind = "programme" | "participants" | "sign-in" | "badges" | "table-signs" | "letters" | "information-note" | "certificates" | "report" | "annual-report" | "activity-plan";

/**
 * A sum in US dollars.
 */
export type DollarSum = { 
/**
 * Plain decimal digits; none where any line has no rate, since part of a sum is no sum, or no line an amount.
 */
amount: string | null, 
/**
 * Lines with an amount and without a rate.
 */
withoutRate: number, 
/**
 * Lines of which no amount is written down: they are not in the sum.
 */
missing: number, };

/**
 * The files by what can be done with them.
 */
export type Dropped = { 
/**
 * Letters, folders, and calendar files with answers to invitations.
 */
replies: Array<string>, 
/**
 * Other calendar files, to be imported.
 */
calendars: Array<string>, 
/**
 * Lists of people, to be imported.
 */
people: Array<string>, 
/**
 * Packs of other offices.
 */
packs: Array<string>, 
/**
 * What is none of these.
 */
unknown: Array<string>, };

/**
 * When a task is due, as it is kept. Its written form is `2026-11-10`, `T-30`, `T+14`, or nothing.
 */
export type Due = string;

/**
 * Something that speaks for two records being one person's, or against it.
 */
export type DuplicateSign = "same-email" | "same-phone" | "same-native-name" | "same-name" | "similar-name" | "part-of-name" | "same-organisation" | "same-state" | "other-organisation" | "other-state" | "other-native-name" | "other-gender";

/**
 * The same wall-clock moment elsewhere.
 */
export type Elsewhere = { 
/**
 * IANA name of the zone.
 */
zone: string, 
/**
 * What the clocks there show at the start.
 */
start: string, };

/**
 * An encoding that spreadsheets of the region save tables in.
 */
export type Encoding = "utf8" | "utf16-le" | "utf16-be" | "gb18030" | "big5" | "euc-kr" | "shift-jis" | "euc-jp" | "windows1251" | "windows1252";

/**
 * What was erased, and what a person has to see to themselves.
 */
export type ErasureReport = { 
/**
 * The step. It cannot be taken back, and neither can those before it.
 */
change: Change, 
/**
 * How many texts elsewhere named the person, and do no more.
 */
mentions: number, 
/**
 * Whether also the bytes in the store's file are gone.
 */
bytesAreGone: boolean, 
/**
 * Copies of the store that lie beside it and still hold the person.
 */
copies: Array<string>, 
/**
 * How many of the backups that the program makes by itself hold the person, or somebody else who was erased.
 */
backups: number, 
/**
 * Papers of events that they took part in: they may name them inside, and were left as they are.
 */
papers: Array<string>, };

/**
 * The budget of an event.
 */
export type EventBudget = { 
/**
 * Its lines, in the order in which they were added.
 */
lines: Array<BudgetLineRow>, 
/**
 * What they come to.
 */
totals: MoneyTotals, 
/**
 * Currencies to choose from: the usual ones, then others that are in use here.
 */
currencies: Array<CurrencyName>, };

/**
 * One field of an event and its new value. An empty text clears an optional field.
 */
export type EventEdit = { "field": "title", "value": string } | { "field": "kind", "value": EventKind } | { "field": "trainingForm", "value": TrainingForm | null } | { "field": "status", "value": EventStatus } | { "field": "timing", "value": Timing } | { "field": "venue", "value": string } | { "field": "city", "value": string } | { "field": "state", "value": string } | { "field": "attendance", "value": Attendance | null } | { "field": "onlineLink", "value": string } | { "field": "host", "value": OrganisationId | null } | { "field": "coOrganizers", "value": Array<OrganisationId> } | { "field": "associatedEvent", "value": EventId | null } | { "field": "associatedWith", "value": string } | { "field": "languages", "value": Array<string> } | { "field": "activities", "value": Array<ActivityId> } | { "field": "priorityAreas", "value": Array<PriorityAreaId> } | { "field": "description", "value": string } | { "field": "url", "value": string } | { "field": "note", "value": string } | { "field": "position", "value": string } | { "field": "class", "value": Class | null } | { "field": "alarm", "value": number | null } | { "field": "daysAs", "value": DaysAs } | { "field": "inviteSessions", "value": boolean };

/**
 * An event.
 */
export type EventId = string;

/**
 * What kind of event it is (Work Plan, Table 1, “kind of record”).
 */
export type EventKind = "policy-dialogue" | "symposium" | "training" | "partner-event" | "committee-meeting" | "other";

/**
 * What the list of events is sorted by.
 */
export type EventOrder = "when" | "title" | "kind" | "status";

/**
 * All of an event's own page but its lists.
 */
export type EventPage = { 
/**
 * Its key.
 */
id: EventId, 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Form, for a training.
 */
trainingForm: TrainingForm | null, 
/**
 * Status.
 */
status: EventStatus, 
/**
 * Title.
 */
title: string, 
/**
 * When.
 */
timing: Timing, 
/**
 * The start in the other zones of the partnership, for an exact timing.
 */
elsewhere: Array<Elsewhere>, 
/**
 * Venue.
 */
venue: string | null, 
/**
 * City.
 */
city: string | null, 
/**
 * State it takes place in.
 */
state: string | null, 
/**
 * In person, online, hybrid.
 */
attendance: Attendance | null, 
/**
 * Link.
 */
onlineLink: string | null, 
/**
 * Host.
 */
host: Named | null, 
/**
 * Co-organizers.
 */
coOrganizers: Array<Named>, 
/**
 * Event it is held with.
 */
associatedEvent: Named | null, 
/**
 * What it is held with, in words.
 */
associatedWith: string | null, 
/**
 * Events that are held with this one.
 */
associates: Array<Named>, 
/**
 * Working languages.
 */
languages: Array<string>, 
/**
 * Activities served; the name is code and title.
 */
activities: Array<Named>, 
/**
 * Priority areas served; the name is code and title.
 */
priorityAreas: Array<Named>, 
/**
 * What it is about.
 */
description: string | null, 
/**
 * Page on the web.
 */
url: string | null, 
/**
 * Notes.
 */
note: string | null, 
/**
 * Degrees north of the venue.
 */
latitude: number | null, 
/**
 * Degrees east of the venue.
 */
longitude: number | null, 
/**
 * Whom its calendar entry's details are for.
 */
class: Class | null, 
/**
 * A reminder in its calendar entry: minutes before the start.
 */
alarmMinutes: number | null, 
/**
 * How several days with hours stand in calendars; one block where nothing is said.
 */
daysAs: DaysAs | null, 
/**
 * Whether its invitations bring the sessions as entries of their own.
 */
inviteSessions: boolean, 
/**
 * Agenda items.
 */
agendaItems: number, 
/**
 * Papers.
 */
papers: number, 
/**
 * Participants.
 */
participants: number, 
/**
 * Participants who accepted.
 */
accepted: number, 
/**
 * How many hold an invitation that is no longer true.
 */
outOfDate: number, 
/**
 * What the next step still lacks, in order of weight.
 */
missing: Array<Missing>, };

/**
 * An organisation's part in an event, on the organisation's page.
 */
export type EventPart = { 
/**
 * Key; none where the event names it as its host.
 */
id: EventPartnerId | null, 
/**
 * The event.
 */
event: EventRow, 
/**
 * Its part.
 */
part: PartnerPart, 
/**
 * What was agreed.
 */
agreed: string | null, 
/**
 * By when.
 */
due: string | null, 
/**
 * When it was done.
 */
done: string | null, 
/**
 * Whether the day is past, and it is not done.
 */
overdue: boolean, };

/**
 * One field of an organisation's part in an event and its new value. An empty text clears it.
 */
export type EventPartnerEdit = { "field": "part", "value": PartnerPart } | { "field": "agreed", "value": string } | { "field": "due", "value": string } | { "field": "done", "value": string };

/**
 * An organisation's part in an event.
 */
export type EventPartnerId = string;

/**
 * The same on the event's page.
 */
export type EventPartnerRow = { 
/**
 * Key.
 */
id: EventPartnerId, 
/**
 * The organisation.
 */
organisation: Named, 
/**
 * What that is.
 */
kind: OrganisationKind, 
/**
 * Its part.
 */
part: PartnerPart, 
/**
 * What was agreed.
 */
agreed: string | null, 
/**
 * By when.
 */
due: string | null, 
/**
 * When it was done.
 */
done: string | null, 
/**
 * Whether the day is past, and it is not done.
 */
overdue: boolean, };

/**
 * Which events a list shows.
 */
export type EventQuery = { 
/**
 * Words to find; empty for all.
 */
text: string, 
/**
 * Kinds wanted; empty for all.
 */
kinds: Array<EventKind>, 
/**
 * Statuses wanted; empty for all.
 */
statuses: Array<EventStatus>, 
/**
 * The year wanted.
 */
year: number | null, 
/**
 * With `year`, the last of several years wanted.
 */
lastYear: number | null, 
/**
 * Only events that serve this activity.
 */
activity: ActivityId | null, 
/**
 * Only events that serve any activity of this output.
 */
output: OutputId | null, 
/**
 * Only events that serve no activity of any plan.
 */
unserved: boolean, 
/**
 * The order.
 */
order: EventOrder, 
/**
 * Last first.
 */
descending: boolean, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * An event in a list.
 */
export type EventRow = { 
/**
 * Its key.
 */
id: EventId, 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Status.
 */
status: EventStatus, 
/**
 * Title.
 */
title: string, 
/**
 * When.
 */
timing: Timing, 
/**
 * City or venue, whichever is known.
 */
place: string | null, 
/**
 * Host organisation's short name.
 */
host: string | null, 
/**
 * Codes of the activities served, such as `1.1`.
 */
activities: Array<string>, 
/**
 * How many people take part.
 */
participants: number, };

/**
 * What moving an event to another time would do to its agenda.
 */
export type EventShift = { 
/**
 * The ways there are, the usual one first; where it is the only one, there is nothing to ask.
 */
ways: Array<EventShiftWay>, };

/**
 * A way in which an agenda can follow its event to another time.
 */
export type EventShiftWay = { 
/**
 * The way.
 */
follow: Follow, 
/**
 * The event's timing then.
 */
timing: Timing, 
/**
 * Every item that would move.
 */
moved: Array<MovedRow>, };

/**
 * An event that was given another date.
 */
export type EventShifted = { 
/**
 * What that changed.
 */
change: Change, 
/**
 * When the event is now.
 */
timing: Timing, };

/**
 * How far an event has come.
 */
export type EventStatus = "proposed" | "tentative" | "confirmed" | "held" | "postponed" | "cancelled";

/**
 * All tasks of one event.
 */
export type EventTasks = { 
/**
 * The tasks in the order of their days, those done among them.
 */
tasks: Array<TaskRow>, 
/**
 * Whether the event has no day yet to count from.
 */
undated: boolean, 
/**
 * How many tasks of its kind's checklist it does not have.
 */
lacking: number, 
/**
 * How many open ones are overdue or due within two weeks.
 */
due: number, };

/**
 * Events by output and year.
 */
export type EventsByOutput = { 
/**
 * The outputs of the plans in the period, in the order of the plans.
 */
outputs: Array<OutputHead>, 
/**
 * The years of the period.
 */
years: Array<number>, 
/**
 * Counts; none for what there is nothing of.
 */
counts: Array<OutputYearCount>, 
/**
 * All events of the period, each once.
 */
events: number, 
/**
 * Of them those that serve more than one output, and so are in several rows.
 */
shared: number, };

/**
 * What the place shows at once.
 */
export type Exchange = { 
/**
 * This office; nothing before it has a name.
 */
own: OwnOffice | null, 
/**
 * The others, by name.
 */
offices: Array<ExchangeOffice>, };

/**
 * An office one works with.
 */
export type ExchangeOffice = { 
/**
 * The device that it works on: its key in the list.
 */
device: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Its key in few letters, where the key is known.
 */
fingerprint: string | null, 
/**
 * When it made its newest pack that was taken in here: what it has seen of ours is told as of then.
 */
met: string | null, 
/**
 * How many steps are known here that it had not seen then.
 */
unseen: number, 
/**
 * How many of its steps are known here.
 */
heard: number, 
/**
 * When the newest of these was done.
 */
newest: string | null, };

/**
 * Papers that were exported.
 */
export type Exported = { 
/**
 * The file.
 */
path: string, 
/**
 * How many papers are in it.
 */
papers: number, };

/**
 * A failure, said for the person at the screen.
 */
export type Failure = { 
/**
 * What happened, what is safe, what to do.
 */
message: string, 
/**
 * Whether the person stopped it themselves.
 */
cancelled: boolean, 
/**
 * Whether the store has a passphrase that has to be typed first.
 */
locked: boolean, };

/**
 * One field's change.
 */
export type FieldChange = { 
/**
 * Name of the field in the store.
 */
field: string, 
/**
 * Value before; none for a new record.
 */
old: string | number | null, 
/**
 * Value after; none for a deleted one.
 */
new: string | number | null, 
/**
 * What the record is called that the value before refers to.
 */
oldName: string | null, 
/**
 * What the record is called that the value after refers to.
 */
newName: string | null, };

/**
 * The periods that figures are usually told for.
 */
export type FigurePeriods = { 
/**
 * Years that have events, or that a plan covers, and this one; newest first.
 */
years: Array<YearPeriod>, 
/**
 * The plans, newest first.
 */
plans: Array<PlanYears>, };

/**
 * The records that a figure counts are asked for.
 */
export type FigureQuery = { 
/**
 * What is counted.
 */
of: Subject, 
/**
 * Which events are looked at.
 */
events: CountedEvents, 
/**
 * The values of all that it was divided by.
 */
values: Array<FigureValue>, 
/**
 * The period that it is told for.
 */
period: Period, };

/**
 * A record that a figure counts: a person, a participation, a session or an event.
 */
export type FigureRow = { 
/**
 * Key of what is counted.
 */
id: string, 
/**
 * The person's name, the session's topic, the event's title.
 */
name: string, 
/**
 * The person; for people and participations.
 */
person: PersonRow | null, 
/**
 * The event; for all but people.
 */
event: Named | null, 
/**
 * When the event is; for all but people.
 */
timing: Timing | null, 
/**
 * The session's day.
 */
day: string | null, 
/**
 * The session's hours.
 */
hours: number | null, 
/**
 * How many were there.
 */
present: number | null, 
/**
 * In how many of the events the person took part; for people.
 */
events: number | null, };

/**
 * A value that a figure was divided by.
 */
export type FigureValue = { 
/**
 * By what.
 */
by: Dimension, 
/**
 * A word, a code, a year or a key; none for what is not recorded.
 */
key: string | null, };

/**
 * Something that is to be said of an agenda, and why it was waved off, if it was.
 */
export type FindingRow = { 
/**
 * The reason for which advice was waved off.
 */
waived: string | null, 
/**
 * Which rule about which records.
 */
key: string, 
/**
 * The rule.
 */
rule: Rule, 
/**
 * Error or advice.
 */
severity: Severity, 
/**
 * What is wrong, in English, both sides named.
 */
sentence: string, 
/**
 * A way out.
 */
remedy: string, 
/**
 * The day that it is about, where the agenda has several and the sentence names none.
 */
day: string | null, 
/**
 * The items concerned, in the order of their times.
 */
items: Array<AgendaItemId>, 
/**
 * The people concerned.
 */
people: Array<PersonId>, 
/**
 * The rooms concerned.
 */
rooms: Array<RoomId>, };

/**
 * How an agenda follows when its event is moved.
 */
export type Follow = "days" | "hours" | "instants" | "stay";

/**
 * One field of a follow-up and its new value.
 */
export type FollowUpEdit = { "field": "what", "value": string } | { "field": "owner", "value": string } | { "field": "due", "value": string } | { "field": "done", "value": string | null };

/**
 * What is to follow a training.
 */
export type FollowUpId = string;

/**
 * What is to follow a training.
 */
export type FollowUpItem = { 
/**
 * Key.
 */
id: FollowUpId, 
/**
 * The training.
 */
event: EventId, 
/**
 * The session that it came up in.
 */
session: SessionLogId | null, 
/**
 * What.
 */
what: string, 
/**
 * Who does it.
 */
owner: string | null, 
/**
 * Until when.
 */
due: string | null, 
/**
 * When it was done.
 */
done: string | null, };

/**
 * In what form.
 */
export type Format = "ics" | "eml";

/**
 * Somebody who worked for an organisation once, as the journal tells.
 */
export type FormerPerson = { 
/**
 * Who.
 */
person: PersonRow, 
/**
 * When it was noted that they had gone elsewhere.
 */
noted: string, };

/**
 * Who pays a participant's way.
 */
export type Funding = "self" | "neaspec-core-fund" | "host" | "partner";

/**
 * A learning gain: means of tests before and after, in percent of the test's maximum.
 */
export type Gain = { 
/**
 * Mean before, in percent.
 */
before: number, 
/**
 * Mean after, in percent.
 */
after: number, 
/**
 * After less before, in points of percent.
 */
gain: number, 
/**
 * Its 95 % confidence interval; none where too little is known to have one.
 */
interval: Interval | null, 
/**
 * The gain as a share of what was still to be learnt (Hake's normalised gain); none where all was known before.
 */
normalised: number | null, 
/**
 * How many people it is about; of group means the smaller of the two numbers. None if not told.
 */
people: number | null, 
/**
 * Whether each person's two tests were compared; else it is from means of the group.
 */
paired: boolean, };

/**
 * A person's gender as they gave it. Used only in totals.
 */
export type Gender = "woman" | "man" | "other" | "not-said";

/**
 * How far a value has come.
 */
export type GoalProgress = { 
/**
 * The share of the way from the baseline to the target: 0 at the one, 1 at the other, more or less beyond
 * them. None where no baseline is known, or it is the target.
 */
share: number | null, 
/**
 * Whether the target is reached.
 */
met: boolean, };

/**
 * A time at which a meeting could begin.
 */
export type GoodHour = { 
/**
 * Start, on the clocks of the meeting's zone.
 */
start: string, 
/**
 * End.
 */
end: string, 
/**
 * How many minutes it reaches from the hours between 8:00 and 18:00 where it does so most; 0 is good for all.
 */
outside: number, 
/**
 * The same meeting where those who take part are.
 */
there: Array<There>, };

/**
 * The best times for a meeting.
 */
export type GoodHours = { 
/**
 * The times, the best first.
 */
hours: Array<GoodHour>, 
/**
 * Whether they are for the six members' capitals, because nothing is known of who comes.
 */
forMembers: boolean, 
/**
 * How many participants were left out, because their State is not known or has no usual zone.
 */
leftOut: number, };

/**
 * How many of a State and gender attended.
 */
export type Group = { 
/**
 * State; none if not told.
 */
state: State | null, 
/**
 * Gender.
 */
gender: Gender, 
/**
 * How many.
 */
attended: number, };

/**
 * One field of a group and its new value.
 */
export type GroupEdit = { "field": "name", "value": string } | { "field": "note", "value": string };

/**
 * A person in a saved group.
 */
export type GroupMember = { 
/**
 * Key of the person, which a list needs of each row.
 */
id: PersonId, 
/**
 * Who.
 */
person: PersonRow, 
/**
 * The capacity in which they usually come.
 */
capacity: Capacity | null, };

/**
 * A saved group of people in a list.
 */
export type GroupRow = { 
/**
 * Key.
 */
id: PersonGroupId, 
/**
 * Name.
 */
name: string, 
/**
 * What it is for.
 */
note: string | null, 
/**
 * How many belong to it.
 */
people: number, };

/**
 * What is to be said of a delegation's head.
 */
export type HeadAdvice = "no-head" | "several-heads";

/**
 * How what is held on a person is written.
 */
export type HeldFormat = "text" | "json";

/**
 * What one transaction did to one record.
 */
export type HistoryEntry = { 
/**
 * Number of the journal's row.
 */
seq: number, 
/**
 * Number of the transaction: what one step did stands together.
 */
transaction: number, 
/**
 * Label of the transaction.
 */
label: string, 
/**
 * Who.
 */
actor: string, 
/**
 * On which device.
 */
device: string, 
/**
 * When.
 */
at: string, 
/**
 * Table.
 */
table: string, 
/**
 * Key of the record.
 */
record: string, 
/**
 * What the record is called now, or was called then if it is gone.
 */
name: string | null, 
/**
 * What was done.
 */
operation: Operation, 
/**
 * Fields changed. For a new or deleted record: those that held a value.
 */
fields: Array<FieldChange>, };

/**
 * A record that a search found.
 */
export type Hit = { 
/**
 * Kind.
 */
kind: HitKind, 
/**
 * Key.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * What tells it from others: a date and place, an organisation.
 */
detail: string | null, 
/**
 * For an agenda item, its event.
 */
event: string | null, };

/**
 * What kind of record a search found.
 */
export type HitKind = "event" | "person" | "organisation" | "agenda-item";

/**
 * A public holiday: a day, or several in a row.
 */
export type Holiday = { 
/**
 * Whose.
 */
state: State, 
/**
 * What it is called in English.
 */
name: string, 
/**
 * What it is called there.
 */
nativeName: string, 
/**
 * The language of that name: a BCP 47 tag.
 */
language: string, 
/**
 * First day.
 */
first: string, 
/**
 * Last day, included.
 */
last: string, 
/**
 * Whether the law fixes the day, or its State has named it. If not, it is expected.
 */
certain: boolean, };

/**
 * When an event is on the clocks of the home zone.
 */
export type HomeHours = { 
/**
 * Start.
 */
start: string, 
/**
 * End.
 */
end: string, 
/**
 * The day after the last that it touches.
 */
after: string, 
/**
 * Whether it touches one day only.
 */
oneDay: boolean, };

/**
 * Person-hours by Technical Centre.
 */
export type HoursByCentre = { 
/**
 * The centres with sessions, by their names.
 */
centres: Array<CentreHours>, 
/**
 * All sessions, each once, also those that two centres gave together.
 */
all: PersonHours, 
/**
 * Sessions that several centres gave, and that are in several rows.
 */
shared: number, };

/**
 * A column of the file.
 */
export type ImportColumn = { 
/**
 * Its heading.
 */
heading: string, 
/**
 * What it is taken for.
 */
column: PersonColumn, 
/**
 * Its first few values.
 */
samples: Array<string>, };

/**
 * How a file is to be read. What is left out is found out from the file.
 */
export type ImportOptions = { 
/**
 * Encoding, if the person chose one.
 */
encoding: Encoding | null, 
/**
 * What each column holds, if the person chose.
 */
columns: Array<PersonColumn> | null, 
/**
 * The sheet of a spreadsheet, if the person chose one.
 */
sheet: string | null, };

/**
 * What importing an event does.
 */
export type ImportOutcome = "created" | "updated" | "unchanged" | "removed";

/**
 * What importing a file would do.
 */
export type ImportPreview = { 
/**
 * The file's name without its folder.
 */
file: string, 
/**
 * The encoding it was read in.
 */
encoding: Encoding, 
/**
 * The sheets of a spreadsheet; of other files there are none.
 */
sheets: Array<string>, 
/**
 * The sheet that was read.
 */
sheet: string | null, 
/**
 * Whether its columns are what was chosen for these headings before.
 */
remembered: boolean, 
/**
 * Its columns.
 */
columns: Array<ImportColumn>, 
/**
 * The first 50 rows.
 */
rows: Array<ImportRow>, 
/**
 * How many people would be added.
 */
new: number, 
/**
 * How many are in the directory already and would be brought up to date.
 */
known: number, 
/**
 * Lines that cannot be taken.
 */
rejected: Array<RejectedLine>, 
/**
 * Lines that are taken but for something in them.
 */
notes: Array<RejectedLine>, };

/**
 * What an import did.
 */
export type ImportReport = { 
/**
 * People added.
 */
imported: number, 
/**
 * People brought up to date.
 */
updated: number, 
/**
 * Lines not taken.
 */
rejected: Array<RejectedLine>, 
/**
 * Lines taken but for something in them.
 */
notes: Array<RejectedLine>, 
/**
 * The step, to be undone; none if nothing changed.
 */
change: Change | null, };

/**
 * A row as it would be imported.
 */
export type ImportRow = { 
/**
 * Its line in the file.
 */
line: number, 
/**
 * The name as papers write it, with the native one.
 */
name: string, 
/**
 * Organisation.
 */
organisation: string | null, 
/**
 * State's name.
 */
state: string | null, 
/**
 * E-mail address.
 */
email: string | null, 
/**
 * Whether the directory has the person already: the same e-mail address, and no other name.
 */
known: boolean, };

/**
 * What becomes of a calendar file.
 */
export type ImportTarget = { "kind": "layer", 
/**
 * The layer's name, for all files together; else each is named as it calls itself.
 */
name: string | null, } | { "kind": "partner-events", 
/**
 * The keys of the events that are wanted, as the preview names them; else all.
 */
chosen: Array<string> | null, };

/**
 * One field of an indicator and its new value. Numbers are as they are typed; an empty text clears one.
 */
export type IndicatorEdit = { "field": "title", "value": string } | { "field": "measure", "value": Measure } | { "field": "eachYear", "value": boolean } | { "field": "baseline", "value": string } | { "field": "target", "value": string } | { "field": "reached", "value": string } | { "field": "year", "value": { 
/**
 * The year.
 */
year: number, 
/**
 * The number.
 */
reached: string, } } | { "field": "note", "value": string };

/**
 * What an output is to reach.
 */
export type IndicatorId = string;

/**
 * An indicator with what it comes to.
 */
export type IndicatorRow = { 
/**
 * Key.
 */
id: IndicatorId, 
/**
 * What it says.
 */
title: string, 
/**
 * What is counted.
 */
measure: Measure, 
/**
 * Whether the target is one for each year.
 */
eachYear: boolean, 
/**
 * Where it began.
 */
baseline: number | null, 
/**
 * Where it is to come.
 */
target: number | null, 
/**
 * Notes.
 */
note: string | null, 
/**
 * Each year of the plan.
 */
years: Array<IndicatorYear>, 
/**
 * All years together: people once however many years they came in. What is typed is typed for the whole plan.
 */
whole: MeasureValue, 
/**
 * How far it has come: over the whole plan, or in the last year that has a value where the target is for each year.
 */
progress: GoalProgress | null, 
/**
 * That year.
 */
progressYear: number | null, 
/**
 * In how many years a target for each year was reached.
 */
yearsMet: number, };

/**
 * An indicator in one year.
 */
export type IndicatorYear = { 
/**
 * Year.
 */
year: number, 
/**
 * What it comes to.
 */
value: MeasureValue, 
/**
 * How far that is, where the target is for each year.
 */
progress: GoalProgress | null, };

/**
 * Between what the true mean lies with 95 % confidence, in points of percent.
 */
export type Interval = { 
/**
 * From.
 */
low: number, 
/**
 * To.
 */
high: number, };

/**
 * Which invitations a list shows.
 */
export type InvitationQuery = { 
/**
 * Of this event.
 */
event: EventId, 
/**
 * Only those that stand so; empty for all.
 */
standings: Array<Standing>, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * An answer to an invitation.
 */
export type InvitationReplyId = string;

/**
 * What is to be written.
 */
export type InvitationRequest = { 
/**
 * Of this event.
 */
event: EventId, 
/**
 * To whom.
 */
whom: Whom, 
/**
 * In what form.
 */
format: Format, 
/**
 * One file for all who agreed to share their contact details, in which each sees the others; else one a person.
 */
together: boolean, 
/**
 * What the letters say.
 */
letter: LetterChoice, 
/**
 * Files to go with each letter.
 */
attachments: Array<string>, 
/**
 * Whether the agenda goes with each letter.
 */
agenda: boolean, };

/**
 * A person's invitation in a list.
 */
export type InvitationRow = { 
/**
 * The person; the key of the row.
 */
id: PersonId, 
/**
 * The name as papers write it.
 */
name: string, 
/**
 * Name in native script.
 */
nativeName: string | null, 
/**
 * BCP 47 tag of the native script's language.
 */
nativeLanguage: string | null, 
/**
 * Address.
 */
email: string | null, 
/**
 * Capacity.
 */
capacity: Capacity, 
/**
 * Reply.
 */
reply: Reply, 
/**
 * Whether they are on the list still.
 */
listed: boolean, 
/**
 * Where they stand.
 */
standing: Standing, 
/**
 * What of their invitation is otherwise now.
 */
matters: Array<Matter>, 
/**
 * SEQUENCE of what they hold.
 */
sequence: number | null, 
/**
 * When that was written.
 */
written: string | null, 
/**
 * Whether their answer was given to an older version than they hold.
 */
answeredOlder: boolean, 
/**
 * What they wrote with the answer.
 */
comment: string | null, 
/**
 * Whom they send instead.
 */
delegate: string | null, 
/**
 * Another time that they propose.
 */
proposal: Proposal | null, };

/**
 * The invitations of an event, with totals over all of them.
 */
export type Invitations = { 
/**
 * The part that was asked for.
 */
page: Page<InvitationRow>, 
/**
 * How many stand how; the word is a [`Standing`].
 */
byStanding: Array<Count>, 
/**
 * How many proposals of another time are not settled.
 */
proposals: number, 
/**
 * SEQUENCE of the event now.
 */
sequence: number, 
/**
 * The secretariat's mailbox; without one nobody can be invited.
 */
organizer: string | null, };

/**
 * What was written.
 */
export type InvitationsWritten = { 
/**
 * The folder.
 */
folder: string, 
/**
 * The files' names in it.
 */
files: Array<string>, 
/**
 * How many people were invited.
 */
invited: number, 
/**
 * How many were sent an update.
 */
updated: number, 
/**
 * How many were told that it is off.
 */
cancelled: number, 
/**
 * How many got a file of their own although one was wanted for all: they did not agree to share their contact
 * details.
 */
alone: number, 
/**
 * Who was to be written to and has no address that a letter can be sent to.
 */
unreached: Array<Unreached>, 
/**
 * What was noted in the store.
 */
change: Change, };

/**
 * One thing that differs in an item.
 */
export type ItemChange = { "kind": "added" } | { "kind": "removed" } | { "kind": "renamed", 
/**
 * Before.
 */
from: string, 
/**
 * After.
 */
to: string, } | { "kind": "kind", 
/**
 * Before.
 */
from: ItemKind, 
/**
 * After.
 */
to: ItemKind, } | { "kind": "described", 
/**
 * Before.
 */
from: string | null, 
/**
 * After.
 */
to: string | null, } | { "kind": "moved", 
/**
 * Before.
 */
from: string | null, 
/**
 * After.
 */
to: string | null, } | { "kind": "resized", 
/**
 * Before.
 */
from: number, 
/**
 * After.
 */
to: number, } | { "kind": "reordered", 
/**
 * Title of the item that it now stands behind; none: it is the first.
 */
behind: string | null, } | { "kind": "part-of", 
/**
 * Title of the item that it was a part of.
 */
from: string | null, 
/**
 * Title of the item that it is a part of.
 */
to: string | null, } | { "kind": "room", 
/**
 * Before.
 */
from: string | null, 
/**
 * After.
 */
to: string | null, } | { "kind": "speaker-added", 
/**
 * Name.
 */
name: string, 
/**
 * In what capacity.
 */
capacity: Capacity, } | { "kind": "speaker-removed", 
/**
 * Name.
 */
name: string, 
/**
 * In what capacity.
 */
capacity: Capacity, } | { "kind": "speaker-capacity", 
/**
 * Name.
 */
name: string, 
/**
 * Before.
 */
from: Capacity, 
/**
 * After.
 */
to: Capacity, } | { "kind": "speakers-reordered" };

/**
 * An item that differs.
 */
export type ItemDifference = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * How the earlier programme had it; none if it was added.
 */
before: Printed | null, 
/**
 * How the later one has it; none if it was removed.
 */
after: Printed | null, 
/**
 * Each thing that differs; `added` or `removed` stand alone.
 */
changes: Array<ItemChange>, };

/**
 * What kind of item it is.
 */
export type ItemKind = "opening" | "procedural" | "presentation" | "panel" | "discussion" | "session" | "training-session" | "field-visit" | "break" | "meal" | "group-photo" | "closing" | "other";

/**
 * What an edit of an item would move if the fixed starts behind it moved too.
 */
export type ItemShift = { 
/**
 * By how many minutes the item's end moves.
 */
by: number, 
/**
 * How many fixed starts would move; where there are none, there is nothing to ask.
 */
fixed: number, 
/**
 * Every item that would move, those that flow too.
 */
moved: Array<MovedRow>, 
/**
 * Why the fixed starts cannot move, if they cannot.
 */
refused: string | null, };

/**
 * What became of an answer.
 */
export type Judgement = "applied" | "stale" | "unknown-person" | "unknown-event" | "delegated" | "counter" | "unreadable";

/**
 * How many records of a kind came, changed and went since a backup.
 */
export type KindSince = { 
/**
 * The kind, as the store names it.
 */
kind: string, 
/**
 * New since, so they would be gone.
 */
added: number, 
/**
 * Changed since, so they would be as they were.
 */
changed: number, 
/**
 * Deleted since, so they would be back.
 */
deleted: number, };

/**
 * What is known of an office whose key is to be added.
 */
export type KnownKey = "new" | "same" | "other";

/**
 * A sum over values of which some may not be known.
 */
export type KnownSum = { 
/**
 * The sum of those that are known; none if none is.
 */
sum: number | null, 
/**
 * How many are known.
 */
known: number, 
/**
 * Of how many.
 */
of: number, };

/**
 * An event of a layer as the calendar shows it: one that recurs stands there each time.
 */
export type LayerEntry = { 
/**
 * The event's key.
 */
id: LayerEventId, 
/**
 * The layer's key.
 */
layer: LayerId, 
/**
 * The layer's name.
 */
layerName: string, 
/**
 * Title.
 */
title: string, 
/**
 * Whether it is about whole days.
 */
allDay: boolean, 
/**
 * Start on our own clocks; for whole days midnight.
 */
start: string, 
/**
 * End on our own clocks; for whole days midnight after the last.
 */
end: string, 
/**
 * The last day that it touches.
 */
last: string, 
/**
 * Whether it was called off.
 */
cancelled: boolean, 
/**
 * Place.
 */
place: string | null, };

/**
 * An event of such a calendar.
 */
export type LayerEventId = string;

/**
 * An event of a layer, whole.
 */
export type LayerEventPage = { 
/**
 * Its key.
 */
id: LayerEventId, 
/**
 * The layer.
 */
layer: Named, 
/**
 * Title.
 */
title: string, 
/**
 * Whether it was called off.
 */
cancelled: boolean, 
/**
 * Zone of its own clocks; none for whole days, and for a time that is the same everywhere.
 */
zone: string | null, 
/**
 * Whether it happens more than once.
 */
recurs: boolean, 
/**
 * Place.
 */
place: string | null, 
/**
 * Description: text only.
 */
description: string | null, 
/**
 * Web page.
 */
url: string | null, };

/**
 * Somebody else's calendar, shown beside our events.
 */
export type LayerId = string;

/**
 * Somebody else's calendar.
 */
export type LayerRow = { 
/**
 * Its key.
 */
id: LayerId, 
/**
 * What it is called.
 */
name: string, 
/**
 * Whether the calendar shows it.
 */
shown: boolean, 
/**
 * When its file last brought something new.
 */
read: string, 
/**
 * How many events it has; one that recurs counts once.
 */
events: number, };

/**
 * What the layers that are shown have in a span of days.
 */
export type LayerSpan = { 
/**
 * The entries, by their start.
 */
entries: Array<LayerEntry>, 
/**
 * How many more there are than can be shown.
 */
leftOut: number, };

/**
 * A speaker who is no longer on the event's list.
 */
export type LeftOut = { 
/**
 * Name, as it was printed.
 */
name: string, 
/**
 * Title of the item.
 */
item: string, };

/**
 * What a letter says, where it is not left to the templates.
 */
export type LetterChoice = { 
/**
 * BCP 47 tag; none: each person's own language.
 */
language: string | null, 
/**
 * The day by which an answer is asked for.
 */
replyBy: string | null, 
/**
 * A subject for this time only, with placeholders.
 */
subject: string | null, 
/**
 * A text for this time only, with placeholders.
 */
body: string | null, };

/**
 * A letter to be kept.
 */
export type LetterEdit = { 
/**
 * What it is written for.
 */
purpose: Purpose, 
/**
 * For events of this kind; none: for every kind without one of its own.
 */
kind: EventKind | null, 
/**
 * BCP 47 tag.
 */
language: string, 
/**
 * Subject and text; none: as the program brings it.
 */
text: [string, string] | null, };

/**
 * A letter as somebody will get it.
 */
export type LetterPreview = { 
/**
 * Who gets it.
 */
to: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Text.
 */
body: string, 
/**
 * The calendar file in it.
 */
calendar: string, 
/**
 * The template that it was made from, as it can be changed for this time.
 */
template: LetterText, 
/**
 * How many letters there would be.
 */
letters: number, };

/**
 * A letter's text.
 */
export type LetterText = { 
/**
 * What it is written for.
 */
purpose: Purpose, 
/**
 * For events of this kind; none: for every kind without one of its own.
 */
kind: EventKind | null, 
/**
 * BCP 47 tag.
 */
language: string, 
/**
 * Subject, with placeholders.
 */
subject: string, 
/**
 * Text, with placeholders.
 */
body: string, 
/**
 * Whether it is another than the program brings.
 */
changed: boolean, };

/**
 * Where a link leads, for a look at it before it is opened.
 */
export type LinkLook = { 
/**
 * The whole address.
 */
address: string, 
/**
 * The computer it leads to, or the mailbox.
 */
place: string, 
/**
 * The same in ASCII, where it has other letters: some look alike.
 */
inAscii: string | null, 
/**
 * Whether it begins a letter.
 */
letter: boolean, };

/**
 * What a list of people is for.
 */
export type ListPurpose = "office" | "contacts" | "protocol" | "logistics";

/**
 * The rules of a log.
 */
export type LogRule = "more-than-trainees" | "more-tested" | "above-maximum" | "scores-contradict" | "no-maximum" | "odd-hours" | "other-day" | "contradiction" | "not-ticked" | "more-respondents";

/**
 * What came of making a backup.
 */
export type MadeBackup = { 
/**
 * Its file's name.
 */
name: string, 
/**
 * Its folder.
 */
folder: string, 
/**
 * How many bytes it has.
 */
bytes: number, 
/**
 * Whether it was there already and holds all that the store holds, so that no other was made.
 */
already: boolean, 
/**
 * How many older ones were deleted by the rule of which are kept.
 */
deleted: number, 
/**
 * Older ones that are damaged, so that they do not count: the names of their files.
 */
damaged: Array<string>, };

/**
 * Mean marks, each weighted by those who answered.
 */
export type Marks = { 
/**
 * Usefulness.
 */
usefulness: MeanMark | null, 
/**
 * Level.
 */
level: MeanMark | null, 
/**
 * Trainers.
 */
trainers: MeanMark | null, 
/**
 * Logistics.
 */
logistics: MeanMark | null, };

/**
 * Something of an invitation that has come to be otherwise.
 */
export type Matter = "time" | "place" | "link" | "status" | "title" | "address";

/**
 * The mean over several sessions.
 */
export type MeanMark = { 
/**
 * The mean, 1 to 5.
 */
mean: number, 
/**
 * Answers behind it; none where that is not told of each session.
 */
respondents: number | null, 
/**
 * Whether each session weighs as many as answered; else all weigh the same, since that is not told of each.
 */
weighted: boolean, 
/**
 * Sessions behind it.
 */
sessions: number, };

/**
 * What an indicator counts.
 */
export type Measure = "events-held" | "people-reached" | "share-of-women" | "states-taking-part" | "satisfaction" | "person-hours" | "trained-people" | "learning-gain" | "typed";

/**
 * What a measure comes to, and of how much nothing is known.
 */
export type MeasureValue = { 
/**
 * The value; none where nothing was recorded that it could be counted from.
 */
value: number | null, 
/**
 * Of how many events, people or logs it does not know what it would need to.
 */
missing: number, };

/**
 * One field of a membership and its new value. An empty text clears it.
 */
export type MembershipEdit = { "field": "role", "value": MembershipRole } | { "field": "state", "value": string } | { "field": "firstDay", "value": string } | { "field": "lastDay", "value": string } | { "field": "note", "value": string };

/**
 * A person's seat on a body, or a nomination.
 */
export type MembershipId = string;

/**
 * What a person is in a body or an organisation.
 */
export type MembershipRole = "chair" | "vice-chair" | "expert" | "member" | "focal-point" | "alternate" | "staff";

/**
 * A person's seat on a body, or what else they are in an organisation.
 */
export type MembershipRow = { 
/**
 * Key.
 */
id: MembershipId, 
/**
 * Who.
 */
person: PersonRow, 
/**
 * Where.
 */
organisation: Named, 
/**
 * What that is.
 */
kind: OrganisationKind, 
/**
 * As what.
 */
role: MembershipRole, 
/**
 * The State that named them.
 */
state: State | null, 
/**
 * Its name as papers write it.
 */
stateName: string | null, 
/**
 * First day, as far as it is known.
 */
firstDay: string | null, 
/**
 * Last day; none while no end is set.
 */
lastDay: string | null, 
/**
 * Notes, such as the letter that told it.
 */
note: string | null, 
/**
 * Where the term stands today.
 */
standing: TermStanding, };

/**
 * A field and whose value of it stays.
 */
export type MergeChoice = { 
/**
 * The field, as the store names it.
 */
field: string, 
/**
 * Whose value stays.
 */
side: MergeSide, };

/**
 * A field in which two people differ.
 */
export type MergeField = { 
/**
 * The field, as the store names it.
 */
field: string, 
/**
 * What the one who stays has, as a person reads it; none if nothing.
 */
kept: string | null, 
/**
 * What the other has.
 */
other: string | null, 
/**
 * What stays unless something else is chosen.
 */
side: MergeSide, 
/**
 * Whether both can stay.
 */
both: boolean, 
/**
 * The field whose choice this one goes by unless something else is chosen: a name and how it is written.
 */
follows: string | null, };

/**
 * What merging two people would do.
 */
export type MergePreview = { 
/**
 * The one who stays.
 */
kept: PersonPage, 
/**
 * The one who is merged into them.
 */
other: PersonPage, 
/**
 * Where they differ.
 */
fields: Array<MergeField>, 
/**
 * The events that both take part in.
 */
shared: Array<SharedEvent>, 
/**
 * What comes over from the other.
 */
moved: Array<MovedRecords>, };

/**
 * Whose value stays.
 */
export type MergeSide = "kept" | "other" | "both";

/**
 * How a training session is given.
 */
export type Method = "lecture" | "exercise" | "laboratory" | "field-visit" | "online" | "mentoring";

/**
 * One field of a milestone and its new value. An empty text clears a day.
 */
export type MilestoneEdit = { "field": "title", "value": string } | { "field": "due", "value": string } | { "field": "reached", "value": string };

/**
 * A milestone of a study.
 */
export type MilestoneId = string;

/**
 * A milestone of a study.
 */
export type MilestoneRow = { 
/**
 * Key.
 */
id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * The day that it was reached, or else that it is due.
 */
day: string, 
/**
 * Whether it was reached.
 */
reached: boolean, };

/**
 * How a milestone stands.
 */
export type MilestoneStanding = "reached" | "reached-late" | "late" | "due" | "no-day" | "dropped";

/**
 * Something that the next step of planning an event lacks.
 */
export type Missing = "date" | "hours" | "venue" | "host" | "activity" | "agenda" | "participants";

/**
 * A sum in one currency.
 */
export type MoneySum = { 
/**
 * Plain decimal digits; none where no line has an amount.
 */
amount: string | null, 
/**
 * Lines without an amount, which are not in the sum.
 */
missing: number, };

/**
 * What some lines come to.
 */
export type MoneyTotals = { 
/**
 * How many lines.
 */
lines: number, 
/**
 * In each currency, by code.
 */
currencies: Array<CurrencyTotals>, 
/**
 * Planned, in US dollars.
 */
planned: DollarSum, 
/**
 * Actual, in US dollars.
 */
actual: DollarSum, };

/**
 * How many records of a kind come to be the other's.
 */
export type MovedRecords = { 
/**
 * Their table.
 */
table: string, 
/**
 * How many.
 */
count: number, };

/**
 * An item that a shift moves.
 */
export type MovedRow = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Its title.
 */
title: string, 
/**
 * When it begins now.
 */
from: string, 
/**
 * When it would begin.
 */
to: string, };

/**
 * Which part of a name stands first in the person's culture.
 */
export type NameOrder = "family-first" | "given-first";

/**
 * A record named: enough to show it and to go there.
 */
export type Named = { 
/**
 * The record's key.
 */
id: string, 
/**
 * What it is called.
 */
name: string, };

/**
 * What one trainee answered.
 */
export type NamedAnswer = { 
/**
 * Who.
 */
participation: ParticipationId, 
/**
 * What.
 */
answer: SurveyAnswer, 
/**
 * What they said besides.
 */
comment: string | null, };

/**
 * A new line of a budget.
 */
export type NewBudgetLine = { 
/**
 * The event.
 */
event: EventId, 
/**
 * What is paid; not empty.
 */
what: string, 
/**
 * From where.
 */
source: BudgetSource, 
/**
 * The currency's code (ISO 4217).
 */
currency: string, 
/**
 * Planned amount, as it is typed; empty where it is not known yet.
 */
planned: string, };

/**
 * What a new event starts with. What can be filled in later, is.
 */
export type NewEvent = { 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Title; not empty.
 */
title: string, 
/**
 * When.
 */
timing: Timing, 
/**
 * Status; proposed if not given.
 */
status: EventStatus | null, 
/**
 * Venue.
 */
venue: string | null, 
/**
 * City.
 */
city: string | null, 
/**
 * The event it is held with.
 */
associatedEvent: EventId | null, 
/**
 * What it is held with where that is no record of its own: `29th Senior Officials Meeting`.
 */
associatedWith: string | null, 
/**
 * Activities served.
 */
activities: Array<ActivityId>, };

/**
 * A new part of an organisation in an event.
 */
export type NewEventPartner = { 
/**
 * The event.
 */
event: EventId, 
/**
 * The organisation.
 */
organisation: OrganisationId, 
/**
 * Its part.
 */
part: PartnerPart, };

/**
 * A new indicator.
 */
export type NewIndicator = { 
/**
 * Of which output.
 */
output: OutputId, 
/**
 * What it says; not empty.
 */
title: string, 
/**
 * What is counted.
 */
measure: Measure, };

/**
 * A new membership.
 */
export type NewMembership = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Where.
 */
organisation: OrganisationId, 
/**
 * As what.
 */
role: MembershipRole, 
/**
 * The State that named them; the person's own if none is given.
 */
state: State | null, 
/**
 * First day.
 */
firstDay: string | null, 
/**
 * Last day.
 */
lastDay: string | null, };

/**
 * A new milestone.
 */
export type NewMilestone = { 
/**
 * Of which study.
 */
study: StudyId, 
/**
 * What it is; not empty.
 */
title: string, 
/**
 * By when, as it is typed; empty where it is not known.
 */
due: string, };

/**
 * A new organisation.
 */
export type NewOrganisation = { 
/**
 * Name; not empty.
 */
name: string, 
/**
 * Short name.
 */
shortName: string | null, 
/**
 * Kind.
 */
kind: OrganisationKind, 
/**
 * State.
 */
state: State | null, };

/**
 * What a new person starts with.
 */
export type NewPerson = { 
/**
 * Family name, in Latin letters if there are any.
 */
familyName: string, 
/**
 * Given name, likewise.
 */
givenName: string, 
/**
 * Name in native script.
 */
nativeName: string | null, 
/**
 * Title: Mr, Ms, Dr, Prof., H.E.
 */
title: string | null, 
/**
 * Gender.
 */
gender: Gender | null, 
/**
 * Position.
 */
position: string | null, 
/**
 * Division.
 */
division: string | null, 
/**
 * Organisation by name; it is added to the directory if it is new.
 */
organisation: string | null, 
/**
 * State.
 */
state: State | null, 
/**
 * E-mail address.
 */
email: string | null, 
/**
 * Phone.
 */
phone: string | null, 
/**
 * Languages: BCP 47 tags or names, as given.
 */
languages: string | null, 
/**
 * Diet.
 */
dietary: string | null, 
/**
 * What the person needs to take part.
 */
accessNeeds: string | null, 
/**
 * Notes.
 */
note: string | null, };

/**
 * What a new study starts with.
 */
export type NewStudy = { 
/**
 * Title; not empty.
 */
title: string, 
/**
 * Its activity.
 */
activity: ActivityId | null, };

/**
 * A new task.
 */
export type NewTask = { 
/**
 * The event that it is for.
 */
event: EventId, 
/**
 * What has to be done; not empty.
 */
title: string, 
/**
 * When it is due.
 */
due: Due, 
/**
 * Who sees to it.
 */
owner: PersonId | null, 
/**
 * Notes.
 */
note: string | null, };

/**
 * Somebody who could be put on an event's list.
 */
export type Newcomer = { 
/**
 * The event.
 */
event: EventId, 
/**
 * Their record, if they are in the directory.
 */
person: PersonId | null, 
/**
 * The name that the answer gives; the address where it gives none.
 */
name: string, 
/**
 * Address.
 */
email: string, 
/**
 * What they answered.
 */
reply: Reply | null, };

/**
 * A line that is to be added, read.
 */
export type OfficeKey = { 
/**
 * What the office is called.
 */
name: string, 
/**
 * Its key in few letters.
 */
fingerprint: string, 
/**
 * What is known of that office already.
 */
known: KnownKey, };

/**
 * What was done to a record.
 */
export type Operation = "insert" | "update" | "delete";

/**
 * One field of an organisation and its new value.
 */
export type OrganisationEdit = { "field": "name", "value": string } | { "field": "shortName", "value": string } | { "field": "nativeName", "value": string } | { "field": "kind", "value": OrganisationKind } | { "field": "state", "value": string } | { "field": "city", "value": string } | { "field": "website", "value": string } | { "field": "email", "value": string } | { "field": "phone", "value": string } | { "field": "address", "value": string } | { "field": "field", "value": string } | { "field": "parent", "value": OrganisationId | null } | { "field": "namedBy", "value": OrganisationId | null } | { "field": "namedOn", "value": string } | { "field": "note", "value": string };

/**
 * An organisation.
 */
export type OrganisationId = string;

/**
 * What an organisation is to the partnership.
 */
export type OrganisationKind = "member-government" | "committee" | "technical-centre" | "secretariat" | "partner" | "other";

/**
 * All that is kept of an organisation.
 */
export type OrganisationPage = { 
/**
 * Key.
 */
id: OrganisationId, 
/**
 * Name.
 */
name: string, 
/**
 * Short name.
 */
shortName: string | null, 
/**
 * Name in native script.
 */
nativeName: string | null, 
/**
 * Kind.
 */
kind: OrganisationKind, 
/**
 * State.
 */
state: State | null, 
/**
 * State's name as papers write it.
 */
stateName: string | null, 
/**
 * City.
 */
city: string | null, 
/**
 * Web page.
 */
website: string | null, 
/**
 * E-mail address.
 */
email: string | null, 
/**
 * Phone.
 */
phone: string | null, 
/**
 * Postal address.
 */
address: string | null, 
/**
 * What it works on.
 */
field: string | null, 
/**
 * The organisation that it belongs to.
 */
parent: Named | null, 
/**
 * For a Technical Centre: the body of its State that named it.
 */
namedBy: Named | null, 
/**
 * On which day.
 */
namedOn: string | null, 
/**
 * Notes.
 */
note: string | null, 
/**
 * Events it hosts or co-organizes, newest first.
 */
events: Array<EventRow>, };

/**
 * Which organisations a list shows.
 */
export type OrganisationQuery = { 
/**
 * Words to find; empty for all.
 */
text: string, 
/**
 * Kind wanted.
 */
kind: OrganisationKind | null, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * An organisation in a list.
 */
export type OrganisationRow = { 
/**
 * Key.
 */
id: OrganisationId, 
/**
 * Name.
 */
name: string, 
/**
 * Short name.
 */
shortName: string | null, 
/**
 * Kind.
 */
kind: OrganisationKind, 
/**
 * State.
 */
state: State | null, 
/**
 * How many people of it are in the directory.
 */
people: number, };

/**
 * What ties people and events to an organisation, over time.
 */
export type OrganisationTies = { 
/**
 * What is to be said of it, a sentence each.
 */
advice: Array<string>, 
/**
 * Who is or was what in it: those of today first, then those to come, then those of the past.
 */
members: Array<MembershipRow>, 
/**
 * People of the directory who were here before, the last to go first.
 */
former: Array<FormerPerson>, 
/**
 * Every event that it has or had a part in, newest first.
 */
parts: Array<EventPart>, 
/**
 * The organisations that it named, or that belong to it.
 */
named: Array<OrganisationRow>, };

/**
 * An output as figures name it.
 */
export type OutputHead = { 
/**
 * Key.
 */
id: OutputId, 
/**
 * Number.
 */
number: number, 
/**
 * Title.
 */
title: string, };

/**
 * One of a work plan's outputs.
 */
export type OutputId = string;

/**
 * An output with its activities.
 */
export type OutputRow = { 
/**
 * Key.
 */
id: OutputId, 
/**
 * Number.
 */
number: number, 
/**
 * Title.
 */
title: string, 
/**
 * Activities in order.
 */
activities: Array<ActivityRow>, };

/**
 * How many events of a stage an output had in a year.
 */
export type OutputYearCount = { 
/**
 * The output's key; none for events that serve no activity.
 */
output: OutputId | null, 
/**
 * Year.
 */
year: number, 
/**
 * How far they have come.
 */
stage: Stage, 
/**
 * How many.
 */
events: number, };

/**
 * This office, as others need it.
 */
export type OwnOffice = { 
/**
 * What it is called.
 */
name: string, 
/**
 * The line that others need.
 */
line: string, 
/**
 * Its key in few letters, to be compared by telephone.
 */
fingerprint: string, 
/**
 * The line as a QR code: a picture in SVG.
 */
qr: string | null, };

/**
 * Whose tasks are wanted.
 */
export type OwnedBy = { "of": "anybody" } | { "of": "person", "person": PersonId } | { "of": "nobody" };

/**
 * What a pack says of itself.
 */
export type PackAbout = { 
/**
 * The office that made it.
 */
office: string, 
/**
 * When, by its clock.
 */
made: string, 
/**
 * Whether it holds an event alone.
 */
event: boolean, 
/**
 * That event, if it is known here.
 */
of: Named | null, 
/**
 * Whether it holds all that the office knows.
 */
everything: boolean, 
/**
 * Whether it holds results alone, without people's personal data.
 */
results: boolean, };

/**
 * Somebody whose clock is far ahead.
 */
export type PackAhead = { 
/**
 * Who.
 */
actor: string, 
/**
 * What their clock said.
 */
says: string, };

/**
 * What a pack is to hold.
 */
export type PackContents = { "kind": "unseen" } | { "kind": "everything" } | { "kind": "event", 
/**
 * Which.
 */
event: EventId, };

/**
 * How many records of a kind change.
 */
export type PackCount = { 
/**
 * The records' table.
 */
table: string, 
/**
 * New ones.
 */
made: number, 
/**
 * Changed ones.
 */
changed: number, 
/**
 * Deleted ones.
 */
deleted: number, };

/**
 * Which lines of a pack's preview are wanted.
 */
export type PackFilter = { 
/**
 * Those that do this alone.
 */
operation: Operation | null, 
/**
 * Those of this table alone.
 */
table: string | null, };

/**
 * What a person typed or said to open a pack.
 */
export type PackKey = { 
/**
 * Its passphrase.
 */
passphrase: string | null, 
/**
 * Whether it may be signed by a key that is not known here.
 */
stranger: boolean, };

/**
 * What a pack would do to one record.
 */
export type PackLine = { 
/**
 * The record's table and key: a line's own key.
 */
id: string, 
/**
 * Table.
 */
table: string, 
/**
 * Key of the record.
 */
record: string, 
/**
 * What the record is called.
 */
name: string | null, 
/**
 * The event that it belongs to.
 */
event: Named | null, 
/**
 * What would be done.
 */
operation: Operation, 
/**
 * The fields that would change; none of a new or deleted record.
 */
fields: Array<FieldChange>, };

/**
 * A pack that was made.
 */
export type PackMade = { 
/**
 * The file.
 */
path: string, 
/**
 * How many steps are in it.
 */
steps: number, 
/**
 * How long the file is.
 */
bytes: number, 
/**
 * The office that can read it; nothing: whoever knows the passphrase.
 */
office: string | null, };

/**
 * What came of opening a pack.
 */
export type PackOpening = { "kind": "locked" } | { "kind": "stranger", 
/**
 * The office that it says it is from.
 */
office: string, 
/**
 * When it was made, by its clock.
 */
made: string, } | { "kind": "opened", 
/**
 * What.
 */
preview: PackPreview, };

/**
 * What taking a pack in would do.
 */
export type PackPreview = { 
/**
 * What it says of itself.
 */
about: PackAbout, 
/**
 * How many steps in it are new here.
 */
steps: number, 
/**
 * What would change, by kind of record.
 */
counts: Array<PackCount>, 
/**
 * How many things would then have to be decided that need not now.
 */
conflicts: number, 
/**
 * How many files of papers it would bring, or has that are here.
 */
files: number, 
/**
 * How many people would be erased. Then it cannot be undone.
 */
erased: number, 
/**
 * How many records would be held back, since what they belong to is deleted or still to come.
 */
held: number, 
/**
 * Those whose clock is far ahead of this computer's.
 */
ahead: Array<PackAhead>, };

/**
 * What a pack is for, and so whose data it may hold.
 */
export type PackPurpose = "whole" | "results";

/**
 * A pack that is to be made.
 */
export type PackRequest = { 
/**
 * What it is to hold.
 */
contents: PackContents, 
/**
 * What it is for.
 */
purpose: PackPurpose, 
/**
 * The office that alone can read it: its device.
 */
office: string | null, 
/**
 * Else the passphrase that opens it.
 */
passphrase: string | null, };

/**
 * What taking a pack in did.
 */
export type PackTaken = { 
/**
 * What it says of itself.
 */
about: PackAbout, 
/**
 * How many of its steps were new here.
 */
steps: number, 
/**
 * What changed, by kind of record.
 */
counts: Array<PackCount>, 
/**
 * How many things wait to be decided now, from whichever pack.
 */
conflicts: number, 
/**
 * How many people were erased. Then it cannot be undone.
 */
erased: number, 
/**
 * How many people who came with it may be in the directory already.
 */
people: number, 
/**
 * The step, to be undone; none if no record changed.
 */
change: Change | null, };

/**
 * Part of a long list.
 */
export type Page<T> = { 
/**
 * The rows from the offset that was asked for.
 */
rows: Array<T>, 
/**
 * How many rows the whole list has.
 */
total: number, };

/**
 * The papers for the whole event, or for one item of its agenda.
 */
export type PaperGroup = { 
/**
 * The item; none for the whole event.
 */
item: AgendaItemId | null, 
/**
 * The item that it is a part of.
 */
parent: AgendaItemId | null, 
/**
 * The item's title; empty for the whole event.
 */
title: string, 
/**
 * The papers in the order in which they were added.
 */
papers: Array<AttachmentRow>, };

/**
 * A kind of paper and what it can be written as.
 */
export type PaperKindRow = { 
/**
 * The kind.
 */
kind: DocumentKind, 
/**
 * What it can be written as.
 */
formats: Array<DocumentFormat>, 
/**
 * Whether there is one for each person, which can lie in a file of its own.
 */
oneAPerson: boolean, };

/**
 * How a paper is wanted. What a kind of paper has no use for says nothing.
 */
export type PaperOptions = { 
/**
 * Programme: with what each item is about, and its number.
 */
annotated: boolean, 
/**
 * Badges: with the person's card as a QR code.
 */
qr: boolean, 
/**
 * Programme and sign-in sheets: of this day alone.
 */
day: string | null, 
/**
 * List of participants: with the addresses of those who agreed that they are shared.
 */
contacts: boolean, 
/**
 * Only those who accepted.
 */
accepted: boolean, 
/**
 * Table signs: for whom.
 */
signs: SignsFor, 
/**
 * Letters: in this language; else in each person's own.
 */
language: string | null, 
/**
 * Letters: the day by which an answer is asked for.
 */
replyBy: string | null, 
/**
 * Only these people; empty for all.
 */
people: Array<PersonId>, };

/**
 * A page of a paper.
 */
export type PaperPreview = { 
/**
 * How many pages there are.
 */
pages: number, 
/**
 * Which this is, from 0.
 */
page: number, 
/**
 * The page as a picture in SVG.
 */
svg: string, 
/**
 * Letters that no font has, and fonts that are not there: sentences that say what to install.
 */
warning: string | null, 
/**
 * What is to be known of the paper and does not stand in it.
 */
notes: Array<string>, };

/**
 * A paper that is wanted.
 */
export type PaperRequest = { 
/**
 * Of this event.
 */
event: EventId, 
/**
 * What for.
 */
kind: DocumentKind, 
/**
 * How.
 */
options: PaperOptions, };

/**
 * A paper that was written.
 */
export type PaperWritten = { 
/**
 * The file, or the folder of several.
 */
path: string, 
/**
 * How many files.
 */
files: number, 
/**
 * How many pages, of all of them, where that is known.
 */
pages: number | null, 
/**
 * Letters that no font has, and fonts that a template asks for and that are not there: sentences that say what
 * to install.
 */
warning: string | null, 
/**
 * What is to be known of the paper and does not stand in it.
 */
notes: Array<string>, };

/**
 * The papers of an event.
 */
export type Papers = { 
/**
 * First those for the whole event, then those of each item of the agenda in its order, those in
 * the tray at the end; also of items that have none.
 */
groups: Array<PaperGroup>, 
/**
 * How many papers there are.
 */
count: number, 
/**
 * How many bytes they hold together.
 */
bytes: number, };

/**
 * What papers are attached to.
 */
export type PapersOf = { 
/**
 * The event.
 */
event: EventId, 
/**
 * The item of its agenda; none for the whole event.
 */
item: AgendaItemId | null, };

/**
 * Which participants of an event a list shows.
 */
export type ParticipantQuery = { 
/**
 * The event.
 */
event: EventId, 
/**
 * Words to find; empty for all.
 */
text: string, 
/**
 * The order.
 */
order: PeopleOrder, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * A participant in an event's list.
 */
export type ParticipantRow = { 
/**
 * Key of the participation.
 */
id: ParticipationId, 
/**
 * The person.
 */
person: PersonRow, 
/**
 * Capacity.
 */
capacity: Capacity, 
/**
 * Reply.
 */
reply: Reply, 
/**
 * Whether they came.
 */
presence: Presence, 
/**
 * Who pays.
 */
funding: Funding | null, 
/**
 * Which organisation that is.
 */
fundedBy: Named | null, 
/**
 * For whom they speak, where it is not their own State or organisation.
 */
delegation: Named | null, 
/**
 * How far the journey is arranged.
 */
travel: Travel | null, 
/**
 * How far the visa is.
 */
visa: Visa | null, 
/**
 * Whether they need a letter for a visa.
 */
visaLetter: boolean, 
/**
 * Seat.
 */
seat: string | null, 
/**
 * Note.
 */
note: string | null, };

/**
 * The list of participants with its totals.
 */
export type Participants = { 
/**
 * The part of the list that was asked for.
 */
page: Page<ParticipantRow>, 
/**
 * By reply.
 */
byReply: Array<Count>, 
/**
 * By State, in protocol order.
 */
byState: Array<Count>, 
/**
 * By gender.
 */
byGender: Array<Count>, 
/**
 * By kind of organisation; empty for those of none.
 */
byKind: Array<Count>, };

/**
 * One field of a participation and its new value.
 */
export type ParticipationEdit = { "field": "capacity", "value": Capacity } | { "field": "reply", "value": Reply } | { "field": "presence", "value": Presence } | { "field": "funding", "value": Funding | null } | { "field": "fundedBy", "value": OrganisationId | null } | { "field": "delegation", "value": string } | { "field": "travel", "value": Travel | null } | { "field": "visa", "value": Visa | null } | { "field": "seat", "value": string } | { "field": "note", "value": string };

/**
 * A person's part in an event.
 */
export type ParticipationId = string;

/**
 * An organisation's part in an event.
 */
export type PartnerPart = "lead" | "co-organizer" | "host" | "co-funder" | "technical-input" | "outreach";

/**
 * What was done when a passphrase was set, changed or taken off.
 */
export type PassphraseChange = { 
/**
 * How many backups have the same passphrase now as the store.
 */
backups: number, 
/**
 * Files beside the store that are as they were: damaged ones, and those with another passphrase. After a passphrase
 * was set, what stands in them may be read by whoever has them.
 */
left: Array<string>, };

/**
 * How it stands with the store's passphrase.
 */
export type PassphraseState = { 
/**
 * Whether it has one.
 */
set: boolean, 
/**
 * After how many minutes without a touch the window locks; 0 is never.
 */
lockAfter: number, 
/**
 * What may be chosen for that.
 */
lockChoices: Array<number>, };

/**
 * What kind of file a list of people is saved as.
 */
export type PeopleFormat = "csv" | "vcard" | "vcard3";

/**
 * What a list of people is sorted by.
 */
export type PeopleOrder = "name" | "state" | "organisation" | "protocol" | "seat";

/**
 * Which people a list shows.
 */
export type PeopleQuery = { 
/**
 * Words to find; empty for all.
 */
text: string, 
/**
 * Only people of this State.
 */
state: State | null, 
/**
 * Only people of this organisation.
 */
organisation: OrganisationId | null, 
/**
 * The order.
 */
order: PeopleOrder, 
/**
 * Last first.
 */
descending: boolean, 
/**
 * The part of the list.
 */
window: Window, };

/**
 * A list of people that was saved.
 */
export type PeopleSaved = { 
/**
 * Where.
 */
path: string, 
/**
 * How many people are in it.
 */
people: number, 
/**
 * How many were left out, since they did not agree to what it is for.
 */
leftOut: number, };

/**
 * Whom to add to an event.
 */
export type PeopleSource = { "from": "people", 
/**
 * Their keys.
 */
ids: Array<PersonId>, } | { "from": "group", 
/**
 * Its key.
 */
id: PersonGroupId, } | { "from": "event", 
/**
 * The event.
 */
id: EventId, 
/**
 * Only those who came.
 */
came: boolean, };

/**
 * A span of days that figures and reports are about, both ends included.
 */
export type Period = { 
/**
 * First day.
 */
first: string, 
/**
 * Last day.
 */
last: string, };

/**
 * A further e-mail address or phone number.
 */
export type PersonAddress = { 
/**
 * Key.
 */
id: PersonAddressId, 
/**
 * E-mail or phone.
 */
kind: AddressKind, 
/**
 * The address or number.
 */
value: string, 
/**
 * What it is for: office, mobile, assistant.
 */
label: string | null, };

/**
 * A further e-mail address or phone number of a person.
 */
export type PersonAddressId = string;

/**
 * What a column holds.
 */
export type PersonColumn = "family-name" | "given-name" | "full-name" | "native-name" | "title" | "gender" | "position" | "division" | "organisation" | "state" | "email" | "phone" | "languages" | "dietary" | "access-needs" | "capacity" | "reply" | "note" | "ignore";

/**
 * One field of a person and its new value. An empty text clears an optional field.
 */
export type PersonEdit = { "field": "familyName", "value": string } | { "field": "givenName", "value": string } | { "field": "nameOrder", "value": NameOrder } | { "field": "nativeName", "value": string } | { "field": "nativeLanguage", "value": string } | { "field": "title", "value": string } | { "field": "gender", "value": Gender } | { "field": "position", "value": string } | { "field": "division", "value": string } | { "field": "organisation", "value": OrganisationId | null } | { "field": "state", "value": string } | { "field": "email", "value": string } | { "field": "phone", "value": string } | { "field": "languages", "value": string } | { "field": "dietary", "value": string } | { "field": "accessNeeds", "value": string } | { "field": "visaLetter", "value": boolean } | { "field": "consentToShare", "value": boolean } | { "field": "note", "value": string };

/**
 * An event on a person's page.
 */
export type PersonEvent = { 
/**
 * The event.
 */
event: EventRow, 
/**
 * Capacity.
 */
capacity: Capacity, 
/**
 * Reply.
 */
reply: Reply, 
/**
 * Whether they came.
 */
presence: Presence, };

/**
 * A group of people that was saved.
 */
export type PersonGroupId = string;

/**
 * Hours times those present, over sessions.
 */
export type PersonHours = { 
/**
 * The sum over the sessions that tell both; none where no session does.
 */
personHours: number | null, 
/**
 * Hours delivered, over the sessions that tell them.
 */
hours: number | null, 
/**
 * Sessions.
 */
sessions: number, 
/**
 * Sessions that do not tell their hours or who was present: what they gave is in no sum.
 */
incomplete: number, };

/**
 * A person in the directory.
 */
export type PersonId = string;

/**
 * All that is kept of a person.
 */
export type PersonPage = { 
/**
 * Key.
 */
id: PersonId, 
/**
 * Name as papers write it: in Latin letters where both its parts are, else in native script.
 */
name: string, 
/**
 * The same with the title, as protocol writes it: `Ms Anna PETROVA`.
 */
formalName: string, 
/**
 * Family name.
 */
familyName: string, 
/**
 * Given name.
 */
givenName: string, 
/**
 * Which stands first.
 */
nameOrder: NameOrder, 
/**
 * Name in native script.
 */
nativeName: string | null, 
/**
 * Its language.
 */
nativeLanguage: string | null, 
/**
 * Title.
 */
title: string | null, 
/**
 * Gender.
 */
gender: Gender, 
/**
 * Position.
 */
position: string | null, 
/**
 * Division.
 */
division: string | null, 
/**
 * Organisation.
 */
organisation: Named | null, 
/**
 * State.
 */
state: State | null, 
/**
 * State's name as papers write it.
 */
stateName: string | null, 
/**
 * E-mail address.
 */
email: string | null, 
/**
 * Phone.
 */
phone: string | null, 
/**
 * Languages.
 */
languages: string | null, 
/**
 * Diet.
 */
dietary: string | null, 
/**
 * Access needs.
 */
accessNeeds: string | null, 
/**
 * Visa letter needed.
 */
visaLetter: boolean, 
/**
 * Contact details may be shared.
 */
consentToShare: boolean, 
/**
 * Notes.
 */
note: string | null, 
/**
 * Further e-mail addresses and phones, as they were put in order; empty in a list for a file.
 */
addresses: Array<PersonAddress>, 
/**
 * The events the person takes part in, newest first.
 */
events: Array<PersonEvent>, };

/**
 * A person in a list.
 */
export type PersonRow = { 
/**
 * Key.
 */
id: PersonId, 
/**
 * Name as papers write it: in Latin letters where both its parts are, else in native script.
 */
name: string, 
/**
 * Name in native script.
 */
nativeName: string | null, 
/**
 * BCP 47 tag of the native script's language, for the right shapes of Han characters.
 */
nativeLanguage: string | null, 
/**
 * Position.
 */
position: string | null, 
/**
 * Organisation's name.
 */
organisation: string | null, 
/**
 * State.
 */
state: State | null, 
/**
 * State's name as papers write it.
 */
stateName: string | null, 
/**
 * E-mail address.
 */
email: string | null, };

/**
 * What ties a person to bodies and groups.
 */
export type PersonTies = { 
/**
 * What they are or were, and where.
 */
memberships: Array<MembershipRow>, 
/**
 * The saved groups they belong to.
 */
groups: Array<Named>, };

/**
 * How a picture is written.
 */
export type PictureFormat = "svg" | "png";

/**
 * A table of figures.
 */
export type Pivot = { 
/**
 * What was asked for.
 */
query: PivotQuery, 
/**
 * Rows in the order of what they stand for; what is not recorded last.
 */
rows: Array<PivotHead>, 
/**
 * Columns likewise; none where there is one dimension.
 */
columns: Array<PivotHead>, 
/**
 * A count for each row and column.
 */
cells: Array<Array<number>>, 
/**
 * How many in all, each once.
 */
total: number, 
/**
 * Whether some are in several rows, so that the rows' totals come to more than all.
 */
rowsOverlap: boolean, 
/**
 * Whether some are in several columns.
 */
columnsOverlap: boolean, };

/**
 * How a table of figures is written.
 */
export type PivotFormat = "xlsx" | "csv";

/**
 * A row or column of a table of figures.
 */
export type PivotHead = { 
/**
 * What it stands for: a word, a code, a year or a key; none for what is not recorded.
 */
key: string | null, 
/**
 * The same in English, as files have it.
 */
label: string, 
/**
 * How many in it, each once.
 */
total: number, };

/**
 * A table of figures that is asked for.
 */
export type PivotQuery = { 
/**
 * What is counted.
 */
of: Subject, 
/**
 * By what in rows.
 */
rows: Dimension, 
/**
 * By what in columns.
 */
columns: Dimension | null, 
/**
 * Which events are looked at.
 */
events: CountedEvents, };

/**
 * What a template leaves open, written in braces: `{title}`.
 */
export type Placeholder = "name" | "title" | "kind" | "when" | "when_there" | "place" | "link" | "agenda" | "capacity" | "organizer" | "changes" | "reply_by";

/**
 * What a year's activity plan says, and what could be added to it.
 */
export type PlanDraft = { 
/**
 * The year.
 */
year: number, 
/**
 * The work plan's title.
 */
plan: string, 
/**
 * What the activity plan says already.
 */
there: Array<PlanEntryRow>, 
/**
 * What could be added.
 */
drafts: Array<PlanDraftRow>, };

/**
 * An entry that could be added.
 */
export type PlanDraftRow = { 
/**
 * Key of the activity.
 */
activity: ActivityId, 
/**
 * The activity's number and title.
 */
title: string, 
/**
 * First quarter; none for “upon consultation”.
 */
firstQuarter: number | null, 
/**
 * Last quarter.
 */
lastQuarter: number | null, 
/**
 * `Q4`, `Upon consultation`.
 */
timing: string, 
/**
 * What it says in words.
 */
note: string, 
/**
 * What it is held with.
 */
associatedWith: string | null, 
/**
 * Events that it comes from.
 */
events: Array<Named>, 
/**
 * The year of the entry that it repeats.
 */
repeats: number | null, };

/**
 * An entry of the activity plan.
 */
export type PlanEntryRow = { 
/**
 * The activity's number and title.
 */
activity: string, 
/**
 * `Q4`, `Upon consultation`.
 */
timing: string, 
/**
 * In words.
 */
note: string, };

/**
 * The years of a work plan.
 */
export type PlanYears = { 
/**
 * Key.
 */
id: WorkPlanId, 
/**
 * Title.
 */
title: string, 
/**
 * First year.
 */
firstYear: number, 
/**
 * Last year.
 */
lastYear: number, 
/**
 * Their days.
 */
period: Period, };

/**
 * A session that stands on the agenda, with what its log would begin with.
 */
export type PlannedSession = { 
/**
 * The agenda item.
 */
item: AgendaItemId, 
/**
 * Topic.
 */
topic: string, 
/**
 * Day.
 */
day: string, 
/**
 * Planned hours.
 */
hours: number, 
/**
 * Language.
 */
language: string | null, 
/**
 * Who speaks there.
 */
trainers: Array<Named>, };

/**
 * Two who may be one.
 */
export type PossibleDuplicate = { 
/**
 * The one who was added first.
 */
one: PersonRow, 
/**
 * The other.
 */
other: PersonRow, 
/**
 * How much speaks for it, from 0 to 100.
 */
score: number, 
/**
 * What it comes from.
 */
signs: Array<DuplicateSign>, };

/**
 * The pairs that are worth a look.
 */
export type PossibleDuplicates = { 
/**
 * Those that most speaks for, at most 300.
 */
pairs: Array<PossibleDuplicate>, 
/**
 * How many there are.
 */
total: number, 
/**
 * Those who may have moved to another office, or changed their name: much less speaks for them. At most 300.
 */
moved: Array<PossibleDuplicate>, 
/**
 * How many of these there are.
 */
movedTotal: number, };

/**
 * Whether a person was there.
 */
export type Presence = "not-recorded" | "present" | "present-online" | "absent";

/**
 * How a programme prints an item.
 */
export type Printed = { 
/**
 * Title.
 */
title: string, 
/**
 * Day.
 */
day: string, 
/**
 * Start; none where it waits for a place in the timetable.
 */
start: string | null, 
/**
 * End, likewise.
 */
end: string | null, 
/**
 * Name of its room.
 */
room: string | null, 
/**
 * Names of its speakers, in their order.
 */
speakers: Array<string>, };

/**
 * A priority area of a work plan.
 */
export type PriorityAreaId = string;

/**
 * A priority area.
 */
export type PriorityAreaRow = { 
/**
 * Key.
 */
id: PriorityAreaId, 
/**
 * Number, such as `4.1.1`.
 */
code: string, 
/**
 * Title.
 */
title: string, };

/**
 * How far long work has come; told in `progress` events.
 */
export type Progress = { 
/**
 * Done so far.
 */
done: number, 
/**
 * Of so much.
 */
of: number, };

/**
 * What an activity plan says that nothing answers to yet.
 */
export type PromisedEntry = { 
/**
 * Key of the activity plan's entry.
 */
id: ActivityPlanEntryId, 
/**
 * The activity.
 */
activity: ActivityId, 
/**
 * Its number.
 */
code: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What kind of record it leads to.
 */
record: ActivityRecord, 
/**
 * Kind of the events it leads to.
 */
eventKind: EventKind | null, 
/**
 * Year.
 */
year: number, 
/**
 * First quarter, where quarters are named.
 */
firstQuarter: number | null, 
/**
 * Last quarter.
 */
lastQuarter: number | null, 
/**
 * What it says, in words.
 */
note: string, 
/**
 * What a new event for it starts with in “held with”.
 */
associatedWith: string | null, };

/**
 * Another time that somebody proposes.
 */
export type Proposal = { 
/**
 * The reply that it came with.
 */
id: InvitationReplyId, 
/**
 * Local start.
 */
start: string, 
/**
 * Local end; for whole days midnight after the last.
 */
end: string, 
/**
 * The last day that it touches.
 */
last: string, 
/**
 * IANA name of the zone of these; none for whole days.
 */
zone: string | null, };

/**
 * How it stands with publishing after every change.
 */
export type Publication = { 
/**
 * The folder, if that is switched on.
 */
folder: string | null, 
/**
 * When the calendar in it was written last.
 */
written: string | null, 
/**
 * Why it could not be written the last time, as a sentence.
 */
failure: string | null, };

/**
 * What publishing wrote.
 */
export type Published = { 
/**
 * The folder.
 */
folder: string, 
/**
 * How many events are in it.
 */
events: number, 
/**
 * How many events are not, since they are private or confidential.
 */
leftOut: number, 
/**
 * Names of the files that were written anew.
 */
written: Array<string>, 
/**
 * Names of the files that said the same already, and were left alone.
 */
unchanged: Array<string>, 
/**
 * Names of the files that were removed: their years have no events any more.
 */
removed: Array<string>, };

/**
 * What a letter is sent for.
 */
export type Purpose = "request" | "update" | "cancel" | "withdraw";

/**
 * What is told of a session that was held. Numbers are as typed; an empty text is not recorded.
 */
export type QuickEntry = { 
/**
 * What the training is called.
 */
title: string, 
/**
 * The session's topic; the title if there is none.
 */
topic: string, 
/**
 * The first day.
 */
day: string, 
/**
 * The last day, if there were several.
 */
lastDay: string, 
/**
 * Hours in all.
 */
hours: string, 
/**
 * Method.
 */
method: Method | null, 
/**
 * Form of training.
 */
form: TrainingForm | null, 
/**
 * City.
 */
city: string, 
/**
 * State it took place in.
 */
state: State | null, 
/**
 * Who held it: a Technical Centre.
 */
host: OrganisationId | null, 
/**
 * How many women were there, where no names are kept.
 */
women: string, 
/**
 * How many men.
 */
men: string, 
/**
 * Names of those who were there: one a line; behind a tab or a semicolon an address, a State, an organisation.
 */
names: string, 
/**
 * Who taught.
 */
trainers: Array<PersonId>, 
/**
 * Activities of the work plan that it serves.
 */
activities: Array<ActivityId>, };

/**
 * A record, and where the window shows it.
 */
export type RecordLink = { 
/**
 * Its code in the annexes.
 */
code: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * When it was, or whose it is, in a few words.
 */
about: string, 
/**
 * Where it is shown: `/events/ID`.
 */
route: string, };

/**
 * A line that cannot be taken, or not all of it, and why.
 */
export type RejectedInFile = { 
/**
 * The file's name without its folder.
 */
file: string, 
/**
 * The line in the file; of an event, that of its BEGIN.
 */
line: number, 
/**
 * Why, as a sentence.
 */
reason: string, };

/**
 * A line that cannot be taken, or not all of it, and why.
 */
export type RejectedLine = { 
/**
 * The line in the file.
 */
line: number, 
/**
 * Why, as a sentence.
 */
reason: string, };

/**
 * An agenda as it was given out.
 */
export type ReleaseRow = { 
/**
 * Number, from 1 within the event.
 */
number: number, 
/**
 * Name: provisional, rev. 1, final.
 */
name: string, 
/**
 * Note.
 */
note: string | null, 
/**
 * When.
 */
released: string, 
/**
 * How many items it has.
 */
items: number, 
/**
 * Whether the agenda stands as this release has it.
 */
stands: boolean, };

/**
 * Whose replies are told over time.
 */
export type RepliesOf = { "of": "event", "value": EventId } | { "of": "period", "value": Period };

/**
 * What became of the answers.
 */
export type RepliesTaken = { 
/**
 * Each answer, in the order of the files.
 */
rows: Array<ReplyRow>, 
/**
 * How many changed the list, delegations and proposals among them.
 */
taken: number, 
/**
 * The step; none where nothing was changed.
 */
change: Change | null, };

/**
 * What a person answered to the invitation (RFC 5545 §3.2.12, PARTSTAT).
 */
export type Reply = "needs-action" | "accepted" | "declined" | "tentative" | "delegated";

/**
 * How many had which reply when a day ended.
 */
export type ReplyDay = { 
/**
 * The day.
 */
day: string, 
/**
 * Come.
 */
accepted: number, 
/**
 * May come.
 */
tentative: number, 
/**
 * Send another.
 */
delegated: number, 
/**
 * Do not come.
 */
declined: number, 
/**
 * On the list, without an answer.
 */
waiting: number, };

/**
 * What became of an answer.
 */
export type ReplyRow = { 
/**
 * The file's name.
 */
file: string, 
/**
 * The event that it is about.
 */
event: Named | null, 
/**
 * Whose answer it is.
 */
person: Named | null, 
/**
 * The address that it gives.
 */
address: string | null, 
/**
 * What was answered.
 */
reply: Reply | null, 
/**
 * What became of it.
 */
outcome: Judgement, 
/**
 * Why, or what else is to be known.
 */
reason: string, 
/**
 * Somebody who could be put on the list: who answered uninvited, or whom a participant sends.
 */
newcomer: Newcomer | null, 
/**
 * Another time that is proposed.
 */
proposal: Proposal | null, };

/**
 * A group of bars.
 */
export type ReportBar = { 
/**
 * What for.
 */
label: string, 
/**
 * A value for each series; none where nobody wrote it down.
 */
values: Array<number | null>, };

/**
 * What stands in a part.
 */
export type ReportBlock = { "is": "sentence", 
/**
 * Words and numbers.
 */
pieces: Array<ReportPiece>, 
/**
 * All that its numbers were counted from.
 */
source: ReportSource, } | { "is": "written", 
/**
 * Paragraphs.
 */
paragraphs: Array<string>, 
/**
 * Language.
 */
lang: string, } | { "is": "table" } & ReportTable | { "is": "chart" } & ReportChart;

/**
 * A cell of a table.
 */
export type ReportCell = { 
/**
 * As it is printed.
 */
text: string, 
/**
 * Language.
 */
lang: string, 
/**
 * What it is.
 */
value: ReportValue, 
/**
 * What it was counted from, where that is not all that its row was.
 */
source: ReportSource, 
/**
 * Whether people set it, such as a target: then it was counted from nothing, whatever its row was.
 */
set: boolean, };

/**
 * Bars of one or several series.
 */
export type ReportChart = { 
/**
 * `Figure 1. Events by output`.
 */
caption: string, 
/**
 * What is counted: `events`.
 */
unit: string, 
/**
 * What each bar of a group stands for; one at least.
 */
series: Array<string>, 
/**
 * Groups of bars.
 */
bars: Array<ReportBar>, 
/**
 * The picture.
 */
svg: string, 
/**
 * What it shows, in words, for who cannot see it.
 */
alt: string, };

/**
 * A column of a table.
 */
export type ReportColumn = { 
/**
 * Its heading.
 */
heading: string, 
/**
 * Whether its values are numbers, which end below each other.
 */
number: boolean, 
/**
 * How wide it is, beside the others.
 */
share: number, };

/**
 * A part under a heading.
 */
export type ReportPart = { 
/**
 * What a person's own text of it is kept under: `introduction`, `output 1`, `activity 1.1`.
 */
key: string, 
/**
 * Its number: `2`, `2.1`, `Annex I`.
 */
number: string, 
/**
 * 1 for a part of the paper, 2 for a part of one.
 */
level: number, 
/**
 * Heading.
 */
title: string, 
/**
 * Language of the heading.
 */
lang: string, 
/**
 * Whether it begins a page.
 */
page: boolean, 
/**
 * What it says.
 */
blocks: Array<ReportBlock>, };

/**
 * Words of a sentence, or a value in it.
 */
export type ReportPiece = { 
/**
 * As it is printed.
 */
text: string, 
/**
 * What it was counted from; nothing for words.
 */
source: ReportSource, };

/**
 * Which report is wanted.
 */
export type ReportRequest = { "report": "annual", 
/**
 * Which.
 */
period: Period, } | { "report": "plan", 
/**
 * Which.
 */
year: number, };

/**
 * A row of a table.
 */
export type ReportRow = { 
/**
 * A cell for each column.
 */
cells: Array<ReportCell>, 
/**
 * What it was counted from.
 */
source: ReportSource, 
/**
 * Whether it is the sum of others.
 */
total: boolean, 
/**
 * The code that numbers name it by, in an annex.
 */
code: string | null, };

/**
 * A sentence of the report.
 */
export type ReportSentence = { 
/**
 * Its name.
 */
id: string, 
/**
 * Where it stands: `summary`, `output`, `activity`, `training`, `finance`, `follow-ups`.
 */
place: string, 
/**
 * Its words now.
 */
text: string, 
/**
 * As the program brings it.
 */
ours: string, 
/**
 * What it can say: `{events}`.
 */
placeholders: Array<string>, 
/**
 * Whether it was changed.
 */
changed: boolean, };

/**
 * A sentence and its new words.
 */
export type ReportSentenceEdit = { 
/**
 * Which.
 */
id: string, 
/**
 * Its words; none: as the program brings it.
 */
text: string | null, };

/**
 * The records behind a number.
 */
export type ReportSource = { 
/**
 * Their codes in the annexes: `E1`.
 */
codes: Array<string>, 
/**
 * The same as it is printed, those that follow each other as one.
 */
spans: Array<ReportSpan>, };

/**
 * Records that follow each other in an annex.
 */
export type ReportSpan = { 
/**
 * As it is printed: `E3`, `E3–E7`.
 */
text: string, 
/**
 * The code of the first.
 */
to: string, };

/**
 * A table.
 */
export type ReportTable = { 
/**
 * What its sheet in a workbook is called.
 */
name: string, 
/**
 * `Table 1. Events held`.
 */
caption: string, 
/**
 * Columns.
 */
columns: Array<ReportColumn>, 
/**
 * Whether a last column says which records each row was counted from.
 */
sourced: boolean, 
/**
 * Rows.
 */
rows: Array<ReportRow>, 
/**
 * What stands below it.
 */
note: string | null, };

/**
 * An annual report, or another paper of its build.
 */
export type ReportText = { 
/**
 * `Annual report`.
 */
heading: string, 
/**
 * `1 January – 31 December 2026`.
 */
period: string, 
/**
 * For whom it is.
 */
addressee: string, 
/**
 * Its parts, in their order.
 */
parts: Array<ReportPart>, };

/**
 * A person's text of a section.
 */
export type ReportTextEdit = { 
/**
 * Of the report of this period.
 */
period: Period, 
/**
 * The section's key: `introduction`, `output 1`, `activity 1.1`, `finance`, `follow-ups`, `conclusions`.
 */
section: string, 
/**
 * The text; empty: none.
 */
text: string, };

/**
 * What a cell holds.
 */
export type ReportValue = "words" | { "number": number } | { "money": number } | { "percent": number } | { "day": string } | "missing";

/**
 * What going back to a backup would change.
 */
export type RestorePreview = { 
/**
 * The backup's file.
 */
path: string, 
/**
 * Steps that were made since, which would be gone.
 */
stepsSince: number, 
/**
 * The newest of them, the newest first.
 */
named: Array<StepSince>, 
/**
 * Steps that would be back: the store was put back to something older meanwhile.
 */
stepsOnlyThere: number, 
/**
 * What differs, by kind of record.
 */
kinds: Array<KindSince>, 
/**
 * How many people would be back whom the store has erased since.
 */
erased: number, };

/**
 * What was done.
 */
export type Restored = { 
/**
 * The backup that the store is now.
 */
from: string, 
/**
 * Where what was there before is kept; none if there was no store.
 */
kept: string | null, 
/**
 * Whether what was there before is damaged, so that its file was set aside as it was.
 */
wasDamaged: boolean, };

/**
 * A room of an event's venue.
 */
export type RoomId = string;

/**
 * A room of the event.
 */
export type RoomRow = { 
/**
 * Key.
 */
id: RoomId, 
/**
 * Name.
 */
name: string, 
/**
 * Seats, where known.
 */
capacity: number | null, };

/**
 * What an agenda is judged by.
 */
export type Rule = "person-twice" | "room-twice" | "overlap" | "pinned-overlap" | "over-plenary" | "outside-event" | "outside-parent" | "no-length" | "declined" | "no-chair" | "no-break" | "no-interpreter" | "too-few-seats";

/**
 * A file that was saved.
 */
export type Saved = { 
/**
 * Where.
 */
path: string, 
/**
 * How many records are in it; none for a copy of the store.
 */
records: number | null, };

/**
 * The attendance of a session.
 */
export type SessionAttendance = { 
/**
 * How many were there; none if nothing was recorded.
 */
present: number | null, 
/**
 * How many of them women; none if that is not known.
 */
women: number | null, 
/**
 * Of how many the gender is not known, where it is known of the others.
 */
unsaid: number, 
/**
 * From what it is known.
 */
source: AttendanceSource | null, 
/**
 * By State and gender, where that was told; States in the order of their codes.
 */
groups: Array<Group>, 
/**
 * What does not fit.
 */
findings: Array<AttendanceFinding>, };

/**
 * How many of a State and gender were in a session.
 */
export type SessionCount = { 
/**
 * State; none if not told.
 */
state: State | null, 
/**
 * Gender.
 */
gender: Gender, 
/**
 * How many.
 */
attended: number, };

/**
 * One field of a session's log and its new value, as it was typed. An empty text clears a field.
 */
export type SessionEdit = { "field": "topic", "value": string } | { "field": "day", "value": string } | { "field": "hours", "value": string } | { "field": "method", "value": Method | null } | { "field": "language", "value": string } | { "field": "materials", "value": string } | { "field": "attended", "value": string } | { "field": "absent", "value": string } | { "field": "women", "value": string } | { "field": "testMaximum", "value": string } | { "field": "preTest", "value": string } | { "field": "preTestN", "value": string } | { "field": "preTestSd", "value": string } | { "field": "postTest", "value": string } | { "field": "postTestN", "value": string } | { "field": "postTestSd", "value": string } | { "field": "usefulness", "value": string } | { "field": "level", "value": string } | { "field": "trainersMark", "value": string } | { "field": "logistics", "value": string } | { "field": "respondents", "value": string } | { "field": "comments", "value": string } | { "field": "problems", "value": string };

/**
 * A session's log with what it comes to.
 */
export type SessionEntry = { 
/**
 * What is recorded.
 */
log: SessionLog, 
/**
 * Who was there.
 */
attendance: SessionAttendance, 
/**
 * Hours × those present.
 */
personHours: number | null, 
/**
 * What was learnt.
 */
gain: Gain | null, 
/**
 * What is not recorded yet.
 */
missing: Array<Unrecorded>, 
/**
 * What does not fit.
 */
advice: Array<Advice>, 
/**
 * The newest change, where it is later than the session's day.
 */
changedAfter: Changed | null, };

/**
 * The log of one session.
 */
export type SessionLog = { 
/**
 * Key.
 */
id: SessionLogId, 
/**
 * The training.
 */
event: EventId, 
/**
 * The agenda item that it is of; none for one that was not planned.
 */
item: AgendaItemId | null, 
/**
 * Topic.
 */
topic: string, 
/**
 * Day.
 */
day: string | null, 
/**
 * Hours delivered.
 */
hours: number | null, 
/**
 * Method.
 */
method: Method | null, 
/**
 * Language: a BCP 47 tag, or as typed.
 */
language: string | null, 
/**
 * What was used: slides, workbook.
 */
materials: string | null, 
/**
 * How many attended, as one number.
 */
attended: number | null, 
/**
 * How many of them women.
 */
women: number | null, 
/**
 * The most points of its test.
 */
testMaximum: number | null, 
/**
 * Mean of the test before, in points, where no names are kept.
 */
preTest: number | null, 
/**
 * How many took it.
 */
preTestN: number | null, 
/**
 * Its standard deviation.
 */
preTestSd: number | null, 
/**
 * Mean of the test after.
 */
postTest: number | null, 
/**
 * How many took it.
 */
postTestN: number | null, 
/**
 * Its standard deviation.
 */
postTestSd: number | null, 
/**
 * Mean mark for usefulness, 1 to 5.
 */
usefulness: number | null, 
/**
 * Mean mark for level.
 */
level: number | null, 
/**
 * Mean mark for the trainers.
 */
trainersMark: number | null, 
/**
 * Mean mark for logistics.
 */
logistics: number | null, 
/**
 * How many answered the evaluation.
 */
respondents: number | null, 
/**
 * What they said.
 */
comments: string | null, 
/**
 * What went wrong.
 */
problems: string | null, 
/**
 * Trainers.
 */
trainers: Array<Named>, 
/**
 * The tick list.
 */
ticks: Array<SessionTick>, 
/**
 * Counts by State and gender.
 */
counts: Array<SessionCount>, 
/**
 * The newest change to it.
 */
changed: Changed | null, };

/**
 * The log of a training's session.
 */
export type SessionLogId = string;

/**
 * A trainee in a session.
 */
export type SessionTick = { 
/**
 * Who.
 */
participation: ParticipationId, 
/**
 * Whether they were there.
 */
present: boolean, 
/**
 * Points before.
 */
preTest: number | null, 
/**
 * Points after.
 */
postTest: number | null, };

/**
 * One setting and its new value.
 */
export type SettingEdit = { "setting": "organizerName", "value": string } | { "setting": "organizerEmail", "value": string } | { "setting": "senderEmail", "value": string } | { "setting": "homeZone", "value": string } | { "setting": "actor", "value": string } | { "setting": "density", "value": string } | { "setting": "theme", "value": string } | { "setting": "language", "value": string } | { "setting": "trainingCompletion", "value": string };

/**
 * What the person chose.
 */
export type Settings = { 
/**
 * Name in the ORGANIZER of calendar files.
 */
organizerName: string, 
/**
 * Mailbox in the ORGANIZER of calendar files.
 */
organizerEmail: string, 
/**
 * The address of whoever writes invitations for that mailbox, where it is another (SENT-BY).
 */
senderEmail: string, 
/**
 * Zone that new events start with; IANA name.
 */
homeZone: string, 
/**
 * Name that history shows for this person.
 */
actor: string, 
/**
 * `comfortable` or `compact`.
 */
density: string, 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * BCP 47 tag of the screen's language.
 */
language: string, 
/**
 * The share of the hours, in percent, that completes a training.
 */
trainingCompletion: number, };

/**
 * What the person decides of a proposal.
 */
export type Settlement = "accept" | "refuse";

/**
 * How much a finding weighs.
 */
export type Severity = "error" | "advice";

/**
 * One part of a whole.
 */
export type Share = { 
/**
 * Of what, in its written form.
 */
of: string, 
/**
 * How many.
 */
count: number, 
/**
 * Of those of whom it is recorded, in whole percent. All parts together come to 100: what rounding
 * leaves goes to the parts that it cut most.
 */
percent: number, };

/**
 * An event that both take part in, or a group that both are in: their parts become one.
 */
export type SharedEvent = { 
/**
 * The event; none for a group.
 */
event: EventId | null, 
/**
 * Its title, or the group's name.
 */
title: string, 
/**
 * The fields in which the two parts differ.
 */
fields: Array<SharedField>, };

/**
 * A field of a part in an event that both take part in.
 */
export type SharedField = { 
/**
 * The field, as the store names it.
 */
field: string, 
/**
 * What the one who stays has.
 */
kept: string | null, 
/**
 * What the other has.
 */
other: string | null, 
/**
 * What their one part will say.
 */
then: string | null, };

/**
 * How it stands with the shared folder.
 */
export type SharedFolder = { 
/**
 * The folder; nothing if none is shared.
 */
folder: string | null, 
/**
 * What this desk is called there.
 */
name: string | null, 
/**
 * When this desk last exchanged with it.
 */
exchanged: string | null, 
/**
 * The other desks that wrote there, the one that wrote last first.
 */
desks: Array<DeskSeen>, 
/**
 * Packs that are there and could not be taken in yet.
 */
waiting: Array<Waiting>, 
/**
 * Why the last exchange failed, as a sentence.
 */
failure: string | null, };

/**
 * How a whole is divided. Shares are of those of whom it is recorded; how many it is not recorded of
 * is told beside them.
 */
export type Shares = { 
/**
 * The parts, in the order that they were given in; none that nobody is in.
 */
parts: Array<Share>, 
/**
 * Of how many it is recorded.
 */
recorded: number, 
/**
 * Of how many it is not.
 */
notRecorded: number, };

/**
 * Where an event goes that is moved in a calendar.
 */
export type Shift = { "to": "days", 
/**
 * How many.
 */
days: number, } | { "to": "day", 
/**
 * Which.
 */
day: string, } | { "to": "quarter", 
/**
 * Calendar year.
 */
year: number, 
/**
 * 1 to 4.
 */
quarter: number, };

/**
 * Whom table signs are for.
 */
export type SignsFor = "delegations" | "people";

/**
 * One thing that is done to a skeleton.
 */
export type SkeletonEdit = { "edit": "add", 
/**
 * Day, from 0.
 */
day: number, 
/**
 * Row of the item behind which it stands, as a part of the same; the last of the day if none.
 */
after: number | null, 
/**
 * The line: the title, perhaps a length behind it.
 */
line: string, } | { "edit": "change", 
/**
 * The item.
 */
at: SkeletonSpot, 
/**
 * What becomes other.
 */
to: SkeletonItemEdit, } | { "edit": "up", 
/**
 * The item.
 */
at: SkeletonSpot, } | { "edit": "down", 
/**
 * The item.
 */
at: SkeletonSpot, } | { "edit": "toDay", 
/**
 * The item.
 */
at: SkeletonSpot, 
/**
 * The day, from 0.
 */
day: number, } | { "edit": "indent", 
/**
 * The item.
 */
at: SkeletonSpot, } | { "edit": "outdent", 
/**
 * The item.
 */
at: SkeletonSpot, } | { "edit": "delete", 
/**
 * The item.
 */
at: SkeletonSpot, } | { "edit": "addDay" } | { "edit": "removeDay", 
/**
 * The day, from 0.
 */
day: number, };

/**
 * One field of a skeleton's item and its new value.
 */
export type SkeletonItemEdit = { "field": "title", "value": string } | { "field": "kind", "value": ItemKind } | { "field": "minutes", "value": number } | { "field": "start", "value": string | null } | { "field": "beside", "value": boolean } | { "field": "room", "value": string } | { "field": "description", "value": string };

/**
 * A row of a skeleton.
 */
export type SkeletonRow = { 
/**
 * How often it is a part: 0 for an item that stands for itself.
 */
depth: number, 
/**
 * Whether an item of the same depth stands before it, of which it can become a part or beside
 * which it can run.
 */
hasAbove: boolean, 
/**
 * Kind.
 */
kind: ItemKind, 
/**
 * Title.
 */
title: string, 
/**
 * Length in minutes.
 */
minutes: number, 
/**
 * Whether its start is a usual one, rather than the end of what is before it.
 */
fixed: boolean, 
/**
 * When it begins, on a day that begins at the usual hour.
 */
start: string, 
/**
 * When it ends.
 */
end: string, 
/**
 * Minutes free before a usual start; below zero, those by which what is before it lasts too long.
 */
slack: number, 
/**
 * Whether it runs at once with the one before it.
 */
beside: boolean, 
/**
 * What it is about.
 */
description: string | null, 
/**
 * Name of the room.
 */
room: string | null, };

/**
 * Where an item of a skeleton stands.
 */
export type SkeletonSpot = { 
/**
 * Its day, from 0.
 */
day: number, 
/**
 * Its row among those of the day, parts behind their item, from 0.
 */
row: number, };

/**
 * What a person does in an agenda item.
 */
export type SpeakerEdit = { "field": "capacity", "value": Capacity } | { "field": "confirmed", "value": boolean };

/**
 * Someone with a part in an agenda item.
 */
export type SpeakerRow = { 
/**
 * Key of the part.
 */
id: AgendaSpeakerId, 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their name as papers write it.
 */
name: string, 
/**
 * Capacity in this item.
 */
capacity: Capacity, 
/**
 * Whether they confirmed that they take it.
 */
confirmed: boolean, };

/**
 * How far an event has come, as far as figures tell it.
 */
export type Stage = "held" | "planned" | "put-off";

/**
 * Where a person stands with an event's invitation.
 */
export type Standing = "not-invited" | "no-address" | "up-to-date" | "out-of-date" | "to-cancel" | "cancelled";

/**
 * A country, by its ISO 3166-1 alpha-2 code in capitals.
 */
export type State = string;

/**
 * A State to choose.
 */
export type StateChoice = { 
/**
 * Code.
 */
code: State, 
/**
 * Name as papers write it.
 */
name: string, 
/**
 * Whether it is a member of NEACAP.
 */
member: boolean, };

/**
 * How many came for a State to an event.
 */
export type StateEvent = { 
/**
 * The event.
 */
event: EventRow, 
/**
 * Those who were on the list for the State, other than those who declined.
 */
people: number, };

/**
 * How many people of a State and gender were reached.
 */
export type StateGenderCount = { 
/**
 * The State's code; none if it is not recorded.
 */
state: string | null, 
/**
 * Women.
 */
women: number, 
/**
 * Men.
 */
men: number, 
/**
 * Other.
 */
others: number, 
/**
 * Those of whom it is not recorded.
 */
not_recorded: number, };

/**
 * All that is known of a State's part in the partnership.
 */
export type StatePage = { 
/**
 * The State.
 */
state: State, 
/**
 * Its name as papers write it.
 */
name: string, 
/**
 * Whether it is a member of the partnership.
 */
isMember: boolean, 
/**
 * How many people of it are in the directory.
 */
people: number, 
/**
 * What is to be said of its organisations and experts, a sentence each.
 */
advice: Array<string>, 
/**
 * Its focal points, experts and others with a seat.
 */
members: Array<MembershipRow>, 
/**
 * Its organisations: the government's, then Technical Centres, then others.
 */
organisations: Array<OrganisationRow>, 
/**
 * The events that were or will be held in it, newest first.
 */
hosted: Array<EventRow>, 
/**
 * The events that its people took or take part in, newest first.
 */
events: Array<StateEvent>, };

/**
 * A step that was made since a backup.
 */
export type StepSince = { 
/**
 * What it was.
 */
label: string, 
/**
 * Who did it.
 */
actor: string, 
/**
 * When (RFC 3339, UTC).
 */
at: string, };

/**
 * What undo and redo would do.
 */
export type Steps = { 
/**
 * Label of the step that undo takes back.
 */
undo: string | null, 
/**
 * Label of the step that redo does again.
 */
redo: string | null, 
/**
 * Number of the newest transaction: another number means that another program wrote.
 */
last: number, };

/**
 * What a window needs to know at its start.
 */
export type StoreStatus = { 
/**
 * Where the store's file is.
 */
path: string, 
/**
 * Why the store can only be read, where that is so.
 */
readOnly: string | null, 
/**
 * The triggers that somebody else had put into the file, and that were taken off as it was opened.
 */
takenOff: Array<string>, 
/**
 * What undo and redo would do.
 */
steps: Steps, 
/**
 * Today on this computer.
 */
today: string, 
/**
 * Settings, defaults filled in.
 */
settings: Settings, 
/**
 * Years that have events, newest first.
 */
years: Array<number>, 
/**
 * Every zone of the tz database.
 */
zones: Array<string>, 
/**
 * Every State, the members first in protocol order.
 */
states: Array<StateChoice>, 
/**
 * This program's version.
 */
version: string, };

/**
 * One field of a study and its new value. An empty text clears an optional field.
 */
export type StudyEdit = { "field": "title", "value": string } | { "field": "abstract", "value": string } | { "field": "status", "value": StudyStatus } | { "field": "activity", "value": ActivityId | null } | { "field": "firstDay", "value": string } | { "field": "lastDay", "value": string } | { "field": "authors", "value": Array<PersonId> } | { "field": "events", "value": Array<EventId> };

/**
 * An event that is based on a study.
 */
export type StudyEvent = { 
/**
 * Key.
 */
id: EventId, 
/**
 * Title.
 */
title: string, 
/**
 * Kind.
 */
kind: EventKind, 
/**
 * Status.
 */
status: EventStatus, 
/**
 * When.
 */
timing: Timing, };

/**
 * A study: analytical work under activity 3.1.
 */
export type StudyId = string;

/**
 * A study in a list.
 */
export type StudyListRow = { 
/**
 * Key.
 */
id: StudyId, 
/**
 * Title.
 */
title: string, 
/**
 * How far it has come.
 */
status: StudyStatus, 
/**
 * Number and title of its activity.
 */
activity: string | null, 
/**
 * First day.
 */
firstDay: string | null, 
/**
 * Last day.
 */
lastDay: string | null, 
/**
 * Authors, in order.
 */
authors: Array<string>, 
/**
 * Milestones.
 */
milestones: number, 
/**
 * Milestones reached.
 */
reached: number, 
/**
 * Milestones whose day is over, seen from today.
 */
late: number, 
/**
 * Events that are based on it.
 */
events: number, };

/**
 * A milestone on a study's page.
 */
export type StudyMilestone = { 
/**
 * Key.
 */
id: MilestoneId, 
/**
 * What it is.
 */
title: string, 
/**
 * By when.
 */
due: string | null, 
/**
 * When it was reached.
 */
reached: string | null, 
/**
 * How it stands today.
 */
standing: MilestoneStanding, };

/**
 * All of a study's own page.
 */
export type StudyPage = { 
/**
 * Key.
 */
id: StudyId, 
/**
 * Title.
 */
title: string, 
/**
 * What it is about.
 */
abstract: string | null, 
/**
 * How far it has come.
 */
status: StudyStatus, 
/**
 * Its activity; the name is number and title.
 */
activity: Named | null, 
/**
 * First day.
 */
firstDay: string | null, 
/**
 * Last day.
 */
lastDay: string | null, 
/**
 * Authors, in order.
 */
authors: Array<Named>, 
/**
 * Milestones in the order of their days, those without one at the end.
 */
milestones: Array<StudyMilestone>, 
/**
 * Events that are based on it, by date.
 */
events: Array<StudyEvent>, 
/**
 * Documents, in the order in which they were added.
 */
documents: Array<AttachmentRow>, };

/**
 * A study under activity 3.1.
 */
export type StudyRow = { 
/**
 * Key.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * First day.
 */
startsOn: string | null, 
/**
 * Last day.
 */
endsOn: string | null, 
/**
 * Milestones.
 */
milestones: number, 
/**
 * Milestones reached.
 */
reached: number, 
/**
 * The milestones that have a day, in the order of days.
 */
steps: Array<MilestoneRow>, };

/**
 * How far a study has come.
 */
export type StudyStatus = "proposed" | "under-way" | "in-review" | "published" | "stopped";

/**
 * What a table of figures counts.
 */
export type Subject = "people" | "participations" | "sessions" | "events";

/**
 * What a trainee says some months later: is what was learnt used at work?
 */
export type SurveyAnswer = "used" | "partly" | "unused";

/**
 * One field of a survey and its new value, as it was typed.
 */
export type SurveyEdit = { "field": "day", "value": string } | { "field": "asked", "value": string } | { "field": "used", "value": string } | { "field": "partly", "value": string } | { "field": "unused", "value": string } | { "field": "comments", "value": string };

/**
 * A survey and what it comes to.
 */
export type SurveyEntry = { 
/**
 * What is recorded.
 */
survey: SurveyRecord, 
/**
 * What it comes to.
 */
result: SurveyResult, };

/**
 * A survey some months after a training.
 */
export type SurveyId = string;

/**
 * A survey some months after a training.
 */
export type SurveyRecord = { 
/**
 * Key.
 */
id: SurveyId, 
/**
 * The training.
 */
event: EventId, 
/**
 * After how many months.
 */
months: number, 
/**
 * The day it was closed.
 */
day: string | null, 
/**
 * How many were asked.
 */
asked: number | null, 
/**
 * How many use what they learnt, where no names are kept.
 */
used: number | null, 
/**
 * How many use a part.
 */
partly: number | null, 
/**
 * How many do not.
 */
unused: number | null, 
/**
 * What they said.
 */
comments: string | null, 
/**
 * What each answered.
 */
answers: Array<NamedAnswer>, };

/**
 * What a survey comes to.
 */
export type SurveyResult = { 
/**
 * How many answered; none if nothing is recorded.
 */
answered: number | null, 
/**
 * Use it.
 */
used: number | null, 
/**
 * Use a part.
 */
partly: number | null, 
/**
 * Do not.
 */
unused: number | null, 
/**
 * Share of those asked that answered, in percent; none where either is not known.
 */
response: number | null, 
/**
 * Share of those who answered that use it, or a part of it, in percent.
 */
inUse: number | null, 
/**
 * Whether the counts that were typed say something else than the answers by name, which are taken.
 */
contradicts: boolean, 
/**
 * Whether more answered than were asked; then there is no response rate.
 */
tooMany: boolean, };

/**
 * One field of a task and its new value. An empty text clears an optional field.
 */
export type TaskEdit = { "field": "title", "value": string } | { "field": "due", "value": Due } | { "field": "owner", "value": PersonId | null } | { "field": "note", "value": string };

/**
 * A task of an event's checklist.
 */
export type TaskId = string;

/**
 * Part of a list of tasks.
 */
export type TaskList = { 
/**
 * The rows that were asked for.
 */
page: Page<TaskRow>, 
/**
 * How many there are of each, in the order of the list; those that there are none of are left out.
 */
counts: Array<UrgencyCount>, };

/**
 * Someone with open tasks.
 */
export type TaskOwner = { 
/**
 * Who.
 */
person: Named, 
/**
 * How many.
 */
open: number, };

/**
 * Which tasks are wanted. They come in the order of their days; those without a day last.
 */
export type TaskQuery = { 
/**
 * Only this event's. Without it, those of events that are called off are left out.
 */
event: EventId | null, 
/**
 * Whose.
 */
owner: OwnedBy, 
/**
 * Only those as pressing as this.
 */
urgency: Urgency | null, 
/**
 * Only those due on this day or before.
 */
dueBy: string | null, 
/**
 * Also those that are done.
 */
done: boolean, 
/**
 * Which part of the list.
 */
window: Window, };

/**
 * A task with its day worked out.
 */
export type TaskRow = { 
/**
 * Key.
 */
id: TaskId, 
/**
 * What has to be done.
 */
title: string, 
/**
 * The event that it is for; the name is its title.
 */
event: Named | null, 
/**
 * The day it is due; none while it is not known.
 */
day: string | null, 
/**
 * When it is due, as it is kept and typed: `2026-11-10`, `T-30`, or nothing.
 */
due: Due, 
/**
 * The days counted from the event's first, where they are; negative before it.
 */
dueDays: number | null, 
/**
 * Who sees to it; the name is as papers write it.
 */
owner: Named | null, 
/**
 * The day it was done.
 */
done: string | null, 
/**
 * Notes.
 */
note: string | null, 
/**
 * How pressing it is.
 */
urgency: Urgency, 
/**
 * Whether it is the first of those as pressing in the list that was asked for.
 */
leads: boolean, };

/**
 * A task of a kind of event's own checklist.
 */
export type TaskTemplateId = string;

/**
 * What a change of a skeleton's items did.
 */
export type TemplateChanged = { 
/**
 * The step, to be undone. Its `id` is the skeleton's, which is a new one if the program brought it.
 */
change: Change, 
/**
 * The skeleton as it is now.
 */
page: TemplatePage, 
/**
 * Where the item that was meant stands now; for one that was deleted, what took its place.
 */
at: SkeletonSpot | null, };

/**
 * One field of a saved skeleton and its new value.
 */
export type TemplateEdit = { "field": "name", "value": string } | { "field": "kind", "value": EventKind | null };

/**
 * Where the items of a skeleton go.
 */
export type TemplateOnto = "empty" | "after" | "replace";

/**
 * A skeleton of an agenda with its items.
 */
export type TemplatePage = { 
/**
 * By what it is chosen: a word for one that the program brings, else its key.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * The kind of event that it is for; none: any.
 */
kind: EventKind | null, 
/**
 * Whether the program brings it; a change then makes a saved copy.
 */
shipped: boolean, 
/**
 * Stands for its items as they are; to be handed back with a change, whose positions hold in these.
 */
seen: string, 
/**
 * The rows of each day, parts behind their item.
 */
days: Array<Array<SkeletonRow>>, };

/**
 * A skeleton of an agenda.
 */
export type TemplateRow = { 
/**
 * By what it is chosen: a word for one that the program brings, else its key.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * The kind of event that it is for; none: any.
 */
kind: EventKind | null, 
/**
 * How many days it has.
 */
days: number, 
/**
 * How many items it has, parts among them.
 */
items: number, 
/**
 * Whether the program brings it; then it can be copied, and not changed.
 */
shipped: boolean, };

/**
 * A task of a kind's checklist.
 */
export type TemplateTask = { 
/**
 * Key, once the checklist was changed; those that the program brings have none.
 */
id: TaskTemplateId | null, 
/**
 * What has to be done.
 */
title: string, 
/**
 * Days from the event's first day, negative before it: `T-30`.
 */
due: Due, };

/**
 * What became of templates that were to be written.
 */
export type TemplatesWritten = { 
/**
 * The folder.
 */
folder: string, 
/**
 * Files that were written.
 */
written: Array<string>, 
/**
 * Files that were there, and were left as they are.
 */
kept: Array<string>, };

/**
 * Where a term stands today.
 */
export type TermStanding = "now" | "to-come" | "past";

/**
 * A meeting on the clocks of one zone.
 */
export type There = { 
/**
 * IANA name.
 */
zone: string, 
/**
 * How far its clocks are from UTC: `UTC+8`.
 */
offset: string, 
/**
 * What they show at the start.
 */
start: string, 
/**
 * What they show at the end.
 */
end: string, 
/**
 * How many days later than in the meeting's own zone it starts there: −1, 0 or 1.
 */
days: number, 
/**
 * How many minutes it reaches, at its worst, from the hours between 8:00 and 18:00; 0 is a good time.
 */
outside: number, };

/**
 * A trainee's tick, to be written.
 */
export type TickMark = { 
/**
 * Who.
 */
participation: ParticipationId, 
/**
 * Whether they were there; none takes the tick away.
 */
present: boolean | null, };

/**
 * When an event is, as exactly as it is known.
 */
export type Timing = { "kind": "exact", 
/**
 * Local start.
 */
start: string, 
/**
 * Local end; after the start.
 */
end: string, 
/**
 * The zone whose clocks show these times.
 */
zone: string, } | { "kind": "dates", 
/**
 * First day.
 */
first: string, 
/**
 * Last day, included.
 */
last: string, } | { "kind": "quarter", 
/**
 * Calendar year.
 */
year: number, 
/**
 * 1 to 4.
 */
quarter: number, } | { "kind": "year", 
/**
 * Calendar year.
 */
year: number, } | { "kind": "upon-consultation", 
/**
 * The year it is meant for.
 */
year: number, };

/**
 * A topic that was taught before.
 */
export type TopicRow = { 
/**
 * The topic.
 */
topic: string, 
/**
 * In how many sessions.
 */
used: number, };

/**
 * What the held events of a period come to.
 */
export type Totals = { 
/**
 * Events held.
 */
held: number, 
/**
 * Events that are proposed, tentative or confirmed.
 */
planned: number, 
/**
 * Events that were postponed or cancelled.
 */
putOff: number, 
/**
 * Of them, events of which nobody is known who came: whom these reached is in no number.
 */
unlisted: number, 
/**
 * People reached, each once; none where events were held and of none of them anybody is known.
 */
people: number | null, 
/**
 * Participations: each person once for each event; none where people are not known.
 */
participations: number | null, 
/**
 * Training sessions logged, their hours and person-hours.
 */
training: PersonHours, 
/**
 * The people reached by gender.
 */
byGender: Shares, 
/**
 * By State, in protocol order.
 */
byState: Shares, 
/**
 * By kind of organisation.
 */
byOrganisationKind: Shares, };

/**
 * A trainee.
 */
export type Trainee = { 
/**
 * Their part in the event.
 */
participation: ParticipationId, 
/**
 * Who.
 */
person: PersonRow, 
/**
 * Gender.
 */
gender: Gender, 
/**
 * The State they come from or speak for.
 */
state: State | null, 
/**
 * Whether they came to the event.
 */
presence: Presence, };

/**
 * A trainee and how much they attended.
 */
export type TraineeEntry = { 
/**
 * Who.
 */
trainee: Trainee, 
/**
 * How much of the hours.
 */
completion: Completion, };

/**
 * The form that a training takes.
 */
export type TrainingForm = "training" | "seminar" | "workshop" | "technical-exchange";

/**
 * What trainees learnt in one training.
 */
export type TrainingGain = { 
/**
 * The training.
 */
event: Named, 
/**
 * What was learnt.
 */
gain: Gain, 
/**
 * Sessions with a test that are not in it.
 */
leftOut: number, };

/**
 * The page of a training's log.
 */
export type TrainingLog = { 
/**
 * The event.
 */
event: EventRow, 
/**
 * Its days, where it is on days.
 */
days: Array<string>, 
/**
 * The share of the hours, in percent, that completes it.
 */
threshold: number, 
/**
 * Whether that is decided for this training; else it is what the settings say.
 */
ownThreshold: boolean, 
/**
 * What was logged, in the order of days.
 */
sessions: Array<SessionEntry>, 
/**
 * What the agenda has and nobody logged yet.
 */
planned: Array<PlannedSession>, 
/**
 * Trainees, by name.
 */
trainees: Array<TraineeEntry>, 
/**
 * What it comes to.
 */
totals: TrainingTotals, 
/**
 * What follows.
 */
followUps: Array<FollowUpItem>, 
/**
 * Surveys, the earliest first.
 */
surveys: Array<SurveyEntry>, };

/**
 * A training in the list.
 */
export type TrainingSummary = { 
/**
 * The event.
 */
event: EventRow, 
/**
 * Sessions on the agenda that nobody logged yet.
 */
unlogged: number, 
/**
 * What it comes to.
 */
totals: TrainingTotals, 
/**
 * Follow-ups that are not done.
 */
open: number, };

/**
 * What one or several trainings come to.
 */
export type TrainingTotals = { 
/**
 * Sessions that were logged.
 */
sessions: number, 
/**
 * Hours delivered.
 */
hours: KnownSum, 
/**
 * Hours × those present.
 */
personHours: KnownSum, 
/**
 * Trainees on the lists, each once a training.
 */
trainees: number, 
/**
 * Trainees of whom it is known whether they completed.
 */
judged: number, 
/**
 * How many of them did; none if it is known of nobody.
 */
completed: number | null, 
/**
 * Sessions of trainings with trainees by name that do not count for completing: without hours, or a tick list.
 */
leftOut: number, 
/**
 * What was learnt.
 */
gain: Gain | null, 
/**
 * Sessions with a test that are not in it.
 */
gainLeftOut: number, 
/**
 * What trainees thought.
 */
marks: Marks, };

/**
 * How far a participant's journey is arranged.
 */
export type Travel = "not-needed" | "to-arrange" | "offered" | "booked" | "arrived";

/**
 * An item that has no place in the timetable yet.
 */
export type TrayRow = { 
/**
 * Key.
 */
id: AgendaItemId, 
/**
 * Kind.
 */
kind: ItemKind, 
/**
 * Title.
 */
title: string, 
/**
 * Length.
 */
minutes: number, 
/**
 * Room it would be in.
 */
room: RoomId | null, 
/**
 * How many parts it has.
 */
parts: number, 
/**
 * Who speaks.
 */
speakers: Array<SpeakerRow>, };

/**
 * An agenda item typed down in one line, such as "Coffee 20".
 */
export type TypedAgendaItem = { 
/**
 * The event.
 */
event: EventId, 
/**
 * The line: the title, perhaps a length behind it.
 */
line: string, 
/**
 * Kind; as the title tells if not given.
 */
kind: ItemKind | null, 
/**
 * Length, 1 to 1440; as the line says, or as is usual for the kind, if not given.
 */
minutes: number | null, 
/**
 * Start to fix; else it flows from the item before.
 */
start: string | null, 
/**
 * The item to stand behind, as its sibling; the last of the day if not given.
 */
after: AgendaItemId | null, 
/**
 * The item it becomes a part of, behind its other parts; else it is a sibling of the one before it.
 */
parent: AgendaItemId | null, 
/**
 * Day; that of the item before it or of the whole, or the event's first.
 */
day: string | null, 
/**
 * Whether it waits in the tray for its place.
 */
tray: boolean, };

/**
 * Somebody who could not be written to.
 */
export type Unreached = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The name as papers write it.
 */
name: string, 
/**
 * Why.
 */
reason: string, };

/**
 * What a session's log does not say yet.
 */
export type Unrecorded = "day" | "hours" | "method" | "trainers" | "attendance";

/**
 * How pressing a task is.
 */
export type Urgency = "overdue" | "this-week" | "next-30-days" | "later" | "no-date" | "done";

/**
 * How many tasks are as pressing as that.
 */
export type UrgencyCount = { 
/**
 * How pressing.
 */
urgency: Urgency, 
/**
 * How many, whatever the query's own `urgency` says.
 */
count: number, };

/**
 * How far a participant's visa is.
 */
export type Visa = "not-needed" | "letter-needed" | "letter-sent" | "applied" | "granted" | "refused";

/**
 * A pack that could not be taken in yet.
 */
export type Waiting = { 
/**
 * The file.
 */
file: string, 
/**
 * The desk that wrote it, where it is known.
 */
desk: string | null, 
/**
 * Since when.
 */
since: string, 
/**
 * Whether that is long for a file that is only being copied.
 */
isLong: boolean, 
/**
 * Why, as a sentence; nothing if it is not whole yet.
 */
why: string | null, };

/**
 * What going back to a release did.
 */
export type WentBack = { 
/**
 * The step, to be undone.
 */
change: Change, 
/**
 * Speakers who could not be given their parts back, since they are no longer on the event's
 * list: name and title of the item.
 */
leftOut: Array<LeftOut>, };

/**
 * Whom to write to.
 */
export type Whom = { "kind": "listed" } | { "kind": "not-invited" } | { "kind": "out-of-date" } | { "kind": "people", "people": Array<PersonId> };

/**
 * Which part of a long list is wanted.
 */
export type Window = { 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows wanted; at most 500 are given.
 */
limit: number, };

/**
 * A work plan with what is planned under it.
 */
export type WorkPlanBoard = { 
/**
 * Key.
 */
id: WorkPlanId, 
/**
 * Title.
 */
title: string, 
/**
 * What it wants to have reached at its end.
 */
objective: string, 
/**
 * First year.
 */
firstYear: number, 
/**
 * Last year.
 */
lastYear: number, 
/**
 * Priority areas.
 */
priorityAreas: Array<PriorityAreaRow>, 
/**
 * Outputs in order.
 */
outputs: Array<OutputRow>, 
/**
 * Every plan in the store, newest first.
 */
plans: Array<Named>, };

/**
 * A text of the work plan and its new value.
 */
export type WorkPlanEdit = { "of": "planTitle", 
/**
 * Which plan.
 */
id: WorkPlanId, 
/**
 * New text.
 */
value: string, } | { "of": "planObjective", 
/**
 * Which plan.
 */
id: WorkPlanId, 
/**
 * New text.
 */
value: string, } | { "of": "outputTitle", 
/**
 * Which output.
 */
id: OutputId, 
/**
 * New text.
 */
value: string, } | { "of": "activityTitle", 
/**
 * Which activity.
 */
id: ActivityId, 
/**
 * New text.
 */
value: string, } | { "of": "activityTimeline", 
/**
 * Which activity.
 */
id: ActivityId, 
/**
 * New text.
 */
value: string, } | { "of": "activityRoles", 
/**
 * Which activity.
 */
id: ActivityId, 
/**
 * New text.
 */
value: string, } | { "of": "priorityAreaTitle", 
/**
 * Which area.
 */
id: PriorityAreaId, 
/**
 * New text.
 */
value: string, } | { "of": "entryNote", 
/**
 * Which entry.
 */
id: ActivityPlanEntryId, 
/**
 * New text.
 */
value: string, } | { "of": "entryQuarters", 
/**
 * Which entry.
 */
id: ActivityPlanEntryId, 
/**
 * First quarter.
 */
firstQuarter: number | null, 
/**
 * Last quarter.
 */
lastQuarter: number | null, } | { "of": "newEntry", 
/**
 * Of which activity.
 */
activity: ActivityId, 
/**
 * Year.
 */
year: number, 
/**
 * First quarter.
 */
firstQuarter: number | null, 
/**
 * Last quarter.
 */
lastQuarter: number | null, 
/**
 * In words.
 */
note: string, } | { "of": "removeEntry", 
/**
 * Which entry.
 */
id: ActivityPlanEntryId, };

/**
 * A work plan: 2026-2030, and the ones before and after.
 */
export type WorkPlanId = string;

/**
 * A year and its days.
 */
export type YearPeriod = { 
/**
 * The year.
 */
year: number, 
/**
 * From its first day to its last.
 */
period: Period, };

export const addressKinds = ['email', 'phone'] as const satisfies readonly AddressKind[];

export const attendanceModes = ['in-person', 'online', 'hybrid'] as const satisfies readonly Attendance[];

export const budgetSources = ['neaspec-core-fund', 'secretariat-resources', 'in-kind', 'co-financing'] as const satisfies readonly BudgetSource[];

export const capacities = ['chair', 'vice-chair', 'head-of-delegation', 'delegate', 'expert', 'speaker', 'moderator', 'panellist', 'rapporteur', 'trainer', 'trainee', 'partner', 'observer', 'interpreter', 'secretariat'] as const satisfies readonly Capacity[];

export const classes = ['public', 'private', 'confidential'] as const satisfies readonly Class[];

export const countedEvents = ['held', 'planned-or-held', 'all'] as const satisfies readonly CountedEvents[];

export const daysAs = ['block', 'all-day', 'daily'] as const satisfies readonly DaysAs[];

export const dimensions = ['state', 'gender', 'organisation-kind', 'event-kind', 'output', 'priority-area', 'technical-centre', 'year', 'quarter'] as const satisfies readonly Dimension[];

export const dimensionsOf: Readonly<Record<Subject, readonly Dimension[]>> = {
  people: ['state', 'gender', 'organisation-kind', 'event-kind', 'output', 'priority-area', 'technical-centre', 'year', 'quarter'],
  participations: ['state', 'gender', 'organisation-kind', 'event-kind', 'output', 'priority-area', 'technical-centre', 'year', 'quarter'],
  sessions: ['state', 'event-kind', 'output', 'priority-area', 'technical-centre', 'year', 'quarter'],
  events: ['state', 'event-kind', 'output', 'priority-area', 'technical-centre', 'year', 'quarter'],
};

export const encodings = ['utf8', 'utf16-le', 'utf16-be', 'gb18030', 'big5', 'euc-kr', 'shift-jis', 'euc-jp', 'windows1251', 'windows1252'] as const satisfies readonly Encoding[];

export const eventKinds = ['policy-dialogue', 'symposium', 'training', 'partner-event', 'committee-meeting', 'other'] as const satisfies readonly EventKind[];

export const eventStatuses = ['proposed', 'tentative', 'confirmed', 'held', 'postponed', 'cancelled'] as const satisfies readonly EventStatus[];

export const fundings = ['self', 'neaspec-core-fund', 'host', 'partner'] as const satisfies readonly Funding[];

export const genders = ['woman', 'man', 'other', 'not-said'] as const satisfies readonly Gender[];

export const invitationStandings = ['not-invited', 'no-address', 'up-to-date', 'out-of-date', 'to-cancel', 'cancelled'] as const satisfies readonly Standing[];

export const itemKinds = ['opening', 'procedural', 'presentation', 'panel', 'discussion', 'session', 'training-session', 'field-visit', 'break', 'meal', 'group-photo', 'closing', 'other'] as const satisfies readonly ItemKind[];

export const letterLanguages = ['en', 'ja', 'ko', 'mn', 'ru', 'zh'] as const;

export const letterPurposes = ['request', 'update', 'cancel', 'withdraw'] as const satisfies readonly Purpose[];

export const listPurposes = ['office', 'contacts', 'protocol', 'logistics'] as const satisfies readonly ListPurpose[];

export const measures = ['events-held', 'people-reached', 'share-of-women', 'states-taking-part', 'satisfaction', 'person-hours', 'trained-people', 'learning-gain', 'typed'] as const satisfies readonly Measure[];

export const membershipRoles = ['chair', 'vice-chair', 'expert', 'member', 'focal-point', 'alternate', 'staff'] as const satisfies readonly MembershipRole[];

export const nameOrders = ['family-first', 'given-first'] as const satisfies readonly NameOrder[];

export const organisationKinds = ['member-government', 'committee', 'technical-centre', 'secretariat', 'partner', 'other'] as const satisfies readonly OrganisationKind[];

export const partnerParts = ['lead', 'co-organizer', 'host', 'co-funder', 'technical-input', 'outreach'] as const satisfies readonly PartnerPart[];

export const personColumns = ['family-name', 'given-name', 'full-name', 'native-name', 'title', 'gender', 'position', 'division', 'organisation', 'state', 'email', 'phone', 'languages', 'dietary', 'access-needs', 'capacity', 'reply', 'note', 'ignore'] as const satisfies readonly PersonColumn[];

export const personTitles = ['Mr', 'Ms', 'Dr', 'Prof.', 'H.E.', 'H.E. Mr', 'H.E. Ms', 'H.E. Dr'] as const;

export const placeholders = ['name', 'title', 'kind', 'when', 'when_there', 'place', 'link', 'agenda', 'capacity', 'organizer', 'changes', 'reply_by'] as const satisfies readonly Placeholder[];

export const presences = ['not-recorded', 'present', 'present-online', 'absent'] as const satisfies readonly Presence[];

export const replies = ['needs-action', 'accepted', 'declined', 'tentative', 'delegated'] as const satisfies readonly Reply[];

export const sessionMethods = ['lecture', 'exercise', 'laboratory', 'field-visit', 'online', 'mentoring'] as const satisfies readonly Method[];

export const stages = ['held', 'planned', 'put-off'] as const satisfies readonly Stage[];

export const statusesCounted: Readonly<Record<CountedEvents, readonly EventStatus[]>> = {
  'held': ['held'],
  'planned-or-held': ['proposed', 'tentative', 'confirmed', 'held'],
  'all': ['proposed', 'tentative', 'confirmed', 'held', 'postponed', 'cancelled'],
};

export const statusesOfStage: Readonly<Record<Stage, readonly EventStatus[]>> = {
  'held': ['held'],
  'planned': ['proposed', 'tentative', 'confirmed'],
  'put-off': ['postponed', 'cancelled'],
};

export const studyStatuses = ['proposed', 'under-way', 'in-review', 'published', 'stopped'] as const satisfies readonly StudyStatus[];

export const subjects = ['people', 'participations', 'sessions', 'events'] as const satisfies readonly Subject[];

export const surveyAnswers = ['used', 'partly', 'unused'] as const satisfies readonly SurveyAnswer[];

export const trainingForms = ['training', 'seminar', 'workshop', 'technical-exchange'] as const satisfies readonly TrainingForm[];

export const travels = ['not-needed', 'to-arrange', 'offered', 'booked', 'arrived'] as const satisfies readonly Travel[];

export const urgencies = ['overdue', 'this-week', 'next-30-days', 'later', 'no-date', 'done'] as const satisfies readonly Urgency[];

export const visas = ['not-needed', 'letter-needed', 'letter-sent', 'applied', 'granted', 'refused'] as const satisfies readonly Visa[];
