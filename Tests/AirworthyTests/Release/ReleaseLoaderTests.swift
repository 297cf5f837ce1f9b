import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("ReleaseLoader")
struct ReleaseLoaderTests {
    private let digest = "sha256:" + String(repeating: "ab", count: 32)

    private func manifest(_ change: (inout [String]) -> Void = { _ in }) -> [UInt8] {
        var lines = [
            "release: 2026.11.21-7",
            "environment: production",
            "sequence: 412",
            "window: {start: 2026-11-21T14:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}",
            "services:",
            "  web: {version: \"3.0.1\", owner: team, image: registry.example/acme/web@\(digest)}",
        ]
        change(&lines)
        return Array(lines.joined(separator: "\n").utf8)
    }

    private func problems(_ bytes: [UInt8]) -> [(code: String, place: String)] {
        do throws(InputError) {
            _ = try ReleaseLoader.load(bytes, source: "release.yaml")
            return []
        } catch {
            return error.diagnostics.map { (code: $0.code, place: $0.location?.description ?? "") }.array
        }
    }

    @Test("a sound manifest loads, bound to its exact bytes")
    func sound() throws {
        let release = try ReleaseLoader.load(manifest(), source: "release.yaml")
        #expect(release.manifestDigest == .of(manifest()))
        #expect(release.services.map(\.image.repository) == ["registry.example/acme/web"])
        #expect(release.window.end(from: release.window.start).rfc3339 == "2026-11-22T17:00:00Z")
    }

    @Test(
        "each defect is named at its line",
        arguments: [
            (0, "release: 2.10", "unquoted-scalar", "release.yaml:1:10"),
            (0, "release: true", "unquoted-scalar", "release.yaml:1:10"),
            (0, "releese: x", "missing-key", "release.yaml:1:1"),
            (2, "sequence: 0", "out-of-range", "release.yaml:3:11"),
            (2, "sequence: \"412\"", "wrong-type", "release.yaml:3:11"),
            (2, "sequence: 412\nprevious: sha256:AB", "bad-digest", "release.yaml:4:11"),
            (2, "sequence: 412\nplatforms: [amd64]", "bad-platform", "release.yaml:4:12"),
            (2, "sequence: 412\nplatforms: [linux/amd64, Linux/arm64]", "bad-platform", "release.yaml:4:12"),
            (2, "sequence: 412\nplatforms: [linux/amd64/v2/x]", "bad-platform", "release.yaml:4:12"),
            (2, "sequence: 412\nplatforms: [linux//v2]", "bad-platform", "release.yaml:4:12"),
            (2, "sequence: 412\nplatforms: [linux/amd64, linux/amd64]", "duplicate-item", "release.yaml:4:12"),
            (3, "window: {start: 2026-11-21, budget: 2h, rollbackHorizon: 24h}", "wrong-type", "release.yaml:4:17"),
            (
                5, "  web: {version: 3.0, owner: t, image: r.example/w@sha256:00}", "unquoted-scalar",
                "release.yaml:6:18"
            ),
            (5, "  web: {version: \"3\", owner: t, image: r.example/w:3}", "not-pinned", "release.yaml:6:40"),
            (5, "  web: {version: \"3\", owner: t, image: nginx}", "image-reference", "release.yaml:6:40"),
            (
                5, "  web: {version: \"3\", owner: t, image: r.example/w@sha256:00}", "image-reference",
                "release.yaml:6:40"
            ),
        ] as [(Int, String, String, String)])
    func defects(line: Int, text: String, code: String, place: String) {
        let found = problems(manifest { $0[line] = text })
        #expect(found.contains { $0.code == code && $0.place == place }, "found \(found)")
    }

    @Test("all defects of a file are reported in one reading")
    func several() {
        let found = problems(
            manifest {
                $0[0] = "release: 7"
                $0[2] = "sequence: -1"
                $0.append("nonsense: 1")
            })
        #expect(found.map(\.code) == ["unquoted-scalar", "out-of-range", "unknown-key"])
    }

    @Test("a release without services is refused")
    func empty() {
        #expect(problems(manifest { $0.removeLast(2) }).map(\.code) == ["empty-release"])
    }

    @Test("dependencies lead to listed services and never in a circle")
    func graph() {
        func service(_ name: String, _ dependsOn: String) -> String {
            "  \(name): {version: \"1\", owner: t, image: r.example/\(name)@\(digest), dependsOn: [\(dependsOn)]}"
        }
        #expect(problems(manifest { $0[5] = service("a", "b") }).map(\.code) == ["unknown-service"])
        let circle = manifest { $0[5] = [service("a", "b"), service("b", "a")].joined(separator: "\n") }
        #expect(problems(circle).map(\.code) == ["cycle"])
    }
}
