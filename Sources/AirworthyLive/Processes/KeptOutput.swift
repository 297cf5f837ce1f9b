import Glibc

/// The first bytes of a stream; the rest is read and dropped, so that the writer never waits for us.
struct KeptOutput: ~Copyable {
    private(set) var bytes: [UInt8] = []
    /// More was written than kept.
    private(set) var truncated = false
    /// To read from without waiting; nil once nobody can write to it any more.
    private var end: FileDescriptor?
    private let limit: Int

    init(from end: consuming FileDescriptor, limit: Int) {
        self.end = consume end
        self.limit = limit
    }

    /// What can be waited for.
    var source: Int32? { mutating get { end?.raw } }

    /// Reads what is there, and no more than `most`.
    ///
    /// - Parameter forget: called before the source is closed, which it is once nobody can write any more.
    mutating func take(
        atMost most: Int, through buffer: UnsafeMutableRawBufferPointer, forget: (Int32) -> Void
    ) {
        guard let stream = source else { return }
        var taken = 0
        while taken < most {
            let count = read(stream, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if count == 0 || errno != EAGAIN { close(forget) }
                return
            }
            taken += count
            append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    mutating func close(_ forget: (Int32) -> Void) {
        if let stream = source { forget(stream) }
        end = nil
    }

    private mutating func append(_ piece: UnsafeRawBufferPointer) {
        let room = max(0, limit - bytes.count)
        bytes.append(contentsOf: piece.prefix(room))
        if piece.count > room { truncated = true }
    }
}
