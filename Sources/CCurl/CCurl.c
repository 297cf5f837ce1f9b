#include "CCurl.h"

// The type-checking macros of curl.h would call the linked library, and there is none.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include <dlfcn.h>
#include <pthread.h>

// One pointer a function, typed as libcurl declares it.
#define FUNCTIONS(f)                                                                                                   \
    f(curl_global_init) f(curl_easy_init) f(curl_easy_cleanup) f(curl_easy_strerror) f(curl_easy_setopt)               \
    f(curl_easy_getinfo) f(curl_multi_init) f(curl_multi_cleanup) f(curl_multi_add_handle)                             \
    f(curl_multi_remove_handle) f(curl_multi_perform) f(curl_multi_poll) f(curl_multi_wakeup)                          \
    f(curl_multi_info_read) f(curl_multi_setopt) f(curl_slist_append) f(curl_slist_free_all) f(curl_url)               \
    f(curl_url_cleanup) f(curl_url_set) f(curl_url_get) f(curl_free)

#define POINTER(name) static __typeof__(&name) real_##name;
FUNCTIONS(POINTER)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *reason = "libcurl was never loaded";

static void load(void) {
    // Never dlclose'd: libcurl keeps threads and handlers of its own.
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        reason = "libcurl.so.4 is not installed, or one of the libraries it needs is missing";
        return;
    }
#define RESOLVE(name)                                                                                                  \
    *(void **)&real_##name = dlsym(library, #name);                                                                    \
    if (!real_##name) {                                                                                                \
        reason = "libcurl.so.4 lacks " #name;                                                                          \
        return;                                                                                                        \
    }
    FUNCTIONS(RESOLVE)
    reason = 0;
}

const char *airworthy_curl_load(void) {
    pthread_once(&once, load);
    return reason;
}

CURLcode airworthy_curl_global_init(long flags) { return real_curl_global_init(flags); }

CURL *airworthy_curl_easy_init(void) { return real_curl_easy_init(); }
void airworthy_curl_easy_cleanup(CURL *handle) { real_curl_easy_cleanup(handle); }
const char *airworthy_curl_easy_strerror(CURLcode code) { return real_curl_easy_strerror(code); }

CURLM *airworthy_curl_multi_init(void) { return real_curl_multi_init(); }
CURLMcode airworthy_curl_multi_cleanup(CURLM *multi) { return real_curl_multi_cleanup(multi); }
CURLMcode airworthy_curl_multi_add_handle(CURLM *multi, CURL *handle) {
    return real_curl_multi_add_handle(multi, handle);
}
CURLMcode airworthy_curl_multi_remove_handle(CURLM *multi, CURL *handle) {
    return real_curl_multi_remove_handle(multi, handle);
}
CURLMcode airworthy_curl_multi_perform(CURLM *multi, int *running) { return real_curl_multi_perform(multi, running); }
CURLMcode airworthy_curl_multi_poll(
    CURLM *multi, struct curl_waitfd extra[], unsigned int count, int timeout, int *ready) {
    return real_curl_multi_poll(multi, extra, count, timeout, ready);
}
CURLMcode airworthy_curl_multi_wakeup(CURLM *multi) { return real_curl_multi_wakeup(multi); }
CURLMsg *airworthy_curl_multi_info_read(CURLM *multi, int *remaining) {
    return real_curl_multi_info_read(multi, remaining);
}

struct curl_slist *airworthy_curl_slist_append(struct curl_slist *list, const char *text) {
    return real_curl_slist_append(list, text);
}
void airworthy_curl_slist_free_all(struct curl_slist *list) { real_curl_slist_free_all(list); }

CURLU *airworthy_curl_url(void) { return real_curl_url(); }
void airworthy_curl_url_cleanup(CURLU *url) { real_curl_url_cleanup(url); }
CURLUcode airworthy_curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
    return real_curl_url_set(url, part, text, flags);
}
CURLUcode airworthy_curl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
    return real_curl_url_get(url, part, text, flags);
}
void airworthy_curl_free(void *memory) { real_curl_free(memory); }

CURLcode airworthy_curl_set_long(CURL *handle, CURLoption option, long value) {
    return real_curl_easy_setopt(handle, option, value);
}
CURLcode airworthy_curl_set_text(CURL *handle, CURLoption option, const char *text) {
    return real_curl_easy_setopt(handle, option, text);
}
CURLcode airworthy_curl_set_buffer(CURL *handle, CURLoption option, char *buffer) {
    return real_curl_easy_setopt(handle, option, buffer);
}
CURLcode airworthy_curl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
    return real_curl_easy_setopt(handle, option, &blob);
}
CURLcode airworthy_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return real_curl_easy_setopt(handle, option, list);
}
CURLcode airworthy_curl_set_context(CURL *handle, CURLoption option, void *context) {
    return real_curl_easy_setopt(handle, option, context);
}
CURLcode airworthy_curl_set_receiver(CURL *handle, CURLoption option, airworthy_curl_receiver receiver) {
    return real_curl_easy_setopt(handle, option, receiver);
}
CURLcode airworthy_curl_set_seeker(CURL *handle, CURLoption option, airworthy_curl_seeker seeker) {
    return real_curl_easy_setopt(handle, option, seeker);
}
CURLcode airworthy_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return real_curl_easy_setopt(handle, option, value);
}
CURLcode airworthy_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return real_curl_easy_getinfo(handle, info, value);
}
CURLMcode airworthy_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return real_curl_multi_setopt(multi, option, value);
}
