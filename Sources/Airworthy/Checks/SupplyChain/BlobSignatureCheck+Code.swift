extension BlobSignatureCheck {
    public enum Code: String, FindingCode {
        case missingFile = "missing-file"
        case digestMismatch = "digest-mismatch"
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
        case wrongPredicate = "wrong-predicate"
        case malformedSignature = "malformed-signature"
        case candidateUnreadable = "candidate-unreadable"

        public var meaning: String {
            switch self {
            case .missingFile: "the file is not there"
            case .digestMismatch: "the file is not the one the release names by digest"
            case .noSignature: "there is neither `<path>.sig` nor `<path>.sigstore.json`"
            case .noRule: "no rule of the trust policy, or not the one named, covers the path"
            case .thresholdNotMet: "some of the signers a rule wants have signed, but too few distinct ones"
            default: SignatureFault(rawValue: rawValue)?.meaning ?? rawValue
            }
        }

        public var remedy: String {
            switch self {
            case .missingFile: "add the file, or correct its path"
            case .digestMismatch: "restore the file, or release it under its new digest"
            case .noSignature: "sign the file: `openssl dgst -sha256 -sign key.pem -out <path>.sig <path>`"
            case .noRule: "add a rule with `blobs:` for the path to the trust policy, or correct the name of the rule"
            case .thresholdNotMet: "have another of the rule's signers sign the file"
            case .wrongSubject: "sign the file as it is now, and find out what the signature beside it was made for"
            case .wrongPredicate: "sign the file itself; an attestation about it is not a signature of it"
            default: SignatureFault(rawValue: rawValue)?.remedy ?? rawValue
            }
        }
    }
}

extension BlobSignatureCheck.Code: SignatureFindingCode {
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
            // A file is in no repository, so nothing can name another one.
            case .wrongSubject, .wrongRepository: .wrongSubject
            case .wrongPredicate: .wrongPredicate
            case .malformedSignature: .malformedSignature
            case .candidateUnreadable: .candidateUnreadable
            }
    }
}
