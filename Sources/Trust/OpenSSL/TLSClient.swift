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

    private let library: TLSLibrary
    private let context: OpaquePointer
    private let session: OpaquePointer
    // Both belong to `session`.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private var received = 0

    /// - Throws: `tls-library-missing`, or `tls-failed`.
    /// - Parameter serverName: what SNI says (RFC 6066, section 3); nil to say nothing, as for an address.
    public init(serverName: String?) throws(Diagnostic) {
        let library = try TLSLibrary.load()
        ErrorQueue.clear()
        guard let context = library.newContext(library.clientMethod()) else {
            throw Self.failed("OpenSSL cannot speak TLS here")
        }
        self.library = library
        self.context = context
        guard let session = library.new(context), let incoming = BIO_new(BIO_s_mem()),
            let outgoing = BIO_new(BIO_s_mem())
        else { preconditionFailure("out of memory for a TLS session") }
        (self.session, self.incoming, self.outgoing) = (session, incoming, outgoing)
        library.setBuffers(session, incoming, outgoing)
        // Old versions and ciphers are spoken too, so that a server that has nothing better is seen and named.
        _ = library.control(session, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_VERSION), nil)
        library.setSecurityLevel(session, 0)
        library.setVerify(session, SSL_VERIFY_NONE, nil)
        library.setConnectState(session)
        if let serverName {
            let status = serverName.withCString { name in
                library.control(
                    session, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name),
                    UnsafeMutableRawPointer(mutating: name))
            }
            guard status == 1 else { throw Self.failed("the name cannot be sent to the server") }
        }
    }

    deinit {
        library.free(session)
        library.freeContext(context)
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
        let status = library.doHandshake(session)
        let output = pending()
        if status == 1 { return (output, .finished) }
        guard library.error(session, status) == SSL_ERROR_WANT_READ else {
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
    public var version: String { library.version(session).map { String(cString: $0) } ?? "" }

    public var cipher: String {
        library.cipher(session).flatMap { library.cipherName($0) }.map { String(cString: $0) } ?? ""
    }

    /// As the server sent them, DER, its own first; empty before they have come.
    public var certificates: [[UInt8]] {
        guard let chain = library.chain(session) else { return [] }
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
