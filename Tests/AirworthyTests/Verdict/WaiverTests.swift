import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Waivers")
struct WaiverTests {
    private let gate: VirtualGate
    private let release: Release

    init() throws {
        gate = try VirtualGate()
        release = try Samples.release(services: ["a", "b"])
    }

    private func signed(_ change: (inout [String: JSON]) -> Void = { _ in }, by key: PrivateKey? = nil) throws
        -> [UInt8]
    {
        var predicate = WaiverSpecimen.predicate(step: "each", finding: "scripted", of: release)
        predicate["subject"] = "a"
        change(&predicate)
        return try WaiverSpecimen.signed(predicate, of: release, by: key ?? gate.key)
    }

    /// The verdict when `a` fails, `b` passes and these waivers were given.
    private func verdict(_ waivers: [[UInt8]]) async throws -> Verdict {
        let plan = try Samples.plan(
            """
              - {id: each, uses: scripted, forEach: [a], with: {answer: fail}}
              - {id: other, uses: scripted}
            """, for: release)
        let record = await Runner(plan: plan, context: Contexts.empty(release: release), width: 2).run(mode: .live)
        let believed = try waivers.map { bytes in
            try WaiverLoader.load(bytes, source: "w.json", trust: gate.trust, at: Samples.instant)
        }
        return Verdict(record, of: plan, waivers: believed)
    }

    @Test("a waiver for exactly this finding of this subject clears it, and the verdict says so")
    func covers() async throws {
        #expect(try await verdict([]).name == "blocked")
        #expect(try await verdict([signed()]) == .cleared(waived: ["each/a"]))
        #expect(try await verdict([signed { $0["manifest"] = nil }]) == .cleared(waived: ["each/a"]))
    }

    @Test(
        "a waiver for anything else clears nothing",
        arguments: [
            ("step", "other"), ("finding", "undecided"), ("subject", "b"), ("environment", "staging"),
            ("expires", Samples.instant.rfc3339),
        ])
    func others(member: String, value: String) async throws {
        #expect(try await verdict([signed { $0[member] = .string(value) }]).name == "blocked")
    }

    @Test("a waiver that is malformed, or signed by a stranger, is an error and is never dropped silently")
    func refused() throws {
        func code(_ bytes: [UInt8]) -> String? {
            do throws(InputError) {
                _ = try WaiverLoader.load(bytes, source: "w.json", trust: gate.trust, at: Samples.instant)
                return nil
            } catch {
                return error.diagnostics.first.code
            }
        }
        #expect(code(try signed { $0["expires"] = nil }) == "waiver-malformed")
        #expect(code(try signed { $0["expires"] = "soon" }) == "waiver-malformed")
        #expect(code(try signed { $0["owner"] = "" }) == "waiver-malformed")
        #expect(code(try signed { $0["manifest"] = .string("\(Digest.of([]))") }) == "waiver-subject")
        #expect(code(try signed(by: PrivateKey.generate(.p256))) == "waiver-untrusted")
        #expect(code(Array("{}".utf8)) != nil)
    }
}
