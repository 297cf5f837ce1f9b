import Airworthy
import Dispatch
import Trust

/// Asks a check about a world that holds nothing but the fuzzed bytes.
enum Question {
    @Sendable static func ask(_ kind: any Check.Type, _ arguments: String, of bytes: [UInt8]) {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await examine(kind, arguments, bytes)
            done.signal()
        }
        done.wait()
    }

    private static func examine(_ kind: any Check.Type, _ arguments: String, _ bytes: [UInt8]) async {
        guard let arguments = try? YAMLDocument.parse(Array(arguments.utf8), name: "with"),
            let check = try? BoundCheck(kind: kind, arguments: arguments),
            let release = try? ReleaseLoader.load(Array(manifest.utf8), source: "release.yaml")
        else { preconditionFailure("the question itself is malformed") }
        let image = ImageReference(registry: "registry.example", path: "one", tag: nil, digest: .of(bytes))
        let subject: Subject = kind.kind.subjects.contains(.release) ? .release : .image(image, of: nil)
        let world = OneFileWorld(bytes: bytes)
        let context = CheckContext(release: release, trust: .nobody, instant: world.now(), world: world.world)
        _ = await check.examine(subject, in: context)
    }

    private static let manifest = """
        release: fuzz
        environment: none
        sequence: 1
        window: {start: 2026-11-21T00:00:00Z, budget: 1h, rollbackHorizon: 1h}
        services:
          one: {version: "1", image: "registry.example/one@sha256:\(String(repeating: "0", count: 64))", owner: nobody, class: edge}
        """
}
