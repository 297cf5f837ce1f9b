import Synchronization

/// A part of a ``BlobFile`` as the body of a request.
final class BlobBody: UploadBody {
    private let file: BlobFile
    private let start: Int64
    let size: Int64
    private let sent = Mutex<Int64>(0)

    /// - Parameter range: within the file.
    init(_ file: BlobFile, range: Range<Int64>) {
        self.file = file
        start = range.lowerBound
        size = range.upperBound - range.lowerBound
    }

    func rewind() { sent.withLock { $0 = 0 } }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        sent.withLock { sent in
            let wanted = min(Int64(buffer.count), size - sent)
            guard wanted > 0 else { return 0 }
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(wanted)])
            // A file that ends early has been cut short: what is sent could not be what was promised.
            guard let count = try? file.read(at: start + sent, into: part), count > 0 else { return nil }
            sent += Int64(count)
            return count
        }
    }
}
