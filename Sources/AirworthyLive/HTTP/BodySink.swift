/// Where the body of a response goes, as it arrives.
protocol BodySink: Sendable {
    /// Whether bodies of other answers than successes go here too.
    var takesEveryAnswer: Bool { get }

    /// Whether what is done with each piece takes longer than receiving it: the transfer then runs on a thread that no
    /// quick answer waits for.
    var isLaborious: Bool { get }

    /// Told once, before the first byte of a success's body.
    ///
    /// - Parameter contentRange: the header of that name: which part of a whole this is (RFC 9110 §14.4).
    /// - Returns: false when this body is not what was asked for: the transfer then fails as broken.
    func begin(status: Int, contentRange: String?) -> Bool

    /// - Returns: false when enough has been seen: the rest is not transferred, and that is not a failure.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool

    /// What has come so far was the body of a redirect that is followed.
    func beginAgain()
}

extension BodySink {
    var takesEveryAnswer: Bool { false }

    var isLaborious: Bool { false }

    func begin(status: Int, contentRange: String?) -> Bool { true }

    func beginAgain() {}
}
