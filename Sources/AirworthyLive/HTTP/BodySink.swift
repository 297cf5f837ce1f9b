/// Where the body of a successful response goes, as it arrives.
protocol BodySink: Sendable {
    /// - Returns: false when enough has been seen: the rest is not transferred, and that is not a failure.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool
}
