import AirworthyTesting
import Foundation
import Testing
import Trust

/// One directory of sigstore-conformance, with the defaults its README names.
struct SigstoreCase {
    let name: String
    private let folder: FixtureFolder

    static let folderName = "02-sigstore-conformance/bundle-verify"
    private static let identity =
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main"
    private static let issuer = "https://token.actions.githubusercontent.com"
    private static let productionRoot = "02-sigstore-trust-roots/root-signing/targets/trusted_root.json"

    /// Every directory with a bundle, sorted.
    static func all(in folder: FixtureFolder) throws -> [SigstoreCase] {
        try folder.allFiles(suffix: "/bundle.sigstore.json").map {
            SigstoreCase(name: String($0.dropLast("/bundle.sigstore.json".count)), folder: folder)
        }
    }

    private init(name: String, folder: FixtureFolder) {
        self.name = name
        self.folder = folder
    }

    /// The directory's name says it.
    var mustVerify: Bool { !name.hasSuffix("_fail") }
    var bundlePath: String { folder.url.appending(path: "\(name)/bundle.sigstore.json").path }
    var artifactPath: String { path("artifact") ?? folder.url.appending(path: "a.txt").path }
    var keyPath: String? { path("key.pub") }
    var identity: String { text("identity") ?? Self.identity }
    var issuer: String { text("issuer") ?? Self.issuer }

    var trustedRootPath: String {
        get throws {
            if let own = path("trusted_root.json") { return own }
            return try #require(Fixtures.root).appending(path: Self.productionRoot).path
        }
    }

    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    /// The policy the case's files describe: the key, or the identity, and the root.
    func policy() throws -> TrustPolicy {
        let path = try trustedRootPath
        let root = try TrustedRoot(try bytes(path), name: path)
        let keys = try keyPath.map { [TrustedKey(id: "signer", key: try PublicKey(pem: try bytes($0)))] } ?? []
        let identities =
            keys.isEmpty
            ? [TrustedIdentity(id: "signer", subject: .exactly(identity), issuer: .exactly(issuer))] : []
        return try TrustPolicy(
            epoch: 1, digest: root.digest, keys: keys, people: [], identities: identities,
            sigstore: SigstoreVerifier(anchors: [SigstoreVerifier.Anchor(root: root)]),
            rules: [
                TrustRule(
                    id: "any", scope: .blobs([try Glob("**")]), requirement: TrustRule.Requirement(signers: ["signer"]))
            ])
    }

    private func path(_ file: String) -> String? {
        (try? folder.bytes("\(name)/\(file)")).map { _ in folder.url.appending(path: "\(name)/\(file)").path }
    }

    private func text(_ file: String) -> String? {
        (try? folder.text("\(name)/\(file)"))?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
