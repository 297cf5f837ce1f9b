import Trust

/// Why one thing found beside an image or a file does not count as a signature. Each check that looks for signatures
/// has a finding of the same name.
enum SignatureFault: String, Sendable, Hashable, CaseIterable {
    case badSignature = "bad-signature"
    case untrustedSigner = "untrusted-signer"
    case keyRevoked = "key-revoked"
    case outsideValidity = "outside-validity"
    case certificateInvalid = "certificate-invalid"
    case sctInvalid = "sct-invalid"
    case noTrustedTime = "no-trusted-time"
    case timestampInvalid = "timestamp-invalid"
    case logEntryInvalid = "log-entry-invalid"
    case logEntryMismatch = "log-entry-mismatch"
    case wrongSubject = "wrong-subject"
    case wrongRepository = "wrong-repository"
    case wrongPredicate = "wrong-predicate"
    case malformedSignature = "malformed-signature"
    case candidateUnreadable = "candidate-unreadable"

    var meaning: String {
        switch self {
        case .badSignature: "the key or certificate a candidate names does not verify its signature"
        case .untrustedSigner: "a candidate is signed by nobody the rule accepts"
        case .keyRevoked: "a candidate is signed by a key or identity that is revoked"
        case .outsideValidity:
            "a candidate is signed by a key that is not yet or no longer valid, or when its certificate was not"
        case .certificateInvalid:
            "a candidate's certificate was not issued by a trusted authority, or not for signing, or names nobody"
        case .sctInvalid: "no known certificate log promised to publish a candidate's certificate"
        case .noTrustedTime: "nobody trusted says when a candidate was made, so its certificate cannot be judged"
        case .timestampInvalid: "a candidate's timestamp does not hold"
        case .logEntryInvalid: "a candidate's entry in a transparency log is missing or does not hold"
        case .logEntryMismatch: "a candidate's log entry is about another artifact, signature or signer"
        case .wrongSubject: "a candidate signs something else"
        case .wrongRepository: "a candidate signs the image under the name of another repository"
        case .wrongPredicate: "a candidate is a signed statement of another kind, not a signature"
        case .malformedSignature: "a candidate is not what its format requires"
        case .candidateUnreadable: "a candidate could not be fetched whole, or is of a kind airworthy cannot judge"
        }
    }

    var remedy: String {
        switch self {
        case .badSignature: "sign again with the key, and find out who wrote this signature"
        case .untrustedSigner: "sign as somebody the rule names, or add the signer to the trust policy"
        case .keyRevoked: "sign again with a key or identity that is not revoked"
        case .outsideValidity: "sign again with a key or certificate that is valid then"
        case .certificateInvalid: "sign again with a certificate of an authority in the trusted root"
        case .sctInvalid:
            "sign again with a certificate whose log is in the trusted root, or give the root that lists it"
        case .noTrustedTime: "sign again with a timestamp or a log entry"
        case .timestampInvalid: "sign again with a timestamp by an authority in the trusted root"
        case .logEntryInvalid: "sign again, and let a log in the trusted root record it"
        case .logEntryMismatch: "remove the candidate, and find out who put it together"
        case .wrongSubject: "sign the digest the release names, and find out who put this signature here"
        case .wrongRepository: "sign under this repository's name, or set `reference: ignore` for a mirror"
        case .wrongPredicate: "sign the image itself; an attestation about it is not a signature of it"
        case .malformedSignature: "remove the candidate and sign again"
        case .candidateUnreadable: "remove the candidate and sign again"
        }
    }
}

extension SignatureFault {
    /// The trust policy's reason, in the words of a check.
    init(_ code: Rejection.Code) {
        self =
            switch code {
            case .badSignature: .badSignature
            case .untrustedSigner, .authorSigned, .authorUnknown, .noRule, .noSignature, .thresholdNotMet:
                .untrustedSigner
            case .keyRevoked: .keyRevoked
            case .outsideValidity: .outsideValidity
            case .certificateInvalid: .certificateInvalid
            case .sctInvalid: .sctInvalid
            case .noTrustedTime: .noTrustedTime
            case .timestampInvalid: .timestampInvalid
            case .logEntryInvalid: .logEntryInvalid
            case .logEntryMismatch: .logEntryMismatch
            case .wrongSubject: .wrongSubject
            case .predicateType: .wrongPredicate
            case .wrongPayloadType, .malformedStatement, .malformedSignature: .malformedSignature
            case .unsupportedSignature: .candidateUnreadable
            }
    }
}
