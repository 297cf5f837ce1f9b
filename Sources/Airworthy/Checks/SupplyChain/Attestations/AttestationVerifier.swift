import Trust

/// From the bytes of an attestation to a statement that is believed. The one place where a check does that: what an
/// attestation may be wrapped in, and who may have signed it, is decided nowhere else.
struct AttestationVerifier: Sendable {
    /// What the bytes are said to be.
    enum Form: Sendable, Hashable {
        /// - Parameter annotations: of the layer, where cosign 2 keeps the certificate and what showed it.
        case envelope(annotations: [String: String])
        case bundle
    }

    enum Reading: Sendable {
        case believed(Verified<Statement>)
        /// A statement of a type nobody asked for: none of the caller's business.
        case other(type: String)
        case refused(AttestationFault, String)
    }

    /// Predicate types wanted.
    let types: [String]
    /// Types that are recognised for what they are and not read: older and draft versions of those wanted.
    var unread: [String] = []
    let trust: TrustPolicy
    let instant: Instant

    /// What is beside an image, in the form its media type says.
    func read(_ bytes: [UInt8], as form: Form, origin: String) -> Reading {
        do throws(Diagnostic) {
            return read(try Self.signed(bytes, form, origin: origin), origin: origin)
        } catch {
            return .refused(.candidateUnreadable, error.description)
        }
    }

    /// What is in a file, in the form it was found to have.
    func read(_ document: SignedDocument, origin: String) -> Reading {
        read(document.statement(origin: origin), origin: origin)
    }

    /// The trust policy verifies against a predicate type, and which one a statement has is only known afterwards. So
    /// every type a rule speaks about is tried; at most one can fit.
    private func read(_ signed: (envelope: Envelope, candidates: [SignatureCandidate])?, origin: String) -> Reading {
        guard let signed else { return .refused(.candidateUnreadable, "it signs bytes, and holds no statement") }
        let wanted = types.filter { !trust.rules(forPredicate: $0).isEmpty }
        let signatures = wanted.isEmpty ? [] : signed.candidates.map { trust.examine($0, at: instant) }
        var refusals: [Rejection] = []
        for type in wanted {
            do throws(VerificationRefusal) {
                return .believed(
                    try trust.verify(signatures, over: signed.envelope, predicateType: type, at: instant))
            } catch {
                refusals += error.rejections.array.filter { !refusals.contains($0) }
            }
        }
        return refused(signed.envelope, refusals, origin: origin)
    }

    /// Nil for a bundle that signs bytes.
    private static func signed(
        _ bytes: [UInt8], _ form: Form, origin: String
    ) throws(Diagnostic) -> (envelope: Envelope, candidates: [SignatureCandidate])? {
        switch form {
        case .envelope(let annotations):
            let envelope = try Envelope(bytes)
            guard let signature = envelope.signatures.first, envelope.signatures.count == 1 else {
                return (envelope, envelope.candidates(origin: origin))
            }
            let candidate = SignatureCandidate(
                origin: origin, message: .envelope(SignedEnvelope(envelope, stored: bytes)), signature: signature.bytes,
                maker: try CosignAnnotations(annotations).maker(of: signature.bytes, keyHint: signature.keyID))
            return (envelope, [candidate])
        case .bundle:
            return try SigstoreBundle(bytes).statement(origin: origin).map { ($0.envelope, [$0.candidate]) }
        }
    }

    private func refused(_ envelope: Envelope, _ refusals: [Rejection], origin: String) -> Reading {
        // A signature that held for one of the types makes the payload worth reading. Where it is a statement of another
        // kind altogether, there is nothing to complain of.
        if refusals.contains(where: { $0.code == .predicateType }),
            let statement = try? Statement(payload: envelope.payload, name: origin),
            !types.contains(statement.predicateType)
        {
            return .other(type: statement.predicateType)
        }
        let reasons = refusals.filter { $0.code != .predicateType }
        guard let first = reasons.first else {
            let wanted = types.prefix(2).map { "`\($0)`" }.joined(separator: " or ")
            return .refused(.noRule, "no rule of the trust policy is for \(wanted)\(types.count > 2 ? " …" : "")")
        }
        return .refused(AttestationFault(first.code), reasons.map(\.explanation).joined(separator: "; "))
    }
}
