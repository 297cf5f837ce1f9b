import AirworthyTesting
import Foundation
import Testing

@Suite("Drills")
struct DrillTests {
    @Test("six faults are each caught by name, and not a byte of the originals changes")
    func sixFaults() async throws {
        let storefront = try await Storefront.make()
        // A baseline that clears needs something to roll back to.
        let previous = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q")
        #expect(previous.status == 0, "\(previous)")
        let before = try contents(of: storefront)
        let drill = try await storefront.airworthy("drill", "run", "Checklists/pre-release.yaml", "-r", "release.yaml")
        #expect(drill.status == 0, "\(drill)")
        #expect(drill.output.contains("6 of 6 faults caught by name"))
        #expect(try contents(of: storefront) == before)
    }

    @Test("a fault that no step could catch is an error, and a baseline that does not clear shows nothing")
    func vacuous() async throws {
        let storefront = try await Storefront.make()
        try storefront.write(
            """
            checklist: thin
            phase: release
            title: Only pins
            steps:
              - {id: pinned, uses: image-pinned, forEach: images, with: {tags: ignore}}
            """, to: "thin.yaml")
        let thin = try await storefront.airworthy("drill", "run", "thin.yaml", "-r", "release.yaml")
        #expect(thin.status == 2)
        #expect(thin.errors.contains("[fault-not-applicable]"))
        // Nothing to roll back to yet: the clean run is blocked, so no catch would mean anything.
        let broken = try await storefront.airworthy("drill", "run", "Checklists/pre-release.yaml", "-r", "release.yaml")
        #expect(broken.status == 3)
        #expect(broken.errors.contains("[baseline-not-cleared]"))
    }

    /// Every file of the project by path, the ledger's bookkeeping of readers aside.
    private func contents(of storefront: Storefront) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: storefront.root)
        var contents: [String: Data] = [:]
        for name in names where !name.hasSuffix("-shm") && !name.hasSuffix("-wal") {
            contents[name] = FileManager.default.contents(atPath: storefront.path(name))
        }
        return contents
    }
}
