#ifndef AIRWORTHY_CCURL_H
#define AIRWORTHY_CCURL_H

#include <curl/curl.h>

// PROTOCOLS_STR (7.85) and QUICK_EXIT (7.87) decide which protocols a redirect may name and whether a cancelled look-up
// of a name makes everyone wait.
#if LIBCURL_VERSION_NUM < 0x075700
#error "airworthy needs libcurl 7.87 or newer"
#endif

// libcurl brings some thirty shared libraries with it, and loading them takes longer than verifying a signature. So it
// is loaded when the first request is made and not when the process starts: each function below leads to the one of
// the same name in libcurl.so.4, by way of dlopen(3).
//
// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, and Swift cannot call those: one function a
// type of argument.

// Null when libcurl is loaded, or else why it is not. Every other function may be called only after a null.
const char *airworthy_curl_load(void);

CURLcode airworthy_curl_global_init(long flags);

CURL *airworthy_curl_easy_init(void);
void airworthy_curl_easy_cleanup(CURL *handle);
const char *airworthy_curl_easy_strerror(CURLcode code);

CURLM *airworthy_curl_multi_init(void);
CURLMcode airworthy_curl_multi_cleanup(CURLM *multi);
CURLMcode airworthy_curl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode airworthy_curl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode airworthy_curl_multi_perform(CURLM *multi, int *running);
CURLMcode airworthy_curl_multi_poll(CURLM *multi, struct curl_waitfd extra[], unsigned int count, int timeout, int *ready);
CURLMcode airworthy_curl_multi_wakeup(CURLM *multi);
CURLMsg *airworthy_curl_multi_info_read(CURLM *multi, int *remaining);

struct curl_slist *airworthy_curl_slist_append(struct curl_slist *list, const char *text);
void airworthy_curl_slist_free_all(struct curl_slist *list);

CURLU *airworthy_curl_url(void);
void airworthy_curl_url_cleanup(CURLU *url);
CURLUcode airworthy_curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags);
CURLUcode airworthy_curl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags);
void airworthy_curl_free(void *memory);

typedef size_t (*airworthy_curl_receiver)(char *bytes, size_t size, size_t count, void *context);
typedef int (*airworthy_curl_seeker)(void *context, curl_off_t offset, int origin);

CURLcode airworthy_curl_set_long(CURL *handle, CURLoption option, long value);
// libcurl copies the text.
CURLcode airworthy_curl_set_text(CURL *handle, CURLoption option, const char *text);
CURLcode airworthy_curl_set_buffer(CURL *handle, CURLoption option, char *buffer);
// libcurl copies the bytes.
CURLcode airworthy_curl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count);
// libcurl does not copy the list.
CURLcode airworthy_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list);
CURLcode airworthy_curl_set_context(CURL *handle, CURLoption option, void *context);
CURLcode airworthy_curl_set_receiver(CURL *handle, CURLoption option, airworthy_curl_receiver receiver);
CURLcode airworthy_curl_set_seeker(CURL *handle, CURLoption option, airworthy_curl_seeker seeker);
CURLcode airworthy_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode airworthy_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLMcode airworthy_curl_multi_set_long(CURLM *multi, CURLMoption option, long value);

#endif
