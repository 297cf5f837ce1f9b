import Trust

extension VulnerabilitiesCheck {
    public enum Code: String, FindingCode {
        case absent
        case unsigned
        case wrongSubject = "wrong-subject"
        case invalid
        case nothingScanned = "nothing-scanned"
        case filtered
        case undated
        case stale
        case staleDatabase = "stale-database"
        case madeLater = "made-later"
        case found
        case suppressed
        case vexUntrusted = "vex-untrusted"
        case vexInvalid = "vex-invalid"
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
            case .absent: "there is no scan for the digest, or no file at `path`"
            case .unsigned: "there is one, and nobody has signed it"
            case .wrongSubject: "what is attached, signed or scanned is another digest, or the scan does not say which"
            case .invalid: "the document is not the result of a scan in a format that is read"
            case .nothingScanned: "nothing shows that the scanner looked at any package, or its run did not succeed"
            case .filtered: "the scanner ran with an option that leaves out matches"
            case .undated: "the scan does not say when it was made, or how old its database is"
            case .stale: "the scan is older than `maxAge` allows"
            case .staleDatabase: "the database was older than `maxDatabaseAge` allows when the scan was made"
            case .madeLater: "the scan or its database is dated after the instant it is judged at"
            case .found: "a vulnerability at or above the threshold, which no trusted statement covers"
            case .suppressed: "such a vulnerability, which the scanner was told to ignore"
            case .vexUntrusted:
                "a statement that would cover vulnerabilities is not there, or signed by nobody the rules name for it"
            case .vexInvalid: "a trusted document of statements is not what its format requires, and covers nothing"
            default: AttestationFault(rawValue: rawValue)?.meaning ?? rawValue
            }
        }

        public var remedy: String {
            switch self {
            case .absent: "scan the digest and attest the result: `cosign attest --type vuln --predicate scan.json …`"
            case .unsigned: "attach it as a signed attestation, or set `signed: optional` and say why"
            case .wrongSubject: "scan the digest the release names, by its digest"
            case .invalid: "write the scanner's own JSON, SARIF or CycloneDX, whole and unchanged"
            case .nothingScanned: "scan the image itself, and see that the scanner recognises its packages"
            case .filtered: "scan again without the option, and set the threshold here"
            case .undated:
                "use a format that says it, such as cosign's predicate, or set `undatedDatabase: accepted` and say why"
            case .stale: "scan again"
            case .staleDatabase: "update the scanner's database, then scan again"
            case .madeLater: "correct the clock of the machine that scans"
            case .found: "update the package, or have a signed VEX statement say why it does not matter"
            case .suppressed: "have a signed VEX statement say it, or set `suppressions: accepted` and say why"
            case .vexUntrusted: "have a signer sign it whom a rule names for it, or remove it"
            case .vexInvalid: "mend the document at the place named, and sign it again"
            default: AttestationFault(rawValue: rawValue)?.remedy ?? rawValue
            }
        }
    }
}

extension VulnerabilitiesCheck.Code: AttestationFindingCode {}

extension VulnerabilitiesCheck.Code: SignatureFindingCode {
    static var noSignature: Self { .unsigned }

    init(_ fault: SignatureFault) { self.init(AttestationFault(fault)) }
}
