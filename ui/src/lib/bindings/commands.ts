// Generated from the Rust commands by `cargo xtask bindings`; do not edit.

import { invoke } from '@tauri-apps/api/core';
import type * as T from './types';

/** An event's agenda, its times worked out and its clashes found. */
export const agenda = (event: T.EventId): Promise<T.Agenda> => invoke('agenda', { event });

/** Adds an agenda item as it is typed in one line. The change's `id` is the new item's. */
export const typeAgendaItem = (item: T.TypedAgendaItem): Promise<T.Change> => invoke('type_agenda_item', { item });

/** Changes one field of an agenda item. */
export const editAgendaItem = (id: T.AgendaItemId, edit: T.AgendaItemEdit): Promise<T.Change> => invoke('edit_agenda_item', { id, edit });

/** Moves an agenda item, with its parts, within its day or to another. */
export const moveAgendaItem = (to: T.AgendaMove): Promise<T.Change> => invoke('move_agenda_item', { to });

/** Puts an agenda item at a time and into a room; nothing else moves. */
export const placeAgendaItem = (placing: T.AgendaPlacing): Promise<T.Change> => invoke('place_agenda_item', { placing });

/** Moves an agenda item's start by minutes, to a full five minutes of its day; nothing else moves. */
export const nudgeAgendaItem = (id: T.AgendaItemId, by: number): Promise<T.Change> => invoke('nudge_agenda_item', { id, by });

/** Lays an agenda item, with its parts, into the tray. With `hold`, the others stay where they are. */
export const agendaItemToTray = (id: T.AgendaItemId, hold: boolean): Promise<T.Change> => invoke('agenda_item_to_tray', { id, hold });

/** Gives an agenda item the length that its parts take. */
export const fitAgendaItem = (id: T.AgendaItemId): Promise<T.Change> => invoke('fit_agenda_item', { id });

/** Deletes an agenda item with its parts. */
export const deleteAgendaItem = (id: T.AgendaItemId): Promise<T.Change> => invoke('delete_agenda_item', { id });

/** Gives a person a part in an agenda item; one who takes no part in the event yet does then. */
export const addSpeaker = (item: T.AgendaItemId, person: T.PersonId, capacity: T.Capacity): Promise<T.Change> => invoke('add_speaker', { item, person, capacity });

/** Changes one field of a person's part in an agenda item. */
export const editSpeaker = (id: T.AgendaSpeakerId, edit: T.SpeakerEdit): Promise<T.Change> => invoke('edit_speaker', { id, edit });

/** Takes a person's part in an agenda item away. */
export const removeSpeaker = (id: T.AgendaSpeakerId): Promise<T.Change> => invoke('remove_speaker', { id });

/** Adds a room to an event's venue. */
export const addRoom = (event: T.EventId, name: string, capacity: number | null): Promise<T.Change> => invoke('add_room', { event, name, capacity });

/** Takes a room away from an event's venue. */
export const removeRoom = (id: T.RoomId): Promise<T.Change> => invoke('remove_room', { id });

/** The versions of an event's agenda that were released. */
export const agendaVersions = (event: T.EventId): Promise<T.AgendaVersions> => invoke('agenda_versions', { event });

/** Keeps an event's agenda as a version. */
export const releaseAgenda = (event: T.EventId, name: string, note: string | null): Promise<T.Change> => invoke('release_agenda', { event, name, note });

/** What differs between two versions, by their numbers; none is the agenda as it stands. */
export const compareAgendas = (event: T.EventId, a: number | null, b: number | null): Promise<T.AgendaComparison> => invoke('compare_agendas', { event, a, b });

/** Makes the agenda again what the version of that number has. */
export const goBackToAgenda = (event: T.EventId, version: number): Promise<T.WentBack> => invoke('go_back_to_agenda', { event, version });

/** The templates of agendas. */
export const agendaTemplates = (): Promise<Array<T.TemplateRow>> => invoke('agenda_templates');

/** Fills an event's agenda from a template. */
export const applyAgendaTemplate = (event: T.EventId, template: string, onto: T.TemplateOnto): Promise<T.Change> => invoke('apply_agenda_template', { event, template, onto });

/** Saves an event's agenda as a template; a saved one of the same name is replaced. */
export const saveAgendaTemplate = (event: T.EventId, name: string, kind: T.EventKind | null): Promise<T.Change> => invoke('save_agenda_template', { event, name, kind });

/** Changes one field of a saved template. */
export const editAgendaTemplate = (id: T.AgendaTemplateId, edit: T.TemplateEdit): Promise<T.Change> => invoke('edit_agenda_template', { id, edit });

/** Deletes a saved template. */
export const deleteAgendaTemplate = (id: T.AgendaTemplateId): Promise<T.Change> => invoke('delete_agenda_template', { id });

/** A template with its items. */
export const agendaTemplate = (template: string): Promise<T.TemplatePage> => invoke('agenda_template', { template });

/** A new template of one day without items. The change's `id` is the template's. */
export const newAgendaTemplate = (name: string, kind: T.EventKind | null): Promise<T.Change> => invoke('new_agenda_template', { name, kind });

/** Copies a template. The change's `id` is the copy's. */
export const copyAgendaTemplate = (template: string): Promise<T.Change> => invoke('copy_agenda_template', { template });

/** Does one thing to a template's items and days, as they were seen. */
export const changeAgendaTemplate = (template: string, seen: string, edit: T.SkeletonEdit): Promise<T.TemplateChanged> => invoke('change_agenda_template', { template, seen, edit });

/** An event's papers, by the items of its agenda. */
export const papers = (event: T.EventId): Promise<T.Papers> => invoke('papers', { event });

/** Asks for files, and attaches them. Nothing if the person cancelled. */
export const addPapers = (to: T.PapersOf): Promise<T.Change | null> => invoke('add_papers', { to });

/** Attaches files that were dropped on the window. */
export const attachPapers = (to: T.PapersOf, paths: Array<string>): Promise<T.Change> => invoke('attach_papers', { to, paths });

/** Takes a paper off its event. Undo brings it back. */
export const removePaper = (id: T.AttachmentId): Promise<T.Change> => invoke('remove_paper', { id });

/** Gives a paper another name. */
export const renamePaper = (id: T.AttachmentId, name: string): Promise<T.Change> => invoke('rename_paper', { id, name });

