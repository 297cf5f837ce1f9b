extension SummaryCheck {
    public enum Code: String, FindingCode {
        case absent
        case missingFile = "missing-file"
        case noRule = "no-rule"
        case untrustedSigner = "untrusted-signer"
        case badSignature = "bad-signature"
        case keyRevoked = "key-revoked"
        case outsideValidity = "outside-validity"
        case evidenceInvalid = "evidence-invalid"
        case thresholdNotMet = "threshold-not-met"
        case wrongSubject = "wrong-subject"
        case candidateUnreadable = "candidate-unreadable"
        case malformed
        case wrongVerifier = "wrong-verifier"
        case wrongResource = "wrong-resource"
        case notPassed = "not-passed"
        case levelTooLow = "level-too-low"
        case dependencyTooLow = "dependency-too-low"
        case stale
        case madeLater = "made-later"

        public var meaning: String {
            switch self {
            case .absent: "there is no verification summary for the digest, or none in the file at `path`"
            case .missingFile: "the file to be vouched for is not there"
            case .malformed: "a signed summary lacks what the format requires, `verificationResult` among it"
            case .wrongVerifier: "no entry of `verifiers` has both the summary's `verifier.id` and its signer"
            case .wrongResource: "the summary is about another `resourceUri` than expected"
            case .notPassed: "the summary's result is not `PASSED`"
            case .levelTooLow: "the summary does not certify everything `levels` asks for"
            case .dependencyTooLow: "a dependency is below `dependencies`, or the summary makes no claim about them"
            case .stale: "it was verified longer ago than `maxAge` allows, or the summary does not say when"
            case .madeLater: "the summary says it was verified after the instant it is judged at"
            default: AttestationFault(rawValue: rawValue)?.meaning ?? rawValue
            }
        }

        public var remedy: String {
            switch self {
            case .absent: "have the verifier judge the digest, and attach its summary to it"
            case .missingFile: "add the file, or correct its path"
            case .malformed: "update the verifier, or report the summary to whoever makes it"
            case .wrongVerifier: "have a verifier named in `verifiers` judge it, or add the pair"
            case .wrongResource: "have it verified under its own name, or say with `resource` which is meant"
            case .notPassed: "resolve what the verifier found, then have it verified again"
            case .levelTooLow: "find out from the verifier what keeps it from the level"
            case .dependencyTooLow: "replace the dependency, or have the verifier judge the dependencies too"
            case .stale: "have it verified again"
            case .madeLater: "correct the clock of the verifier"
            default: AttestationFault(rawValue: rawValue)?.remedy ?? rawValue
            }
        }
    }
}

extension SummaryCheck.Code: AttestationFindingCode {}
