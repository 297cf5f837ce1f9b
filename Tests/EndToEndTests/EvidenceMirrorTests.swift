import Airworthy
import AirworthyTesting
import Foundation
import Testing

/// `evidence audit` of a registry and its mirrors, without tools made by others: what it says of each place, to machines.
@Suite("Evidence on mirrors", .timeLimit(.minutes(10)))
struct EvidenceMirrorTests {
    /// `evidence audit -o json`, one element for each thing that should be at a place.
    private struct Line: Decodable {
        let finding: String
        let code: String?
        let place: String
        let image: String
        /// Of the run itself.
        let statement: String?
        /// Of what a step of the run passed by.
        let attachment: String?
    }

    /// A project with one signed image in a registry, two mirrors that have nothing yet, and one that is closed to us.
    private struct Scene {
        let registry: RegistryScene
        let mirror: VirtualRegistry
        let empty: VirtualRegistry
        let closed: VirtualRegistry
        let image: Descriptor

        static func make() async throws -> Scene {
            let registry = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
            let image = registry.registry.pushImage(to: registry.repository, tag: "v1")
            try registry.attachBundle(to: image)
            let scene = Scene(
                registry: registry, mirror: try VirtualRegistry(), empty: try VirtualRegistry(),
                closed: try VirtualRegistry(.with { $0.access = .basic(user: "alice", password: "secret") }),
                image: image)
            try await scene.write()
            return scene
        }

        private func write() async throws {
            let made = try await airworthy("keys", "generate", "Keys/gate", "--unencrypted")
            try #require(made.status == 0, "\(made)")
            let hosts = [registry.registry, mirror, empty, closed].map { "  \"\($0.authority)\": {plainHTTP: true}" }
            try registry.directory.write(
                """
                apiVersion: airworthy/v1
                verifier: {id: "https://release.example/gate"}
                registries:
                \(hosts.joined(separator: "\n"))
                """, to: "airworthy.yaml")
            try registry.directory.write(
                """
                apiVersion: airworthy/v1
                kind: TrustPolicy
                epoch: 1
                keys: [{id: release, file: release.pub.pem}, {id: gate, file: gate.pub.pem}]
                rules:
                  - {id: images, images: ["\(registry.registry.authority)/**"], require: {anyOf: [release]}}
                  - {id: runs, predicate: "https://airworthy.dev/checklist-run/v1", require: {anyOf: [gate]}}
                """, to: "Keys/trust.yaml")
            try registry.directory.write(ImageRelease.checklist("mirrored"), to: "Checklists/mirrored.yaml")
            try registry.directory.write(
                ImageRelease.manifest(of: [registry.name(image.digest)]), to: "release.yaml")
        }

        func airworthy(_ arguments: String...) async throws -> Program.Result {
            try await Storefront.airworthy.run(arguments, in: registry.directory.path)
        }

        func copy(to mirror: VirtualRegistry) async throws {
            let copied = try await airworthy(
                "image", "copy", "-q", registry.name(image.digest, tag: "v1"), "\(mirror.authority)/acme/app:v1")
            try #require(copied.status == 0, "\(copied)")
        }

        func audit(_ arguments: String...) async throws -> (result: Program.Result, lines: [Line]) {
            let result = try await Storefront.airworthy.run(
                ["evidence", "audit", "-r", "release.yaml", "-o", "json"] + arguments, in: registry.directory.path)
            return (result, try JSONDecoder().decode([Line].self, from: Data(result.output.utf8)))
        }

        func place(_ registry: VirtualRegistry) -> String { "\(registry.authority)/acme/app" }
    }

    @Test("what is at the registry and not at the mirror is missing there by its code, until it is copied")
    func copied() async throws {
        let scene = try await Scene.make()
        try await scene.copy(to: scene.mirror)
        let run = try await scene.airworthy(
            "run", "mirrored", "-r", "release.yaml", "--key", "Keys/gate.key.pem", "--publish", "-q")
        try #require(run.status == 0, "\(run)")

        let both = try await scene.audit("--origin", "--mirror", scene.mirror.authority)
        #expect(both.result.status == 1, "\(both)")
        #expect(Set(both.lines.map(\.image)) == ["\(scene.image.digest)"])
        let origin = both.lines.filter { $0.place == scene.place(scene.registry.registry) }
        let mirror = both.lines.filter { $0.place == scene.place(scene.mirror) }
        #expect(origin.count + mirror.count == both.lines.count)
        // The run, and the signature its step passed by; the signature came with the image.
        #expect(origin.map(\.finding) == ["present", "present"] && origin.allSatisfy { $0.code == nil }, "\(both)")
        let missing = mirror.filter { $0.finding == "missing" }
        #expect(missing.map(\.code) == ["evidence-missing"], "\(both)")
        #expect(missing.first?.statement != nil && missing.first?.statement == origin.first?.statement)
        #expect(mirror.filter { $0.attachment != nil }.map(\.finding) == ["present"], "\(both)")

        // The mirror alone says the same, and the registry alone has everything.
        let alone = try await scene.audit("--mirror", scene.mirror.authority)
        #expect(alone.result.status == 1, "\(alone)")
        #expect(alone.lines.compactMap(\.code) == ["evidence-missing"], "\(alone)")
        #expect(alone.lines.allSatisfy { $0.place == scene.place(scene.mirror) }, "\(alone)")
        let home = try await scene.audit()
        #expect(home.result.status == 0 && home.lines.map(\.finding) == ["present", "present"], "\(home)")

        try await scene.copy(to: scene.mirror)
        let after = try await scene.audit("--origin", "--mirror", scene.mirror.authority)
        #expect(after.result.status == 0, "\(after)")
        #expect(after.lines.map(\.finding) == Array(repeating: "present", count: 4), "\(after)")
        #expect(after.lines.count { $0.place == scene.place(scene.mirror) } == 2, "\(after)")
    }

    @Test("a mirror without the image lacks the image; of one that cannot be asked nothing is known")
    func places() async throws {
        let scene = try await Scene.make()
        let run = try await scene.airworthy(
            "run", "mirrored", "-r", "release.yaml", "--key", "Keys/gate.key.pem", "--publish", "-q")
        try #require(run.status == 0, "\(run)")
        let empty = try await scene.audit("--mirror", scene.empty.authority)
        #expect(empty.result.status == 1, "\(empty)")
        #expect(!empty.lines.isEmpty && empty.lines.allSatisfy { $0.code == "image-missing" }, "\(empty)")
        let closed = try await scene.audit("--origin", "--mirror", scene.closed.authority)
        #expect(closed.result.status == 3, "\(closed)")
        for line in closed.lines {
            let isClosed = line.place == scene.place(scene.closed)
            #expect(line.finding == (isClosed ? "unknown" : "present"), "\(closed)")
            #expect(line.code == (isClosed ? "registry-unauthorized" : nil), "\(closed)")
        }
        #expect(closed.lines.count { $0.place == scene.place(scene.closed) } == 2, "\(closed)")
        // What is known to be missing outweighs what is not known.
        let worst = try await scene.audit("--mirror", scene.closed.authority, "--mirror", scene.empty.authority)
        #expect(worst.result.status == 1, "\(worst)")
    }
}
