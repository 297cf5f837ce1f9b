import AirworthyTesting
import Foundation
import Testing

/// What lies below the state directory, damaged, put back and cut short.
@Suite("State of a project")
struct StateTests {
    private static let run = ["run", "first-release", "-r", "previous.yaml", "-k", "private/gate.key.pem", "-q"]

    private func recorded() async throws -> Storefront {
        let storefront = try await Storefront.make()
        let result = try await Storefront.airworthy.run(Self.run, in: storefront.root)
        #expect(result.status == 0, "\(result)")
        return storefront
    }

    @Test("a ledger that is empty or no database is refused at once, with what to do")
    func strangeLedger() async throws {
        let storefront = try await recorded()
        let ledger = storefront.path(".airworthy/ledger.sqlite")
        func refusal() async throws -> String {
            let result = try await storefront.airworthy("admit", "previous.yaml", "--for", "promote")
            #expect(result.status == 3 && result.errors.contains("[ledger-unreadable]"), "\(result)")
            #expect(result.errors.contains("fix: "), "\(result)")
            return result.errors
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledger + suffix) }
        try storefront.write("", to: ".airworthy/ledger.sqlite")
        #expect(try await refusal().contains("is empty"))
        try storefront.write(String(repeating: "not a database ", count: 100), to: ".airworthy/ledger.sqlite")
        #expect(try await refusal().contains("restore it from a copy"))
    }

    @Test("a working directory whose path is no text is named as such")
    func strangePath() async throws {
        let directory = try TemporaryDirectory()
        let result = try await Program(path: "/bin/sh").run(
            ["-c", "d=$(printf 'bad\\377'); mkdir \"$d\" && cd \"$d\" && \"$0\" lint .", Storefront.airworthy.path],
            in: directory.path)
        #expect(result.status == 2 && result.errors.contains("[path-not-utf8]"), "\(result)")
    }

    @Test("a checklist is found by its path, with or without the ending, and by its bare name")
    func checklistPaths() async throws {
        let storefront = try await Storefront.make()
        for name in [
            "pre-release", "Checklists/pre-release", "./Checklists/pre-release", "Checklists/pre-release.yaml",
        ] {
            let plan = try await storefront.airworthy("plan", name, "-r", "release.yaml")
            #expect(plan.status == 0, "\(name): \(plan)")
        }
        try FileManager.default.createSymbolicLink(
            atPath: storefront.path("Checklists/linked.yaml"), withDestinationPath: "pre-release.yaml")
        // Links are followed for nobody, and by its name it is told.
        let linked = try await storefront.airworthy("plan", "linked", "-r", "release.yaml")
        #expect(
            linked.status
                == (try await storefront.airworthy("plan", "Checklists/linked.yaml", "-r", "release.yaml")).status)
        for name in ["pre-relaese", "./pre-release", "Checklists/nope"] {
            let plan = try await storefront.airworthy("plan", name, "-r", "release.yaml")
            #expect(plan.status == 2 && plan.errors.contains("[file-missing]"), "\(plan)")
            #expect(plan.errors.contains("one of `first-release`, `game-day`"), "\(plan)")
        }
        let image = try await storefront.airworthy("admit", "registry.example/acme/checkout", "--for", "promote")
        #expect(image.status == 2 && image.errors.contains("[image-not-pinned]"), "\(image)")
    }
}
