import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("what registries answered, kept", .timeLimit(.minutes(10)))
struct CachedImagesTests {
    let directory: TemporaryDirectory
    let registry: MemoryImages
    let repository = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
    let image: Digest
    let signature: Digest

    init() throws {
        directory = try TemporaryDirectory()
        registry = MemoryImages()
        image = registry.pushImage(to: repository).digest
        signature = registry.push(blob: Array("signature".utf8), to: repository)
    }

    private var path: String { directory.path("cache.sqlite") }

    private func cache(_ scope: String = "policy 1", at seconds: Int64 = 1_000, layers: Bool = false) -> ImageCache {
        ImageCache(
            file: CacheFile(path: path, scope: scope), life: .seconds(3_600), keepsLayers: layers,
            clock: FixedClock(Instant(seconds: seconds)))
    }

    /// Everything that can be asked about the image; how many questions reached the registry.
    private func ask(_ cache: ImageCache) async throws -> Int {
        let images = CachedImages(registry, cache: cache)
        let before = registry.questions.count
        #expect(try await images.manifest(image, in: repository, limit: 1 << 20) != nil)
        #expect(try await images.blob(signature, in: repository, limit: 1 << 20) == Array("signature".utf8))
        #expect(try await images.referrers(of: image, in: repository, limit: 9) == [])
        #expect(try await images.resolve(tag: CosignTag.signature.name(for: image), in: repository) == nil)
        return registry.questions.count - before
    }

    @Test("a command asks once; the next one not at all")
    func twice() async throws {
        let first = cache()
        #expect(try await ask(first) == 4)
        #expect(try await ask(first) == 0)
        first.save()
        #expect(try await ask(cache()) == 0)
    }

    @Test("another policy or another epoch of it starts from nothing")
    func scope() async throws {
        let first = cache()
        _ = try await ask(first)
        first.save()
        #expect(try await ask(cache("policy 2")) == 4)
        #expect(try await ask(cache("other 1")) == 4)
    }

    @Test("an answer is believed for its life, `nothing` for five minutes, and neither from the future")
    func life() async throws {
        let first = cache()
        _ = try await ask(first)
        first.save()
        #expect(try await ask(cache(at: 1_299)) == 0)
        #expect(try await ask(cache(at: 1_300)) == 2)
        #expect(try await ask(cache(at: 4_600)) == 4)
        #expect(try await ask(cache(at: 999)) == 4)
    }

    @Test("what a refusal was based on is forgotten, in the file too")
    func forget() async throws {
        let first = cache()
        _ = try await ask(first)
        first.save()
        let second = cache()
        second.forget(image)
        // The signature's own bytes are what they are.
        #expect(try await ask(second) == 3)
        let third = cache()
        third.forget(image)
        third.save()
        #expect(try await ask(cache()) == 3)
    }

    @Test(
        "layers are measured again by the next command, unless the user will have it otherwise",
        arguments: [false, true])
    func layers(kept: Bool) async throws {
        let first = cache(layers: kept)
        for _ in 0..<2 {
            let seen = try await CachedImages(registry, cache: first).measure(signature, in: repository, limit: 99)
            #expect(seen == Measurement(size: 9, digest: signature))
        }
        #expect(registry.questions == [.blob(signature)])
        first.save()
        _ = try await CachedImages(registry, cache: cache(layers: kept))
            .measure(signature, in: repository, limit: 99)
        #expect(registry.questions.count == (kept ? 1 : 2))
    }

    @Test("bytes that are no longer what they were are asked for again")
    func poisoned() async throws {
        let first = cache()
        _ = try await ask(first)
        first.save()
        try Intruder(path: path).execute("UPDATE contents SET bytes = x'00'")
        #expect(try await ask(cache()) == 2)
    }

    @Test("answers that were never written that way are none")
    func damagedAnswers() async throws {
        let first = cache()
        _ = try await ask(first)
        first.save()
        try Intruder(path: path).execute("UPDATE answers SET answer = 'yes'")
        #expect(try await ask(cache()) == 4)
    }

    @Test("a file that is not a cache is left alone, and the registry is asked")
    func strangeFile() async throws {
        for bytes in [Array("not a database at all, but long enough to be taken for one".utf8), []] {
            try directory.write(bytes, to: "cache.sqlite")
            let first = cache()
            #expect(try await ask(first) == 4)
            first.save()
            if !bytes.isEmpty { #expect(FileManager.default.contents(atPath: path).map { Array($0) } == bytes) }
        }
        try FileManager.default.removeItem(atPath: path)
        try Intruder(path: path).execute("CREATE TABLE theirs (a)")
        let second = cache()
        #expect(try await ask(second) == 4)
        second.save()
        #expect(try Intruder(path: path).execute("SELECT name FROM sqlite_schema") == ["theirs"])
    }

    @Test("many ask at once, and one question is sent")
    func together() async throws {
        let images = CachedImages(registry, cache: cache())
        await withTaskGroup(of: RawManifest?.self) { group in
            for _ in 0..<50 {
                group.addTask { try? await images.manifest(image, in: repository, limit: 1 << 20) }
            }
            for await raw in group { #expect(raw != nil) }
        }
        #expect(registry.questions.count == 1)
    }

    @Test("a failure is nobody else's answer, and is not kept")
    func failure() async throws {
        registry.obstruct(.manifest(image), in: repository, with: Obstacle("registry-timeout", "no"))
        let images = CachedImages(registry, cache: cache())
        for _ in 0..<2 {
            #expect(
                await obstacleCode { try await images.manifest(image, in: repository, limit: 1 << 20) }
                    == "registry-timeout")
        }
        #expect(registry.questions.count == 2)
    }

    @Test("bytes that do not hash to their name are handed on to be refused, and not kept")
    func lies() async throws {
        registry.serve(Array("lie".utf8), asManifest: image, in: repository)
        let images = CachedImages(registry, cache: cache())
        for _ in 0..<2 {
            #expect(try await images.manifest(image, in: repository, limit: 99)?.bytes == Array("lie".utf8))
        }
        #expect(registry.questions.count == 2)
    }

    @Test("a tag that moves by right is asked every time")
    func movingTag() async throws {
        registry.point(tag: "v1", in: repository, at: image)
        let images = CachedImages(registry, cache: cache())
        for _ in 0..<2 { #expect(try await images.resolve(tag: "v1", in: repository) == image) }
        #expect(registry.questions.count == 2)
    }

    @Test("processes that write at once lose nothing that anybody would miss")
    func concurrentWriters() async throws {
        let digests = (0..<40).map { registry.push(blob: Array("blob \($0)".utf8), to: repository) }
        await withTaskGroup(of: Void.self) { group in
            for digest in digests {
                group.addTask {
                    let cache = cache()
                    _ = try? await CachedImages(registry, cache: cache).blob(digest, in: repository, limit: 99)
                    cache.save()
                }
            }
        }
        let images = CachedImages(registry, cache: cache())
        let before = registry.questions.count
        for digest in digests { _ = try await images.blob(digest, in: repository, limit: 99) }
        #expect(registry.questions.count == before)
    }
}
