import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// Pushing, request by request as distribution-spec 1.1 has it.
@Suite("the virtual registry, written to", .timeLimit(.minutes(10)))
struct VirtualRegistryWritingTests {
    static let blob = Array("a blob of some length".utf8)
    static let digest = Digest.of(blob)

    let registry: VirtualRegistry
    let repository: ImageReference

    init() throws {
        registry = try VirtualRegistry()
        repository = registry.repository("acme/app")
    }

    private func ask(
        _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: [UInt8] = []
    ) throws -> LoopbackAnswer {
        try LoopbackAnswer(method, target, headers, body: body, of: registry.authority)
    }

    private func begin() throws -> String {
        let begun = try ask("POST", "/v2/acme/app/blobs/uploads/")
        #expect(begun.status == 202 && begun["range"] == "0-0")
        return try #require(begun["location"])
    }

    @Test("in one piece, by POST then PUT, and by POST alone")
    func monolithic() throws {
        let place = try begin()
        let done = try ask("PUT", "\(place)?digest=\(Self.digest)", [:], Self.blob)
        #expect(done.status == 201 && done["docker-content-digest"] == "\(Self.digest)")
        #expect(try ask("GET", try #require(done["location"])).body == Self.blob)
        let other = Array("another".utf8)
        let posted = try ask("POST", "/v2/acme/app/blobs/uploads/?digest=\(Digest.of(other))", [:], other)
        #expect(posted.status == 201)
        #expect(registry.blob(Digest.of(other), in: repository) == other)
    }

    @Test("in chunks, which may not leave a gap")
    func chunked() throws {
        let place = try begin()
        let first = try ask("PATCH", place, ["Content-Range": "0-5"], Array(Self.blob[..<6]))
        #expect(first.status == 202 && first["range"] == "0-5")
        let gap = try ask("PATCH", place, ["Content-Range": "9-20"], Array(Self.blob[9...]))
        #expect(gap.status == 416 && gap["range"] == "0-5")
        let asked = try ask("GET", place)
        #expect(asked.status == 204 && asked["range"] == "0-5")
        #expect(try ask("PATCH", place, ["Content-Range": "6-19"], Array(Self.blob[6..<20])).status == 202)
        let done = try ask("PUT", "\(place)?digest=\(Self.digest)", ["Content-Range": "20-20"], Array(Self.blob[20...]))
        #expect(done.status == 201)
        #expect(registry.blob(Self.digest, in: repository) == Self.blob)
        #expect(try ask("GET", place).status == 404)
    }

    @Test("bytes that are not what they are called are refused, and forgotten when cancelled")
    func refused() throws {
        let place = try begin()
        #expect(try ask("PUT", "\(place)?digest=\(Self.digest)", [:], [1, 2, 3]).status == 400)
        #expect(try ask("PUT", place, [:], Self.blob).status == 404)
        let second = try begin()
        #expect(try ask("DELETE", second).status == 204)
        #expect(try ask("PATCH", second, [:], Self.blob).status == 404)
        #expect(registry.blob(Self.digest, in: repository) == nil)
    }

    @Test("a blob is taken over from another repository, or uploaded where that cannot be", arguments: [true, false])
    func mounts(mounts: Bool) throws {
        let registry = try VirtualRegistry(.with { $0.mountsBlobs = mounts })
        registry.push(blob: Self.blob, to: registry.repository("acme/base"))
        func post(_ from: String) throws -> LoopbackAnswer {
            try LoopbackAnswer(
                "POST", "/v2/acme/app/blobs/uploads/?mount=\(Self.digest)&from=\(from)", of: registry.authority)
        }
        #expect(try post("acme/base").status == (mounts ? 201 : 202))
        #expect((registry.blob(Self.digest, in: registry.repository("acme/app")) != nil) == mounts)
        #expect(try post("acme/none").status == 202)
    }

    @Test("a manifest needs its blobs, its type and its digest to be right")
    func manifests() throws {
        let memory = MemoryImages()
        let config = memory.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        let bytes = MemoryImages.manifest(config: config, layers: []).canonicalBytes()
        func put(_ reference: String, _ type: String? = MediaType.imageManifest) throws -> LoopbackAnswer {
            try ask("PUT", "/v2/acme/app/manifests/\(reference)", type.map { ["Content-Type": $0] } ?? [:], bytes)
        }
        #expect(try put("v1").status == 404)
        registry.push(blob: Array("{}".utf8), to: repository)
        let done = try put("v1")
        #expect(done.status == 201 && done["docker-content-digest"] == "\(Digest.of(bytes))")
        #expect(done["oci-subject"] == nil)
        #expect(registry.tags(in: repository) == ["v1": Digest.of(bytes)])
        #expect(try put("\(Digest.of(bytes))").status == 201)
        #expect(try put("\(Self.digest)").status == 400)
        #expect(try put("-v").status == 400)
        #expect(try put("v2", nil).status == 400)
        #expect(try put("v2", MediaType.imageIndex).status == 400)
        #expect(try ask("DELETE", "/v2/acme/app/manifests/v1").status == 405)
    }

    @Test("a subject is confirmed where there is an API to list it by, and only there", arguments: [true, false])
    func subjects(api: Bool) throws {
        let registry = try VirtualRegistry(.with { $0.listsReferrers = api })
        let repository = registry.repository("acme/app")
        let image = registry.pushImage(to: repository)
        let config = registry.store(Array("{}".utf8), mediaType: MediaType.empty, in: repository)
        let bytes = MemoryImages.manifest(config: config, layers: [], subject: image, artifactType: "text/plain")
            .canonicalBytes()
        let done = try LoopbackAnswer(
            "PUT", "/v2/acme/app/manifests/\(Digest.of(bytes))", ["Content-Type": MediaType.imageManifest],
            body: bytes, of: registry.authority)
        #expect(done.status == 201 && done["oci-subject"] == (api ? "\(image.digest)" : nil))
        let list = try LoopbackAnswer("GET", "/v2/acme/app/referrers/\(image.digest)", of: registry.authority)
        #expect(list.status == (api ? 200 : 404))
        // The client's own business where there is no API: the registry writes no tag of itself.
        #expect(registry.tags(in: repository).isEmpty)
    }

    @Test("who saw another manifest at the tag than there is now is refused")
    func conditions() throws {
        let old = registry.pushImage(layers: ["old"], to: repository, tag: "v1")
        let new = registry.pushImage(layers: ["new"], to: repository)
        let bytes = try #require(registry.manifest(new.digest, in: repository))
        func put(_ tag: String, _ condition: [String: String]) throws -> Int {
            let headers = condition.merging(["Content-Type": MediaType.imageManifest]) { $1 }
            return try ask("PUT", "/v2/acme/app/manifests/\(tag)", headers, bytes).status
        }
        #expect(try put("v1", ["If-None-Match": "*"]) == 412)
        #expect(try put("v1", ["If-Match": "\"\(new.digest)\""]) == 412)
        #expect(try put("none", ["If-Match": "\"\(old.digest)\""]) == 412)
        #expect(try put("v1", ["If-Match": "\"\(old.digest)\""]) == 201)
        #expect(try put("v2", ["If-None-Match": "*"]) == 201)
        #expect(registry.tags(in: repository) == ["v1": new.digest, "v2": new.digest])
    }
}
