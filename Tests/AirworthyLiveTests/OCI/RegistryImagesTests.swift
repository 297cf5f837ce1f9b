import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite(
    "images in a real registry", .timeLimit(.minutes(10)),
    .enabled(if: DockerRegistry.program != nil, "docker-registry is not installed: 8 tests skipped"))
struct RegistryImagesTests {
    let storage: TemporaryDirectory
    let registry: DockerRegistry
    let images: RegistryImages
    let repository: ImageReference

    init() throws {
        storage = try TemporaryDirectory()
        registry = try DockerRegistry(storage: storage.path)
        images = RegistryImages(
            registries: [registry.authority: RegistrySettings(plainHTTP: true)], docker: DockerConfig())
        repository = ImageReference(registry: registry.authority, path: "acme/app", tag: nil, digest: nil)
    }

    /// A manifest with one layer, and the layer.
    private func pushImage(tag: String, layer: [UInt8]) throws -> (manifest: Digest, layer: Digest) {
        let config = try registry.push(blob: Array("{}".utf8), to: repository.path)
        let digest = try registry.push(blob: layer, to: repository.path)
        let manifest = MemoryImages.manifest(
            config: Descriptor(mediaType: MediaType.imageConfig, digest: config, size: 2),
            layers: [
                Descriptor(
                    mediaType: "application/vnd.oci.image.layer.v1.tar", digest: digest, size: Int64(layer.count))
            ])
        let pushed = try registry.push(
            manifest: manifest.canonicalBytes(), mediaType: MediaType.imageManifest, to: repository.path, tag: tag)
        return (pushed, digest)
    }

    @Test("tags, manifests and blobs are found, and absence is no obstacle")
    func reading() async throws {
        let layer = Array("a layer".utf8)
        let image = try pushImage(tag: "v1", layer: layer)
        #expect(try await images.resolve(tag: "v1", in: repository) == image.manifest)
        #expect(try await images.resolve(tag: "v2", in: repository) == nil)
        let raw = try #require(try await images.manifest(image.manifest, in: repository, limit: 4 << 20))
        #expect(Digest.of(raw.bytes) == image.manifest)
        #expect(raw.mediaType == MediaType.imageManifest)
        #expect(try await images.blob(image.layer, in: repository, limit: 100) == layer)
        let measurement = try await images.measure(image.layer, in: repository, limit: 100)
        #expect(measurement == Measurement(size: 7, digest: image.layer))
        let unknown = Digest.of(Array("unknown".utf8))
        #expect(try await images.manifest(unknown, in: repository, limit: 100) == nil)
        #expect(try await images.blob(unknown, in: repository, limit: 100) == nil)
        #expect(try await images.measure(unknown, in: repository, limit: 100) == nil)
        let other = ImageReference(registry: registry.authority, path: "acme/other", tag: nil, digest: nil)
        #expect(try await images.resolve(tag: "v1", in: other) == nil)
        #expect(try await images.referrers(of: unknown, in: other, limit: 5).isEmpty)
    }

    @Test("an index is found too: this registry denies having one to who does not say it accepts one")
    func index() async throws {
        let image = try pushImage(tag: "v1", layer: [1])
        let bytes = MemoryImages.index(of: [
            Descriptor(mediaType: MediaType.imageManifest, digest: image.manifest, size: 400)
        ]).canonicalBytes()
        let digest = try registry.push(
            manifest: bytes, mediaType: MediaType.imageIndex, to: repository.path, tag: "multi")
        #expect(try await images.resolve(tag: "multi", in: repository) == digest)
        let raw = try await images.manifest(digest, in: repository, limit: 4 << 20)
        #expect(raw == RawManifest(bytes: bytes, mediaType: MediaType.imageIndex))
    }

    @Test("without a referrers API the fallback tag is read, and no such tag is an empty list")
    func referrers() async throws {
        let image = try pushImage(tag: "v1", layer: [1])
        #expect(try await images.referrers(of: image.manifest, in: repository, limit: 5).isEmpty)
        let referrers = try (1...3).map { try pushImage(tag: "referrer-\($0)", layer: [1, UInt8($0)]).manifest }
        let index = MemoryImages.index(
            of: referrers.map { Descriptor(mediaType: MediaType.imageManifest, digest: $0, size: 400) })
        try registry.push(
            manifest: index.canonicalBytes(), mediaType: MediaType.imageIndex, to: repository.path,
            tag: "sha256-\(image.manifest.hex)")
        #expect(try await images.referrers(of: image.manifest, in: repository, limit: 3) == referrers)
        let code = await obstacleCode { try await images.referrers(of: image.manifest, in: repository, limit: 2) }
        #expect(code == "too-many-referrers")
    }

