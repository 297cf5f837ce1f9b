import Trust

/// Why one thing found beside a subject does not count as a statement about it. Each check that looks for attestations
/// has a finding of the same name.
enum AttestationFault: String, Sendable, Hashable, CaseIterable {
    case noRule = "no-rule"
    case untrustedSigner = "untrusted-signer"
    case badSignature = "bad-signature"
    case keyRevoked = "key-revoked"
    case outsideValidity = "outside-validity"
    case evidenceInvalid = "evidence-invalid"
    case thresholdNotMet = "threshold-not-met"
    case wrongSubject = "wrong-subject"
    case candidateUnreadable = "candidate-unreadable"

    var meaning: String {
        switch self {
        case .noRule: "no rule of the trust policy is for this predicate type"
        case .untrustedSigner: "a candidate is signed by nobody the rule accepts"
        case .badSignature: "the signature of a candidate does not hold"
        case .keyRevoked: "a candidate is signed by a key or identity that is revoked"
        case .outsideValidity:
            "a candidate is signed by a key that is not yet or no longer valid, or when its certificate was not"
        case .evidenceInvalid:
            "the certificate, timestamp or log entry that should show who signed a candidate, and when, does not hold"
        case .thresholdNotMet: "a candidate has too few distinct signers"
        case .wrongSubject: "a candidate is about another digest"
        case .candidateUnreadable: "a candidate could not be fetched whole or understood"
        }
    }

    var remedy: String {
        switch self {
        case .noRule: "add a rule with `predicate:` for it to the trust policy"
        case .untrustedSigner: "have a signer the rule names attest it, or add the signer to the trust policy"
        case .badSignature: "attest it again, and find out who wrote this signature"
        case .keyRevoked: "attest it again with a key or identity that is not revoked"
        case .outsideValidity: "attest it again with a key or certificate that is valid then"
        case .evidenceInvalid: "attest it again, and give the trusted root that lists whoever vouches for the signer"
        case .thresholdNotMet: "have another of the rule's signers attest it"
        case .wrongSubject: "attest the digest that is asked about, and find out who put this one here"
        case .candidateUnreadable: "remove the candidate, or push it again"
        }
    }
}

extension AttestationFault {
    /// The trust policy's reason, in the words of a check.
    init(_ code: Rejection.Code) {
        self =
            switch code {
            case .noRule: .noRule
            case .thresholdNotMet: .thresholdNotMet
            default: Self(SignatureFault(code))
            }
    }

    init(_ fault: SignatureFault) {
        self =
            switch fault {
            case .wrongRepository, .wrongPredicate: .wrongSubject
            case .certificateInvalid, .sctInvalid, .noTrustedTime, .timestampInvalid, .logEntryInvalid,
                .logEntryMismatch:
                .evidenceInvalid
            default: Self(rawValue: fault.rawValue) ?? .candidateUnreadable
            }
    }
}
