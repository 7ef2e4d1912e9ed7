/* Faults for a program, put before it with LD_PRELOAD: what it asks the system to write fails at a call that is chosen,
 * or is slow, or the clock is wrong. The program itself knows nothing of it.
 *
 *   FAULT_AT=N        the Nth call counts from 1; 0 or nothing: none
 *   FAULT_HOW=io      that call fails with EIO, once
 *             io-on   that call and each after it
 *             full    that call writes half, and from then on nothing is written and nothing made (ENOSPC)
 *             short   that call writes half, as a system may
 *             kill    the process is killed before that call
 *             torn    that call writes half, then the process is killed
 *             power   before that call the power is cut: what was not synced is lost in part (power.c), and the process killed
 *             power-end   the same when the program has ended by itself
 *   FAULT_SEED=N      what a cut chooses by
 *   FAULT_KEEP=FOLDER where a cut keeps what has no name any more, on the same disk
 *   FAULT_DELAY=MS    each call takes so much longer
 *   FAULT_CLOCK=S     the wall clock is so many seconds off
 *   FAULT_REPORT=FILE at the end, and at a cut: how many calls there were, the most memory held (KB), how much was lost
 *
 * Calls are those that change something on a disk: written, synced, cut, named, made. Standard streams do not count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "power.h"

enum how { NONE, IO, IO_ON, FULL, SHORT, KILL, TORN, POWER, POWER_END };
enum kind { WRITES, MAKES, OTHER };
/* What is to become of a call. */
enum fate { PASS, FAIL, HALF };

static long at;
static enum how how;
static long delay;
static long off;
static const char *report;
static atomic_long calls;
static int ready;

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("FAULT_HOW");
    at = number("FAULT_AT");
    delay = number("FAULT_DELAY");
    off = number("FAULT_CLOCK");
    report = getenv("FAULT_REPORT");
    if (text)
        how = !strcmp(text, "io") ? IO : !strcmp(text, "io-on") ? IO_ON : !strcmp(text, "full") ? FULL
            : !strcmp(text, "short") ? SHORT : !strcmp(text, "kill") ? KILL : !strcmp(text, "torn") ? TORN
            : !strcmp(text, "power") ? POWER : !strcmp(text, "power-end") ? POWER_END : NONE;
    if (how == POWER || how == POWER_END)
        power_begin(number("FAULT_SEED"), getenv("FAULT_KEEP"));
    ready = 1;
}

static void tell(long lost)
{
    if (!report)
        return;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    FILE *file = fopen(report, "w");
    if (!file)
        return;
    fprintf(file, "%ld %ld %ld\n", atomic_load(&calls), used.ru_maxrss, lost);
    fclose(file);
}

__attribute__((destructor)) static void end(void)
{
    ready = 0;
    tell(how == POWER_END ? power_cut() : 0);
}

static enum fate fate(int fd, enum kind kind)
{
    if (!ready || (fd >= 0 && fd <= 2))
        return PASS;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (delay) {
        struct timespec pause = { delay / 1000, (delay % 1000) * 1000000 };
        nanosleep(&pause, NULL);
    }
    if (!at || call < at)
        return PASS;
    int first = call == at;
    switch (how) {
    case IO:
        if (!first)
            return PASS;
        errno = EIO;
        return FAIL;
    case IO_ON:
        errno = EIO;
        return FAIL;
    case FULL:
        if (kind == OTHER)
            return PASS;
        errno = ENOSPC;
        return first && kind == WRITES ? HALF : FAIL;
    case SHORT:
        return first && kind == WRITES ? HALF : PASS;
    case KILL:
        if (first)
            raise(SIGKILL);
        return PASS;
    case TORN:
        if (first && kind != WRITES)
            raise(SIGKILL);
        return first ? HALF : PASS;
    case POWER:
        if (first) {
            long lost = power_cut();
            ready = 0;
            tell(lost);
            raise(SIGKILL);
        }
        return PASS;
    case POWER_END:
    case NONE:
        return PASS;
    }
    return PASS;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static size_t half(size_t size)
{
    return size > 1 ? size / 2 : size;
}

static void after_half(void)
{
    if (how == TORN)
        raise(SIGKILL);
}

/* What is remembered of a call that passes, around it; not of the standard streams. */
#define REMEMBERED_WRITE(fd, at, size, call)                                                                           \
    struct change *change = ready && fd > 2 ? power_before_write(fd, at, size) : NULL;                                 \
    ssize_t done = call;                                                                                               \
    int why = errno;                                                                                                   \
    power_after(change, done);                                                                                         \
    errno = why;                                                                                                       \
    return done

#define WRITING(name, type_of_place)                                                                                   \
    ssize_t name(int fd, const void *bytes, size_t size, type_of_place place)                                          \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        switch (fate(fd, WRITES)) {                                                                                    \
        case FAIL:                                                                                                     \
            return -1;                                                                                                 \
        case HALF: {                                                                                                   \
            ssize_t half_done = real(fd, bytes, half(size), place);                                                    \
            after_half();                                                                                              \
            return half_done;                                                                                          \
        }                                                                                                              \
        default: {                                                                                                     \
            REMEMBERED_WRITE(fd, place, size, real(fd, bytes, size, place));                                           \
        }                                                                                                              \
        }                                                                                                              \
    }

WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t size)
{
    REAL(write);
    switch (fate(fd, WRITES)) {
    case FAIL:
        return -1;
    case HALF: {
        ssize_t done = real(fd, bytes, half(size));
        after_half();
        return done;
    }
    default: {
        REMEMBERED_WRITE(fd, -1, size, real(fd, bytes, size));
    }
    }
}

static size_t sum(const struct iovec *parts, int count)
{
    size_t size = 0;
    for (int part = 0; part < count; part++)
        size += parts[part].iov_len;
    return size;
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    REAL(writev);
    switch (fate(fd, WRITES)) {
    case FAIL:
        return -1;
    case HALF: {
        ssize_t done = real(fd, parts, count > 1 ? count / 2 : count);
        after_half();
        return done;
    }
    default: {
        REMEMBERED_WRITE(fd, -1, sum(parts, count), real(fd, parts, count));
    }
    }
}

#define WRITING_PARTS(name, type_of_place)                                                                             \
    ssize_t name(int fd, const struct iovec *parts, int count, type_of_place place)                                    \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        switch (fate(fd, WRITES)) {                                                                                    \
        case FAIL:                                                                                                     \
            return -1;                                                                                                 \
        case HALF: {                                                                                                   \
            ssize_t half_done = real(fd, parts, count > 1 ? count / 2 : count, place);                                 \
            after_half();                                                                                              \
            return half_done;                                                                                          \
        }                                                                                                              \
        default: {                                                                                                     \
            REMEMBERED_WRITE(fd, place, sum(parts, count), real(fd, parts, count, place));                             \
        }                                                                                                              \
        }                                                                                                              \
    }

WRITING_PARTS(pwritev, off_t)
WRITING_PARTS(pwritev64, off64_t)

#define SENDING(name, type_of_place)                                                                                   \
    ssize_t name(int into, int from, type_of_place *from_at, size_t size)                                              \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        switch (fate(into, WRITES)) {                                                                                  \
        case FAIL:                                                                                                     \
            return -1;                                                                                                 \
        case HALF: {                                                                                                   \
            ssize_t half_done = real(into, from, from_at, half(size));                                                 \
            after_half();                                                                                              \
            return half_done;                                                                                          \
        }                                                                                                              \
        default: {                                                                                                     \
            REMEMBERED_WRITE(into, -1, size, real(into, from, from_at, size));                                         \
        }                                                                                                              \
        }                                                                                                              \
    }

SENDING(sendfile, off_t)
SENDING(sendfile64, off64_t)

ssize_t copy_file_range(int from, off64_t *from_at, int into, off64_t *into_at, size_t size, unsigned flags)
{
    REAL(copy_file_range);
    switch (fate(into, WRITES)) {
    case FAIL:
        return -1;
    case HALF: {
        ssize_t done = real(from, from_at, into, into_at, half(size), flags);
        after_half();
        return done;
    }
    default: {
        REMEMBERED_WRITE(into, into_at ? *into_at : -1, size, real(from, from_at, into, into_at, size, flags));
    }
    }
}

