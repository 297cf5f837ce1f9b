/// Why one signature, or one signed thing, was not believed.
public struct Rejection: Error, Sendable, Hashable {
    /// Permanent: reports, waivers and scripts depend on them.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The key that should have made it did not: the message was changed, or the signature was.
        case badSignature = "bad-signature"
        /// A good signature by somebody the rule does not list, or one no known key made.
        case untrustedSigner = "untrusted-signer"
        /// Signed by whoever made the thing, where the rule wants somebody else.
        case authorSigned = "author-signed"
        /// The rule excludes the author, and nobody said who that is.
        case authorUnknown = "author-unknown"
        case keyRevoked = "key-revoked"
        case outsideValidity = "outside-validity"
        /// The certificate that names the signer is not one an authority trusted for that issued, or not for signing.
        case certificateInvalid = "certificate-invalid"
        /// No certificate log known promised to publish the certificate.
        case sctInvalid = "sct-invalid"
        /// Nobody trusted says when the signature was made, so a certificate's validity cannot be judged.
        case noTrustedTime = "no-trusted-time"
        /// A timestamp that does not hold.
        case timestampInvalid = "timestamp-invalid"
        /// No log entry, or one that does not hold.
        case logEntryInvalid = "log-entry-invalid"
        /// A log entry about something else.
        case logEntryMismatch = "log-entry-mismatch"
        /// No rule speaks about this thing, and silence trusts nobody.
        case noRule = "no-rule"
        /// There is nothing signed to look at.
        case noSignature = "no-signature"
        /// Fewer distinct keys than the rule wants.
        case thresholdNotMet = "threshold-not-met"
        case wrongPayloadType = "wrong-payload-type"
        case malformedStatement = "malformed-statement"
        case predicateType = "predicate-type"
        /// About something else than what was asked.
        case wrongSubject = "wrong-subject"
        /// The envelope, bundle or payload that carries the signature cannot be read.
        case malformedSignature = "malformed-signature"
        /// A kind of signature this version cannot check.
        case unsupportedSignature = "unsupported-signature"
    }

    public let code: Code
    /// The candidate it is about, or the rule.
    public let origin: String
    public let message: String
    /// The verifier's own code, where ``code`` gathers several: of ``SigstoreRefusal`` and the like.
    public let detail: String?

    public init(_ code: Code, origin: String, _ message: String, detail: String? = nil) {
        self.code = code
        self.origin = origin
        self.message = message
        self.detail = detail
    }
}

extension Rejection: CustomStringConvertible {
    public var description: String { "\(origin): \(message) [\(codes)]" }

    /// The message, with the verifier's own code where ``code`` gathers several.
    public var explanation: String { ownCode.map { "\(message) (\($0))" } ?? message }

    /// `log-entry-invalid`, or `log-entry-invalid: checkpoint-signature`.
    public var codes: String { ownCode.map { "\(code.rawValue): \($0)" } ?? code.rawValue }

    private var ownCode: String? { detail == code.rawValue ? nil : detail }
}
