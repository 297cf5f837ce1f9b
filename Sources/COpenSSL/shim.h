#ifndef AIRWORTHY_COPENSSL_SHIM_H
#define AIRWORTHY_COPENSSL_SHIM_H

#include <openssl/opensslv.h>
#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "airworthy needs OpenSSL 3 or newer"
#endif

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/decoder.h>
#include <openssl/encoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// The Swift importer sees functions and simple constants. Function-like macros and composed constants need a twin each.

static const int airworthy_reason_unsupported = ERR_R_UNSUPPORTED;
static const unsigned long airworthy_name_rfc2253 = XN_FLAG_RFC2253;

static inline void airworthy_free(void *memory) { OPENSSL_free(memory); }

#endif
