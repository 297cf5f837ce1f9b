#ifndef AIRWORTHY_CLINUX_SHIM_H
#define AIRWORTHY_CLINUX_SHIM_H

// mallopt(3) and its parameters, which Swift's Glibc module leaves out.
#include <malloc.h>

// syncfs(2), glibc 2.14. Declared here because glibc shows it only under _GNU_SOURCE, which Swift's Glibc module is
// built without.
extern int syncfs(int descriptor);

// pipe2(2), glibc 2.9, for the same reason.
extern int pipe2(int ends[2], int flags);

// Environment(7): the variables this process was started with. Swift has it as a global variable, which strict
// concurrency refuses.
extern char **environ;
static inline char **airworthy_environment(void) { return environ; }

// pthread_setname_np(3), shown only under _GNU_SOURCE.
#include <pthread.h>
extern int pthread_setname_np(pthread_t thread, const char *name);

// A program in a session and a working directory of its own, with nothing open but what it reads and writes, and every
// signal as programs expect it (posix_spawn(3); glibc 2.34 for closefrom). glibc lends the child our memory until it
// executes: a fork would copy the tables of it first, which takes longer the more a run has in mind.
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern long syscall(long number, ...);

// The last three are descriptors above 2. Returns 0 or an errno.
static inline int airworthy_spawn(pid_t *process, const char *path, char *const arguments[], char *const variables[],
                                  const char *directory, int input, int output, int errors) {
    const short new_session = 0x80; // POSIX_SPAWN_SETSID
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    int status = posix_spawn_file_actions_init(&actions);
    if (status != 0) return status;
    status = posix_spawnattr_init(&attributes);
    if (status != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return status;
    }
    if (status == 0) status = posix_spawnattr_setsigdefault(&attributes, &all);
    if (status == 0) status = posix_spawnattr_setsigmask(&attributes, &none);
    if (status == 0)
        status = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | new_session);
    if (status == 0) status = posix_spawn_file_actions_addchdir_np(&actions, directory);
    if (status == 0) status = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (status == 0) status = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (status == 0) status = posix_spawn_file_actions_adddup2(&actions, errors, 2);
    if (status == 0) status = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (status == 0) status = posix_spawn(process, path, &actions, &attributes, arguments, variables);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return status;
}

// pidfd_open(2), Linux 5.3: readable once the process has ended. Closed on exec.
static inline int airworthy_pidfd_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

#endif
