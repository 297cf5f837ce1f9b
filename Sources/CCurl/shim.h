#ifndef AIRWORTHY_CCURL_SHIM_H
#define AIRWORTHY_CCURL_SHIM_H

#include <curl/curl.h>

#endif
