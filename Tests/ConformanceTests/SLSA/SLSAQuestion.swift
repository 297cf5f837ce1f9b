import Airworthy
import AirworthyTesting
import Trust

/// Puts statements before a check: everything in one file, the artifact an image of the digest wanted.
struct SLSAQuestion {
    static let version1 = "https://slsa.dev/provenance/v1"
    static let version02 = "https://slsa.dev/provenance/v0.2"
    static let version01 = "https://slsa.dev/provenance/v0.1"
    static let summary = "https://slsa.dev/verification_summary/v1"
    private static let instant = Instant(seconds: 1_795_266_000)
    private static let file = "attestations.intoto.jsonl"

    /// Signs what cannot be verified here: certificates without a trusted time, and payloads changed by hand for a test
    /// of what they say.
    private let key: PrivateKey
    private let policy: TrustPolicy

    init() throws {
        key = try PrivateKey.generate(.p256)
        policy = try Self.policy([TrustedKey(id: "signer", key: key.publicKey)])
    }

    static func policy(_ keys: [TrustedKey]) throws -> TrustPolicy {
        try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: keys, people: [],
            rules: [version1, version02, version01, summary].map { type in
                TrustRule(
                    id: type, scope: .predicate(type), requirement: TrustRule.Requirement(signers: keys.map(\.id)))
            })
    }

    /// The payload under our own signature.
    func signed(_ payload: [UInt8]) throws -> Envelope {
        try Envelope.sign(payloadType: Envelope.inTotoPayloadType, payload: payload, keys: [key])
    }

    func statement(_ predicate: JSON, as type: String, about digests: [Digest]) throws -> Envelope {
        let subjects = digests.map { StatementSubject(name: "", digests: [$0]) }
        return try signed(
            Statement.json(subjects: subjects, predicateType: type, predicate: predicate).canonicalBytes())
    }

    func ask<Kind: Check>(
        _ kind: Kind.Type, _ arguments: [String: JSON?], about digest: Digest, in envelopes: [Envelope],
        trust: TrustPolicy? = nil
    ) async -> SLSARuling {
        let world = MemoryWorld(trust: trust ?? policy, at: Self.instant)
        let lines = envelopes.map { $0.json.canonicalBytes() }
        world.files.write(Array(lines.joined(separator: [UInt8(ascii: "\n")])), to: Self.file)
        let asked = JSON.object(
            arguments.compactMapValues { $0 }.merging(["path": .string(Self.file)]) { old, _ in old })
        let image = ImageReference(registry: "registry.example", path: "acme/web", tag: nil, digest: digest)
        do {
            let text = String(decoding: asked.canonicalBytes(), as: UTF8.self)
            switch try await world.ask(kind, with: text, about: .image(image, of: nil)) {
            case .passed: return .accepted
            case .failed(let findings, _), .inconclusive(let findings, _):
                return .refused(findings.array.map(\.code.rawValue))
            }
        } catch let error as InputError {
            return .refused([error.diagnostics.first.code])
        } catch let error as Obstacle {
            return .refused([error.diagnostic.code])
        } catch {
            return .refused(["\(error)"])
        }
    }
}
