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

#endif
