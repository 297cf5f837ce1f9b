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

    /// What helps against it; nil where that depends on what was done.
    var remedy: String? {
        switch code {
        case ENOSPC, EDQUOT: "make room on the device, then run it again"
        case EROFS: "the file system is mounted read-only: write elsewhere, or have it mounted for writing"
        case EACCES, EPERM: "check whose it is, and what its permissions and those of the directories above it allow"
        case ENOENT, ENOTDIR: "check the path, and that the directories on the way to it are there"
        case ENXIO: "nobody reads it: start the reader first, or name a file"
        case EIO: "the device failed: check it, and restore what is on it from a copy"
        case EFBIG: "have the limit on the size of files raised (`ulimit -f`), or write elsewhere"
        case ENAMETOOLONG, ELOOP, EISDIR: "name another file"
        case EMFILE, ENFILE: "close what holds many files open, or raise the limit (`ulimit -n`)"
        default: nil
        }
    }

    /// "no such file or directory".
    var text: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "system error \(code)" }
        let words = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
