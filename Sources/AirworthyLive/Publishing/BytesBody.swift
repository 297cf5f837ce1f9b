import Synchronization

/// Bytes at hand as the body of a request: manifests, and blobs too small for a file.
final class BytesBody: UploadBody {
    private let bytes: [UInt8]
    private let sent = Mutex(0)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var size: Int64 { Int64(bytes.count) }

    func rewind() { sent.withLock { $0 = 0 } }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        sent.withLock { sent in
            let count = min(buffer.count, bytes.count - sent)
            bytes[sent..<(sent + count)].withUnsafeBytes { buffer.copyMemory(from: $0) }
            sent += count
            return count
        }
    }
}
