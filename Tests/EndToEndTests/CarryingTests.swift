import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// Copies that are large, cut short, or guarded by a password.
@Suite("Carrying large images", .serialized, .enabled(if: Peers.have(.registry)))
struct CarryingTests {
    /// A project with one image of one large layer, in a layout, and an empty registry.
    private struct Bench {
        let directory: TemporaryDirectory
        let registry: DockerRegistry
        let layer: Digest
        let size: Int

        init(megabytes: Int, auth: (TemporaryDirectory) throws -> String = { _ in "" }) throws {
            directory = try TemporaryDirectory()
            registry = try DockerRegistry(storage: directory.makeDirectory("registry"), auth: try auth(directory))
            try directory.write(
                """
                apiVersion: airworthy/v1
                registries: {"\(registry.authority)": {plainHTTP: true}}
                """, to: "airworthy.yaml")
            size = megabytes << 20
            let piece = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ $0 >> 7) }
            var hasher = Trust.Hasher(.sha256)
            let path = try directory.write([UInt8](), to: "source/blobs/sha256/layer")
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            for _ in 0..<megabytes {
                hasher.update(piece)
                try file.write(contentsOf: piece)
            }
            try file.close()
            layer = hasher.finish()
            try FileManager.default.moveItem(atPath: path, toPath: directory.path("source/blobs/sha256/\(layer.hex)"))
            let config = try keep(Array(#"{"os":"linux","architecture":"amd64"}"#.utf8))
            let manifest = MemoryImages.manifest(
                config: Descriptor(mediaType: MediaType.imageConfig, digest: config.digest, size: config.size),
                layers: [
                    Descriptor(
                        mediaType: "application/vnd.oci.image.layer.v1.tar", digest: layer, size: Int64(size))
                ])
            let image = try keep(manifest.canonicalBytes())
            var index = IndexEdit()
            index.list(
                Descriptor(mediaType: MediaType.imageManifest, digest: image.digest, size: image.size), as: "v1")
            try directory.write(index.bytes, to: "source/index.json")
            try directory.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "source/oci-layout")
        }

        private func keep(_ bytes: [UInt8]) throws -> (digest: Digest, size: Int64) {
            let digest = Digest.of(bytes)
            try directory.write(bytes, to: "source/blobs/sha256/\(digest.hex)")
            return (digest, Int64(bytes.count))
        }

        var source: String { "oci:\(directory.path("source")):v1" }
        func name(_ path: String) -> String { "\(registry.authority)/\(path):v1" }

        func airworthy(_ arguments: String..., docker: String? = nil) async throws -> Program.Result {
            var program = Storefront.airworthy
            if let docker { program.environment["DOCKER_CONFIG"] = docker }
            return try await program.run(arguments, in: directory.path)
        }

        /// What a copy takes of memory, in bytes: what the kernel says of the child.
        func measured(_ arguments: String...) async throws -> (result: Program.Result, peak: Int) {
            let script = """
                import resource, subprocess, sys
                status = subprocess.call(sys.argv[2:], stdin=subprocess.DEVNULL)
                open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
                sys.exit(status if status >= 0 else 128 - status)
                """
            let measure = directory.path("peak")
            let result = try await Program(path: "/usr/bin/env").run(
                ["python3", "-c", script, measure, Storefront.airworthy.path] + arguments, in: directory.path)
            return (result, (Int(try String(contentsOfFile: measure, encoding: .utf8)) ?? .max) << 10)
        }
    }

    @Test("160 MB go into a registry in chunks, to another repository and into a layout, in less than 64 MB of memory")
    func large() async throws {
        let bench = try Bench(megabytes: 160)
        let layout = bench.directory.path("carried")
        for (source, destination) in [
            (bench.source, bench.name("acme/large")), (bench.name("acme/large"), bench.name("acme/twin")),
            (bench.name("acme/twin"), "oci:\(layout):v1"),
        ] {
            let (copied, peak) = try await bench.measured("image", "copy", "-q", source, destination)
            #expect(copied.status == 0, "\(copied)")
            #expect(copied.output.contains("3 documents and blobs sent"), "\(copied)")
            #expect(peak < 64 << 20, "\(destination): \(peak >> 20) MB")
        }
        let carried = try FileManager.default.attributesOfItem(atPath: "\(layout)/blobs/sha256/\(bench.layer.hex)")
        #expect((carried[.size] as? NSNumber)?.intValue == bench.size)
        let tree = try await bench.airworthy("image", "tree", "oci:\(layout):v1")
        #expect(tree.status == 0, "\(tree)")
    }

    @Test("killed at any moment, a copy leaves nothing that looks whole and is not, and goes on when run again")
    func killed() async throws {
        let bench = try Bench(megabytes: 48)
        let layout = bench.directory.path("carried")
        let copy = ["image", "copy", "-q", bench.source, "oci:\(layout)"]
        let began = ContinuousClock.now
        let whole = try await Storefront.airworthy.run(copy, in: bench.directory.path)
        try #require(whole.status == 0, "\(whole)")
        let length = ContinuousClock.now - began
        for moment in 0..<8 {
            try? FileManager.default.removeItem(atPath: layout)
            try await Storefront.airworthy.killed(
                copy, after: length * Double(moment) / 7, in: bench.directory.path)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(layout)/blobs/sha256")) ?? []
            where !name.hasPrefix(".") {
                let bytes = try Data(contentsOf: URL(filePath: "\(layout)/blobs/sha256/\(name)"))
                #expect(Digest.of([UInt8](bytes)).hex == name, "killed at \(moment) of 8")
            }
            let tree = try await bench.airworthy("image", "tree", "oci:\(layout):v1")
            // Either everything is there, or nothing has the name.
            let isWhole = tree.status == 0
            #expect(isWhole || !tree.output.contains("✖"), "killed at \(moment) of 8: \(tree)")
            let again = try await Storefront.airworthy.run(copy, in: bench.directory.path)
            #expect(again.status == 0, "\(again)")
        }
        let tree = try await bench.airworthy("image", "tree", "oci:\(layout):v1")
        #expect(tree.status == 0, "\(tree)")
    }

    @Test("a registry with passwords is written to by who has one, and nobody's password is in what is said")
    func password() async throws {
        let bench = try Bench(megabytes: 1) { directory in
            // `htpasswd -Bbn alice secret`
            try directory.write(
                "alice:$2y$05$Xa0kbd3/BlrRXnaEfVJVeui94HBi/b9jJb/Mv/sYCpGJ2ihFCJs2.\n", to: "htpasswd")
            return "auth: {htpasswd: {realm: lab, path: \(directory.path("htpasswd"))}}"
        }
        let stranger = try await bench.airworthy("image", "copy", bench.source, bench.name("acme/app"))
        #expect(stranger.status == 3 && stranger.errors.contains("[registry-unauthorized]"), "\(stranger)")
        let login = Base64.encode(Array("alice:secret".utf8))
        try bench.directory.write(
            #"{"auths":{"\#(bench.registry.authority)":{"auth":"\#(login)"}}}"#, to: "docker/config.json")
        let docker = bench.directory.path("docker")
        let copied = try await bench.airworthy("image", "copy", bench.source, bench.name("acme/app"), docker: docker)
        #expect(copied.status == 0, "\(copied)")
        #expect(!(copied.output + copied.errors).contains("secret") && !copied.errors.contains(login))
        let tree = try await bench.airworthy("image", "tree", bench.name("acme/app"), docker: docker)
        #expect(tree.status == 0, "\(tree)")
    }
}