/** Makes a paper one of another item of the agenda, or of the whole event. */
export const movePaper = (id: T.AttachmentId, item: T.AgendaItemId | null): Promise<T.Change> => invoke('move_paper', { id, item });

/** Opens a copy of a paper with the system's program for its kind. */
export const openPaper = (id: T.AttachmentId): Promise<void> => invoke('open_paper', { id });

/** Copies of all papers of an event, to go with letters. */
export const copiesOfPapers = (event: T.EventId): Promise<Array<string>> => invoke('copies_of_papers', { event });

/** Asks where to save an event's papers, and saves them as one file, in the order of the sessions. Nothing if the person cancelled. */
export const exportPapers = (event: T.EventId): Promise<T.Exported | null> => invoke('export_papers', { event });

/** All backups of the store, the newest first, each looked at whether it is sound. */
export const listBackups = (): Promise<T.BackupList> => invoke('list_backups');

/** Why the program could not make the last backup by itself, if it could not. */
export const backupProblem = (): Promise<string | null> => invoke('backup_problem');

/** Makes a backup now, among those that the program makes by itself. */
export const makeBackup = (): Promise<T.MadeBackup> => invoke('make_backup');

/** What going back to a backup would change. */
export const previewRestore = (name: string): Promise<T.RestorePreview> => invoke('preview_restore', { name });

/** Goes back to a backup; what is there now is backed up first. */
export const restoreBackup = (name: string): Promise<T.Restored> => invoke('restore_backup', { name });

/** Deletes one backup. */
export const deleteBackup = (name: string): Promise<void> => invoke('delete_backup', { name });

/** Deletes the backups that hold people who were erased since, after a new one was made. How many were deleted. */
export const deleteBackupsWithErased = (): Promise<number> => invoke('delete_backups_with_erased');

/** Makes anew what is made from the records, after a backup, and checks the store; reports progress in `progress` events. */
export const checkAndRepair = (): Promise<T.CareReport> => invoke('check_and_repair');

/** Tries again to open a store that could not be opened. */
export const openStoreAgain = (): Promise<void> => invoke('open_store_again');

/** A work plan as a board of what was planned, held and reached; the newest plan if none is named. */
export const planBoard = (plan: T.WorkPlanId | null): Promise<T.Board> => invoke('plan_board', { plan });

/** Defines an indicator. The change's `id` is the new one's. */
export const addIndicator = (indicator: T.NewIndicator): Promise<T.Change> => invoke('add_indicator', { indicator });

/** Changes one field of an indicator. */
export const editIndicator = (id: T.IndicatorId, edit: T.IndicatorEdit): Promise<T.Change> => invoke('edit_indicator', { id, edit });

/** Puts an indicator at a place among those of its output, counted from 0. */
export const moveIndicator = (id: T.IndicatorId, place: number): Promise<T.Change> => invoke('move_indicator', { id, place });

/** Deletes an indicator. */
export const deleteIndicator = (id: T.IndicatorId): Promise<T.Change> => invoke('delete_indicator', { id });

/** What ties people and events to an organisation, over time, with advice. */
export const organisationTies = (id: T.OrganisationId): Promise<T.OrganisationTies> => invoke('organisation_ties', { id });

/** What ties a person to bodies and groups. */
export const personTies = (id: T.PersonId): Promise<T.PersonTies> => invoke('person_ties', { id });

/** All that is known of a State's part in the partnership. */
export const statePage = (code: T.State): Promise<T.StatePage> => invoke('state_page', { code });

/** Gives a person a seat on a body, or another role in an organisation. */
export const addMember = (member: T.NewMembership): Promise<T.Change> => invoke('add_member', { member });

/** Changes one field of a membership. */
export const editMember = (id: T.MembershipId, edit: T.MembershipEdit): Promise<T.Change> => invoke('edit_member', { id, edit });

/** Takes a membership away. Undo brings it back. */
export const removeMember = (id: T.MembershipId): Promise<T.Change> => invoke('remove_member', { id });

/** The organisations that have a part in an event. */
export const eventPartners = (event: T.EventId): Promise<Array<T.EventPartnerRow>> => invoke('event_partners', { event });

/** Gives an organisation a part in an event. */
export const addEventPartner = (partner: T.NewEventPartner): Promise<T.Change> => invoke('add_event_partner', { partner });

/** Changes one field of an organisation's part in an event. */
export const editEventPartner = (id: T.EventPartnerId, edit: T.EventPartnerEdit): Promise<T.Change> => invoke('edit_event_partner', { id, edit });

/** Takes an organisation's part in an event away. Undo brings it back. */
export const removeEventPartner = (id: T.EventPartnerId): Promise<T.Change> => invoke('remove_event_partner', { id });

/** The budget of an event. */
export const eventBudget = (event: T.EventId): Promise<T.EventBudget> => invoke('event_budget', { event });

/** How many lines the budget of an event has. */
export const budgetLineCount = (event: T.EventId): Promise<number> => invoke('budget_line_count', { event });

/** What the money of all events comes to, or of those of one year, by year, output and source. */
export const budgetTotals = (year: number | null): Promise<T.BudgetTotals> => invoke('budget_totals', { year });

/** The lines behind an amount, part by part. */
export const budgetLinesBehind = (query: T.BudgetLinesQuery, window: T.Window): Promise<T.Page<T.BudgetLineBehind>> => invoke('budget_lines_behind', { query, window });

/** Adds a line to an event's budget. The change's `id` is the new one's. */
export const addBudgetLine = (line: T.NewBudgetLine): Promise<T.Change> => invoke('add_budget_line', { line });

/** Changes one field of a budget line. */
export const editBudgetLine = (id: T.BudgetLineId, edit: T.BudgetLineEdit): Promise<T.Change> => invoke('edit_budget_line', { id, edit });

/** Deletes budget lines. */
export const deleteBudgetLines = (ids: Array<T.BudgetLineId>): Promise<T.Change> => invoke('delete_budget_lines', { ids });

/** Asks where to save the budget lines of a year's events, or of all, and saves them. Nothing if the person cancelled. */
export const saveBudgetLines = (year: number | null, format: T.BudgetFormat): Promise<T.Saved | null> => invoke('save_budget_lines', { year, format });

/** Events that touch a span of days, and those of its years that have no days yet. */
export const calendarSpan = (span: T.DaySpan): Promise<T.CalendarSpan> => invoke('calendar_span', { span });

