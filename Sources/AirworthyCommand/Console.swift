import AirworthyLive
import Glibc
import Synchronization
import Trust

/// stdout carries the result and nothing else; stderr the progress and the errors.
enum Console {
    /// The first trouble with stdout, as the system numbers it; 0 for none.
    private static let trouble = Atomic<Int32>(0)

    /// What could not be written to stdout did not get there, whatever the command came to: its exit must say so. A
    /// reader that went away had what it wanted.
    static var failure: Diagnostic? {
        let code = trouble.load(ordering: .relaxed)
        guard code != 0 else { return nil }
        return Diagnostic(
            "output-unwritable",
            "the result could not be written to standard output: \(String(cString: strerror(code)))",
            remedy: "make room, or give it somewhere to go")
    }

    static func out(_ text: String) { raw(Array((text + "\n").utf8)) }

    static func raw(_ bytes: [UInt8]) {
        let code = write(bytes[...], to: STDOUT_FILENO)
        guard code != 0, code != EPIPE else { return }
        _ = trouble.compareExchange(expected: 0, desired: code, ordering: .relaxed)
    }

    /// A whole result.
    /// - Throws: `output-unwritable`.
    static func result(_ text: String) throws(Obstacle) {
        raw(Array(text.utf8))
        if let failure { throw Obstacle(failure) }
    }

    /// Takes the places of standard streams that the program was started without. The next file opened would have one of
    /// their numbers, and what is meant for a reader would be written into it: into the ledger, say.
    static func takePlaces() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // Opened the wrong way round: to use it still fails.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }
    /// Without a line end, for a line that will be drawn again.
    static func progress(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether stderr can be drawn on: a terminal that moves its cursor.
    static var errorIsTerminal: Bool {
        isatty(STDERR_FILENO) == 1 && ThisProcess.variable("TERM") ?? "dumb" != "dumb"
    }
    /// Columns and rows of the terminal on stderr.
    static var errorSize: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8)[...], to: descriptor) }

    /// - Returns: 0, or the system's error number.
    @discardableResult
    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                let code = errno
                if code == EAGAIN {
                    // Somebody made it refuse to wait; then the waiting is ours.
                    var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&place, 1, -1)
                } else if code != EINTR {
                    return code
                }
            }
        }
        return 0
    }
}
