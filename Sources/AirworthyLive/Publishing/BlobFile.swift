import Glibc
import Trust

/// A blob as an open file on this disk, closed when nobody uses it any more.
final class BlobFile: Sendable {
    private let descriptor: FileDescriptor

    init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    /// A new file without a name in `directory`: gone when it is closed, whatever becomes of this process.
    static func unnamed(in directory: String) throws(FileFailure) -> BlobFile {
        let path = "\(directory)/.airworthy-\(String(UInt64.random(in: 0...(.max)), radix: 36))"
        let file = try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        unlink(path)
        return BlobFile(file)
    }

    /// Fills the front of `buffer`; 0 at the end.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
        try descriptor.read(at: offset, into: buffer)
    }

    /// Adds to the end.
    func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) { try descriptor.write(bytes) }

    /// Returns when the device has the content.
    func synchronize() throws(FileFailure) { try descriptor.synchronize() }
}