/** The text of a calendar file as it would be saved. */
export const previewCalendarFile = (request: T.CalendarFileRequest): Promise<string> => invoke('preview_calendar_file', { request });

/** Asks where to save a calendar file, and saves it. Nothing if the person cancelled. */
export const saveCalendarFile = (request: T.CalendarFileRequest): Promise<T.CalendarFileSaved | null> => invoke('save_calendar_file', { request });

/** What a timing clashes with: our other events, participants who are elsewhere, holidays. */
export const dateClashes = (query: T.DateClashQuery): Promise<T.DateClashes> => invoke('date_clashes', { query });

/** The public holidays of the member States that touch a span of days. */
export const holidays = (span: T.DaySpan): Promise<Array<T.Holiday>> => invoke('holidays', { span });

/** The pairs of people that may be one, those that most speaks for first; reports progress in `progress` events. */
export const possibleDuplicates = (): Promise<T.PossibleDuplicates> => invoke('possible_duplicates');

/** What making one of two people would do. Writes nothing. */
export const previewMerge = (kept: T.PersonId, other: T.PersonId): Promise<T.MergePreview> => invoke('preview_merge', { kept, other });

/** Makes one of two people, as one step. */
export const mergePeople = (kept: T.PersonId, other: T.PersonId, choices: Array<T.MergeChoice>): Promise<T.Change> => invoke('merge_people', { kept, other, choices });

/** Remembers that two who look like one are two. */
export const keepPeopleApart = (one: T.PersonId, other: T.PersonId): Promise<T.Change> => invoke('keep_people_apart', { one, other });

/** Asks where to save all that is held on a person, and saves it. */
export const saveHeld = (id: T.PersonId, format: T.HeldFormat): Promise<T.Saved | null> => invoke('save_held', { id, format });

/** Erases all that is held on a person. It cannot be undone. */
export const erasePerson = (id: T.PersonId): Promise<T.ErasureReport> => invoke('erase_person', { id });

/** The kinds of papers, and what each can be written as. */
export const documentKinds = (): Promise<Array<T.PaperKindRow>> => invoke('document_kinds');

/** A page of a paper, counted from 0, as it would be printed. */
export const previewDocument = (request: T.PaperRequest, page: number): Promise<T.PaperPreview> => invoke('preview_document', { request, page });

/** Asks where to save a paper, and writes it as one file. Nothing if the person cancelled. */
export const saveDocument = (request: T.PaperRequest, format: T.DocumentFormat): Promise<T.PaperWritten | null> => invoke('save_document', { request, format });

/** Asks for a folder, and writes a file for each person into it. Nothing if the person cancelled. */
export const saveDocumentsApart = (request: T.PaperRequest, format: T.DocumentFormat): Promise<T.PaperWritten | null> => invoke('save_documents_apart', { request, format });

/** Opens a paper that was saved since the window was opened, or the folder of several. */
export const openSavedDocument = (path: string): Promise<void> => invoke('open_saved_document', { path });

/** Writes the templates of papers into the folder beside the store, and opens it. */
export const writeTemplates = (): Promise<T.TemplatesWritten> => invoke('write_templates');

/** The events that a query asks for. */
export const listEvents = (query: T.EventQuery): Promise<T.Page<T.EventRow>> => invoke('list_events', { query });

/** One event. */
export const eventPage = (id: T.EventId): Promise<T.EventPage> => invoke('event_page', { id });

/** Plans an event, with the tasks of its kind's checklist if they are wanted. The change's `id` is the new event's. */
export const planEvent = (event: T.NewEvent, checklist: boolean): Promise<T.Change> => invoke('plan_event', { event, checklist });

/** Changes one field of an event. */
export const editEvent = (id: T.EventId, edit: T.EventEdit): Promise<T.Change> => invoke('edit_event', { id, edit });

/** Gives an event another date; its agenda moves along. */
export const shiftEvent = (id: T.EventId, shift: T.Shift): Promise<T.EventShifted> => invoke('shift_event', { id, shift });

/** The day that stands as far from `to` as `day` stood from `from`. */
export const movedDay = (day: string, from: string, to: string): Promise<string> => invoke('moved_day', { day, from, to });

/** Makes a proposed event with the same agenda, without date and participants. */
export const duplicateEvent = (id: T.EventId): Promise<T.Change> => invoke('duplicate_event', { id });

/** Deletes events with all that belongs to them. Undo brings them back. */
export const deleteEvents = (ids: Array<T.EventId>): Promise<T.Change> => invoke('delete_events', { ids });

/** This office and those it works with. */
export const exchange = (): Promise<T.Exchange> => invoke('exchange');

/** Names this office, as others see it; with its first name it gets its keys. */
export const nameOffice = (name: string): Promise<T.OwnOffice> => invoke('name_office', { name });

/** Asks where to save this office's key, and saves it. Nothing if the person cancelled. */
export const saveOwnKey = (): Promise<string | null> => invoke('save_own_key');

/** What the key of another office says. */
export const readOfficeKey = (line: string): Promise<T.OfficeKey> => invoke('read_office_key', { line });

/** Asks for a file with the key of another office, and gives what is in it. Nothing if the person cancelled. */
export const chooseOfficeKey = (): Promise<string | null> => invoke('choose_office_key');

/** Adds another office by its key. */
export const addOffice = (line: string): Promise<void> => invoke('add_office', { line });

/** Takes an office out of the list, or puts it back. */
export const removeOffice = (device: string, removed: boolean): Promise<void> => invoke('remove_office', { device, removed });

/** Asks where to save a pack, and makes it; reports progress in `progress` events. Nothing if the person cancelled. */
export const makePack = (request: T.PackRequest): Promise<T.PackMade | null> => invoke('make_pack', { request });

/** Asks for a pack to take in. Nothing if the person cancelled. */
export const choosePack = (): Promise<string | null> => invoke('choose_pack');

/** What taking a pack in would do; reports progress in `progress` events. Writes nothing. */
export const previewPack = (path: string, key: T.PackKey): Promise<T.PackOpening> => invoke('preview_pack', { path, key });

/** Lines of the pack that was looked at last. */
export const packLines = (filter: T.PackFilter, window: T.Window): Promise<T.Page<T.PackLine>> => invoke('pack_lines', { filter, window });

/** Takes a pack in as one step; reports progress in `progress` events. */
export const takePack = (path: string, key: T.PackKey): Promise<T.PackTaken> => invoke('take_pack', { path, key });

