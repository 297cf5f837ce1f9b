import AirworthyTesting
import Foundation

/// Kills the program under test at exactly the n-th record of its journal: a library that is loaded before the C
/// library stands between the program and `write(2)`, and the program knows nothing of it. Of a write that holds several
/// records, those before the n-th are let through.
struct Executioner: Sendable {
    struct NotMade: Error {
        let result: Program.Result
    }

    private let library: String

    static func make(in directory: TemporaryDirectory) async throws -> Executioner {
        let source = try directory.write(code, to: "executioner.c")
        let library = directory.path("executioner.so")
        let result = try await Program(path: "/usr/bin/env").run(["cc", "-shared", "-fPIC", "-o", library, source])
        guard result.status == 0 else { throw NotMade(result: result) }
        return Executioner(library: library)
    }

    /// - Parameter torn: whether only half of the record is written before the end.
    func run(
        _ arguments: [String], in directory: String, atRecord record: Int, torn: Bool
    ) async throws -> Program.Result {
        var program = Storefront.airworthy
        program.environment["LD_PRELOAD"] = library
        program.environment["EXECUTION_AT"] = String(record)
        program.environment["EXECUTION_TORN"] = torn ? "1" : "0"
        return try await program.run(arguments, in: directory)
    }

    private static let code = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>

        ssize_t write(int file, const void *bytes, size_t count) {
            static const char name[] = "/journal.jsonl";
            static ssize_t (*next)(int, const void *, size_t);
            static int records;
            if (!next) next = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
            char link[64], path[4096];
            snprintf(link, sizeof link, "/proc/self/fd/%d", file);
            ssize_t length = readlink(link, path, sizeof path), tail = sizeof name - 1;
            if (length >= tail && !memcmp(path + length - tail, name, tail)) {
                const char *start = bytes, *end = start + count;
                for (const char *record = start, *after; record < end; record = after) {
                    const char *feed = memchr(record, '\n', end - record);
                    after = feed ? feed + 1 : end;
                    if (++records != atoi(getenv("EXECUTION_AT"))) continue;
                    next(file, start, (record - start) + (after - record) / (atoi(getenv("EXECUTION_TORN")) ? 2 : 1));
                    kill(getpid(), SIGKILL);
                }
            }
            return next(file, bytes, count);
        }
        """#
}
