import Trust

/// Why one thing found beside an image or a file does not count as a signature. Each check that looks for signatures
/// has a finding of the same name.
enum SignatureFault: String, Sendable, Hashable, CaseIterable {
    case badSignature = "bad-signature"
    case untrustedSigner = "untrusted-signer"
    case keyRevoked = "key-revoked"
    case outsideValidity = "outside-validity"
    case wrongSubject = "wrong-subject"
    case wrongRepository = "wrong-repository"
    case wrongPredicate = "wrong-predicate"
    case malformedSignature = "malformed-signature"
    case candidateUnreadable = "candidate-unreadable"

    var meaning: String {
        switch self {
        case .badSignature: "the key a candidate names does not verify its signature"
        case .untrustedSigner: "a candidate is signed by nobody the rule accepts"
        case .keyRevoked: "a candidate is signed by a key that is revoked"
        case .outsideValidity: "a candidate is signed by a key that is not yet or no longer valid"
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
        case .untrustedSigner: "sign with a key the rule names, or add the signer's key to the trust policy"
        case .keyRevoked: "sign again with a key that is not revoked"
        case .outsideValidity: "sign again with a key that is valid now"
        case .wrongSubject: "sign the digest the release names, and find out who put this signature here"
        case .wrongRepository: "sign under this repository's name, or set `reference: ignore` for a mirror"
        case .wrongPredicate: "sign the image itself; an attestation about it is not a signature of it"
        case .malformedSignature: "remove the candidate and sign again"
        case .candidateUnreadable: "remove the candidate, or sign with a key instead"
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
            case .wrongSubject: .wrongSubject
            case .predicateType: .wrongPredicate
            case .wrongPayloadType, .malformedStatement, .malformedSignature: .malformedSignature
            case .unsupportedSignature: .candidateUnreadable
            }
    }
}