/** What two offices said differently and nobody has decided. */
export const conflicts = (window: T.Window): Promise<T.ConflictPage> => invoke('conflicts', { window });

/** How many things wait to be decided. */
export const conflictCount = (): Promise<number> => invoke('conflict_count');

/** Decides one of them. */
export const decideConflict = (id: string, choice: T.ConflictChoice): Promise<T.Change> => invoke('decide_conflict', { id, choice });

/** The periods that figures are usually told for. */
export const figurePeriods = (): Promise<T.FigurePeriods> => invoke('figure_periods');

/** What the events of a period come to. */
export const figureTotals = (period: T.Period): Promise<T.Totals> => invoke('figure_totals', { period });

/** Events by output and year. */
export const eventsByOutput = (period: T.Period): Promise<T.EventsByOutput> => invoke('events_by_output', { period });

/** People reached by State and gender. */
export const peopleByState = (period: T.Period): Promise<Array<T.StateGenderCount>> => invoke('people_by_state', { period });

/** Person-hours by Technical Centre. */
export const hoursByCentre = (period: T.Period): Promise<T.HoursByCentre> => invoke('hours_by_centre', { period });

/** What trainees learnt, training by training. */
export const learningGains = (period: T.Period): Promise<Array<T.TrainingGain>> => invoke('learning_gains', { period });

/** How many had which reply when each day ended, by this computer's clock. */
export const repliesOverTime = (of: T.RepliesOf): Promise<Array<T.ReplyDay>> => invoke('replies_over_time', { of });

/** The events of a period that have people on their lists, newest first. */
export const invitedEvents = (period: T.Period): Promise<Array<T.Named>> => invoke('invited_events', { period });

/** A table of figures by one or two dimensions. */
export const pivot = (query: T.PivotQuery, period: T.Period): Promise<T.Pivot> => invoke('pivot', { query, period });

/** The records that a figure counts, part by part. */
export const figureRows = (query: T.FigureQuery, window: T.Window): Promise<T.Page<T.FigureRow>> => invoke('figure_rows', { query, window });

/** Asks where to save a table of figures, and writes it. Nothing if the person cancelled. */
export const savePivot = (query: T.PivotQuery, period: T.Period, format: T.PivotFormat): Promise<string | null> => invoke('save_pivot', { query, period, format });

/** Asks where to save a chart that the window drew, and writes it. Nothing if the person cancelled. */
export const savePicture = (name: string, format: T.PictureFormat, bytes: Array<number>): Promise<string | null> => invoke('save_picture', { name, format, bytes });

/** What is to be said of an event's agenda: errors, advice, and at the end advice that was waved off. */
export const agendaFindings = (event: T.EventId): Promise<Array<T.FindingRow>> => invoke('agenda_findings', { event });

/** Waves advice on an agenda off, for a reason. */
export const waveOffAdvice = (event: T.EventId, advice: string, reason: string): Promise<T.Change> => invoke('wave_off_advice', { event, advice, reason });

/** Has advice that was waved off said again. */
export const takeBackWaiver = (event: T.EventId, advice: string): Promise<T.Change> => invoke('take_back_waiver', { event, advice });

/** What an edit of an item's length or start would move, if what follows moved too. */
export const previewItemShift = (id: T.AgendaItemId, edit: T.AgendaItemEdit): Promise<T.ItemShift> => invoke('preview_item_shift', { id, edit });

/** Changes an item's length or start, and shifts the fixed starts behind it by as much. */
export const editItemShifting = (id: T.AgendaItemId, edit: T.AgendaItemEdit): Promise<T.Change> => invoke('edit_item_shifting', { id, edit });

/** What moving an event to another time would do to its agenda, in each way that makes a difference. */
export const previewEventShift = (id: T.EventId, timing: T.Timing): Promise<T.EventShift> => invoke('preview_event_shift', { id, timing });

/** Moves an event to another time, its agenda following in that way. */
export const moveEvent = (id: T.EventId, timing: T.Timing, follow: T.Follow): Promise<T.Change> => invoke('move_event', { id, timing, follow });

/** A meeting on the clocks of the partnership's places; none where it has no hours. */
export const clocks = (timing: T.Timing): Promise<Array<T.There>> => invoke('clocks', { timing });

/** The best hours on the first day of a timing for those who take part in an event, or for the members. */
export const goodHours = (event: T.EventId | null, timing: T.Timing): Promise<T.GoodHours> => invoke('good_hours', { event, timing });

/** The saved groups, by name. */
export const groups = (): Promise<Array<T.GroupRow>> => invoke('groups');

/** The people of a group, by name. */
export const groupMembers = (id: T.PersonGroupId, window: T.Window): Promise<T.Page<T.GroupMember>> => invoke('group_members', { id, window });

/** Saves people of the directory as a group; into the one of that name, where there is one. */
export const saveGroup = (name: string, people: Array<T.PersonId>): Promise<T.Change> => invoke('save_group', { name, people });

/** Saves participants as a group, with their capacities: those chosen, or all of them where none is. */
export const saveParticipantsAsGroup = (event: T.EventId, chosen: Array<T.ParticipationId>, name: string): Promise<T.Change> => invoke('save_participants_as_group', { event, chosen, name });

/** Adds people to a group. */
export const addToGroup = (id: T.PersonGroupId, people: Array<T.PersonId>): Promise<T.Change> => invoke('add_to_group', { id, people });

/** Says in which capacity somebody of a group usually comes. */
export const setGroupCapacity = (id: T.PersonGroupId, person: T.PersonId, capacity: T.Capacity | null): Promise<T.Change> => invoke('set_group_capacity', { id, person, capacity });

/** Takes people out of a group. They stay in the directory. */
export const takeOutOfGroup = (id: T.PersonGroupId, people: Array<T.PersonId>): Promise<T.Change> => invoke('take_out_of_group', { id, people });

/** Changes one field of a group. */
export const editGroup = (id: T.PersonGroupId, edit: T.GroupEdit): Promise<T.Change> => invoke('edit_group', { id, edit });

/** Deletes a group. Its people stay in the directory. Undo brings it back. */
export const deleteGroup = (id: T.PersonGroupId): Promise<T.Change> => invoke('delete_group', { id });

/** What adding a group or another event's people would do. Writes nothing. */
export const previewAddFrom = (event: T.EventId, source: T.PeopleSource): Promise<T.AddedPeople> => invoke('preview_add_from', { event, source });

