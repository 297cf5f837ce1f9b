public import Trust

/// Opens a TLS session to see what a server shows, and closes it again. Nothing is believed of what it shows.
public protocol TLSAccess: Sendable {
    /// - Throws: `tls-unreachable`, `tls-timeout` and `tls-failed` when no handshake comes about.
    func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake
}
