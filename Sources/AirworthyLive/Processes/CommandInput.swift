import CLinux
import Glibc
import SystemPackage
import Trust

/// What a program reads, put into a pipe before the program begins.
///
/// A program that ends without reading would otherwise break the pipe under whoever writes to it, which is a signal for
/// this process and an error for the run, though nothing went wrong.
enum CommandInput {
    /// What a pipe holds (pipe(7), default capacity).
    static let limit = 64 << 10

    /// - Returns: the end to read from, which is the caller's to close.
    /// - Throws: `command-not-started`.
    static func pipe(holding bytes: [UInt8]) throws(Obstacle) -> SystemPackage.FileDescriptor {
        precondition(bytes.count <= limit, "nobody would read what does not fit into a pipe")
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else {
            throw Obstacle("command-not-started", "cannot make a pipe: \(SystemError().text)")
        }
        defer { close(ends[1]) }
        guard write(ends[1], bytes, bytes.count) == bytes.count else {
            close(ends[0])
            throw Obstacle("command-not-started", "cannot fill a pipe: \(SystemError().text)")
        }
        return SystemPackage.FileDescriptor(rawValue: ends[0])
    }
}
