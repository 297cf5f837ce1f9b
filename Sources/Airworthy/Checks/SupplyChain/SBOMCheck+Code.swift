import Trust

extension SBOMCheck {
    public enum Code: String, FindingCode {
        case absent
        case unsigned
        case ambiguous
        case wrongSubject = "wrong-subject"
        case digestMismatch = "digest-mismatch"
        case invalid
        case empty
        case missingElements = "missing-elements"
        case stale
        case madeLater = "made-later"
        case banned
        case bannedLicence = "banned-licence"
        case unknownLicence = "unknown-licence"
        case noRule = "no-rule"
        case untrustedSigner = "untrusted-signer"
        case badSignature = "bad-signature"
        case keyRevoked = "key-revoked"
        case outsideValidity = "outside-validity"
        case evidenceInvalid = "evidence-invalid"
        case thresholdNotMet = "threshold-not-met"
        case candidateUnreadable = "candidate-unreadable"

        public var meaning: String {
            switch self {
            case .absent: "there is no bill of materials for the digest, or no file at `path`"
            case .unsigned: "there is one, and nobody has signed it"
            case .ambiguous: "there are several different ones, and nothing says which is meant"
            case .wrongSubject: "what is attached or signed is about another digest"
            case .digestMismatch: "the file at `path` does not hash to `sha256`"
            case .invalid: "the document is not what its format and version require"
            case .empty: "the document lists nothing besides the thing it describes"
            case .missingElements: "elements asked for with `require` are missing"
            case .stale: "the document is older than `maxAge` allows, or does not say how old it is"
            case .madeLater: "the document says it was made after the instant it is judged at"
            case .banned: "a component matches a pattern of `banned`"
            case .bannedLicence: "a component cannot be used without a licence that is banned, or not allowed"
            case .unknownLicence: "a component's licence is not said, or is no SPDX expression"
            case .noRule: "no rule of the trust policy is for this predicate type or path"
            case .untrustedSigner: "a signed one is signed by nobody the rules accept"
            case .badSignature: "the signature of a signed one does not hold"
            case .keyRevoked: "a signed one is signed by a key that is revoked"
            case .outsideValidity: "a signed one is signed by a key that is not yet or no longer valid"
            case .evidenceInvalid:
                "the certificate, timestamp or log entry that should show who signed a signed one, and when, does not hold"
            case .thresholdNotMet: "a signed one has too few distinct signers"
            case .candidateUnreadable: "something attached could not be fetched whole or understood"
            }
        }

        public var remedy: String {
            switch self {
            case .absent: "attach one to the digest: `cosign attest --type cyclonedx --predicate sbom.json …`"
            case .unsigned: "attach it as a signed attestation, or set `signed: optional` and say why"
            case .ambiguous: "remove all but one, or name the `format`"
            case .wrongSubject: "make and attach one for the digest the release names"
            case .digestMismatch: "restore the file, or bind its new digest in the checklist"
            case .invalid: "mend the document at the places named, or generate it with a tool that knows the format"
            case .empty: "generate it from the image itself, so that what the image holds is listed"
            case .missingElements: "have the generator add them, or ask for fewer with `require`"
            case .stale: "generate a new one"
            case .madeLater: "correct the clock of the machine that makes it"
            case .banned: "replace the component"
            case .bannedLicence: "replace the component, or have the licence waived by whoever answers for licences"
            case .unknownLicence: "have the document say the licence, or set `unlicensed: accepted` and say why"
            case .noRule: "add a rule for it to the trust policy"
            case .untrustedSigner: "sign with a key the rule names, or add the signer's key to the trust policy"
            case .badSignature: "sign again with the key, and find out who wrote this signature"
            case .keyRevoked: "sign again with a key that is not revoked"
            case .outsideValidity: "sign again with a key that is valid now"
            case .evidenceInvalid: "sign again, and give the trusted root that lists whoever vouches for the signer"
            case .thresholdNotMet: "have another of the rule's signers sign it"
            case .candidateUnreadable: "remove it from the repository, or push it again"
            }
        }
    }
}

extension SBOMCheck.Code: SignatureFindingCode {
    /// For a file's signature, whose absence has its own name here.
    static var noSignature: Self { .unsigned }

    init(_ fault: SignatureFault) {
        self =
            switch fault {
            case .badSignature: .badSignature
            case .untrustedSigner: .untrustedSigner
            case .keyRevoked: .keyRevoked
            case .outsideValidity: .outsideValidity
            case .certificateInvalid, .sctInvalid, .noTrustedTime, .timestampInvalid, .logEntryInvalid,
                .logEntryMismatch:
                .evidenceInvalid
            case .wrongSubject, .wrongRepository, .wrongPredicate: .wrongSubject
            case .malformedSignature, .candidateUnreadable: .candidateUnreadable
            }
    }
}

extension SBOMCheck.Code: AttestationFindingCode {}
