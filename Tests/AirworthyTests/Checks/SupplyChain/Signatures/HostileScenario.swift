import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Rows of the list of hostile inputs that no single bundle shows: a registry that lies, a policy that says nothing, a
/// file of several bundles, a root that has grown old.
enum HostileScenario: String, CaseIterable, CustomTestStringConvertible {
    case layerBytesChanged, layerSizeWrong, provenanceAnnouncedAsSignature
    case unanchoredPattern, patternOverLineBreak, catastrophicPattern, emptyPattern, emptyName
    case lineWithoutEnd, emptyLine, oneBadLine, onlyBadLines, tooManyLines
    case rootOfLongAgo

    var testDescription: String { "\(row) \(rawValue)" }

    var row: String {
        switch self {
        case .layerBytesChanged: "B10"
        case .layerSizeWrong: "B11"
        case .provenanceAnnouncedAsSignature: "P2"
        case .unanchoredPattern: "I1"
        case .patternOverLineBreak: "I7"
        case .catastrophicPattern: "I8"
        case .emptyPattern, .emptyName: "I10"
        case .lineWithoutEnd, .emptyLine, .oneBadLine, .onlyBadLines, .tooManyLines: "J13"
        case .rootOfLongAgo: "K9"
        }
    }

    /// What it is refused with; nil where it must be accepted.
    var code: String? {
        switch self {
        case .layerBytesChanged: "digest-mismatch"
        case .layerSizeWrong: "size-mismatch"
        case .provenanceAnnouncedAsSignature: "wrong-predicate"
        case .unanchoredPattern, .catastrophicPattern: "untrusted-signer"
        case .patternOverLineBreak: "certificate-unreadable"
        case .emptyPattern: "pattern-empty"
        case .emptyName: "identity-empty"
        case .lineWithoutEnd, .emptyLine, .oneBadLine, .rootOfLongAgo: nil
        case .onlyBadLines: "json-duplicate-key"
        case .tooManyLines: "too-many-candidates"
        }
    }

    func outcome() async throws -> String? {
        let sigstore = try VirtualSigstore()
        switch self {
        case .layerBytesChanged, .layerSizeWrong: return try await layer()
        case .provenanceAnnouncedAsSignature: return try await announced()
        case .unanchoredPattern:
            return try code(
                sigstore.mint(.identity(.repositoryWithSuffix)), under: "https://github\\.com/acme/checkout")
        case .patternOverLineBreak:
            return try code(sigstore.mint(.identity(.lineBreak)), under: "^https://github\\.com/acme/checkout/.*$")
        case .catastrophicPattern: return try code(sigstore.mint(), under: "(([a-z:/.@-]+)+)+#")
        case .emptyPattern: return refusalCode { try LinearPattern("") }
        case .emptyName: return refusalCode { try IdentityPattern("") }
        case .lineWithoutEnd, .emptyLine, .oneBadLine, .onlyBadLines, .tooManyLines: return try lines(of: sigstore)
        case .rootOfLongAgo:
            let specimen = try sigstore.mint(shape: .with { $0.time = .both })
            // The same answer the day after and a generation later: nothing in a pinned root goes stale.
            let codes = try [1, 365, 10_000].map {
                try specimen.decision(later: .seconds($0 * 86_400)).refusal?.code ?? ""
            }
            #expect(Set(codes).count == 1)
            return codes.first.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// A payload's layer served as other bytes, or as many as the descriptor does not say.
    private func layer() async throws -> String? {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        var layer = try world.payloadLayer(over: image.digest, by: "release")
        if self == .layerBytesChanged {
            var bytes = try #require(
                try await world.images.blob(layer.digest, in: world.repository, limit: 1 << 20))
            bytes[0] ^= 1
            world.images.serve(bytes, asBlob: layer.digest, in: world.repository)
        } else {
            layer = Descriptor(
                mediaType: layer.mediaType, digest: layer.digest, size: layer.size + 1,
                annotations: layer.annotations)
        }
        world.tagSignatures([layer], for: image.digest)
        let answer = try await world.memory.ask(
            ImageSignatureCheck.self, about: .image(world.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes == [.candidateUnreadable])
        let reading = try await ImageReader(world.images, repository: world.repository).blob(layer, limit: 1 << 20)
        guard case .failure(let defect) = reading else { return nil }
        return defect.code.rawValue
    }

    private func announced() async throws -> String? {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        try world.attach(
            try world.envelope("https://slsa.dev/provenance/v1", over: image.digest, by: "release"), to: image,
            announcing: SupplyChainWorld.signaturePredicate)
        let answer = try await world.memory.ask(
            ImageSignatureCheck.self, about: .image(world.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes.count == 1)
        return answer.codes.first?.rawValue
    }

    private func code(_ specimen: SigstoreSpecimen, under pattern: String) throws -> String? {
        let trust = try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [], people: [],
            identities: [
                TrustedIdentity(
                    id: "signer", subject: .pattern(try LinearPattern(pattern)),
                    issuer: try IdentityPattern(specimen.expectedIssuer))
            ], sigstore: SigstoreVerifier(anchors: [specimen.anchor()]),
            rules: [
                TrustRule(
                    id: "files", scope: .blobs([try Glob("**")]),
                    requirement: TrustRule.Requirement(signers: ["signer"]))
            ])
        return specimen.decision(on: specimen.bundle, trust: trust).refusal?.code
    }

    /// One good bundle among others, line by line.
    private func lines(of sigstore: VirtualSigstore) throws -> String? {
        let specimen = try sigstore.mint()
        let bad = try sigstore.mint(.bundle(.memberTwice)).bundle
        let newline = [UInt8(ascii: "\n")]
        let (bytes, rejected): ([UInt8], [String]) =
            switch self {
            case .lineWithoutEnd: (bad + newline + specimen.bundle, ["json-duplicate-key"])
            case .emptyLine: (newline + specimen.bundle + newline + newline + Array("  \r\n".utf8), [])
            case .oneBadLine:
                (
                    bad + newline + specimen.bundle + newline + Array("{".utf8) + newline,
                    ["json-duplicate-key", "json-syntax"]
                )
            case .onlyBadLines: (bad + newline + Array("{}".utf8) + newline, [])
            default: (Array(repeatElement(specimen.bundle + newline, count: 101).joined()), [])
            }
        let decision = specimen.decision(on: bytes, trust: try specimen.policy())
        #expect(decision.rejected.map { $0.detail ?? $0.code.rawValue } == rejected)
        return decision.refusal?.code
    }
}
