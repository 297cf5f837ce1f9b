import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// One file of answers under many processes at once: it serves them all, and nobody passes by what is wrong in it.
@Suite("A cache shared by processes", .serialized, .timeLimit(.minutes(10)))
struct SharedCacheTests {
    /// Six images in one repository, signed at a tag or by a bundle, and one that nobody has signed.
    private struct Scene {
        static let run = ["run", "images", "--release", "release.yaml", "--unsigned"]

        let registry: RegistryScene
        let tagged: Descriptor
        let bundled: Descriptor
        let unsigned: Descriptor
        var directory: TemporaryDirectory { registry.directory }
        var intruder: CacheIntruder { CacheIntruder(file: directory.path(".airworthy/cache.sqlite")) }

        init() throws {
            let registry = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
            let images = (0..<6).map { number in
                registry.registry.pushImage(layers: ["layer of \(number)"], to: registry.repository)
            }
            for (number, image) in images.enumerated() {
                if number.isMultiple(of: 2) {
                    try registry.tagSignature(of: image)
                } else {
                    try registry.attachBundle(to: image)
                }
            }
            try registry.directory.write(
                ImageRelease.manifest(of: images.map { registry.name($0.digest) }), to: "release.yaml")
            try registry.directory.write(
                ImageRelease.checklist("images", isDeep: false), to: "Checklists/images.yaml")
            // Fresh, and there: without the state's directory nothing is kept.
            try registry.directory.makeDirectory(".airworthy")
            unsigned = registry.registry.pushImage(layers: ["nobody's"], to: registry.repository)
            (tagged, bundled) = (images[0], images[1])
            self.registry = registry
        }

        /// Starts all of them at once; how many requests they made together.
        func together(_ commands: [[String]]) async throws -> (results: [Program.Result], requests: Int) {
            registry.registry.forgetExchanges()
            let results = try await StartingLine.airworthy(commands, in: directory.path)
            return (results, registry.registry.exchanges.count)
        }

        /// `airworthy check …` about one image.
        func check(_ kind: String, _ image: Descriptor) -> [String] {
            ["check", kind, registry.name(image.digest), "--json"]
                + (kind == "image-digest" ? ["--with", "deep=false"] : [])
        }
    }

    /// Of each image the manifest, the signature's manifest, and its payload or bundle.
    private static let least = 6 * 3

    private func expectCleared(_ results: [Program.Result]) {
        #expect(results.map(\.status) == results.map { _ in 0 }, "\(results)")
    }

    @Test("six processes fill a fresh one at once and all clear; the next six ask the registry nothing")
    func filled() async throws {
        let scene = try Scene()
        let six = Array(repeating: Scene.run, count: 6)
        let cold = try await scene.together(six)
        expectCleared(cold.results)
        let asked = Set(scene.registry.registry.exchanges.map { "\($0.request.method) \($0.request.route)" })
        #expect(asked.count >= Self.least)
        #expect(cold.requests >= asked.count && cold.requests <= 6 * asked.count, "\(cold.requests)")
        let warm = try await scene.together(six)
        expectCleared(warm.results)
        #expect(warm.requests == 0, "\(warm.requests) requests")
        // Whoever refuses to be served from it asks again, so there was something to ask.
        let anew = try await scene.together([Scene.run + ["--no-cache"]])
        expectCleared(anew.results)
        #expect(anew.requests >= Self.least)
    }

    @Test("spoilt and forged while six read it, it makes nothing pass, and nothing fail that should pass")
    func spoilt() async throws {
        let scene = try Scene()
        let refusing = scene.check("image-signature", scene.unsigned)
        expectCleared(try await scene.together([Scene.run]).results)
        let forging = [
            CacheIntruder.forging("tag", for: scene.unsigned.digest, from: scene.tagged.digest),
            CacheIntruder.forging("referrers", for: scene.unsigned.digest, from: scene.bundled.digest),
        ]
        let commands = Array(repeating: Scene.run, count: 4) + [refusing, refusing]
        let storm = try await scene.intruder.executing(CacheIntruder.spoiling + forging) {
            var results: [Program.Result] = []
            for _ in 0..<3 { results += try await scene.together(commands).results }
            return results
        }
        #expect(storm.rows > 0)
        for (number, result) in storm.value.enumerated() {
            if number % commands.count < 4 {
                #expect(result.status == 0, "\(result)")
            } else {
                #expect(result.status == 1, "\(result)")
                let codes = try CheckAnswer(result).codes
                #expect(!codes.isEmpty && Set(codes).isSubset(of: ["no-signature", "wrong-subject"]), "\(result)")
            }
        }

        // The bytes are asked for again and kept; from then on it is as good as new.
        expectCleared(try await scene.together([Scene.run]).results)
        #expect(try await scene.together([Scene.run]).requests == 0)
        // What is forged is read: were it not, there would be no signature at all.
        #expect(try await scene.intruder.execute(forging) == 2)
        let forged = try #require(try await scene.together([refusing]).results.first)
        #expect(forged.status == 1, "\(forged)")
        #expect(try Set(CheckAnswer(forged).codes) == ["wrong-subject"], "\(forged)")
    }

    @Test(
        "an image the registry has lost passes by the bytes that are kept, and not by bytes that are not its own",
        arguments: CacheIntruder.spoiling.indices)
    func lost(spoiling: Int) async throws {
        let scene = try Scene()
        expectCleared(try await scene.together([Scene.run]).results)
        scene.registry.registry.lose(scene.tagged.digest, in: scene.registry.repository)
        let check = scene.check("image-digest", scene.tagged)
        let kept = try await scene.together([check])
        expectCleared(kept.results)
        #expect(kept.requests == 0)
        #expect(try await scene.intruder.execute([CacheIntruder.spoiling[spoiling]]) > 0)
        let six = try await scene.together(Array(repeating: check, count: 6))
        for result in six.results {
            #expect(result.status == 1, "\(result)")
            #expect(try CheckAnswer(result).codes == ["missing-manifest"], "\(result)")
        }
        #expect(six.requests >= 6)
    }
}
