internal import COpenSSL

/// The client's end of one TLS handshake (RFC 8446, RFC 5246), spoken in memory: bytes from the server in, bytes for it
/// out. Whoever owns the socket carries them.
///
/// Nothing is believed of the certificates the server shows, except that it holds the key of the first: a handshake
/// does not finish without that. Whose they are, and until when, is for ``CertificateChain``, at an instant of the
/// caller's.
public final class TLSClient {
    /// What the server may send before the handshake is done. Chains of public servers take some five kibibytes.
    public static let maximumBytes = 256 << 10

    public enum State: Sendable, Hashable {
        /// Give it what the server sends next.
        case waiting
        case finished
    }

    private let context: OpaquePointer
    private let session: OpaquePointer
    // Both belong to `session`.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private var received = 0

    /// - Parameter serverName: what SNI says (RFC 6066, section 3); nil to say nothing, as for an address.
    public init(serverName: String?) throws(Diagnostic) {
        ErrorQueue.clear()
        guard let context = SSL_CTX_new(TLS_client_method()) else {
            throw Self.failed("OpenSSL cannot speak TLS here")
        }
        self.context = context
        guard let session = SSL_new(context), let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem())
        else { preconditionFailure("out of memory for a TLS session") }
        (self.session, self.incoming, self.outgoing) = (session, incoming, outgoing)
        SSL_set_bio(session, incoming, outgoing)
        // Old versions and ciphers are spoken too, so that a server that has nothing better is seen and named.
        _ = airworthy_ssl_allow_from(context, TLS1_VERSION)
        SSL_set_security_level(session, 0)
        SSL_set_verify(session, SSL_VERIFY_NONE, nil)
        SSL_set_connect_state(session)
        if let serverName {
            guard airworthy_ssl_set_server_name(session, serverName) == 1 else {
                throw Self.failed("the name cannot be sent to the server")
            }
        }
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
    }

    /// One step.
    /// - Parameter bytes: what the server has sent since the last step; empty at first.
    /// - Returns: what is to be sent to it, and whether more must come.
    /// - Throws: `tls-refused` for an alert of the server, `tls-failed` for anything else, with OpenSSL's words.
    public func advance(with bytes: [UInt8]) throws(Diagnostic) -> (output: [UInt8], state: State) {
        received += bytes.count
        guard received <= Self.maximumBytes else { throw Self.failed("the server sends more than a handshake takes") }
        ErrorQueue.clear()
        if !bytes.isEmpty {
            let written = BIO_write(incoming, bytes, Int32(bytes.count))
            precondition(written == bytes.count, "out of memory for a TLS session")
        }
        let status = SSL_do_handshake(session)
        let output = pending()
        if status == 1 { return (output, .finished) }
        guard SSL_get_error(session, status) == SSL_ERROR_WANT_READ else {
            let entries = ErrorQueue.drainEntries()
            // Reasons from 1000 on are alerts of the other side (SSL_AD_REASON_OFFSET).
            let isRefused = entries.contains { $0.library == ERR_LIB_SSL && $0.reason >= SSL_AD_REASON_OFFSET }
            throw Diagnostic(
                isRefused ? "tls-refused" : "tls-failed",
                isRefused ? "the server ends the handshake with an alert" : "the handshake fails",
                remedy: "Ask a server that speaks TLS, by the name it is known by.", notes: entries.map(\.text))
        }
        return (output, .waiting)
    }

    /// `TLSv1.3`, once finished.
    public var version: String { String(cString: SSL_get_version(session)) }

    public var cipher: String { SSL_get_current_cipher(session).map { String(cString: SSL_CIPHER_get_name($0)) } ?? "" }

    /// As the server sent them, DER, its own first; empty before they have come.
    public var certificates: [[UInt8]] {
        guard let chain = SSL_get_peer_cert_chain(session) else { return [] }
        return (0..<max(0, OPENSSL_sk_num(chain))).compactMap { index in
            guard let certificate = OPENSSL_sk_value(chain, index) else { return nil }
            return DER.encode { i2d_X509(OpaquePointer(certificate), $0) }
        }
    }

    private func pending() -> [UInt8] {
        let count = BIO_ctrl_pending(outgoing)
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var read = 0
            filled = BIO_read_ex(outgoing, buffer.baseAddress, count, &read) == 1 ? read : 0
        }
    }

    private static func failed(_ message: String) -> Diagnostic {
        Diagnostic("tls-failed", message, notes: ErrorQueue.drain())
    }
}
