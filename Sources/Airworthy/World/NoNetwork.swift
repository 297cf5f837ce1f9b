public import Trust

/// A world without a network: every question is an obstacle.
public struct NoNetwork: HTTPAccess, TLSAccess {
    private let code: String
    private let reason: String

    /// - Parameter reason: why, for the message.
    public init(_ reason: String = "there is no network here", code: String = "no-network") {
        self.code = code
        self.reason = reason
    }

    public func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer { throw refusal }
    public func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake { throw refusal }

    private var refusal: Obstacle {
        Obstacle(code, reason, remedy: "run the check where the network may be used")
    }
}
