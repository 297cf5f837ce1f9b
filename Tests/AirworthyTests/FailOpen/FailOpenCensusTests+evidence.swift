import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Rows about evidence: what a check makes of none, or of half of it.
extension FailOpenCensusTests {
    /// What `http` finds in an answer of 200 with this body.
    private func found(_ body: String, expecting value: String) async throws -> [HTTPCode] {
        let url = "https://metrics.example/api/v1/query"
        let http = MemoryHTTP()
        http.answer(url, 200, body: body)
        let arguments = "url: \(url)\nexpect: {body: {json: {\(value)}}}"
        return try await HTTPCheck.reading(arguments).examine(.release, in: .alone(http: http)).codes
    }

    @Test("row 4: a value that is not there meets no expectation, and no default stands in for it")
    func row4() async throws {
        #expect(try await found(#"{"errors": 0}"#, expecting: "/errors: 0") == [])
        #expect(try await found("{}", expecting: "/errors: 0") == [.bodyMismatch])
        #expect(try await found(#"{"errors": null}"#, expecting: "/errors: 0") == [.bodyMismatch])
    }

    @Test("row 7: an answer with nothing in it is no value", arguments: ["", "   "])
    func row7(body: String) async throws {
        #expect(try await found(body, expecting: "/errors: 0") == [.bodyNotJSON])
    }

    @Test(
        "row 10: what is not a number is not JSON either, whatever is expected of it", arguments: ["NaN", "Infinity"])
    func row10(text: String) async throws {
        #expect(try await found("{\"ratio\": \(text)}", expecting: "/ratio: 1") == [.bodyNotJSON])
        // As text it is text.
        #expect(try await found("{\"ratio\": \"\(text)\"}", expecting: "/ratio: 1") == [.bodyMismatch])
    }

    @Test("row 12: a query that found no series has no value")
    func row12() async throws {
        let value = "/data/result/0/value/1: \"1\""
        let result = #"{"status": "success", "data": {"resultType": "vector", "result": []}}"#
        #expect(try await found(result, expecting: value) == [.bodyMismatch])
    }

    @Test("row 14: a tool that ends well and prints that something breaks has not proved success")
    func row14() async throws {
        #expect(CommandCheck.refusal(of: "program: oasdiff\nargs: [breaking, old.yaml, new.yaml]") == "no-proof")
        let processes = MemoryProcesses()
        processes.install("oasdiff", ending: .exited(0), output: "1 breaking changes\n")
        let answer = try await CommandCheck.reading(
            "program: oasdiff\nexpect: {output: {lines: [\"0 breaking changes\"]}}"
        ).examine(.release, in: .alone(processes: processes))
        #expect(answer.codes == [.outputMismatch])
    }

    @Test("row 15: a migration without a way down is found before the release begins", arguments: [true, false])
    func row15(hasDown: Bool) async throws {
        let before = Samples.manifest()
        let previous = try ReleaseLoader.load(before, source: "previous.yaml").manifestDigest
        let file = "{path: m.sql, sha256: \"\(String(repeating: "0", count: 64))\"}"
        let down = hasDown ? ", down: \(file)" : ""
        let lines =
            "\nprevious: \(previous)\n"
            + "migrations: [{id: m, engine: postgres, phase: expand, up: \(file)\(down)}]\n"
        let release = try ReleaseLoader.load(Samples.manifest(sequence: 2) + Array(lines.utf8), source: "release.yaml")
        let world = MemoryWorld(trust: .nobody, at: Samples.instant, release: release)
        world.ledger.record(manifest: before, as: previous)
        let answer = try await world.ask(RollbackTargetCheck.self, about: .release)
        #expect(answer.codes.contains(.downMissing) == !hasDown)
    }

    @Test("row 16: an ignore rule answers for itself in full, and one that meets more than it may hides nothing")
    func row16() async throws {
        let files = MemoryFiles(texts: ["live.json": #"{"a": 1, "b": 2}"#, "want.json": #"{"a": 0, "b": 0}"#])
        let start = "live: live.json\ndesired: want.json\nignore: [{path: \"/**\", owner: o, reason: r, "
        let whole = start + "expires: 2099-01-01T00:00:00Z, maxMatches: 1}]"
        #expect(DriftFilesCheck.refusal(of: start + "expires: 2099-01-01T00:00:00Z}]") == "missing-key")
        #expect(DriftFilesCheck.refusal(of: start + "maxMatches: 1}]") == "missing-key")
        let answer = try await DriftFilesCheck.reading(whole).examine(.release, in: .alone(files: files))
        #expect(answer.codes == [.ignoreExceeded, .drifted, .drifted])
    }

    @Test("row 17: what lives and nobody desired is found")
    func row17() async throws {
        let stranger = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra, namespace: shop}\ndata: {a: b}"
        let answer = try await KubernetesSample.examine(
            KubernetesSample.deployment, "\(KubernetesSample.recorded)\n---\n\(stranger)")
        #expect(answer.codes == [.unexpected])
    }

    @Test("row 18: secrets are compared, and their values told nowhere")
    func row18() async throws {
        func secret(_ value: String) -> String {
            "apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\ndata: {password: \(value)}"
        }
        #expect(try await KubernetesSample.beside(secret("aHVudGVyMg=="), secret("aHVudGVyMg==")).isPass)
        let answer = try await KubernetesSample.beside(secret("aHVudGVyMg=="), secret("aHVudGVyMw=="))
        #expect(answer.codes == [.drifted])
        let told =
            answer.findings.map { "\($0.message) \($0.notes)" }
            + answer.evidence.map {
                String(decoding: $0.content ?? [], as: UTF8.self)
            }
        #expect(!told.contains { $0.contains("aHVudGVy") || $0.contains("hunter") })
    }

    @Test("row 19: drift alone, and a plan of a part, are no clean plan")
    func row19() async throws {
        let drift = TerraformSample.plan([
            "resource_drift": [TerraformSample.update("a.b", ["x": 1], ["x": 2])]
        ])
        #expect(try await TerraformSample.examine(drift).codes == [.undeclaredDrift])
        let part = try await TerraformSample.examine(TerraformSample.plan(["complete": false]))
        #expect(part.codes == [.incomplete])
    }

    @Test("row 21: an image nobody signed is found, not promoted")
    func row21() async throws {
        let world = try SupplyChainWorld()
        let image = world.images.pushImage(to: world.repository)
        let answer = try await world.memory.ask(
            ImageSignatureCheck.self, about: .image(world.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes == [.noSignature])
    }
}