    @Test("limits hold")
    func limits() async throws {
        let image = try pushImage(tag: "v1", layer: [UInt8](repeating: 1, count: 300_000))
        #expect(
            await obstacleCode { try await images.blob(image.layer, in: repository, limit: 299_999) }
                == "blob-too-large")
        #expect(
            await obstacleCode { try await images.manifest(image.manifest, in: repository, limit: 50) }
                == "manifest-too-large")
        let cut = try await images.measure(image.layer, in: repository, limit: 1_000)
        #expect((cut?.size ?? 0) > 1_000)
        #expect(try await images.blob(image.layer, in: repository, limit: 300_000)?.count == 300_000)
    }

    @Test("many large blobs at once are measured rightly")
    func parallel() async throws {
        let layers = try (0..<6).map { number in
            try registry.push(blob: [UInt8](repeating: UInt8(number), count: 4 << 20), to: repository.path)
        }
        let measurements = try await withThrowingTaskGroup(of: Airworthy.Measurement?.self) { group in
            for layer in layers + layers {
                group.addTask { [images, repository] in
                    try await images.measure(layer, in: repository, limit: .max)
                }
            }
            return try await group.reduce(into: [Airworthy.Measurement?]()) { $0.append($1) }
        }
        #expect(Set(measurements.compactMap { $0?.digest }) == Set(layers))
        #expect(measurements.allSatisfy { $0?.size == 4 << 20 })
    }

    @Test("a registry with passwords shows itself to who has the right one", arguments: ["secret", "wrong", nil])
    func basic(password: String?) async throws {
        let image = try pushImage(tag: "v1", layer: [1])
        // `htpasswd -Bbn alice secret`
        try storage.write("alice:$2y$05$Xa0kbd3/BlrRXnaEfVJVeui94HBi/b9jJb/Mv/sYCpGJ2ihFCJs2.\n", to: "htpasswd")
        let guarded = try DockerRegistry(
            storage: storage.path, auth: "auth: {htpasswd: {realm: lab, path: \(storage.path("htpasswd"))}}")
        let auth = password.map { Base64.encode(Array("alice:\($0)".utf8)) }
        let text = auth.map { #"{"auths":{"\#(guarded.authority)":{"auth":"\#($0)"}}}"# } ?? "{}"
        let images = RegistryImages(
            registries: [guarded.authority: RegistrySettings(plainHTTP: true)],
            docker: try DockerConfig(Array(text.utf8), name: "config.json"))
        let repository = ImageReference(registry: guarded.authority, path: "acme/app", tag: nil, digest: nil)
        if password == "secret" {
            #expect(try await images.resolve(tag: "v1", in: repository) == image.manifest)
            #expect(try await images.blob(image.layer, in: repository, limit: 9) == [1])
        } else {
            let code = await obstacleCode { try await images.resolve(tag: "v1", in: repository) }
            #expect(code == "registry-unauthorized")
        }
    }

    /// The registry over TLS, with a certificate of its own in `tls.crt`.
    private func encrypted(log: String? = nil) async throws -> DockerRegistry {
        let made = try await LiveProcesses(root: storage.path).run(
            Command(
                program: "openssl",
                arguments: [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=lab", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "tls.key", "-out",
                    "tls.crt",
                ], environment: [:], outputLimit: 10_000))
        try #require(made.ending == .exited(0))
        return try DockerRegistry(
            storage: storage.path,
            tls: "  tls: {certificate: \(storage.path("tls.crt")), key: \(storage.path("tls.key"))}", log: log)
    }

    @Test("a command's questions to one registry go through one connection, by HTTP/2 where it is spoken")
    func connections() async throws {
        let image = try pushImage(tag: "v1", layer: [UInt8](repeating: 1, count: 200_000))
        let log = storage.path("requests.log")
        let guarded = try await encrypted(log: log)
        let repository = ImageReference(registry: guarded.authority, path: "acme/app", tag: nil, digest: nil)
        let images = RoutedImages(
            registries: [guarded.authority: RegistrySettings(caFile: "tls.crt")], root: storage.path,
            docker: DockerConfig())
        #expect(try await images.resolve(tag: "v1", in: repository) == image.manifest)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let blob = try await images.blob(image.layer, in: repository, limit: 300_000)
                    #expect(blob?.count == 200_000)
                    let manifest = try await images.manifest(image.manifest, in: repository, limit: 9_999)
                    #expect(manifest != nil)
                }
            }
            try await group.waitForAll()
        }
        // The line of the last answer comes after the answer.
        var lines: [Substring] = []
        while lines.count < 17 {
            try await Task.sleep(for: .milliseconds(10))
            lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                .filter { $0.contains("\"GET /v2/") || $0.contains("\"HEAD /v2/") }
        }
        #expect(lines.count == 17 && lines.allSatisfy { $0.contains(" HTTP/2.0\"") }, "\(lines)")
        let text = try String(contentsOfFile: log, encoding: .utf8)
        let callers = Set(text.matches(of: /http\.request\.remoteaddr="?([0-9.:]+)/).map(\.1))
        #expect(callers.count == 1, "\(callers)")
    }

    @Test("a registry over TLS is believed by the authority named for it, and by no other")
    func tls() async throws {
        let image = try pushImage(tag: "v1", layer: [1])
        let guarded = try await encrypted()
        let repository = ImageReference(registry: guarded.authority, path: "acme/app", tag: nil, digest: nil)
        func images(_ settings: RegistrySettings) -> RoutedImages {
            RoutedImages(registries: [guarded.authority: settings], root: storage.path, docker: DockerConfig())
        }
        let trusting = images(RegistrySettings(caFile: "tls.crt"))
        #expect(try await trusting.resolve(tag: "v1", in: repository) == image.manifest)
        #expect(try await trusting.blob(image.layer, in: repository, limit: 9) == [1])
        let strange = images(RegistrySettings())
        #expect(await obstacleCode { try await strange.resolve(tag: "v1", in: repository) } == "registry-untrusted")
        try storage.write("no certificate", to: "empty.pem")
        for file in ["empty.pem", "absent.pem"] {
            let lost = images(RegistrySettings(caFile: file))
            #expect(await obstacleCode { try await lost.resolve(tag: "v1", in: repository) } == "registry-untrusted")
        }
    }

    @Test("a registry that wants to see a certificate is shown the one named for it, and never asks for a password")
    func clientCertificate() async throws {
        let image = try pushImage(tag: "v1", layer: [1])
        let processes = LiveProcesses(root: storage.path)
        for (name, more) in [("tls", ["-nodes"]), ("me", ["-nodes"]), ("locked", ["-passout", "pass:secret"])] {
            let made = try await processes.run(
                Command(
                    program: "openssl",
                    arguments: [
                        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2", "-subj",
                        "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(name).key", "-out",
                        "\(name).crt",
                    ] + more, environment: [:], outputLimit: 10_000))
            try #require(made.ending == .exited(0))
        }
        let guarded = try DockerRegistry(
            storage: storage.path,
            tls: "  tls: {certificate: \(storage.path("tls.crt")), key: \(storage.path("tls.key")), "
                + "clientcas: [\(storage.path("me.crt")), \(storage.path("locked.crt"))]}")
        let repository = ImageReference(registry: guarded.authority, path: "acme/app", tag: nil, digest: nil)
        func images(_ client: String?) -> RoutedImages {
            var settings = RegistrySettings(caFile: "tls.crt")
            settings.clientCertificate = client.map { "\($0).crt" }
            settings.clientKey = client.map { "\($0).key" }
            return RoutedImages(registries: [guarded.authority: settings], root: storage.path, docker: DockerConfig())
        }
        #expect(try await images("me").resolve(tag: "v1", in: repository) == image.manifest)
        for client in [nil, "tls", "locked", "absent"] {
            let code = await obstacleCode { try await images(client).resolve(tag: "v1", in: repository) }
            #expect(code == "registry-untrusted" || code == "registry-broken", "\(client ?? "none")")
        }
    }

    @Test("plain HTTP is spoken only where it is named, and nobody at home is unreachable")
    func transport() async throws {
        _ = try pushImage(tag: "v1", layer: [1])
        let encrypted = RegistryImages(registries: [:], docker: DockerConfig())
        let code = await obstacleCode { try await encrypted.resolve(tag: "v1", in: repository) }
        #expect(code == "registry-untrusted" || code == "registry-broken")
        let nobody = ImageReference(registry: "127.0.0.1:1", path: "acme/app", tag: nil, digest: nil)
        #expect(await obstacleCode { try await encrypted.resolve(tag: "v1", in: nobody) } == "registry-unreachable")
        let nowhere = ImageReference(registry: "registry.invalid", path: "acme/app", tag: nil, digest: nil)
        #expect(await obstacleCode { try await encrypted.resolve(tag: "v1", in: nowhere) } == "registry-unreachable")
    }
}
