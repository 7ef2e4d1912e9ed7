/* A power cut: what was written and not synced is lost, in part, and in any order.
 *
 * Of each file (by device and inode, so that it does not matter by which descriptor or name) what each write since its
 * last sync replaced is kept, by sectors of 512 bytes. At the cut it is decided for each sector which of its versions
 * was on the disk, and for each file which of its lengths: a write may be torn, a growth be lost or be there without its
 * bytes (zeros, or what lay on the disk before). A sector that a lost shortening took away is there again; one that a
 * kept one took away does not come back.
 *
 * Of each folder the last so many names that were made, removed or changed since it was synced are taken back. A rename
 * is one change, whole or not there, as a journal of a file system has it; between two folders it counts for the one
 * that it leads into. A sync of a file does not keep its name: POSIX does not promise that, though ext4 does it. The
 * changes of one folder keep their order; those of two folders, and names and bytes, keep none.
 *
 * What is not here: mapped memory (SQLite's -shm needs none), unlinkat and rmdir, rights and times, disks that
 * say that they synced and did not.
 */
#define _GNU_SOURCE
#include "power.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SECTOR 512

struct change {
    struct change *next;
    struct file *file;
    long when;
    off64_t at;            /* where a write begins; -1: a change of the length */
    off64_t from, to;      /* whole sectors that it touches */
    unsigned char *before; /* what they held, as far as the file went */
    size_t held;
    off64_t length_before;
    int shortens;
    int kept;
};

struct file {
    struct file *next;
    dev_t device;
    ino_t inode;
    int fd; /* never closed: that would take the program's locks away */
    struct change *first, *last;
};

struct entry {
    struct entry *earlier;
    enum entry_kind kind;
    long when;
    dev_t device;
    ino_t folder;
    char path[PATH_MAX], to[PATH_MAX];
    char replaced[PATH_MAX]; /* a second name of what was removed or replaced */
    int synced, decided, lost;
};

/* How a cut chooses. */
enum manner { ALL, WRITES, SECTORS, SINCE, MANNERS };

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static int on;
static uint64_t state;
static const char *keep;
static long now, names;
static struct file *files;
static struct entry *entries;

static uint64_t any(uint64_t below)
{
    uint64_t mixed = state += 0x9e3779b97f4a7c15u; /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return (mixed ^ (mixed >> 31)) % below;
}

void power_begin(long seed, const char *folder)
{
    state = (uint64_t)seed;
    keep = folder;
    on = 1;
}

static void *given(void *memory)
{
    if (memory)
        return memory;
    static const char words[] = "faults: no memory to remember writes by\n";
    syscall(SYS_write, 2, words, sizeof words - 1);
    abort();
}

