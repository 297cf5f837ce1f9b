#ifndef AIRWORTHY_CCURL_SHIM_H
#define AIRWORTHY_CCURL_SHIM_H

#include <curl/curl.h>

// PROTOCOLS_STR (7.85) and QUICK_EXIT (7.87) decide which protocols a redirect may name and whether a cancelled look-up
// of a name makes everyone wait.
#if LIBCURL_VERSION_NUM < 0x075700
#error "airworthy needs libcurl 7.87 or newer"
#endif

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, and Swift cannot call those: one function a
// type of argument.

typedef size_t (*airworthy_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode airworthy_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl copies the text.
static inline CURLcode airworthy_curl_set_text(CURL *handle, CURLoption option, const char *text) {
    return curl_easy_setopt(handle, option, text);
}

static inline CURLcode airworthy_curl_set_buffer(CURL *handle, CURLoption option, char *buffer) {
    return curl_easy_setopt(handle, option, buffer);
}

// libcurl does not copy the list.
static inline CURLcode airworthy_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(handle, option, list);
}

static inline CURLcode airworthy_curl_set_context(CURL *handle, CURLoption option, void *context) {
    return curl_easy_setopt(handle, option, context);
}

static inline CURLcode airworthy_curl_set_receiver(CURL *handle, CURLoption option, airworthy_curl_receiver receiver) {
    return curl_easy_setopt(handle, option, receiver);
}

static inline CURLcode airworthy_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode airworthy_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

#endif
