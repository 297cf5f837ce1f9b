import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

/// Whom to believe: the project's policy, or just the keys and identities named.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Believe this public key instead of the trust policy; repeatable, any one suffices.", valueName: "file"))
    var key: [String] = []

    @Option(
        help: ArgumentHelp(
            "Believe whoever a certificate names so instead of the trust policy: exactly, or as a glob with `*`.",
            valueName: "name"))
    var certificateIdentity: String?

    @Option(help: ArgumentHelp("Who must have vouched for the certificate identity.", valueName: "url"))
    var certificateOidcIssuer: String?

    @Option(
        help: ArgumentHelp(
            "Whose certificates, logs and timestamps are believed (AIRWORTHY_SIGSTORE_ROOT).", valueName: "file"))
    var trustedRoot: String?

    func validate() throws {
        guard (certificateIdentity == nil) == (certificateOidcIssuer == nil) else {
            throw ValidationError("`--certificate-identity` and `--certificate-oidc-issuer` go together.")
        }
        guard trustedRoot == nil || isExplicit else {
            throw ValidationError(
                "`--trusted-root` goes with `--certificate-identity` or `--key`: a trust policy names its own roots.")
        }
    }

    /// Whether somebody is named here, in place of the trust policy.
    var isExplicit: Bool { !key.isEmpty || certificateIdentity != nil }

    /// - Parameter predicate: the statement type the signers may sign, for attestations.
    func policy(_ workspace: Workspace, predicate: String? = nil) async throws -> TrustPolicy {
        guard isExplicit else { return try await workspace.trust() }
        guard workspace.options.policy == nil else {
            throw InputError(
                "two-policies", "`--policy` says whom to believe, and so does `--key` or `--certificate-identity`",
                remedy: "leave one of them out")
        }
        let keys = try await keys(workspace)
        let identities = try identities()
        let anchors = try await anchors(workspace)
        let requirement = TrustRule.Requirement(
            threshold: 1, signers: keys.map(\.id) + identities.map(\.id), role: nil, notAuthor: false)
        var scopes: [TrustRule.Scope] = [.images([try Glob("**")]), .blobs([try Glob("**")])]
        if let predicate { scopes.append(.predicate(predicate)) }
        let rules = scopes.enumerated().map { index, scope in
            TrustRule(
                id: "option-\(index)", scope: scope, requirement: requirement, maxLifetime: nil,
                location: .path("the command line"))
        }
        let identity: JSON = [
            "keys": .array(keys.map { .string($0.key.id.description) }),
            "identities": .array([certificateIdentity, certificateOidcIssuer].compactMap { $0.map(JSON.string) }),
            "roots": .array(anchors.map { .string($0.root.digest.description) }),
        ]
        return try TrustPolicy(
            epoch: 1, digest: .of(identity.canonicalBytes()), keys: keys, people: [], identities: identities,
            sigstore: SigstoreVerifier(anchors: anchors), rules: rules)
    }

    private func keys(_ workspace: Workspace) async throws -> [TrustedKey] {
        var keys: [TrustedKey] = []
        for path in key {
            let bytes = try await workspace.document(Workspace.absolute(path), "public key")
            keys.append(
                TrustedKey(
                    id: path, key: try PublicKey(pem: bytes), validFrom: nil, validUntil: nil, revokedAt: nil,
                    reason: nil, location: .path(path)))
        }
        return keys
    }

    private func identities() throws -> [TrustedIdentity] {
        guard let subject = certificateIdentity, let issuer = certificateOidcIssuer else { return [] }
        return [
            TrustedIdentity(
                id: "certificate", subject: try IdentityPattern(subject), issuer: try IdentityPattern(issuer),
                location: .path("--certificate-identity"))
        ]
    }

    private func anchors(_ workspace: Workspace) async throws -> [SigstoreVerifier.Anchor] {
        let environment = ThisProcess.variable("AIRWORTHY_SIGSTORE_ROOT")
        guard let path = trustedRoot ?? environment else { return [] }
        let bytes = try await workspace.document(Workspace.absolute(path), "trusted root")
        return [SigstoreVerifier.Anchor(root: try TrustedRoot(bytes, name: path))]
    }
}
