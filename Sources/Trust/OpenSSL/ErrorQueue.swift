internal import COpenSSL

/// OpenSSL's error queue of the current thread.
///
/// The queue outlives calls: clear it before a call whose failure will be explained, drain it straight after, and
/// never put an `await` between, because the task may wake up on another thread.
enum ErrorQueue {
    static func clear() {
        ERR_clear_error()
    }

    /// Every queued error, oldest first, as one line each; the queue is empty afterwards.
    static func drain() -> [String] {
        drainEntries().map(\.text)
    }

    /// Like ``drain()``, for callers that must tell one reason from another (`ERR_GET_LIB`, `ERR_GET_REASON`).
    static func drainEntries() -> [Entry] {
        var entries: [Entry] = []
        while true {
            var data: UnsafePointer<CChar>?
            var flags: Int32 = 0
            let code = ERR_get_error_all(nil, nil, nil, &data, &flags)
            guard code != 0 else { return entries }
            let library = ERR_lib_error_string(code).map { String(cString: $0) } ?? "unknown library"
            let reason =
                ERR_reason_error_string(code).map { String(cString: $0) } ?? "reason \(ERR_GET_REASON(code))"
            var text = "OpenSSL: \(library): \(reason)"
            // The data belongs to the queue and is overwritten by the next error, so it is copied here.
            if flags & ERR_TXT_STRING != 0, let data {
                let detail = String(cString: data)
                if !detail.isEmpty { text += " (\(detail))" }
            }
            entries.append(Entry(library: ERR_GET_LIB(code), reason: ERR_GET_REASON(code), text: text))
        }
    }

    /// One queued error.
    struct Entry {
        let library: Int32
        let reason: Int32
        let text: String
    }
}
