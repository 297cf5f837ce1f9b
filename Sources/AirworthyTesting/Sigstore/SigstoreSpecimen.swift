public import Trust

/// One minted bundle with all that is needed to judge it, and what the judgement must be.
public struct SigstoreSpecimen: Sendable {
    public enum Expectation: Sendable, Hashable {
        case accepted, refused
        /// Specifications leave it open: a verifier may, and should say which it does.
        case either
    }

    /// Which of its forms the expectation is about.
    public enum Form: Sendable, Hashable { case bundle, legacy }

    /// How many distinct witnesses a verifier must be told to ask for.
    public struct Thresholds: Sendable, Hashable {
        public var logs: Int
        public var timestamps: Int
        public var scts: Int

        public init(logs: Int = 1, timestamps: Int = 1, scts: Int = 1) {
            self.logs = logs
            self.timestamps = timestamps
            self.scts = scts
        }
    }

    /// The row of the list of hostile inputs, such as `B4`; `happy` without a fault.
    public let row: String
    /// What is wrong, or the shape when nothing is: unique among specimens.
    public let name: String
    public let shape: SigstoreShape
    public let form: Form
    public let expectation: Expectation
    public let thresholds: Thresholds
    /// A bundle as JSON.
    public let bundle: [UInt8]
    /// A trusted root as JSON.
    public let trustedRoot: [UInt8]
    public let artifact: [UInt8]
    /// The subject the verifier expects, and in which kind of name.
    public let expectedSubject: String
    public let expectedIdentity: SigstoreShape.Identity
    public let expectedIssuer: String
    /// What an attestation must claim.
    public let expectedPredicateType: String
    /// The image a simple-signing payload must name.
    public let expectedImage: Digest
    /// For a bundle signed with a key alone; and the last instant that key may have signed, when it is limited.
    public let publicKey: PublicKey?
    public let publicKeyEnd: Instant?
    public let signedAt: Instant
    /// The same signature in cosign's older forms.
    public let legacy: LegacySignature
}

extension SigstoreSpecimen: CustomStringConvertible {
    public var description: String { "\(row) \(name)" }
}
