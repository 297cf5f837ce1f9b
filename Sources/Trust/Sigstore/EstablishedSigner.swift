/// Who made a signature, and what showed it: the outcome of a ``SigstoreVerifier``. Whether that somebody may sign is
/// the trust policy's to say.
public struct EstablishedSigner: Sendable, Hashable {
    public let identity: FulcioIdentity
    public let certificate: Certificate
    /// Every instant at which the signature is known to have existed.
    public let times: NonEmpty<TrustedTime>
    public let logEntries: [EstablishedEntry]
    /// The certificate logs whose promises hold.
    public let certificateLogs: [String]
    /// Digest of the trusted root all of this rests on.
    public let trustedRoot: Digest
    /// What was passed over: entries of unknown logs, timestamps of unknown authorities.
    public let notes: [String]
}
