internal import COpenSSL

/// Owner of a `PKCS12` (RFC 7292), opened inside ``LibraryContext/legacy``.
struct PKCS12Container: ~Copyable {
    /// What a hostile file may ask for before the password has proved anything: about a tenth of a second. Usual are
    /// 1 to 100,000.
    static let maximumIterations: Int64 = 1_000_000

    private let pointer: OpaquePointer

    init(der: [UInt8]) throws(Diagnostic) {
        ErrorQueue.clear()
        // An object made in a library context keeps it while it is decoded into (PKCS12_init_ex(3)).
        var container = LibraryContext.legacy.withPointer { PKCS12_init_ex(NID_pkcs7_data, $0, nil) }
        let consumed = der.withUnsafeBufferPointer { buffer -> Int? in
            var cursor = buffer.baseAddress
            guard let start = cursor, d2i_PKCS12(&container, &cursor, buffer.count) != nil, let cursor else {
                return nil
            }
            return cursor - start
        }
        // After a failure OpenSSL has freed the object and set `container` to nil.
        guard consumed == der.count, let container else {
            PKCS12_free(container)
            throw Diagnostic(
                "pkcs12-unreadable", "not a PKCS#12 file", remedy: "Export the file again.",
                notes: ErrorQueue.drain())
        }
        pointer = container
    }

    deinit {
        PKCS12_free(pointer)
    }

    /// Every certificate inside, as DER. The private keys are never decrypted.
    borrowing func certificates(password: Secret) throws(Diagnostic) -> [[UInt8]] {
        try requireIntegrity()
        let password = try terminated(password)
        ErrorQueue.clear()
        guard PKCS12_verify_mac(pointer, password, Int32(password.count - 1)) == 1 || opensWithoutPassword(password)
        else {
            let notes = ErrorQueue.drain()
            // A MAC that differs queues nothing; a MAC that could not be computed does.
            guard notes.isEmpty else {
                throw Diagnostic(
                    "pkcs12-unreadable", "the integrity of the PKCS#12 file cannot be checked", notes: notes)
            }
            throw Diagnostic(
                "pkcs12-password-wrong", "the password does not open the PKCS#12 file, or the file has been altered",
                remedy: "Give the password the file was exported with.")
        }
        return try contents(password)
    }

    private borrowing func contents(_ password: [CChar]) throws(Diagnostic) -> [[UInt8]] {
        ErrorQueue.clear()
        var chain: OpaquePointer?
        // No place for a key is given, so OpenSSL leaves the key bags alone and puts every certificate in the chain.
        let status = PKCS12_parse(pointer, password, nil, nil, &chain)
        defer { Self.free(chain) }
        guard status == 1 else {
            let entries = ErrorQueue.drainEntries()
            let isUnsupported = entries.contains { $0.reason == airworthy_reason_unsupported }
            guard isUnsupported else {
                throw Diagnostic(
                    "pkcs12-unreadable", "the contents of the PKCS#12 file cannot be read",
                    remedy: "Export the file again.", notes: entries.map(\.text))
            }
            throw Diagnostic(
                "pkcs12-unsupported", "the PKCS#12 file uses a cipher this OpenSSL does not offer",
                remedy: LibraryContext.legacy.hasLegacyCiphers
                    ? "Export the file again with AES-256."
                    : "Install OpenSSL's legacy provider, or export the file again with AES-256.",
                notes: entries.map(\.text))
        }
        var certificates: [[UInt8]] = []
        for index in 0..<max(0, OPENSSL_sk_num(chain)) {
            guard let certificate = OPENSSL_sk_value(chain, index),
                let der = DER.encode({ i2d_X509(OpaquePointer(certificate), $0) })
            else {
                throw Diagnostic(
                    "pkcs12-unreadable", "a certificate in the PKCS#12 file cannot be read",
                    notes: ErrorQueue.drain())
            }
            certificates.append(der)
        }
        return certificates
    }

    /// A file without a MAC can be altered by anyone, and one under a signature (RFC 7292, 3.1) is not read here.
    private borrowing func requireIntegrity() throws(Diagnostic) {
        guard PKCS12_mac_present(pointer) == 1 else {
            throw Diagnostic(
                "pkcs12-unprotected", "the PKCS#12 file carries no MAC, so nothing shows who wrote its contents",
                remedy: "Export the file again with a password.")
        }
        var iterations: UnsafePointer<ASN1_INTEGER>?
        PKCS12_get0_mac(nil, nil, nil, &iterations, pointer)
        // Absent means 1 (RFC 7292, 4).
        guard let iterations else { return }
        var count: Int64 = 0
        guard ASN1_INTEGER_get_int64(&count, iterations) == 1, count > 0, count <= Self.maximumIterations else {
            ErrorQueue.clear()
            throw Diagnostic(
                "pkcs12-unsupported", "the PKCS#12 file asks for more than \(Self.maximumIterations) rounds",
                remedy: "Export the file again with fewer rounds.")
        }
    }

    /// The C functions take text that ends at the first NUL: a password with one inside would be cut short in silence.
    private borrowing func terminated(_ password: Secret) throws(Diagnostic) -> [CChar] {
        let text = password.withBytes { Array($0.map { CChar(bitPattern: $0) }) }
        guard !text.contains(0) else {
            throw Diagnostic("pkcs12-password-wrong", "the password contains a NUL byte")
        }
        return text + [0]
    }

    /// "No password" is written as an empty one by some tools and as none by others (PKCS12_parse(3)).
    private borrowing func opensWithoutPassword(_ password: [CChar]) -> Bool {
        password.count == 1 && PKCS12_verify_mac(pointer, nil, 0) == 1
    }

    private static func free(_ chain: OpaquePointer?) {
        guard let chain else { return }
        for index in 0..<OPENSSL_sk_num(chain) {
            if let certificate = OPENSSL_sk_value(chain, index) { X509_free(OpaquePointer(certificate)) }
        }
        OPENSSL_sk_free(chain)
    }
}
