public import Trust

/// A whole private Sigstore in memory: certificate authority, certificate transparency, both generations of Rekor, a
/// timestamp authority, and the trusted root that names them. Keys are made with it and nothing is stored.
///
/// ``mint(_:shape:)`` signs an artifact and hands over the evidence, with one thing wrong if asked. Certificates are
/// made again for each specimen, but the keys are the same, so any trusted root of an instance vouches for all of it.
public struct VirtualSigstore: Sendable {
    /// 2026-01-15T12:00:00Z.
    public static let defaultInstant = Instant(seconds: 1_768_478_400)

    /// When everything is signed.
    public let instant: Instant
    let keys: SigstoreKeys

    public init(at instant: Instant = defaultInstant) throws(Diagnostic) {
        self.instant = instant
        keys = try SigstoreKeys()
    }

    /// Signs an artifact in the given shape, by default the fault's own.
    ///
    /// - Parameters:
    ///   - artifact: what is signed, where it must be something in particular.
    ///   - subject: the URI that names who signs, where that must be somebody in particular.
    ///
    /// Throws `specimen-impossible` when the fault has no place in that shape.
    public func mint(
        _ fault: SigstoreFault? = nil, shape: SigstoreShape? = nil, over artifact: [UInt8]? = nil,
        by subject: String? = nil
    ) throws(Diagnostic) -> SigstoreSpecimen {
        let card = fault?.card
        let shape = shape ?? card?.shape ?? .standard
        var plan = SigstorePlan(shape, at: instant, over: artifact)
        if let subject { plan.leaf.names = [FulcioLeaf.name(.uri, subject)] }
        try card?.edits.change(&plan)
        let press = try SigstorePress(plan, keys: keys)
        var parts = try press.parts()
        try card?.edits.change(&parts)
        var bundle = parts.bundle(plan.shape)
        try card?.edits.change(&bundle)
        var text = bundle.canonicalBytes()
        try card?.edits.change(&text)
        var root = try press.trustedRoot()
        try card?.edits.change(&root, of: press)
        return SigstoreSpecimen(
            row: card?.row ?? "happy", name: fault?.name ?? shape.description, shape: shape,
            form: card?.form ?? .bundle, expectation: card?.expectation ?? .accepted,
            thresholds: card?.thresholds ?? .init(), bundle: text,
            trustedRoot: root.canonicalBytes(), artifact: plan.artifact,
            expectedSubject: subject ?? SigstorePlan.subject(shape.identity), expectedIdentity: shape.identity,
            expectedIssuer: SigstorePlan.issuer, expectedPredicateType: SigstorePlan.predicateType,
            expectedImage: SigstorePlan.image, publicKey: shape.material == .publicKey ? press.key.publicKey : nil,
            publicKeyEnd: card?.publicKeyEnd.map { instant + $0 }, signedAt: instant, legacy: parts.legacy)
    }
}
