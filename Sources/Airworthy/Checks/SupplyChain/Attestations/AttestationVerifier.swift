import Trust

/// From the bytes of an attestation to a statement that is believed. The one place where a check does that: what an
/// attestation may be wrapped in, and who may have signed it, is decided nowhere else.
struct AttestationVerifier: Sendable {
    /// What the bytes are said to be.
    enum Form: Sendable, Hashable {
        case envelope, bundle

        var mediaType: String {
            switch self {
            case .envelope: MediaType.dsseEnvelope
            case .bundle: MediaType.sigstoreBundle
            }
        }
    }

    enum Reading: Sendable {
        case believed(Verified<Statement>)
        /// A statement nobody asked for: none of the caller's business.
        case other
        case refused(AttestationFault, String)
    }

    /// Predicate types wanted.
    let types: [String]
    let trust: TrustPolicy
    let instant: Instant

    /// The trust policy verifies against a predicate type, and which one a statement has is only known afterwards. So
    /// every type a rule speaks about is tried; at most one can fit.
    func read(_ bytes: [UInt8], as form: Form, origin: String) -> Reading {
        let envelope: Envelope
        do throws(Diagnostic) {
            guard let found = try Self.envelope(bytes, form) else {
                return .refused(.candidateUnreadable, "it signs bytes, and holds no statement")
            }
            envelope = found
        } catch {
            return .refused(.candidateUnreadable, error.description)
        }
        var refusals: [Rejection] = []
        for type in types where !trust.rules(forPredicate: type).isEmpty {
            do throws(VerificationRefusal) {
                return .believed(try trust.verify(envelope, predicateType: type, at: instant))
            } catch {
                refusals += error.rejections.array.filter { !refusals.contains($0) }
            }
        }
        return refused(envelope, refusals, origin: origin)
    }

    private static func envelope(_ bytes: [UInt8], _ form: Form) throws(Diagnostic) -> Envelope? {
        switch form {
        case .envelope: return try Envelope(bytes)
        case .bundle:
            guard case .envelope(let envelope) = try SigstoreBundle(bytes).content else { return nil }
            return envelope
        }
    }

    private func refused(_ envelope: Envelope, _ refusals: [Rejection], origin: String) -> Reading {
        // A signature that held for one of the types makes the payload worth reading. Where it is a statement of another
        // kind altogether, there is nothing to complain of.
        if refusals.contains(where: { $0.code == .predicateType }),
            let statement = try? Statement(payload: envelope.payload, name: origin),
            !types.contains(statement.predicateType)
        {
            return .other
        }
        let reasons = refusals.filter { $0.code != .predicateType }
        guard let first = reasons.first else {
            let wanted = types.prefix(2).map { "`\($0)`" }.joined(separator: " or ")
            return .refused(.noRule, "no rule of the trust policy is for \(wanted)\(types.count > 2 ? " …" : "")")
        }
        return .refused(AttestationFault(first.code), reasons.map(\.message).joined(separator: "; "))
    }
}
