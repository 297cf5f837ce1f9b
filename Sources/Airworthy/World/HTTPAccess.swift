public import Trust

/// Asks over HTTP what changes nothing at the other end. A status of any sort is an answer.
public protocol HTTPAccess: Sendable {
    /// - Throws: `http-unreachable`, `http-timeout`, `http-untrusted`, `http-broken` and the like: there is no answer, or
    ///   nobody can tell whose it is.
    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer
}
