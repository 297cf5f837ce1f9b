import Airworthy
import AirworthyTesting
import Trust

extension SigstoreSpecimen {
    /// The policy that believes exactly whom the specimen was made for.
    ///
    /// - Parameter predicates: types of statements the signer may sign besides.
    func policy(anchors: [SigstoreVerifier.Anchor]? = nil, predicates: [String] = []) throws -> TrustPolicy {
        let anchors = try anchors ?? [anchor()]
        let keys = publicKey.map { [TrustedKey(id: "signer", key: $0, validUntil: publicKeyEnd)] } ?? []
        let identities =
            keys.isEmpty
            ? [
                TrustedIdentity(
                    id: "signer", subject: try IdentityPattern(expectedSubject),
                    issuer: try IdentityPattern(expectedIssuer))
            ] : []
        return try TrustPolicy(
            epoch: 1, digest: Digest.of(trustedRoot), keys: keys, people: [], identities: identities,
            sigstore: SigstoreVerifier(anchors: anchors),
            rules: [
                TrustRule(
                    id: "files", scope: .blobs([try Glob("**")]),
                    requirement: TrustRule.Requirement(signers: ["signer"])),
                TrustRule(
                    id: "images", scope: .images([try Glob("**")]),
                    requirement: TrustRule.Requirement(signers: ["signer"])),
            ]
                + predicates.map {
                    TrustRule(
                        id: $0, scope: .predicate($0), requirement: TrustRule.Requirement(signers: ["signer"]))
                })
    }

    func anchor() throws(Diagnostic) -> SigstoreVerifier.Anchor {
        SigstoreVerifier.Anchor(
            root: try TrustedRoot(trustedRoot, name: "trusted_root.json"),
            requirement: SigstoreRequirement(
                logEntries: thresholds.logs, certificateLogs: thresholds.scts,
                // A promise is a trusted time too; only more than one is asked of authorities.
                timestamps: thresholds.timestamps > 1 ? thresholds.timestamps : 0))
    }

    static let year = Duration.seconds(365 * 86_400)

    /// What becomes of the bundle a year after it was signed, when every certificate in it has ended.
    func decision(later: Duration = year) throws -> BundleDecision {
        decision(on: bundle, trust: try policy(), later: later)
    }

    /// The same for other bytes, or whom another policy believes.
    func decision(on bundle: [UInt8], trust: TrustPolicy, later: Duration = year) -> BundleDecision {
        BundleDecision(
            bundle, name: "bundle", artifact: .bytes(artifact), file: "artifact", predicateType: nil, trust: trust,
            at: signedAt + later)
    }

    /// Nil when it is believed.
    func code() throws -> String? {
        do throws(Diagnostic) {
            _ = try anchor()
        } catch {
            return error.code
        }
        return try decision().refusal?.code
    }
}
