#ifndef AIRWORTHY_COPENSSL_SHIM_H
#define AIRWORTHY_COPENSSL_SHIM_H

#include <dlfcn.h>
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
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// The Swift importer sees functions and simple constants. Function-like macros and composed constants need a twin each.

static const int airworthy_reason_unsupported = ERR_R_UNSUPPORTED;
static const unsigned long airworthy_name_rfc2253 = XN_FLAG_RFC2253;

// libssl is loaded when the first handshake is wanted. RTLD_LOCAL: nobody else is to find its names.
static inline void *airworthy_ssl_load(void) {
#ifdef __APPLE__
    return dlopen("libssl.3.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    return dlopen("libssl.so.3", RTLD_NOW | RTLD_LOCAL);
#endif
}
static inline void *airworthy_ssl_symbol(void *library, const char *name) { return dlsym(library, name); }

static inline void airworthy_free(void *memory) { OPENSSL_free(memory); }

// In C, because OSSL_PARAM keeps the pointers it is given, and those Swift lends for a call end with it.
// The caller owns the result; NULL, with the reason in the error queue, for a point that is not on the curve.
static inline EVP_PKEY *airworthy_ec_public_key(const char *group, const unsigned char *point, size_t count) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, count),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;
    if (context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

#endif
