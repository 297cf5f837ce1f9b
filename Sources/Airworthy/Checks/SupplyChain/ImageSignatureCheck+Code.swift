extension ImageSignatureCheck {
    public enum Code: String, FindingCode {
        case noSignature = "no-signature"
        case noRule = "no-rule"
        case thresholdNotMet = "threshold-not-met"
        case untrustedSigner = "untrusted-signer"
        case badSignature = "bad-signature"
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
        case imageUnreadable = "image-unreadable"

        public var meaning: String {
            switch self {
            case .noSignature: "nothing beside the image could be a signature of it"
            case .noRule: "no rule of the trust policy, or not the one named, covers the repository"
            case .thresholdNotMet: "some of the signers a rule wants have signed, but too few distinct ones"
            case .imageUnreadable: "with `platforms: all`, the index or a manifest it lists is not what its digest says"
            default: SignatureFault(rawValue: rawValue)?.meaning ?? rawValue
            }
        }

        public var remedy: String {
            switch self {
            case .noSignature: "sign the digest with a key the rule names: `cosign sign --key … registry/path@sha256:…`"
            case .noRule: "add a rule for the repository to the trust policy, or correct the name of the rule"
            case .thresholdNotMet: "have another of the rule's signers sign the digest"
            case .imageUnreadable: "run `image-digest` on the image and mend what it finds"
            default: SignatureFault(rawValue: rawValue)?.remedy ?? rawValue
            }
        }
    }
}

extension ImageSignatureCheck.Code: SignatureFindingCode {
    init(_ fault: SignatureFault) {
        self =
            switch fault {
            case .badSignature: .badSignature
            case .untrustedSigner: .untrustedSigner
            case .keyRevoked: .keyRevoked
            case .outsideValidity: .outsideValidity
            case .certificateInvalid: .certificateInvalid
            case .sctInvalid: .sctInvalid
            case .noTrustedTime: .noTrustedTime
            case .timestampInvalid: .timestampInvalid
            case .logEntryInvalid: .logEntryInvalid
            case .logEntryMismatch: .logEntryMismatch
            case .wrongSubject: .wrongSubject
            case .wrongRepository: .wrongRepository
            case .wrongPredicate: .wrongPredicate
            case .malformedSignature: .malformedSignature
            case .candidateUnreadable: .candidateUnreadable
            }
    }
}
