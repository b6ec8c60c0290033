#ifndef SLUICE_CLINUX_SHIM_H
#define SLUICE_CLINUX_SHIM_H

// Calls of Linux and glibc that Swift's Glibc module leaves out: GNU extensions, and variadic functions.
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

extern int prctl(int option, ...);
extern int signalfd(int descriptor, const sigset_t *mask, int flags);
extern int pipe2(int descriptors[2], int flags);
extern void *memmem(const void *haystack, size_t length, const void *needle, size_t needle_length);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// Orphaned descendants become children of the calling process (PR_SET_CHILD_SUBREAPER).
static inline int clinux_adopt_orphans(void) {
    return prctl(36, 1UL, 0UL, 0UL, 0UL);
}

/// A descriptor that becomes readable when one of the signals in `mask` is pending (SFD_CLOEXEC | SFD_NONBLOCK).
static inline int clinux_signal_descriptor(const sigset_t *mask) {
    return signalfd(-1, mask, 02000000 | 00004000);
}

/// A pipe that no child inherits by accident (O_CLOEXEC).
static inline int clinux_pipe(int descriptors[2]) {
    return pipe2(descriptors, 02000000);
}

static inline void *clinux_find(const void *haystack, size_t length, const void *needle, size_t needle_length) {
    return memmem(haystack, length, needle, needle_length);
}

static inline int clinux_close_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

/// POSIX_SPAWN_SETSID
static const short clinux_spawn_new_session = 0x80;

#endif
