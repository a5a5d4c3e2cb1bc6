/*
 * A file layer that keeps a journal of what it was asked to do, so that a test can work out what a
 * disk would hold that loses what was not synced. Loaded in front of the C library (LD_PRELOAD).
 *
 * STORE_FAULTS_JOURNAL  the journal to write
 * STORE_FAULTS_FILE     the file to watch; its -wal is watched too
 * STORE_FAULTS_FULL     while this file exists, writing to the watched files fails: disk full
 *
 * Record: time in ns (monotonic), operation, file (0 itself, 1 its log), offset, length, then the
 * bytes of a write. A sync has two records, because it covers only what was written before it
 * began. Calls to one file are few and short, one lock for all is enough.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { WRITE = 1, SYNC_BEGINS = 2, SYNC_DONE = 3, TRUNCATE = 4, DELETE = 5 };

#define MOST_FILES 4096
static signed char watched[MOST_FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static const char *name, *full;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_close)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_open)(const char *, int, ...);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void start(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_close = dlsym(RTLD_NEXT, "close");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_open = dlsym(RTLD_NEXT, "open64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  memset(watched, -1, sizeof watched);
  name = getenv("STORE_FAULTS_FILE");
  full = getenv("STORE_FAULTS_FULL");
  const char *path = getenv("STORE_FAULTS_JOURNAL");
  if (name && path) journal = real_open(path, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND, 0600);
}

static int which(const char *path) {
  if (journal < 0) return -1;
  size_t n = strlen(name);
  if (strncmp(path, name, n)) return -1;
  if (!path[n]) return 0;
  return strcmp(path + n, "-wal") ? -1 : 1;
}

static int of(int fd) { return fd >= 0 && fd < MOST_FILES ? watched[fd] : -1; }

static void put(int operation, int file, int64_t offset, int64_t length, const void *bytes) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct __attribute__((packed)) {
    int64_t time;
    int32_t operation, file;
    int64_t offset, length;
  } record = {now.tv_sec * 1000000000LL + now.tv_nsec, operation, file, offset, length};
  real_write(journal, &record, sizeof record);
  if (bytes) real_write(journal, bytes, length);
}

static int disk_full(void) {
  struct stat s;
  return full && !stat(full, &s);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  int fd = real_open(path, flags, mode);
  if (fd >= 0 && fd < MOST_FILES) watched[fd] = which(path);
  return fd;
}

int close(int fd) {
  if (fd >= 0 && fd < MOST_FILES) watched[fd] = -1;
  return real_close(fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  int file = of(fd);
  if (file < 0) return real_pwrite(fd, bytes, length, offset);
  if (disk_full()) {
    errno = ENOSPC;
    return -1;
  }
  pthread_mutex_lock(&lock);
  ssize_t done = real_pwrite(fd, bytes, length, offset);
  int failure = errno;
  if (done > 0) put(WRITE, file, offset, done, bytes);
  pthread_mutex_unlock(&lock);
  errno = failure;
  return done;
}

static int synced(int fd, int (*real)(int)) {
  int file = of(fd);
  if (file < 0) return real(fd);
  pthread_mutex_lock(&lock);
  put(SYNC_BEGINS, file, fd, 0, NULL);
  pthread_mutex_unlock(&lock);
  int result = real(fd);
  int failure = errno;
  pthread_mutex_lock(&lock);
  if (!result) put(SYNC_DONE, file, fd, 0, NULL);
  pthread_mutex_unlock(&lock);
  errno = failure;
  return result;
}

int fsync(int fd) { return synced(fd, real_fsync); }

int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int ftruncate64(int fd, off64_t length) {
  int file = of(fd);
  if (file < 0) return real_ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  int result = real_ftruncate(fd, length);
  int failure = errno;
  if (!result) put(TRUNCATE, file, length, 0, NULL);
  pthread_mutex_unlock(&lock);
  errno = failure;
  return result;
}

int unlink(const char *path) {
  int file = which(path);
  int result = real_unlink(path);
  if (file >= 0 && !result) {
    pthread_mutex_lock(&lock);
    put(DELETE, file, 0, 0, NULL);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
