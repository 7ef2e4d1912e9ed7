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
 *   FAULT_DELAY=MS    each call takes so much longer
 *   FAULT_CLOCK=S     the wall clock is so many seconds off
 *   FAULT_REPORT=FILE at the end: how many calls there were, and the most memory held (KB)
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
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum how { NONE, IO, IO_ON, FULL, SHORT, KILL, TORN };
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
            : !strcmp(text, "short") ? SHORT : !strcmp(text, "kill") ? KILL : !strcmp(text, "torn") ? TORN : NONE;
    ready = 1;
}

__attribute__((destructor)) static void end(void)
{
    if (!report)
        return;
    ready = 0;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    FILE *file = fopen(report, "w");
    if (!file)
        return;
    fprintf(file, "%ld %ld\n", atomic_load(&calls), used.ru_maxrss);
    fclose(file);
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

#define WRITING(name, type_of_place)                                                                                   \
    ssize_t name(int fd, const void *bytes, size_t size, type_of_place place)                                          \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        switch (fate(fd, WRITES)) {                                                                                    \
        case FAIL:                                                                                                     \
            return -1;                                                                                                 \
        case HALF:                                                                                                     \
            size = half(size);                                                                                         \
            ssize_t done = real(fd, bytes, size, place);                                                               \
            after_half();                                                                                              \
            return done;                                                                                               \
        default:                                                                                                       \
            return real(fd, bytes, size, place);                                                                       \
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
    default:
        return real(fd, bytes, size);
    }
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
    default:
        return real(fd, parts, count);
    }
}

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
    default:
        return real(from, from_at, into, into_at, size, flags);
    }
}

#define PASSING(result, name, kind, fd, parameters, arguments)                                                         \
    result name parameters                                                                                             \
    {                                                                                                                  \
        REAL(name);                                                                                                    \
        return fate(fd, kind) == PASS ? real arguments : -1;                                                           \
    }

PASSING(int, fsync, OTHER, fd, (int fd), (fd))
PASSING(int, fdatasync, OTHER, fd, (int fd), (fd))
PASSING(int, ftruncate, OTHER, fd, (int fd, off_t size), (fd, size))
PASSING(int, ftruncate64, OTHER, fd, (int fd, off64_t size), (fd, size))
PASSING(int, fallocate, MAKES, fd, (int fd, int mode, off_t from, off_t size), (fd, mode, from, size))
PASSING(int, rename, OTHER, -1, (const char *from, const char *to), (from, to))
PASSING(int, unlink, OTHER, -1, (const char *path), (path))
PASSING(int, mkdir, MAKES, -1, (const char *path, mode_t mode), (path, mode))

/* This one gives its error back. */
int posix_fallocate(int fd, off_t from, off_t size)
{
    REAL(posix_fallocate);
    return fate(fd, MAKES) == PASS ? real(fd, from, size) : errno;
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
        if ((flags & O_CREAT) && access(path, F_OK) != 0 && fate(-1, MAKES) != PASS)                                   \
            return -1;                                                                                                 \
        return real(path, flags, mode);                                                                                \
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
