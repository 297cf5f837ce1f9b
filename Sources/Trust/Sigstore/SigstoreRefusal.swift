/// Every way in which evidence of the Sigstore kind fails, each with its own permanent code. Path validation adds
/// ``ChainFault``; reading a bundle adds the codes of ``SigstoreBundle``.
enum SigstoreRefusal: String, Sendable, Hashable, CaseIterable {
    // The certificate
    case noTrustRoot = "no-trust-root"
    case certificateOutsideAuthority = "certificate-outside-authority"
    case certificateUsage = "certificate-usage"
    case certificateNoIdentity = "certificate-no-identity"
    case certificateIssuerConflict = "certificate-issuer-conflict"
    // Its promise of publication
    case sctMissing = "sct-missing"
    case sctMalformed = "sct-malformed"
    case sctUnknownLog = "sct-unknown-log"
    case sctThreshold = "sct-threshold"
    case sctOutsideValidity = "sct-outside-validity"
    case sctInFuture = "sct-in-future"
    case sctSignature = "sct-signature"
    // Time
    case noTrustedTime = "no-trusted-time"
    case timeInFuture = "time-in-future"
    case timestampMalformed = "timestamp-malformed"
    case timestampNotGranted = "timestamp-not-granted"
    case timestampDuplicate = "timestamp-duplicate"
    case timestampTooMany = "timestamp-too-many"
    case timestampUnknownAuthority = "timestamp-unknown-authority"
    case timestampOutsideAuthority = "timestamp-outside-authority"
    case timestampCertificate = "timestamp-certificate"
    case timestampWeakHash = "timestamp-weak-hash"
    case timestampImprint = "timestamp-imprint"
    case timestampBinding = "timestamp-binding"
    case timestampSignature = "timestamp-signature"
    case timestampThreshold = "timestamp-threshold"
    // The log
    case logEntryMissing = "log-entry-missing"
    case logEntryMalformed = "log-entry-malformed"
    case logEntryTooMany = "log-entry-too-many"
    case logEntryDuplicate = "log-entry-duplicate"
    case logUnknown = "log-unknown"
    case logOutsideValidity = "log-outside-validity"
    case logPromiseMissing = "log-promise-missing"
    case logPromise = "log-promise"
    case logProofMissing = "log-proof-missing"
    case logProof = "log-proof"
    case checkpointMalformed = "checkpoint-malformed"
    case checkpointOrigin = "checkpoint-origin"
    case checkpointSignature = "checkpoint-signature"
    case checkpointMismatch = "checkpoint-mismatch"
    case logEntryKind = "log-entry-kind"
    case logEntryArtifact = "log-entry-artifact"
    case logEntrySignature = "log-entry-signature"
    case logEntrySigner = "log-entry-signer"
    case logThreshold = "log-threshold"
    // The signature
    case artifactDigest = "artifact-digest"
    case badSignature = "bad-signature"

    func diagnostic(_ message: String, notes: [String] = []) -> Diagnostic {
        Diagnostic(rawValue, message, notes: notes)
    }
}