/** Makes a group or another event's people participants, as one step; says who was there already. */
export const addParticipantsFrom = (event: T.EventId, source: T.PeopleSource, capacity: T.Capacity | null): Promise<T.AddedPeople> => invoke('add_participants_from', { event, source, capacity });

/** Changes the same field of several participations, as one step. */
export const editParticipations = (ids: Array<T.ParticipationId>, edit: T.ParticipationEdit): Promise<T.Change> => invoke('edit_participations', { ids, edit });

/** The delegations of States at an event, with their heads. */
export const delegations = (event: T.EventId): Promise<Array<T.DelegationRow>> => invoke('delegations', { event });

/** Numbers the seats of an event in protocol order, beginning with a member State where one is given. */
export const numberSeats = (event: T.EventId, first: T.State | null): Promise<T.Change> => invoke('number_seats', { event, first });

/** Who was there on which day, in protocol order, with totals by day. */
export const attendance = (query: T.AttendanceQuery): Promise<T.AttendanceSheet> => invoke('attendance', { query });

/** Records who was there, as one step. */
export const markAttendance = (event: T.EventId, marks: Array<T.AttendanceMark>): Promise<T.Change> => invoke('mark_attendance', { event, marks });

/** Records the same of everybody who is expected on a day and has no mark yet; `not-recorded` clears the day. */
export const markAttendanceDay = (event: T.EventId, day: string, presence: T.Presence): Promise<T.Change> => invoke('mark_attendance_day', { event, day, presence });

/** Adds a further e-mail address or phone number. */
export const addPersonAddress = (person: T.PersonId, kind: T.AddressKind, address: T.AddressText): Promise<T.Change> => invoke('add_person_address', { person, kind, address });

/** Changes a further address and what it is for; an empty one is taken away. */
export const editPersonAddress = (id: T.PersonAddressId, address: T.AddressText): Promise<T.Change> => invoke('edit_person_address', { id, address });

/** Makes an address the first one, which invitations and cards use. */
export const preferPersonAddress = (id: T.PersonAddressId): Promise<T.Change> => invoke('prefer_person_address', { id });

/** The invitations of an event, with totals. */
export const invitations = (query: T.InvitationQuery): Promise<T.Invitations> => invoke('invitations', { query });

/** The letter that one of those would get who are written to, counted from 0. */
export const previewLetter = (request: T.InvitationRequest, at: number): Promise<T.LetterPreview> => invoke('preview_letter', { request, at });

/** Asks for a folder, writes invitations and updates into it, and notes what was told to whom. Nothing if the person cancelled. */
export const writeInvitations = (request: T.InvitationRequest): Promise<T.InvitationsWritten | null> => invoke('write_invitations', { request });

/** Asks for a folder and writes cancellations into it; without people the event's status becomes cancelled. Nothing if the person cancelled. */
export const cancelInvitations = (request: T.InvitationRequest): Promise<T.InvitationsWritten | null> => invoke('cancel_invitations', { request });

/** Asks for files to go with letters. None if the person cancelled. */
export const chooseAttachments = (): Promise<Array<string>> => invoke('choose_attachments');

/** Asks for files with replies, and takes them. Nothing if the person cancelled. */
export const chooseReplies = (): Promise<T.RepliesTaken | null> => invoke('choose_replies');

/** Asks for a folder with replies, and takes them. Nothing if the person cancelled. */
export const chooseRepliesFolder = (): Promise<T.RepliesTaken | null> => invoke('choose_replies_folder');

/** What files that were dropped on the window are for. */
export const sortDropped = (paths: Array<string>): Promise<T.Dropped> => invoke('sort_dropped', { paths });

/** Takes the replies in files and folders that were dropped on the window. */
export const takeReplies = (paths: Array<string>): Promise<T.RepliesTaken> => invoke('take_replies', { paths });

/** Puts somebody on an event's list who answered uninvited, or whom a participant sends. */
export const addNewcomer = (newcomer: T.Newcomer): Promise<T.Change> => invoke('add_newcomer', { newcomer });

/** Accepts or refuses another time that somebody proposes. */
export const settleProposal = (id: T.InvitationReplyId, settlement: T.Settlement): Promise<T.Change> => invoke('settle_proposal', { id, settlement });

/** The letter that is written for that. */
export const letterText = (purpose: T.Purpose, kind: T.EventKind | null, language: string): Promise<T.LetterText> => invoke('letter_text', { purpose, kind, language });

/** Keeps a letter, or goes back to the one that the program brings. */
export const editLetter = (edit: T.LetterEdit): Promise<T.Change> => invoke('edit_letter', { edit });

/** Takes the last step back, if it is still the last: `last` is the newest transaction that the screen knows. */
export const undo = (last: number): Promise<T.Change> => invoke('undo', { last });

/** Does the step again that was taken back last, if nothing came since `last`. */
export const redo = (last: number): Promise<T.Change> => invoke('redo', { last });

/** What undo and redo would do now, and whether another program wrote. */
export const steps = (): Promise<T.Steps> => invoke('steps');

/** The history of one record with all that belongs to it, or of the whole store; newest first. */
export const history = (record: string | null, window: T.Window): Promise<T.Page<T.HistoryEntry>> => invoke('history', { record, window });

/** Puts a field's old value back. */
export const putBack = (seq: number, field: string): Promise<T.Change> => invoke('put_back', { seq, field });

/** Events, people, organisations and agenda items that hold the words. */
export const search = (text: string): Promise<Array<T.Hit>> => invoke('search', { text });

/** Every calendar that can be shown beside our events, by its name. */
export const layers = (): Promise<Array<T.LayerRow>> => invoke('layers');

/** What the calendars that are shown have in a span of days, on the clocks of the home zone. */
export const layerSpan = (span: T.DaySpan): Promise<T.LayerSpan> => invoke('layer_span', { span });

/** An event of one of these calendars. */
export const layerEvent = (id: T.LayerEventId): Promise<T.LayerEventPage> => invoke('layer_event', { id });

/** Shows or hides a calendar. */
export const showLayer = (id: T.LayerId, shown: boolean): Promise<T.Change> => invoke('show_layer', { id, shown });

/** Renames a calendar. */
export const renameLayer = (id: T.LayerId, name: string): Promise<T.Change> => invoke('rename_layer', { id, name });

