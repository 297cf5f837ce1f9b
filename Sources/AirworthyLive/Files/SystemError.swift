import Glibc

/// A failed system call, as `errno` left it.
struct SystemError: Error, Sendable, Hashable {
    let code: Int32

    /// Reads `errno`: make it before anything else has a chance to overwrite it.
    init(code: Int32 = errno) {
        self.code = code
    }

    /// Nothing is there: the name, or a directory on the way to it, does not exist.
    var meansAbsent: Bool { code == ENOENT || code == ENOTDIR }

    /// "no such file or directory".
    var text: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "system error \(code)" }
        let words = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