/* The calls that the library stands before are not used in here. */
static int opened(const char *path)
{
    return (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
}

static struct file *file_of(int fd, const char *path)
{
    struct stat about;
    if ((fd >= 0 ? fstat(fd, &about) : stat(path, &about)) != 0 || !S_ISREG(about.st_mode))
        return NULL;
    for (struct file *file = files; file; file = file->next)
        if (file->device == about.st_dev && file->inode == about.st_ino)
            return file;
    char by[64];
    snprintf(by, sizeof by, "/proc/self/fd/%d", fd);
    int own = opened(fd >= 0 ? by : path);
    if (own < 0)
        return NULL;
    struct file *file = given(calloc(1, sizeof *file));
    file->device = about.st_dev;
    file->inode = about.st_ino;
    file->fd = own;
    file->next = files;
    files = file;
    return file;
}

static off64_t length_of(const struct file *file)
{
    struct stat about;
    return fstat(file->fd, &about) == 0 ? about.st_size : 0;
}

static struct change *before(struct file *file, off64_t from, off64_t end)
{
    struct change *change = given(calloc(1, sizeof *change));
    change->file = file;
    change->length_before = length_of(file);
    change->from = from / SECTOR * SECTOR;
    change->to = (end + SECTOR - 1) / SECTOR * SECTOR;
    change->at = -1;
    off64_t held_to = change->to < change->length_before ? change->to : change->length_before;
    if (held_to > change->from) {
        size_t size = (size_t)(held_to - change->from);
        change->before = given(malloc(size));
        while (change->held < size) {
            long read = syscall(SYS_pread64, file->fd, change->before + change->held, size - change->held,
                                change->from + (off64_t)change->held);
            if (read <= 0)
                break;
            change->held += (size_t)read;
        }
    }
    return change;
}

struct change *power_before_write(int fd, off64_t at, size_t size)
{
    if (!on)
        return NULL;
    pthread_mutex_lock(&one);
    struct file *file = file_of(fd, NULL);
    if (file) {
        if (at < 0) /* at the end, or where it stands */
            at = fcntl(fd, F_GETFL) & O_APPEND ? length_of(file) : syscall(SYS_lseek, fd, 0, SEEK_CUR);
        struct change *change = before(file, at, at + (off64_t)size);
        change->at = at;
        return change;
    }
    pthread_mutex_unlock(&one);
    return NULL;
}

static struct change *before_length(struct file *file, off64_t length)
{
    off64_t present = length_of(file);
    struct change *change = before(file, length, length < present ? present : length);
    change->shortens = length < present;
    if (!change->shortens)
        change->to = change->from;
    return change;
}

struct change *power_before_length(int fd, off64_t length)
{
    if (!on)
        return NULL;
    pthread_mutex_lock(&one);
    struct file *file = file_of(fd, NULL);
    if (file)
        return before_length(file, length);
    pthread_mutex_unlock(&one);
    return NULL;
}

struct change *power_before_empty(const char *path)
{
    if (!on)
        return NULL;
    pthread_mutex_lock(&one);
    struct file *file = file_of(-1, path);
    if (file)
        return before_length(file, 0);
    pthread_mutex_unlock(&one);
    return NULL;
}

void power_after(struct change *change, ssize_t done)
{
    if (!change)
        return;
    struct file *file = change->file;
    if (done < 0) {
        free(change->before);
        free(change);
    } else {
        change->when = ++now;
        /* It may have written less than it was asked for. */
        if (change->at >= 0)
            change->to = (change->at + done + SECTOR - 1) / SECTOR * SECTOR;
        if (file->last)
            file->last->next = change;
        else
            file->first = change;
        file->last = change;
    }
    pthread_mutex_unlock(&one);
}

void power_synced(int fd)
{
    struct stat about;
    if (!on || fstat(fd, &about) != 0)
        return;
    pthread_mutex_lock(&one);
    if (S_ISDIR(about.st_mode))
        for (struct entry *entry = entries; entry; entry = entry->earlier)
            if (entry->device == about.st_dev && entry->folder == about.st_ino)
                entry->synced = 1;
    for (struct file *file = files; file; file = file->next) {
        if (file->device != about.st_dev || file->inode != about.st_ino)
            continue;
        for (struct change *change = file->first, *next; change; change = next) {
            next = change->next;
            free(change->before);
            free(change);
        }
        file->first = file->last = NULL;
    }
    pthread_mutex_unlock(&one);
}

/* A path with a folder that does not depend on where the program stands. */
static int whole(const char *path, char *into, struct stat *folder)
{
    char above[PATH_MAX], found[PATH_MAX];
    snprintf(above, sizeof above, "%s", path);
    size_t length = strlen(above);
    while (length > 1 && above[length - 1] == '/')
        above[--length] = 0;
    char *slash = strrchr(above, '/');
    const char *name = slash ? slash + 1 : above;
    if (slash)
        *slash = 0;
    const char *from = !slash ? "." : slash == above ? "/" : above;
    if (!realpath(from, found) || stat(found, folder) != 0)
        return -1;
    return snprintf(into, PATH_MAX, "%s/%s", found, name) < PATH_MAX ? 0 : -1;
}

static void second_name(const char *path, char *into)
{
    if (!keep)
        return;
    snprintf(into, PATH_MAX, "%s/%d-%ld", keep, (int)getpid(), ++names);
    if (syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, into, 0) != 0)
        into[0] = 0;
}

struct entry *power_before_entry(enum entry_kind kind, const char *path, const char *to)
{
    if (!on)
        return NULL;
    pthread_mutex_lock(&one);
    struct entry *entry = given(calloc(1, sizeof *entry));
    struct stat folder;
    if (whole(path, entry->path, &folder) == 0 && (!to || whole(to, entry->to, &folder) == 0)) {
        entry->kind = kind;
        entry->device = folder.st_dev;
        entry->folder = folder.st_ino;
        if (kind == REMOVED || kind == RENAMED)
            second_name(to ? to : path, entry->replaced);
        return entry;
    }
    free(entry);
    pthread_mutex_unlock(&one);
    return NULL;
}

void power_after_entry(struct entry *entry, int done)
{
    if (!entry)
        return;
    if (done < 0) {
        if (entry->replaced[0])
            syscall(SYS_unlinkat, AT_FDCWD, entry->replaced, 0);
        free(entry);
    } else {
        entry->when = ++now;
        entry->earlier = entries;
        entries = entry;
    }
    pthread_mutex_unlock(&one);
}

static int there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

static void take_back(const struct entry *entry)
{
    char away[PATH_MAX];
    switch (entry->kind) {
    case MADE:
    case LINKED:
        syscall(SYS_unlinkat, AT_FDCWD, entry->path, 0);
        break;
    case MADE_FOLDER:
        /* With all that is in it. */
        snprintf(away, sizeof away, "%s/%d-%ld", keep ? keep : "/tmp", (int)getpid(), ++names);
        syscall(SYS_renameat2, AT_FDCWD, entry->path, AT_FDCWD, away, 0);
        break;
    case RENAMED:
        if (there(entry->to) && !there(entry->path))
            syscall(SYS_renameat2, AT_FDCWD, entry->to, AT_FDCWD, entry->path, 0);
        if (entry->replaced[0])
            syscall(SYS_linkat, AT_FDCWD, entry->replaced, AT_FDCWD, entry->to, 0);
        break;
    case REMOVED:
        if (entry->replaced[0])
            syscall(SYS_linkat, AT_FDCWD, entry->replaced, AT_FDCWD, entry->path, 0);
        break;
    }
}