/** Removes a calendar with its events. */
export const removeLayer = (id: T.LayerId): Promise<T.Change> => invoke('remove_layer', { id });

/** Asks for calendar files to import. None if the person cancelled. */
export const chooseCalendarFiles = (): Promise<Array<string>> => invoke('choose_calendar_files');

/** What importing calendar files would do. Writes nothing. */
export const previewCalendarImport = (request: T.CalendarImportRequest): Promise<T.CalendarImportPreview> => invoke('preview_calendar_import', { request });

/** Imports calendar files as one step; reports progress in `progress` events. */
export const importCalendar = (request: T.CalendarImportRequest): Promise<T.CalendarImported> => invoke('import_calendar', { request });

/** Where a link leads. What is not opened outside the program is refused. */
export const lookAtLink = (address: string): Promise<T.LinkLook> => invoke('look_at_link', { address });

/** Opens a link with the system's browser or mail program, after the person looked at it. */
export const openLink = (address: string): Promise<void> => invoke('open_link', { address });

/** The participants of an event, with totals. */
export const participants = (query: T.ParticipantQuery): Promise<T.Participants> => invoke('participants', { query });

/** Makes people of the directory participants. Those who are already stay as they are. */
export const addParticipants = (event: T.EventId, people: Array<T.PersonId>, capacity: T.Capacity): Promise<T.Change> => invoke('add_participants', { event, people, capacity });

/** Adds a person to the directory and makes them a participant, in one step. */
export const addNewParticipant = (event: T.EventId, person: T.NewPerson, capacity: T.Capacity): Promise<T.Change> => invoke('add_new_participant', { event, person, capacity });

/** Changes one field of a participation. */
export const editParticipation = (id: T.ParticipationId, edit: T.ParticipationEdit): Promise<T.Change> => invoke('edit_participation', { id, edit });

/** Takes people off an event's list. They stay in the directory. */
export const removeParticipants = (ids: Array<T.ParticipationId>): Promise<T.Change> => invoke('remove_participants', { ids });

/** Asks for a list of people to import. Nothing if the person cancelled. */
export const choosePeopleFile = (): Promise<string | null> => invoke('choose_people_file');

/** What importing a list of people would do; reports progress in `progress` events. Writes nothing. */
export const previewPeopleImport = (path: string, options: T.ImportOptions): Promise<T.ImportPreview> => invoke('preview_people_import', { path, options });

/** Imports a list of people as one step; reports progress in `progress` events. With an event, they become its participants. */
export const importPeople = (path: string, options: T.ImportOptions, event: T.EventId | null): Promise<T.ImportReport> => invoke('import_people', { path, options, event });

/** Stops the long work that is under way; what it wrote is taken back. */
export const cancelWork = (): Promise<void> => invoke('cancel_work');

/** Asks where to save a list of people (an event's participants, or the directory) for a purpose, and saves it. */
export const savePeopleFile = (event: T.EventId | null, format: T.PeopleFormat, purpose: T.ListPurpose): Promise<T.PeopleSaved | null> => invoke('save_people_file', { event, format, purpose });

/** How it stands with the store's passphrase. */
export const passphraseState = (): Promise<T.PassphraseState> => invoke('passphrase_state');

/** Encrypts the store with a passphrase, typed twice. */
export const setPassphrase = (typed: string, again: string): Promise<T.PassphraseChange> => invoke('set_passphrase', { typed, again });

/** Gives the store another passphrase, typed twice. */
export const changePassphrase = (present: string, typed: string, again: string): Promise<T.PassphraseChange> => invoke('change_passphrase', { present, typed, again });

/** Decrypts the store, so that it opens without a passphrase. */
export const removePassphrase = (present: string): Promise<T.PassphraseChange> => invoke('remove_passphrase', { present });

/** Opens the store that is locked. */
export const unlockStore = (typed: string): Promise<void> => invoke('unlock_store', { typed });

/** Locks the window: nothing of the store is shown or held until its passphrase is typed. */
export const lockStore = (): Promise<void> => invoke('lock_store');

/** Chooses after how many minutes without a touch the window locks; 0 is never. */
export const lockAfter = (minutes: number): Promise<void> => invoke('lock_after', { minutes });

/** Whether this computer's keychain keeps the store's key; fails where there is none. */
export const isInKeychain = (): Promise<boolean> => invoke('is_in_keychain');

/** Keeps the store's key in this computer's keychain, or forgets it there. */
export const keepInKeychain = (keep: boolean): Promise<void> => invoke('keep_in_keychain', { keep });

/** The people that a query asks for. */
export const listPeople = (query: T.PeopleQuery): Promise<T.Page<T.PersonRow>> => invoke('list_people', { query });

/** One person. */
export const personPage = (id: T.PersonId): Promise<T.PersonPage> => invoke('person_page', { id });

/** Adds a person. The change's `id` is the new person's. */
export const addPerson = (person: T.NewPerson): Promise<T.Change> => invoke('add_person', { person });

/** Changes one field of a person. */
export const editPerson = (id: T.PersonId, edit: T.PersonEdit): Promise<T.Change> => invoke('edit_person', { id, edit });

/** Deletes people, with their parts in events. Undo brings them back. */
export const deletePeople = (ids: Array<T.PersonId>): Promise<T.Change> => invoke('delete_people', { ids });

/** The organisations that a query asks for. */
export const listOrganisations = (query: T.OrganisationQuery): Promise<T.Page<T.OrganisationRow>> => invoke('list_organisations', { query });

/** One organisation. */
export const organisationPage = (id: T.OrganisationId): Promise<T.OrganisationPage> => invoke('organisation_page', { id });

/** Adds an organisation. The change's `id` is the new organisation's. */
export const addOrganisation = (organisation: T.NewOrganisation): Promise<T.Change> => invoke('add_organisation', { organisation });

/** Changes one field of an organisation. */
export const editOrganisation = (id: T.OrganisationId, edit: T.OrganisationEdit): Promise<T.Change> => invoke('edit_organisation', { id, edit });

/** Deletes organisations. Their people stay, without them. Undo brings them back. */
export const deleteOrganisations = (ids: Array<T.OrganisationId>): Promise<T.Change> => invoke('delete_organisations', { ids });

/** A work plan with what is planned under it; the newest plan if none is named. */
export const workPlanBoard = (plan: T.WorkPlanId | null): Promise<T.WorkPlanBoard> => invoke('work_plan_board', { plan });

