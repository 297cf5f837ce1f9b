import AirworthyLive
import Testing
import Trust

@Suite("The gate, from the command line")
struct AdmissionCommandTests {
    @Test("a checklist that the policy names by its digest admits; once it has been edited, its runs no longer do")
    func acceptedChecklists() async throws {
        let storefront = try await Storefront.make()
        func run() async throws -> Int32 {
            try await storefront.airworthy(
                "run", "first-release", "-r", "previous.yaml", "-k", "private/gate.key.pem", "-q"
            ).status
        }
        func admit() async throws -> Program.Result {
            try await storefront.airworthy("admit", "previous.yaml", "--for", "promote")
        }
        let checklist = "Checklists/first-release.yaml"
        let policy = String(decoding: try storefront.read("Keys/trust.yaml"), as: UTF8.self)
        let digest = Digest.of(Array(try storefront.read(checklist)))
        try storefront.write(
            "\(policy)\nchecklists: [{phase: pre-release, checklist: first-release, sha256: \"\(digest)\"}]\n",
            to: "Keys/trust.yaml")
        #expect(try await run() == 0)
        let admitted = try await admit()
        #expect(admitted.status == 0 && admitted.output.contains("`first-release`"), "\(admitted)")

        let text = String(decoding: try storefront.read(checklist), as: UTF8.self)
        try storefront.write("\(text)\n# Edited.\n", to: checklist)
        #expect(try await run() == 0)
        // The run of what the policy names is still on record, and it passed.
        #expect(try await admit().status == 0)
        try storefront.write(
            "\(policy)\nchecklists: [{phase: pre-release, checklist: first-release, sha256: \"\(Digest.of([1]))\"}]\n",
            to: "Keys/trust.yaml")
        let refused = try await admit()
        #expect(refused.status == 1 && refused.errors.contains("[other-checklist]"), "\(refused)")
        try storefront.write(
            "\(policy)\nchecklists: [{phase: pre-release, checklist: another}]\n", to: "Keys/trust.yaml")
        let absent = try await admit()
        #expect(absent.status == 1 && absent.errors.contains("no pre-release run of `another`"), "\(absent)")
    }

    @Test("what held at another instant admits nothing")
    func anotherInstant() async throws {
        let storefront = try await Storefront.make()
        let run = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "-k", "private/gate.key.pem", "-q")
        #expect(run.status == 0, "\(run)")
        let now = try await storefront.airworthy("admit", "previous.yaml", "--for", "promote")
        #expect(now.status == 0, "\(now)")
        let time = Instant(seconds: SystemClock().now().seconds + 60)
        let then = try await storefront.airworthy(
            "admit", "previous.yaml", "--for", "promote", "--at", time.rfc3339, "-o", "json")
        #expect(then.status == 1 && then.errors.contains("[not-now]"), "\(then)")
        #expect(then.output.contains("\"refuse\"") && !then.output.contains("\"admit\""), "\(then)")
    }
}
