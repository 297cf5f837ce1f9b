internal import COpenSSL

/// libssl, loaded at the first handshake: linked, it would add a tenth to the start of every command, and few speak TLS
/// themselves (Docs/decisions/0013). The functions are those of ssl.h, by their own names.
struct TLSLibrary: @unchecked Sendable {
    // @unchecked: addresses of code, written once.
    let newContext: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let freeContext: @convention(c) (OpaquePointer?) -> Void
    let clientMethod: @convention(c) () -> OpaquePointer?
    let new: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let free: @convention(c) (OpaquePointer?) -> Void
    let control: @convention(c) (OpaquePointer?, Int32, Int, UnsafeMutableRawPointer?) -> Int
    let setBuffers: @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> Void
    let setSecurityLevel: @convention(c) (OpaquePointer?, Int32) -> Void
    let setVerify: @convention(c) (OpaquePointer?, Int32, OpaquePointer?) -> Void
    let setConnectState: @convention(c) (OpaquePointer?) -> Void
    let doHandshake: @convention(c) (OpaquePointer?) -> Int32
    let error: @convention(c) (OpaquePointer?, Int32) -> Int32
    let version: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let cipher: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let cipherName: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let chain: @convention(c) (OpaquePointer?) -> OpaquePointer?

    /// - Throws: `tls-library-missing`.
    static func load() throws(Diagnostic) -> TLSLibrary {
        guard let shared else {
            throw Diagnostic(
                "tls-library-missing", "OpenSSL's libssl cannot be loaded", remedy: "Install libssl (Debian: libssl3).")
        }
        return shared
    }

    private static let shared = TLSLibrary()

    private init?() {
        // Never closed: its code may be running.
        guard let library = airworthy_ssl_load() else { return nil }
        func find<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
            airworthy_ssl_symbol(library, name).map { unsafeBitCast($0, to: type) }
        }
        guard
            let newContext: @convention(c) (OpaquePointer?) -> OpaquePointer? = find("SSL_CTX_new"),
            let freeContext: @convention(c) (OpaquePointer?) -> Void = find("SSL_CTX_free"),
            let clientMethod: @convention(c) () -> OpaquePointer? = find("TLS_client_method"),
            let new: @convention(c) (OpaquePointer?) -> OpaquePointer? = find("SSL_new"),
            let free: @convention(c) (OpaquePointer?) -> Void = find("SSL_free"),
            let control: @convention(c) (OpaquePointer?, Int32, Int, UnsafeMutableRawPointer?) -> Int = find(
                "SSL_ctrl"),
            let setBuffers: @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?) -> Void = find(
                "SSL_set_bio"),
            let setSecurityLevel: @convention(c) (OpaquePointer?, Int32) -> Void = find("SSL_set_security_level"),
            let setVerify: @convention(c) (OpaquePointer?, Int32, OpaquePointer?) -> Void = find("SSL_set_verify"),
            let setConnectState: @convention(c) (OpaquePointer?) -> Void = find("SSL_set_connect_state"),
            let doHandshake: @convention(c) (OpaquePointer?) -> Int32 = find("SSL_do_handshake"),
            let error: @convention(c) (OpaquePointer?, Int32) -> Int32 = find("SSL_get_error"),
            let version: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>? = find("SSL_get_version"),
            let cipher: @convention(c) (OpaquePointer?) -> OpaquePointer? = find("SSL_get_current_cipher"),
            let cipherName: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>? = find("SSL_CIPHER_get_name"),
            let chain: @convention(c) (OpaquePointer?) -> OpaquePointer? = find("SSL_get_peer_cert_chain")
        else { return nil }
        (self.newContext, self.freeContext) = (newContext, freeContext)
        (self.clientMethod, self.new, self.free, self.control) = (clientMethod, new, free, control)
        (self.setBuffers, self.setSecurityLevel, self.setVerify) = (setBuffers, setSecurityLevel, setVerify)
        (self.setConnectState, self.doHandshake, self.error) = (setConnectState, doHandshake, error)
        (self.version, self.cipher, self.cipherName, self.chain) = (version, cipher, cipherName, chain)
    }
}