/** The events of a plan's years that serve no activity. */
export const eventsWithoutActivity = (firstYear: number, lastYear: number): Promise<Array<T.EventRow>> => invoke('events_without_activity', { firstYear, lastYear });

/** Changes a text or entry of the work plan or of a year's activity plan. */
export const editWorkPlan = (edit: T.WorkPlanEdit): Promise<T.Change> => invoke('edit_work_plan', { edit });

/** How it stands with publishing the calendar after every change. */
export const publication = (): Promise<T.Publication> => invoke('publication');

/** Asks for a folder and publishes the calendar to it, now and after every change from now on. Nothing if the person cancelled. */
export const startPublishing = (): Promise<T.Published | null> => invoke('start_publishing');

/** Publishes the calendar to its folder at once. */
export const publishNow = (): Promise<T.Published> => invoke('publish_now');

/** Publishes no longer after every change. The files stay. */
export const stopPublishing = (): Promise<void> => invoke('stop_publishing');

/** The report of a period: its parts, what a person wrote, and where each record behind a number is. */
export const annualReport = (period: T.Period): Promise<T.AnnualPage> => invoke('annual_report', { period });

/** Keeps a person's own text of a section of the report. */
export const editReportText = (edit: T.ReportTextEdit): Promise<T.Change> => invoke('edit_report_text', { edit });

/** Every sentence of the report, as it is now. */
export const reportSentences = (): Promise<Array<T.ReportSentence>> => invoke('report_sentences');

/** Changes the words of a sentence of the report, or takes the program's own again. */
export const editReportSentence = (edit: T.ReportSentenceEdit): Promise<T.Change> => invoke('edit_report_sentence', { edit });

/** What a year's activity plan says, and what could be added to it. */
export const draftActivityPlan = (year: number): Promise<T.PlanDraft> => invoke('draft_activity_plan', { year });

/** Adds chosen drafts to a year's activity plan, in one step. */
export const addToActivityPlan = (year: number, chosen: Array<T.PlanDraftRow>): Promise<T.Change> => invoke('add_to_activity_plan', { year, chosen });

/** A page of a report, counted from 0, as it would be printed. */
export const previewReport = (request: T.ReportRequest, page: number): Promise<T.PaperPreview> => invoke('preview_report', { request, page });

/** Asks where to save a report, and writes it. Nothing if the person cancelled. */
export const saveReport = (request: T.ReportRequest, format: T.DocumentFormat): Promise<T.PaperWritten | null> => invoke('save_report', { request, format });

/** What the window needs to know at its start: the store, its settings, what undo would do, the choices on offer. */
export const storeStatus = (): Promise<T.StoreStatus> => invoke('store_status');

/** Shows everything larger or smaller; 1 is the usual size. */
export const zoom = (factor: number): Promise<void> => invoke('zoom', { factor });

/** Changes a setting. */
export const editSetting = (edit: T.SettingEdit): Promise<T.Change> => invoke('edit_setting', { edit });

/** Asks where to save a copy of the whole store, and saves it. */
export const saveBackup = (): Promise<T.BackedUp | null> => invoke('save_backup');

/** How it stands with the shared folder. */
export const sharedFolder = (): Promise<T.SharedFolder> => invoke('shared_folder');

/** Asks for a folder, shares it from now on, and exchanges at once. With the folder's key it joins the desks that share it already; without one it begins it. Nothing if the person cancelled. */
export const shareFolder = (key: string | null): Promise<T.SharedFolder | null> => invoke('share_folder', { key });

/** Exchanges with the folder now. */
export const exchangeFolder = (): Promise<T.SharedFolder> => invoke('exchange_folder');

/** Asks where to save the folder's key, and saves it. Nothing if the person cancelled. */
export const saveFolderKey = (): Promise<string | null> => invoke('save_folder_key');

/** Asks for a file with a folder's key, and gives what is in it. Nothing if the person cancelled. */
export const chooseFolderKey = (): Promise<string | null> => invoke('choose_folder_key');

/** Shares the folder no longer. What this desk put there stays. */
export const leaveFolder = (): Promise<void> => invoke('leave_folder');

/** All studies, those that began last first. */
export const listStudies = (): Promise<Array<T.StudyListRow>> => invoke('list_studies');

/** One study. */
export const studyPage = (id: T.StudyId): Promise<T.StudyPage> => invoke('study_page', { id });

/** Adds a study. The change's `id` is the new one's. */
export const addStudy = (study: T.NewStudy): Promise<T.Change> => invoke('add_study', { study });

/** Changes one field of a study. */
export const editStudy = (id: T.StudyId, edit: T.StudyEdit): Promise<T.Change> => invoke('edit_study', { id, edit });

/** Deletes a study. */
export const deleteStudy = (id: T.StudyId): Promise<T.Change> => invoke('delete_study', { id });

/** The studies that an event is based on. */
export const studiesOfEvent = (event: T.EventId): Promise<Array<T.Named>> => invoke('studies_of_event', { event });

/** Makes the studies that an event is based on be these. */
export const setStudiesOfEvent = (event: T.EventId, studies: Array<T.StudyId>): Promise<T.Change> => invoke('set_studies_of_event', { event, studies });

/** Adds a milestone to a study. The change's `id` is the new one's. */
export const addMilestone = (milestone: T.NewMilestone): Promise<T.Change> => invoke('add_milestone', { milestone });

/** Changes one field of a milestone. */
export const editMilestone = (id: T.MilestoneId, edit: T.MilestoneEdit): Promise<T.Change> => invoke('edit_milestone', { id, edit });

/** Deletes a milestone. */
export const deleteMilestone = (id: T.MilestoneId): Promise<T.Change> => invoke('delete_milestone', { id });

/** Asks for files, and attaches them to a study. Nothing if the person cancelled. */
export const addStudyDocuments = (study: T.StudyId): Promise<T.Change | null> => invoke('add_study_documents', { study });

/** Attaches files that were dropped on the window to a study. */
export const attachStudyDocuments = (study: T.StudyId, paths: Array<string>): Promise<T.Change> => invoke('attach_study_documents', { study, paths });

/** The tasks that a query asks for, across events, seen from today. */
export const listTasks = (query: T.TaskQuery): Promise<T.TaskList> => invoke('list_tasks', { query });

