internal import COpenSSL

/// Owner of an `X509_STORE_CTX`: one path validation.
struct X509StoreContext: ~Copyable {
    private let pointer: OpaquePointer

    init() {
        guard let pointer = X509_STORE_CTX_new() else { preconditionFailure("out of memory for a verification") }
        self.pointer = pointer
    }

    deinit {
        X509_STORE_CTX_free(pointer)
    }

    /// What was found, times apart: validity is judged by the caller, to the instant.
    enum Finding {
        /// The path from the leaf to a root, as indices into `candidates`.
        case path([Int])
        /// OpenSSL's `X509_V_ERR_…`, its sentence, and the candidate it is about.
        case failure(code: Int32, text: String, candidate: Int?)
    }

    /// Builds and checks the path from `leaf`, preferring issuers that are valid at `seconds` since 1970.
    ///
    /// - Parameter endsAtRoot: whether the path must end at a self-signed one of `roots`; else any of them ends it.
    mutating func verify(
        _ leaf: X509Handle, among candidates: [X509Handle], untrusted: borrowing X509Stack, roots: borrowing X509Store,
        depth: Int32, endsAtRoot: Bool, at seconds: Int64
    ) -> Finding {
        ErrorQueue.clear()
        let context = pointer
        let isReady = roots.withPointer { roots in
            untrusted.withPointer { untrusted in
                leaf.withPointer { leaf in X509_STORE_CTX_init(context, roots, leaf, untrusted) == 1 }
            }
        }
        precondition(isReady, "out of memory for a verification")
        Self.configure(context, depth: depth, endsAtRoot: endsAtRoot, seconds: seconds)
        let status = X509_verify_cert(context)
        defer { ErrorQueue.clear() }
        guard status == 1 else {
            let code = X509_STORE_CTX_get_error(context)
            let text = String(cString: X509_verify_cert_error_string(Int(code)))
            let current = X509_STORE_CTX_get_current_cert(context)
            return .failure(
                code: code, text: text,
                candidate: current.flatMap { current in candidates.firstIndex { $0.isSame(as: current) } })
        }
        var path: [Int] = []
        let chain = X509_STORE_CTX_get0_chain(context)
        for index in 0..<OPENSSL_sk_num(chain) {
            guard let certificate = OPENSSL_sk_value(chain, index),
                let candidate = candidates.firstIndex(where: { $0.isSame(as: OpaquePointer(certificate)) })
            else { preconditionFailure("OpenSSL built a path through a certificate it was not given") }
            path.append(candidate)
        }
        return .path(path)
    }

    private static func configure(_ context: OpaquePointer, depth: Int32, endsAtRoot: Bool, seconds: Int64) {
        let parameters = X509_STORE_CTX_get0_param(context)
        // Without STRICT, OpenSSL takes a certificate without basic constraints for a CA if its key usage says it
        // may sign certificates, against RFC 5280, 4.2.1.9. What else STRICT asks, 4.2 says a CA MUST write.
        X509_VERIFY_PARAM_set_flags(
            parameters, UInt(X509_V_FLAG_X509_STRICT) | (endsAtRoot ? 0 : UInt(X509_V_FLAG_PARTIAL_CHAIN)))
        // 112 bits: no RSA below 2048, no SHA-1 signature, other than a root's own, which is not relied upon.
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        X509_VERIFY_PARAM_set_depth(parameters, depth)
        X509_VERIFY_PARAM_set_time(parameters, time_t(seconds))
        // OpenSSL ends a certificate one second early, at notAfter instead of after it, and knows no fractions. Its
        // opinion steers the choice between two issuers; the verdict on times is the caller's.
        X509_STORE_CTX_set_verify_cb(context) { isGood, context in
            switch X509_STORE_CTX_get_error(context) {
            case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID:
                // The error sticks: without this a later one that sets none of its own would pass as this one.
                X509_STORE_CTX_set_error(context, X509_V_OK)
                return 1
            default: return isGood
            }
        }
    }
}
