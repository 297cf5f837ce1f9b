#ifndef AIRWORTHY_CSQLITE_SHIM_H
#define AIRWORTHY_CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_TRANSIENT, "make a copy of your own", is a cast that Swift does not import.
static inline int airworthy_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 size) {
    return sqlite3_bind_text64(statement, index, text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

#endif
