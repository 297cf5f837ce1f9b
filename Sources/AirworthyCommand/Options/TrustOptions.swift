import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

/// Whom to believe: the project's policy, or just the keys named.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Believe this public key instead of the trust policy; repeatable, any one suffices.", valueName: "file"))
    var key: [String] = []

    /// - Parameter predicate: the statement type the keys may sign, for attestations.
    func policy(_ workspace: Workspace, predicate: String? = nil) async throws -> TrustPolicy {
        guard !key.isEmpty else { return try await workspace.trust() }
        var keys: [TrustedKey] = []
        for path in key {
            let bytes = try await workspace.document(Workspace.absolute(path), "public key")
            keys.append(
                TrustedKey(
                    id: path, key: try PublicKey(pem: bytes), validFrom: nil, validUntil: nil, revokedAt: nil,
                    reason: nil, location: .path(path)))
        }
        let requirement = TrustRule.Requirement(threshold: 1, signers: keys.map(\.id), role: nil, notAuthor: false)
        var scopes: [TrustRule.Scope] = [.images([try Glob("**")]), .blobs([try Glob("**")])]
        if let predicate { scopes.append(.predicate(predicate)) }
        let rules = scopes.enumerated().map { index, scope in
            TrustRule(
                id: "key-\(index)", scope: scope, requirement: requirement, maxLifetime: nil, location: .path("--key"))
        }
        let identity: JSON = .array(keys.map { .string($0.key.id.description) })
        return try TrustPolicy(
            epoch: 1, digest: .of(identity.canonicalBytes()), keys: keys, people: [], rules: rules)
    }
}
