import Glibc

/// The first bytes of a stream; the rest is read and dropped, so that the writer never waits for us.
struct KeptOutput {
    private(set) var bytes: [UInt8] = []
    /// More was written than kept.
    private(set) var truncated = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Reads what is there, and no more than `most`.
    ///
    /// - Returns: whether nobody can write any more.
    mutating func take(
        from stream: Int32, atMost most: Int, through buffer: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var taken = 0
        while taken < most {
            let count = read(stream, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 || errno != EAGAIN }
            taken += count
            append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        return false
    }

    private mutating func append(_ piece: UnsafeRawBufferPointer) {
        let room = max(0, limit - bytes.count)
        bytes.append(contentsOf: piece.prefix(room))
        if piece.count > room { truncated = true }
    }
}
