#ifndef SLUICE_CLINUX_SHIM_H
#define SLUICE_CLINUX_SHIM_H

// Calls of Linux and glibc that Swift's Glibc module leaves out: GNU extensions, and variadic functions.
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>

extern int prctl(int option, ...);
extern int signalfd(int descriptor, const sigset_t *mask, int flags);
extern int memfd_create(const char *name, unsigned int flags);
extern int pipe2(int descriptors[2], int flags);
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// Orphaned descendants become children of the calling process (PR_SET_CHILD_SUBREAPER).
static inline int clinux_adopt_orphans(void) {
    return prctl(36, 1UL, 0UL, 0UL, 0UL);
}

/// No core dump, and no other process of the user may trace this one or read its memory (PR_SET_DUMPABLE 0).
static inline int clinux_forbid_dumps(void) {
    return prctl(4, 0UL, 0UL, 0UL, 0UL);
}

/// The user at the other end of a Unix socket (SO_PEERCRED); -1 if that can't be told.
static inline long clinux_peer_user(int socket) {
    struct { pid_t process; uid_t user; gid_t group; } peer;
    socklen_t length = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 ? (long)peer.user : -1;
}

/// The next connection, which no child inherits by accident (SOCK_CLOEXEC). Answers what accept(2) answers.
static inline int clinux_accept(int socket) {
    return accept4(socket, NULL, NULL, 02000000);
}

/// A descriptor that becomes readable when one of the signals in `mask` is pending (SFD_CLOEXEC | SFD_NONBLOCK).
static inline int clinux_signal_descriptor(const sigset_t *mask) {
    return signalfd(-1, mask, 02000000 | 00004000);
}

/// A pipe that no child inherits by accident (O_CLOEXEC).
static inline int clinux_pipe(int descriptors[2]) {
    return pipe2(descriptors, 02000000);
}

/// A file without a name, in memory only (MFD_CLOEXEC).
static inline int clinux_memory_file(void) {
    return memfd_create("sluice", 1U);
}

static inline int clinux_close_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

/// Swift forbids fork(2) for the sake of programs with threads; callers here must have one thread only.
static inline pid_t clinux_fork(void) {
    return fork();
}

/// Sends one byte and, with it, a copy of `descriptor` (SCM_RIGHTS). Answers what sendmsg(2) answers.
static inline ssize_t clinux_send_descriptor(int socket, int descriptor) {
    char byte = 0;
    struct iovec content = {.iov_base = &byte, .iov_len = 1};
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr alignment; } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {
        .msg_iov = &content, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

/// Waits for a descriptor that `clinux_send_descriptor` sent; -1 at the end of the connection or on an error.
static inline int clinux_receive_descriptor(int socket) {
    char byte = 0;
    struct iovec content = {.iov_base = &byte, .iov_len = 1};
    union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr alignment; } control;
    struct msghdr message = {
        .msg_iov = &content, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    if (recvmsg(socket, &message, 0x40000000 /* MSG_CMSG_CLOEXEC */) <= 0) return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return -1;
    int descriptor = -1;
    memcpy(&descriptor, CMSG_DATA(header), sizeof(int));
    return descriptor;
}

/// Sets disk space aside for the first bytes of a file without changing its size (FALLOC_FL_KEEP_SIZE, of which some file
/// systems know nothing). Answers 0 or -1.
static inline int clinux_reserve(int descriptor, off_t length) {
    return (int)syscall(SYS_fallocate, descriptor, 1, (off_t)0, length);
}

/// A descriptor of a process, which becomes readable when the process ends (pidfd_open(2), Linux 5.3); -1 if there is none.
static inline int clinux_process_descriptor(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0U);
}

/// Sends a signal to the process of a descriptor (pidfd_send_signal(2)).
static inline int clinux_send_signal(int process, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, process, signal, NULL, 0U);
}

/// The type of the file system that a path is in (`f_type` of statfs(2)); 0 if that can't be told.
static inline unsigned int clinux_file_system(const char *path) {
    struct statfs facts;
    return statfs(path, &facts) == 0 ? (unsigned int)facts.f_type : 0;
}

/// POSIX_SPAWN_SETSID
static const short clinux_spawn_new_session = 0x80;

#endif
