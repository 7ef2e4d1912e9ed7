/* What a power cut takes away: see power.c. Each of these does nothing until power_begin was called. */
#ifndef POWER_H
#define POWER_H

#include <sys/types.h>

struct change;

/* Remembers from now on. `keep`: a folder on the same disk for what has no name any more. */
void power_begin(long seed, const char *keep);
/* Around a write to `fd` at `at` (-1: where it stands), around a change of its length, and after a sync of it. */
struct change *power_before_write(int fd, off64_t at, size_t size);
struct change *power_before_length(int fd, off64_t length);
void power_after(struct change *change, ssize_t done);
void power_synced(int fd);
/* Around what changes a folder; `kind` is one of these. */
enum entry_kind { MADE, MADE_FOLDER, LINKED, REMOVED, RENAMED };
struct entry *power_before_entry(enum entry_kind kind, const char *path, const char *to);
void power_after_entry(struct entry *entry, int done);
/* Before a file that is there is opened and cut to nothing. */
struct change *power_before_empty(const char *path);
/* Takes away what was not synced; how much that was. Nothing is remembered after it, and who writes waits for ever. */
long power_cut(void);

#endif
