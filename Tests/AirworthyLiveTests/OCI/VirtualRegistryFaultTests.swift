import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

/// One fault at a time between the true registry and our reader, and what the reader calls it.
@Suite("the virtual registry, with one fault", .timeLimit(.minutes(10)))
struct VirtualRegistryFaultTests {
    /// What is asked for, and the kind of request it takes.
    enum Question: String, Sendable {
        case tag, manifest, blob, layer, referrers

        var kind: RegistryRoute.Kind {
            switch self {
            case .tag, .manifest: .manifest
            case .blob, .layer: .blob
            case .referrers: .referrers
            }
        }
    }

    private struct Scene {
        let registry: VirtualRegistry
        let reader: ImageReader
        let image: Descriptor
        let layer: Descriptor
        let attached: Descriptor

        init(_ traits: RegistryTraits = RegistryTraits()) throws {
            registry = try VirtualRegistry(traits)
            let repository = registry.repository("acme/app")
            image = registry.pushImage(to: repository, tag: "v1")
            layer = registry.store(
                Array("a layer of thirty-two bytes, yes".utf8), mediaType: "application/vnd.oci.image.layer.v1.tar",
                in: repository)
            attached = registry.attach([1], mediaType: "text/plain", to: image, in: repository)
            let images = RegistryImages(
                registries: [registry.authority: RegistrySettings(plainHTTP: true)], docker: DockerConfig())
            reader = ImageReader(images, repository: repository)
        }

        /// "right", "wrong" where a wrong answer went unnoticed, or the code of the refusal.
        func ask(_ question: Question) async -> String {
            do throws(Obstacle) {
                switch question {
                case .tag:
                    let digest = try await reader.source.resolve(tag: "v1", in: reader.repository)
                    return digest == image.digest ? "right" : digest == nil ? "absent" : "wrong"
                case .manifest:
                    return Self.outcome(try await reader.document(image).map { $0.digest == image.digest })
                case .blob: return Self.outcome(try await reader.blob(layer, limit: 1 << 20).map { $0.count == 32 })
                case .layer:
                    return try await reader.inspect(layer).map(\.code.rawValue) ?? "right"
                case .referrers:
                    let list = try await reader.source.referrers(of: image.digest, in: reader.repository, limit: 500)
                    return list == [attached.digest] ? "right" : list.isEmpty ? "absent" : "wrong"
                }
            } catch {
                return error.diagnostic.code
            }
        }

        private static func outcome(_ result: Result<Bool, ImageDefect>) -> String {
            switch result {
            case .success(let isRight): isRight ? "right" : "wrong"
            case .failure(let defect): defect.code.rawValue
            }
        }
    }

    private func outcome(_ fault: RegistryFault, _ question: Question) async throws -> String {
        let scene = try Scene()
        scene.registry.set(fault, on: question.kind)
        return await scene.ask(question)
    }

    static let lie = Array("a layer of thirty-two bytes, no!".utf8)
    static let other = Digest.of(lie)

    @Test(
        "lies about bytes are found by comparing them",
        arguments: [
            (.otherBody(lie), .manifest, "size-mismatch"), (.otherBody(lie), .blob, "digest-mismatch"),
            (.otherBody(lie), .layer, "digest-mismatch"), (.otherBody([1]), .layer, "size-mismatch"),
            (.digestHeader("\(other)"), .manifest, "right"), (.digestHeader("\(other)"), .blob, "right"),
            (.digestHeader(nil), .tag, "right"), (.digestHeader("sha256:no"), .tag, "right"),
            // Plain web servers call everything something; only another manifest's type is a lie.
            (.mediaType("text/html"), .manifest, "right"),
            (.mediaType(MediaType.imageIndex), .manifest, "media-type-mismatch"),
            (.mediaType(nil), .manifest, "right"), (.mediaType("text/html"), .blob, "right"),
            (.gzipBomb, .blob, "size-mismatch"), (.gzipBomb, .layer, "size-mismatch"),
            (.gzipBomb, .manifest, "size-mismatch"), (.loginPage, .blob, "size-mismatch"),
            (.loginPage, .layer, "size-mismatch"), (.loginPage, .manifest, "size-mismatch"),
        ] as [(RegistryFault, Question, String)])
    func lies(fault: RegistryFault, question: Question, outcome: String) async throws {
        #expect(try await self.outcome(fault, question) == outcome)
    }

