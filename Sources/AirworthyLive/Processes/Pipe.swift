import CLinux
import Glibc

/// No child inherits either end.
struct Pipe: ~Copyable {
    /// What a pipe holds (pipe(7), default capacity).
    static let capacity = 64 << 10

    let reading: FileDescriptor
    let writing: FileDescriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemError() }
        reading = FileDescriptor(taking: ends[0])
        writing = FileDescriptor(taking: ends[1])
    }

    /// The end to read from; the other is closed.
    consuming func keptEnd() -> FileDescriptor { reading }

    /// The same, to read from without waiting.
    consuming func watchedEnd() -> FileDescriptor {
        // Of this end alone: each has its own description, and whoever writes may wait.
        _ = fcntl(reading.raw, F_SETFL, O_NONBLOCK)
        return reading
    }

    /// What a program reads, put into a pipe before the program begins.
    ///
    /// A program that ends without reading would otherwise break the pipe under whoever writes to it, which is a signal for
    /// this process and an error for the run, though nothing went wrong.
    static func holding(_ bytes: [UInt8]) throws(SystemError) -> FileDescriptor {
        precondition(bytes.count <= capacity, "nobody would read what does not fit into a pipe")
        let pipe = try Pipe()
        guard write(pipe.writing.raw, bytes, bytes.count) == bytes.count else { throw SystemError() }
        return pipe.keptEnd()
    }
}
