// The dialog that imports calendar files: opened from anywhere, such as when files are dropped on
// the window.

export const calendarImport = $state({
  /** The files that it opens with; null while it is closed. */
  files: null as string[] | null,
});

/** Opens the dialog with files, or without any, to choose some. */
export function importCalendar(files: string[] = []): void {
  calendarImport.files = files;
}
