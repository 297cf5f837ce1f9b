import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Several faults at once, drawn at random: nobody thought of these one by one.
@Suite("Registries that are wrong in several ways", .timeLimit(.minutes(10)))
struct RegistryChaosTests {
    /// Everything but what is slow by nature.
    private static func faults(of scene: RegistryScene, other: Descriptor, bundle: Descriptor) -> [RegistryFault] {
        let foreign = [bundle.digest, other.digest].compactMap { scene.registry.manifest($0, in: scene.repository) }
        return foreign.map { .otherBody($0) } + [
            .digestHeader(nil), .digestHeader("\(other.digest)"), .digestHeader("\(bundle.digest)"), .otherBody([]),
            .otherBody(Array("{}".utf8)), .otherBody(Array(#"{"manifests":[]}"#.utf8)), .mediaType(nil),
            .mediaType("text/html"), .mediaType(MediaType.imageIndex), .mediaType(MediaType.imageManifest),
            .claimedLength(0), .claimedLength(7), .claimedLength(1 << 30), .duplicateHeaders, .loginPage, .gzipBomb,
            .truncated(after: 0), .truncated(after: 30), .reset(after: 10), .unmeasured(), .unmeasured(after: 30),
            .endless, .redirectLoop, .redirect(to: "/v2/acme/app/manifests/\(bundle.digest)"),
            .redirect(to: "/v2/acme/app/manifests/sha256-\(other.digest.hex).sig"), .challenge("Basic realm=x"),
            .challenge("Bearer realm=\"http://\(scene.registry.authority)/token\""), .retag(to: other.digest),
            .retag(to: bundle.digest), .paddedReferrers(3), .paddedReferrers(600), .listedStranger(bundle.digest),
            .listedStranger(other.digest), .listedType(nil), .listedSize(0), .linkLoop, .endlessPages, .manyLinks,
            .link(to: "/v2/acme/app/referrers/\(other.digest)"),
        ]
            + [200, 201, 204, 206, 301, 304, 400, 401, 403, 404, 405, 406, 410, 418, 429, 500, 501, 503].map {
                .status($0, retryAfter: "0")
            }
    }

    /// What was wrong, for a report.
    private static func spoil(
        _ scene: RegistryScene, other: Descriptor, bundle: Descriptor, with random: inout SeededGenerator
    ) -> String {
        let faults = faults(of: scene, other: other, bundle: bundle)
        let kinds: [RegistryRoute.Kind] = [.manifest, .manifest, .blob, .referrers, .token]
        return (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let fault = faults.randomElement(using: &random) ?? .endless
            let kind = kinds.randomElement(using: &random) ?? .manifest
            let (spared, times) = (Int.random(in: 0...2, using: &random), Int.random(in: 1...6, using: &random))
            let isLasting = Bool.random(using: &random)
            scene.registry.set(fault, on: kind, after: spared, times: isLasting ? nil : times)
            return "\(fault) on \(kind) after \(spared), \(isLasting ? "lasting" : "\(times) times")".prefix(300)
        }.joined(separator: "; ")
    }

    private static func traits(_ random: inout SeededGenerator) -> RegistryTraits {
        .with {
            $0.listsReferrers = Bool.random(using: &random)
            $0.pageSize = [nil, 1, 2].randomElement(using: &random) ?? nil
            $0.servesRanges = Bool.random(using: &random)
            $0.access =
                Bool.random(using: &random) ? .open : .token(user: "alice", password: "secret", anonymousPull: true)
        }
    }

    @Test("an unsigned image never passes, and a signed one does again once all is well", arguments: 0..<8)
    func signatures(group: Int) async throws {
        var passed = 0
        for seed in 0..<25 {
            var random = SeededGenerator(seed: UInt64(group * 1_000 + seed))
            let scene = try RegistryScene(Self.traits(&random), stranger: RegistryTraits())
            let (registry, repository) = (scene.registry, scene.repository)
            let image = registry.pushImage(to: repository)
            let signed = registry.pushImage(layers: ["signed"], to: repository)
            let other = registry.pushImage(layers: ["other"], to: repository)
            try scene.tagSignature(of: other)
            let bundle = try scene.attachBundle(to: other)
            if Bool.random(using: &random) {
                try scene.tagSignature(of: signed)
            } else {
                try scene.attachBundle(to: signed)
            }
            let wrong = Self.spoil(scene, other: other, bundle: bundle, with: &random)
            let unsigned = try await scene.examine(ImageSignatureCheck.self, image)
            if case .passed = unsigned { Issue.record("seed \(group * 1_000 + seed): \(wrong): \(unsigned)") }
            // Either way, but never without a name.
            let spoilt = try await scene.examine(ImageSignatureCheck.self, signed)
            if case .passed = spoilt {
                passed += 1
            } else {
                #expect(!spoilt.diagnostics.isEmpty, "seed \(group * 1_000 + seed): \(wrong)")
            }
            registry.repair()
            let sound = try await scene.examine(ImageSignatureCheck.self, signed)
            guard case .passed = sound else {
                Issue.record("seed \(group * 1_000 + seed): \(wrong): \(sound.diagnostics)")
                continue
            }
        }
        // Some faults stop us and others do not: else either half of this would show nothing.
        #expect((1..<25).contains(passed), "\(passed) of 25")
    }

    @Test("an image whose layer was changed in storage never passes", arguments: 0..<4)
    func digests(group: Int) async throws {
        for seed in 0..<25 {
            var random = SeededGenerator(seed: UInt64(group * 1_000 + seed))
            let scene = try RegistryScene(Self.traits(&random), stranger: RegistryTraits())
            let (registry, repository) = (scene.registry, scene.repository)
            let image = registry.pushImage(to: repository)
            let other = registry.pushImage(layers: ["other"], to: repository)
            let bundle = try scene.attachBundle(to: other)
            let layer = Digest.of(Array("layer one".utf8))
            registry.set(.otherBody(Array("LAYER ONE".utf8)), on: .blob, reference: "\(layer)")
            let wrong = Self.spoil(scene, other: other, bundle: bundle, with: &random)
            let outcome = try await scene.examine(ImageDigestCheck.self, image)
            if case .passed = outcome { Issue.record("seed \(group * 1_000 + seed): \(wrong): \(outcome)") }
            #expect(!outcome.diagnostics.isEmpty, "seed \(group * 1_000 + seed): \(wrong)")
        }
    }
}
