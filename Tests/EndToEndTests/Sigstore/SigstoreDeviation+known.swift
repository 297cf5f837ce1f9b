import AirworthyTesting

extension SigstoreDeviation {
    /// cosign's commands rest on sigstore-go; where both differ the reason is in the library.
    private static let all: [SigstoreOracle] = [.cosign, .sigstoreGo, .sigstorePython]
    private static let go: [SigstoreOracle] = [.cosign, .sigstoreGo]

    /// As of cosign 3.1.1, sigstore-go 1.3.0 and sigstore-python 4.5.1. A specimen whose treatment is left open counts as
    /// one to accept.
    static let known: [SigstoreDeviation] = [
        each(all, "payloadForOtherImage", "verify-blob knows of no image"),
        each(all, "payloadWithoutImage", "verify-blob knows of no image"),
        each(all, "payloadWithTwoImages", "verify-blob knows of no image"),
        each(all, "payloadOfOtherType", "verify-blob knows of no image"),
        // RFC 3161, 2.4.2, says that a token must name it, and RFC 5816, 2.2.1, how.
        each(all, "anotherCertificateNamed", "which certificate a token says it was made with is not looked at"),
        each(all, "noCertificateNamed", "which certificate a token says it was made with is not looked at"),
        each(all, "certificateNamedBySHA1", "which certificate a token says it was made with is not looked at"),
        each(go, "typeWithoutUnderscore", "`_type` is not compared with anything"),
        each(go, "digestInUpperCase", "digests are decoded before they are compared"),
        each(go, "nameOfOtherKind", "names are compared as text, whatever their kind"),
        each(go, "issuersDisagree", "the older extension is not read when there is the newer"),
        each(go, "leafIsAuthority", "basic constraints of a leaf are not looked at"),
        each(go, "noPurpose", "no extended key usage counts as every usage"),
        each(go, "namesNotCritical", "Go's path validation does not ask"),
        each(go, "sctFromFuture", "an SCT later than the signing is not compared with it"),
        each(go, "publicKeyEnded", "the command cannot be told when a key ended"),
        each(go, "sizeWithLeadingZero", "sizes are read by a lenient parser"),
        each(go, "originOfOtherLog", "the origin is not compared with the log"),
        each(go, "controlCharacter", "extension lines are not looked at"),
        each(go, "unknownCosignerInRekor1", "every signature line of a Rekor v1 checkpoint must be the log's"),
        each(go, "memberOrderChanged", "the body is written again, and the one that came is not looked at"),
        each(go, "kindOfOtherEntry", "kind and version beside the body are not looked at"),
        each(go, "hugeString", "no limit"),
        each(go, "authorityWithoutStart", "a window without a start is open"),
        each(go, "logIDTwice", "the last of two logs with one id wins"),
        each(go, "newRootMediaType", "one spelling only"),
        each(go, "entryTwice", "two equal entries are refused even where one would do"),
        each([.sigstoreGo], "provenanceAsSignature", "the command cannot be told a predicate type"),
        each([.sigstorePython], "provenanceAsSignature", "the command cannot be told a predicate type"),
        each([.sigstorePython], "subjectTwice", "the last of two members wins"),
        each([.sigstorePython], "predicateTypeTwice", "the last of two members wins"),
        each([.sigstorePython], "tooManySubjects", "no limit"),
        each([.sigstorePython], "secondNameMatches", "any name of several may match"),
        each([.sigstorePython], "nameOfOtherKind", "names are compared as text, whatever their kind"),
        each([.sigstorePython], "otherName", "the DER of the name is compared with its text"),
        each([.sigstorePython], "authorityNotYetTrusted", "windows of authorities are not applied"),
        each([.sigstorePython], "authorityRetired", "windows of authorities are not applied"),
        each([.sigstorePython], "ctLogRetired", "windows of logs are not applied"),
        each([.sigstorePython], "logEnded", "windows of logs are not applied"),
        each([.sigstorePython], "logNotBegun", "windows of logs are not applied"),
        each([.sigstorePython], "sctFromFuture", "an SCT later than the signing is not compared with it"),
        each([.sigstorePython], "timestampAtAuthorityEnd", "the end of the window is exclusive"),
        each([.sigstorePython], "sizeWithLeadingZero", "sizes are read by a lenient parser"),
        each([.sigstorePython], "originOfOtherLog", "the origin is not compared with the log"),
        each([.sigstorePython], "carriageReturns", "a carriage return at the end of a line is passed over"),
        each([.sigstorePython], "controlCharacter", "extension lines are not looked at"),
        each([.sigstorePython], "tooManyCosigners", "no limit"),
        each([.sigstorePython], "unknownLogBeside", "exactly one entry is allowed"),
        each([.sigstorePython], "entryTwice", "exactly one entry is allowed"),
        each([.sigstorePython], "twoLogsOfOneOperator", "exactly one entry is allowed"),
        each([.sigstorePython], "twoSCTsOfOneLog", "exactly one SCT is allowed"),
        each([.sigstorePython], "memberTwice", "the last of two members wins"),
        each([.sigstorePython], "signatureTwice", "the last of two members wins"),
        each([.sigstorePython], "urlSafeBase64", "standard base 64 only"),
        each([.sigstorePython], "unpaddedBase64", "standard base 64 only"),
        each([.sigstorePython], "integerAsNumber", "64-bit integers must be strings"),
        each([.sigstorePython], "integerAsFloat", "64-bit integers must be strings"),
        each([.sigstorePython], "integerWithExponent", "64-bit integers must be strings"),
        each([.sigstorePython], "algorithmAsInteger", "names of enumerations only"),
        each([.sigstorePython], "logIDTwice", "logs are known by their keys, and the id given is not looked at"),
        each([.sigstorePython], "newRootMediaType", "one spelling only"),
        each(
            [.cosign2, .cosign], "keyInPlaceOfCertificate",
            "the key that comes with the signature is believed, and no identity asked for (GHSA-fx35-mq7g-6g98)"),
    ].flatMap(\.self)

    static func names(of oracle: SigstoreOracle) -> Set<String> {
        Set(known.filter { $0.oracle == oracle }.map(\.name))
    }

    private static func each(_ oracles: [SigstoreOracle], _ name: String, _ reason: String) -> [SigstoreDeviation] {
        oracles.map { SigstoreDeviation(oracle: $0, name: name, reason: reason) }
    }
}
