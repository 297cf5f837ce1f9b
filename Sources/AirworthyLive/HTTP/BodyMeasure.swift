import Airworthy
import Trust

/// Size and digest of a body that is not kept.
///
/// `@unchecked Sendable`: the loop's thread alone feeds it; who asked looks at it only after the answer has been handed
/// over, which is after the last piece.
final class BodyMeasure: BodySink, @unchecked Sendable {
    private let limit: Int64
    private var size: Int64 = 0
    /// Nil once finished.
    private var measured: MeasuredBytes?

    var isLaborious: Bool { true }

    /// - Parameter limit: reading stops once more bytes than this have been seen.
    init(_ algorithm: DigestAlgorithm, limit: Int64) {
        self.limit = limit
        measured = MeasuredBytes(algorithm)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        size += Int64(bytes.count)
        measured?.update(bytes)
        return size <= limit
    }

    /// What has been seen; nil the second time.
    func finish() -> Measurement? {
        guard let measured = measured.take() else { return nil }
        return measured.finish()
    }
}
