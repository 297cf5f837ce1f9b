extension ProvenanceCheck {
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
        case unsupportedVersion = "unsupported-version"
        case malformed
        case wrongBuilder = "wrong-builder"
        case wrongSource = "wrong-source"
        case wrongRef = "wrong-ref"
        case wrongRevision = "wrong-revision"
        case wrongBuildType = "wrong-build-type"
        case wrongParameter = "wrong-parameter"
        case unexpectedParameter = "unexpected-parameter"
        case levelTooLow = "level-too-low"
        case stale
        case madeLater = "made-later"

        public var meaning: String {
            switch self {
            case .absent: "there is no SLSA provenance for the digest, or none in the file at `path`"
            case .missingFile: "the file to be vouched for is not there"
            case .unsupportedVersion: "signed provenance is of a version that is not read: v0.1, or the draft of v1"
            case .malformed: "signed provenance lacks what its version requires"
            case .wrongBuilder: "another builder made it than `builder` says"
            case .wrongSource: "it was built from another repository, does not say from which, or contradicts itself"
            case .wrongRef: "it was built from another ref than asked for, or does not say from which"
            case .wrongRevision: "it was built from another commit, or does not say from which"
            case .wrongBuildType: "the build is of another type than `buildType`"
            case .wrongParameter: "a parameter of the build is missing or not what `parameters` or `matching` says"
            case .unexpectedParameter: "with `otherParameters: refuse`, the build had a parameter nothing is said about"
            case .levelTooLow: "`builders` trusts this builder, signed for by this signer, with less than `level`"
            case .stale: "the build finished longer ago than `maxAge` allows, or the statement does not say when"
            case .madeLater: "the statement says the build finished after the instant it is judged at"
            default: AttestationFault(rawValue: rawValue)?.meaning ?? rawValue
            }
        }

        public var remedy: String {
            switch self {
            case .absent: "have the builder attest what it builds, and attach the attestation to the digest"
            case .missingFile: "add the file, or correct its path"
            case .unsupportedVersion: "have the builder write provenance v1 or v0.2"
            case .malformed: "update the builder, or report the statement to whoever makes it"
            case .wrongBuilder: "build it with the builder named, and find out who built this one"
            case .wrongSource: "build it from the repository named, and find out what was built here"
            case .wrongRef: "build it from the ref asked for, or correct the checklist"
            case .wrongRevision: "build it from the commit asked for, or correct the checklist"
            case .wrongBuildType: "build it the way asked for, or correct `buildType`"
            case .wrongParameter: "build it with the parameter as expected, or correct the checklist"
            case .unexpectedParameter: "say in `parameters` or `matching` what its value must be"
            case .levelTooLow: "build it on a platform trusted with the level, or correct `builders`"
            case .stale: "build it again"
            case .madeLater: "correct the clock of the machine that builds it"
            default: AttestationFault(rawValue: rawValue)?.remedy ?? rawValue
            }
        }
    }
}

extension ProvenanceCheck.Code: AttestationFindingCode {}