/* `before` and `after` remember it, where it passes. */
#define PASSING(name, kind, fd, parameters, arguments, before, after)                                                  \
    int name parameters                                                                                                \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        if (fate(fd, kind) != PASS)                                                                                    \
            return -1;                                                                                                 \
        before;                                                                                                        \
        int done = real arguments, why = errno;                                                                        \
        after;                                                                                                         \
        errno = why;                                                                                                   \
        return done;                                                                                                   \
    }

#define ENTRY(kind, path, to) struct entry *entry = ready ? power_before_entry(kind, path, to) : NULL
#define LENGTH(fd, size) struct change *change = ready ? power_before_length(fd, size) : NULL
#define SYNCED if (done == 0) power_synced(fd)

/* Where room is made the file becomes as long as that, and keeps what it holds. */
static struct change *before_room(int fd, off64_t end)
{
    struct stat about;
    if (!ready || fstat(fd, &about) != 0)
        return NULL;
    return power_before_length(fd, end > about.st_size ? end : about.st_size);
}

PASSING(fsync, OTHER, fd, (int fd), (fd), , SYNCED)
PASSING(fdatasync, OTHER, fd, (int fd), (fd), , SYNCED)
PASSING(ftruncate, OTHER, fd, (int fd, off_t size), (fd, size), LENGTH(fd, size), power_after(change, done))
PASSING(ftruncate64, OTHER, fd, (int fd, off64_t size), (fd, size), LENGTH(fd, size), power_after(change, done))
PASSING(fallocate, MAKES, fd, (int fd, int mode, off_t from, off_t size), (fd, mode, from, size),
        struct change *change = before_room(fd, from + size), power_after(change, done))
PASSING(rename, OTHER, -1, (const char *from, const char *to), (from, to), ENTRY(RENAMED, from, to),
        power_after_entry(entry, done))
PASSING(unlink, OTHER, -1, (const char *path), (path), ENTRY(REMOVED, path, NULL), power_after_entry(entry, done))
PASSING(link, MAKES, -1, (const char *from, const char *to), (from, to), ENTRY(LINKED, to, NULL),
        power_after_entry(entry, done))
PASSING(linkat, MAKES, -1, (int at_from, const char *from, int at_to, const char *to, int flags),
        (at_from, from, at_to, to, flags), ENTRY(LINKED, to, NULL), power_after_entry(entry, done))
PASSING(mkdir, MAKES, -1, (const char *path, mode_t mode), (path, mode), ENTRY(MADE_FOLDER, path, NULL),
        power_after_entry(entry, done))

/* This one gives its error back. */
int posix_fallocate(int fd, off_t from, off_t size)
{
    REAL(posix_fallocate);
    if (fate(fd, MAKES) != PASS)
        return errno;
    struct change *change = before_room(fd, from + size);
    int why = real(fd, from, size);
    power_after(change, why == 0 ? 0 : -1);
    return why;
}

/* To open a file is a call only where that may make one. */
#define OPENING(name)                                                                                                  \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        mode_t mode = 0;                                                                                               \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                           \
            va_list rest;                                                                                              \
            va_start(rest, flags);                                                                                     \
            mode = va_arg(rest, mode_t);                                                                               \
            va_end(rest);                                                                                              \
        }                                                                                                              \
        int makes = (flags & O_CREAT) && access(path, F_OK) != 0;                                                      \
        if (makes && fate(-1, MAKES) != PASS)                                                                          \
            return -1;                                                                                                 \
        int empties = !makes && (flags & O_TRUNC);                                                                     \
        struct entry *entry = ready && makes ? power_before_entry(MADE, path, NULL) : NULL;                            \
        struct change *change = ready && empties ? power_before_empty(path) : NULL;                                    \
        int fd = real(path, flags, mode), why = errno;                                                                 \
        power_after(change, fd < 0 ? -1 : 0);                                                                          \
        power_after_entry(entry, fd);                                                                                  \
        errno = why;                                                                                                   \
        return fd;                                                                                                     \
    }

OPENING(open)
OPENING(open64)

int clock_gettime(clockid_t clock, struct timespec *now)
{
    REAL(clock_gettime);
    int done = real(clock, now);
    if (done == 0 && clock == CLOCK_REALTIME)
        now->tv_sec += off;
    return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    REAL(gettimeofday);
    int done = real(now, zone);
    if (done == 0)
        now->tv_sec += off;
    return done;
}

time_t time(time_t *into)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into)
        *into = now.tv_sec;
    return now.tv_sec;
}