/** Everybody with open tasks. */
export const taskOwners = (): Promise<Array<T.TaskOwner>> => invoke('task_owners');

/** All tasks of an event, and how many its kind's checklist has beyond them. */
export const eventTasks = (event: T.EventId): Promise<T.EventTasks> => invoke('event_tasks', { event });

/** How many open tasks of an event are overdue or due within two weeks. */
export const tasksDue = (event: T.EventId): Promise<number> => invoke('tasks_due', { event });

/** Adds a task to an event. The change's `id` is the new task's. */
export const addTask = (task: T.NewTask): Promise<T.Change> => invoke('add_task', { task });

/** Changes one field of a task. */
export const editTask = (id: T.TaskId, edit: T.TaskEdit): Promise<T.Change> => invoke('edit_task', { id, edit });

/** Marks tasks as done today, or takes that back. */
export const tickTasks = (ids: Array<T.TaskId>, done: boolean): Promise<T.Change> => invoke('tick_tasks', { ids, done });

/** Deletes tasks. */
export const deleteTasks = (ids: Array<T.TaskId>): Promise<T.Change> => invoke('delete_tasks', { ids });

/** Gives an event those tasks of its kind's checklist that it does not have. */
export const applyChecklist = (event: T.EventId): Promise<T.Change> => invoke('apply_checklist', { event });

/** The checklist of a kind of event. */
export const checklist = (kind: T.EventKind): Promise<T.Checklist> => invoke('checklist', { kind });

/** Keeps a checklist of one's own for a kind of event, or goes back to the one that the program brings. */
export const editChecklist = (kind: T.EventKind, tasks: Array<T.TemplateTask> | null): Promise<T.Change> => invoke('edit_checklist', { kind, tasks });

/** The trainings of a year, or of all years, newest first: a part of the list. */
export const listTrainings = (year: number | null, window: T.Window): Promise<T.Page<T.TrainingSummary>> => invoke('list_trainings', { year, window });

/** What all trainings of a year, or of all years, come to. */
export const trainingTotals = (year: number | null): Promise<T.TrainingTotals> => invoke('training_totals', { year });

/** The log of a training. */
export const trainingLog = (event: T.EventId): Promise<T.TrainingLog> => invoke('training_log', { event });

/** Topics that were taught before and hold a text, the most used first. */
export const sessionTopics = (text: string): Promise<Array<T.TopicRow>> => invoke('session_topics', { text });

/** Logs a session that was held without planning. The change's `id` is the event's. */
export const logQuickly = (entry: T.QuickEntry): Promise<T.Change> => invoke('log_quickly', { entry });

/** Adds a session that nobody planned. The change's `id` is the log's. */
export const addSession = (event: T.EventId, topic: string, on: string): Promise<T.Change> => invoke('add_session', { event, topic, on });

/** Begins the logs of sessions on the agenda. The change's `id` is the first one's. */
export const startSessions = (event: T.EventId, items: Array<T.AgendaItemId>): Promise<T.Change> => invoke('start_sessions', { event, items });

/** Changes one field of a session's log. */
export const editSession = (id: T.SessionLogId, edit: T.SessionEdit): Promise<T.Change> => invoke('edit_session', { id, edit });

/** Deletes a session's log. */
export const deleteSession = (id: T.SessionLogId): Promise<T.Change> => invoke('delete_session', { id });

/** Says that somebody taught a session. */
export const addSessionTrainer = (id: T.SessionLogId, person: T.PersonId): Promise<T.Change> => invoke('add_session_trainer', { id, person });

/** Takes somebody off a session's trainers. */
export const removeSessionTrainer = (id: T.SessionLogId, person: T.PersonId): Promise<T.Change> => invoke('remove_session_trainer', { id, person });

/** Ticks trainees present or absent, or takes their ticks away, as one step. */
export const tickTrainees = (id: T.SessionLogId, marks: Array<T.TickMark>): Promise<T.Change> => invoke('tick_trainees', { id, marks });

/** Ticks all trainees who have no tick yet; or clears the list. */
export const tickAllTrainees = (id: T.SessionLogId, present: boolean | null): Promise<T.Change> => invoke('tick_all_trainees', { id, present });

/** Counts those of a State and gender in a session; an empty text takes the count away. */
export const countAttendance = (id: T.SessionLogId, group: T.State | null, gender: T.Gender, attended: string): Promise<T.Change> => invoke('count_attendance', { id, group, gender, attended });

/** Writes a trainee's points in the test before or after. */
export const scoreTrainee = (id: T.SessionLogId, participation: T.ParticipationId, after: boolean, points: string): Promise<T.Change> => invoke('score_trainee', { id, participation, after, points });

/** Says what share of the hours completes a training; an empty text: what the settings say. */
export const setTrainingCompletion = (event: T.EventId, percent: string): Promise<T.Change> => invoke('set_training_completion', { event, percent });

/** Adds a follow-up to a training, or to a session of it. */
export const addFollowUp = (event: T.EventId, session: T.SessionLogId | null, what: string, owner: string, due: string): Promise<T.Change> => invoke('add_follow_up', { event, session, what, owner, due });

/** Changes one field of a follow-up. */
export const editFollowUp = (id: T.FollowUpId, edit: T.FollowUpEdit): Promise<T.Change> => invoke('edit_follow_up', { id, edit });

/** Marks a follow-up as done today, or takes that back. */
export const tickFollowUp = (id: T.FollowUpId, done: boolean): Promise<T.Change> => invoke('tick_follow_up', { id, done });

/** Deletes a follow-up. */
export const deleteFollowUp = (id: T.FollowUpId): Promise<T.Change> => invoke('delete_follow_up', { id });

/** Begins the survey of a training after 3, 6 or 12 months. */
export const openSurvey = (event: T.EventId, months: number): Promise<T.Change> => invoke('open_survey', { event, months });

/** Changes one field of a survey. */
export const editSurvey = (id: T.SurveyId, edit: T.SurveyEdit): Promise<T.Change> => invoke('edit_survey', { id, edit });

/** Writes what a trainee answered to a survey. */
export const answerSurvey = (id: T.SurveyId, participation: T.ParticipationId, answer: T.SurveyAnswer | null): Promise<T.Change> => invoke('answer_survey', { id, participation, answer });

/** Deletes a survey with its answers. */
export const deleteSurvey = (id: T.SurveyId): Promise<T.Change> => invoke('delete_survey', { id });