static long cut_folders(enum manner manner, long point)
{
    for (struct entry *entry = entries; entry; entry = entry->earlier) {
        if (entry->synced || entry->decided)
            continue;
        long count = 0;
        for (struct entry *other = entry; other; other = other->earlier)
            count += !other->synced && other->device == entry->device && other->folder == entry->folder;
        long lost = manner == ALL ? count : (long)any((uint64_t)count + 1);
        for (struct entry *other = entry; other; other = other->earlier) {
            if (other->synced || other->device != entry->device || other->folder != entry->folder)
                continue;
            other->decided = 1;
            other->lost = manner == SINCE ? other->when >= point : lost-- > 0;
        }
    }
    long taken = 0;
    for (struct entry *entry = entries; entry; entry = entry->earlier)
        if (entry->lost) {
            take_back(entry);
            taken++;
        }
    return taken;
}

struct touched {
    off64_t sector;
    int change;
};

static int in_order(const void *one_side, const void *other_side)
{
    const struct touched *left = one_side, *right = other_side;
    if (left->sector != right->sector)
        return left->sector < right->sector ? -1 : 1;
    return left->change - right->change;
}

/* Writes what a sector held before a change; where the file did not go so far, zeros, or what lay there. */
static void put_back(const struct change *change, off64_t sector, int rubbish)
{
    unsigned char bytes[SECTOR];
    memset(bytes, rubbish ? 0xa5 : 0, SECTOR);
    size_t from = (size_t)(sector - change->from);
    if (change->held > from) {
        size_t size = change->held - from;
        memcpy(bytes, change->before + from, size < SECTOR ? size : SECTOR);
    }
    syscall(SYS_pwrite64, change->file->fd, bytes, SECTOR, sector);
}

/* Of one sector: which of the changes that touch it, in their order, is the first that is lost; `count`: none. */
static int first_lost(struct change **changes, const struct touched *touched, int count, int length_at, enum manner manner)
{
    int least = 0, most = count, chosen = count;
    for (int index = 0; index < count; index++) {
        if (!changes[touched[index].change]->shortens)
            continue;
        if (touched[index].change < length_at)
            least = index + 1;
        else if (most == count)
            most = index;
    }
    if (manner == ALL)
        chosen = 0;
    else if (manner == SECTORS)
        chosen = (int)any((uint64_t)count + 1);
    else
        while (chosen > 0 && !changes[touched[chosen - 1].change]->kept)
            chosen--;
    return chosen < least ? least : chosen > most ? most : chosen;
}

static long cut_file(struct file *file, enum manner manner, long point, int rubbish)
{
    int count = 0;
    size_t sectors = 0;
    for (struct change *change = file->first; change; change = change->next) {
        count++;
        sectors += (size_t)((change->to - change->from) / SECTOR);
    }
    if (!count)
        return 0;
    struct change **changes = given(malloc((size_t)count * sizeof *changes));
    struct touched *touched = given(malloc((sectors + 1) * sizeof *touched));
    /* Of three files one keeps all and one loses all. */
    uint64_t chance = any(3), of_hundred = chance == 0 ? 0 : chance == 1 ? 100 : 1 + any(99);
    size_t filled = 0;
    int index = 0;
    for (struct change *change = file->first; change; change = change->next, index++) {
        change->kept = manner == SINCE ? change->when < point : any(100) < of_hundred;
        changes[index] = change;
        for (off64_t sector = change->from; sector < change->to; sector += SECTOR)
            touched[filled++] = (struct touched) { sector, index };
    }
    qsort(touched, filled, sizeof *touched, in_order);
    int length_at = manner == ALL ? 0 : (int)any((uint64_t)count + 1);
    if (manner == SINCE)
        for (length_at = 0; length_at < count && changes[length_at]->kept;)
            length_at++;
    off64_t length = length_at < count ? changes[length_at]->length_before : length_of(file);
    long lost = length_at < count;
    for (size_t begin = 0, end; begin < filled; begin = end) {
        for (end = begin + 1; end < filled && touched[end].sector == touched[begin].sector;)
            end++;
        int first = first_lost(changes, touched + begin, (int)(end - begin), length_at, manner);
        if (first < (int)(end - begin)) {
            put_back(changes[touched[begin + (size_t)first].change], touched[begin].sector, rubbish);
            lost++;
        }
    }
    syscall(SYS_ftruncate, file->fd, length);
    free(touched);
    free(changes);
    return lost;
}

long power_cut(void)
{
    if (!on)
        return 0;
    /* For ever: nobody writes any more. */
    pthread_mutex_lock(&one);
    enum manner manner = (enum manner)any(MANNERS);
    long point = 1 + (long)any((uint64_t)now + 1);
    int rubbish = any(4) == 0;
    long lost = 0;
    for (struct file *file = files; file; file = file->next)
        lost += cut_file(file, manner, point, rubbish);
    return lost + cut_folders(manner, point);
}
