/// Establishes who made a signature from what came with it, against pinned trusted roots, offline and at any later
/// time.
///
/// Follows Sigstore's client specification, sections 4.2 to 4.5: time first, then the certificate at each time, then
/// the log, then the signature; the first thing that fails ends it. Only evidence nobody here can judge, of unknown
/// logs and authorities, is passed over.
public struct SigstoreVerifier: Sendable, Hashable {
    /// A trusted root and what signatures under it must bring.
    public struct Anchor: Sendable, Hashable {
        public let root: TrustedRoot
        public let requirement: SigstoreRequirement
        /// Names the logs sign checkpoints under besides that of their address: a Rekor in a cluster may call itself
        /// what its host is called there, and a trusted root has no place to say so.
        public let origins: [String]

        public init(
            root: TrustedRoot, requirement: SigstoreRequirement = SigstoreRequirement(), origins: [String] = []
        ) {
            self.root = root
            self.requirement = requirement
            self.origins = origins
        }
    }

    /// How far ahead of the instant asked about another clock may be.
    static let tolerance: Duration = .seconds(300)

    public let anchors: [Anchor]

    public init(anchors: [Anchor]) {
        self.anchors = anchors
    }

    /// - Parameters:
    ///   - claimed: the digest a bundle says it is over: not authenticated, and still refused where it differs.
    ///   - instant: when the question is asked. Evidence from after it is refused.
    ///   - byEveryRoot: whether the roots after the first that knows are asked too.
    /// - Returns: who signed, as each root that was asked establishes it, in the order of the roots.
    /// - Throws: a code of ``SigstoreRefusal`` or ``ChainFault``. With several roots, of the one that got furthest.
    public func establish(
        _ material: SigstoreMaterial, over message: SignedMessage, claimed: Digest? = nil, at instant: Instant,
        byEveryRoot: Bool = false
    ) throws(Diagnostic) -> NonEmpty<EstablishedSigner> {
        var refusals: [Diagnostic] = []
        var signers: [EstablishedSigner] = []
        for anchor in anchors where signers.isEmpty || byEveryRoot {
            do throws(Diagnostic) {
                signers.append(
                    try SigstoreVerification(
                        anchor: anchor, evidence: material.evidence, message: message, claimed: claimed,
                        instant: instant
                    ).establish(material.certificates))
            } catch {
                refusals.append(error)
            }
        }
        if let signers = NonEmpty(signers) { return signers }
        guard let refusal = refusals.first(where: { !Self.isStrangers($0.code) }) ?? refusals.first else {
            throw SigstoreRefusal.noTrustRoot.diagnostic("no trusted root says whose certificates are believed")
        }
        throw refusal
    }

    /// What a bundle signed with a plain key brings beside it. Its logs and times add to the signature, so entries of
    /// known logs must be about it; none are required.
    ///
    /// - Returns: every trusted instant at which the signature existed.
    public func check(
        _ evidence: SigstoreEvidence, over message: SignedMessage, by key: PublicKey, at instant: Instant
    ) throws(Diagnostic) -> [TrustedTime] {
        var times: [TrustedTime] = []
        for anchor in anchors {
            let verification = SigstoreVerification(
                anchor: anchor, evidence: evidence, message: message, claimed: nil, instant: instant)
            times += try verification.check(key)
        }
        return times
    }

    /// Codes that mean "not of this Sigstore": another root may know better.
    private static func isStrangers(_ code: String) -> Bool {
        let codes: [SigstoreRefusal] = [.logUnknown, .timestampUnknownAuthority, .noTrustedTime, .sctUnknownLog]
        return code == ChainFault.untrusted.rawValue || codes.contains { $0.rawValue == code }
    }
}