    @Test(
        "bytes that do not come, or come for ever, are no bytes",
        arguments: [
            (.truncated(after: 5), .blob, "registry-broken"), (.truncated(after: 5), .layer, "registry-broken"),
            (.truncated(after: 5), .manifest, "registry-broken"), (.truncated(after: 5), .referrers, "registry-broken"),
            (.reset(after: 5), .blob, "registry-broken"), (.reset(after: 0), .manifest, "registry-broken"),
            (.reset(after: 5), .referrers, "registry-broken"), (.claimedLength(9), .blob, "size-mismatch"),
            (.claimedLength(9), .layer, "size-mismatch"), (.claimedLength(99), .blob, "registry-broken"),
            (.unmeasured(), .blob, "right"), (.unmeasured(), .manifest, "right"), (.unmeasured(), .referrers, "right"),
            (.unmeasured(after: 5), .blob, "size-mismatch"), (.unmeasured(after: 5), .manifest, "size-mismatch"),
            (.unmeasured(after: 5), .referrers, "referrers-invalid"), (.endless, .blob, "blob-too-large"),
            (.endless, .layer, "size-mismatch"), (.endless, .manifest, "manifest-too-large"),
            (.endless, .referrers, "too-many-referrers"), (.duplicateHeaders, .blob, "registry-broken"),
            (.duplicateHeaders, .tag, "registry-broken"), (.duplicateHeaders, .referrers, "registry-broken"),
        ] as [(RegistryFault, Question, String)])
    func missing(fault: RegistryFault, question: Question, outcome: String) async throws {
        #expect(try await self.outcome(fault, question) == outcome)
    }

    @Test(
        "elsewhere and not now are obstacles",
        arguments: [
            (.redirectLoop, .blob, "registry-redirect-refused"), (.redirectLoop, .tag, "registry-redirect-refused"),
            (.redirect(to: "file:///etc/passwd"), .blob, "registry-redirect-refused"),
            (.redirect(to: "http://127.0.0.1:9/"), .manifest, "registry-plain-http"),
            (.redirect(to: "https://127.0.0.1:9/"), .manifest, "registry-unreachable"),
            (.status(429), .manifest, "registry-busy"), (.status(503), .blob, "registry-busy"),
            (.status(500), .tag, "registry-status"), (.status(500), .referrers, "registry-status"),
            (.status(403), .referrers, "registry-forbidden"),
        ] as [(RegistryFault, Question, String)])
    func elsewhere(fault: RegistryFault, question: Question, outcome: String) async throws {
        #expect(try await self.outcome(fault, question) == outcome)
    }

    @Test(
        "a list that is spoilt is called so, and one that only exaggerates is read",
        arguments: [
            (.paddedReferrers(499), .referrers, "wrong"), (.paddedReferrers(500), .referrers, "too-many-referrers"),
            (.paddedReferrers(10_000), .referrers, "too-many-referrers"),
            (.listedStranger(other), .referrers, "wrong"), (.listedType("x/y"), .referrers, "right"),
            (.listedType(nil), .referrers, "right"), (.listedSize(-1), .referrers, "right"),
            (.linkLoop, .referrers, "referrers-invalid"), (.endlessPages, .referrers, "too-many-referrers"),
            (.link(to: "http://127.0.0.1:9/"), .referrers, "referrers-invalid"),
        ] as [(RegistryFault, Question, String)])
    func lists(fault: RegistryFault, question: Question, outcome: String) async throws {
        #expect(try await self.outcome(fault, question) == outcome)
    }

    @Test("a fault shows as often as it was told to, where it was told to")
    func planned() async throws {
        let scene = try Scene()
        scene.registry.set(.status(500), on: .blob, reference: "\(scene.layer.digest)", after: 1, times: 2)
        var outcomes: [String] = []
        for _ in 0..<4 { outcomes.append(await scene.ask(.layer)) }
        #expect(outcomes == ["right", "registry-status", "registry-status", "right"])
        scene.registry.set(.status(500), on: .blob, reference: "\(scene.image.digest)")
        #expect(await scene.ask(.layer) == "right")
        scene.registry.set(.status(500), on: .blob)
        #expect(await scene.ask(.layer) == "registry-status")
        scene.registry.repair()
        #expect(await scene.ask(.layer) == "right")
    }

    @Test(
        "the signature of a storage service's address is not repeated",
        arguments: [
            "http://127.0.0.1:9/x?X-Amz-Signature=the-secret", "file:///x?sig=the-secret", "/v2/?sig=the-secret",
            "https://127.0.0.1:9/x?X-Amz-Signature=the-secret",
        ])
    func signedAddresses(address: String) async throws {
        let scene = try Scene()
        scene.registry.set(.redirect(to: address), on: .manifest)
        scene.registry.set(.redirect(to: address), on: .base)
        let obstacle = await #expect(throws: Obstacle.self) { try await scene.reader.document(scene.image) }
        #expect(obstacle.map { "\($0)".contains("the-secret") } == false)
        scene.registry.set(.link(to: address), on: .referrers)
        let listed = await #expect(throws: Obstacle.self) {
            try await scene.reader.source.referrers(of: scene.image.digest, in: scene.reader.repository, limit: 9)
        }
        #expect(listed.map { "\($0)".contains("the-secret") } == false)
    }

    @Test("a tag that moves names one image first and another next")
    func retag() async throws {
        let scene = try Scene()
        scene.registry.set(.retag(to: scene.attached.digest), on: .manifest, reference: "v1")
        #expect(await scene.ask(.tag) == "right")
        #expect(await scene.ask(.tag) == "wrong")
    }
}
