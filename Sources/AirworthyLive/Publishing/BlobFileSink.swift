import Airworthy
import Trust

/// Writes a body into a file and measures it on the way. The disk sets the pace: the network waits while a piece is
/// being written.
///
/// `@unchecked Sendable`: one thread at a time feeds it; who asked looks at it only after the last piece.
final class BlobFileSink: BodySink, @unchecked Sendable {
    private let file: BlobFile
    private let limit: Int64
    private var size: Int64 = 0
    /// Nil once finished.
    private var measured: MeasuredBytes?
    private var failure: FileFailure?

    var isLaborious: Bool { true }

    /// - Parameter limit: reading stops once more bytes than this have been seen.
    init(_ file: BlobFile, _ algorithm: DigestAlgorithm, limit: Int64) {
        self.file = file
        self.limit = limit
        measured = MeasuredBytes(algorithm)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        size += Int64(bytes.count)
        guard size <= limit, failure == nil else { return false }
        measured?.update(bytes)
        do throws(FileFailure) {
            try file.write(bytes)
        } catch {
            failure = error
            return false
        }
        return true
    }

    /// What has been seen; nil the second time.
    /// - Throws: why it could not be written.
    func finish() throws(FileFailure) -> Measurement? {
        if let failure { throw failure }
        guard let measured = measured.take() else { return nil }
        return measured.finish()
    }
}
