import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("What a run's statements are about")
struct RunSubjectsTests {
    /// A run over services, each an index of so many platforms that was seen whole.
    private static func claims(services: Int, children: Int) async throws -> (Release, [SignedClaim]) {
        let indexes = (0..<services).map { service in
            let manifests = (0..<children).map { child in
                let digest = Digest.of(Array("\(service)/\(child)".utf8))
                return "{\"digest\": \"\(digest)\", \"platform\": {\"os\": \"linux\", \"architecture\": \"a\(child)\"}}"
            }
            return Array("{\"manifests\": [\(manifests.joined(separator: ","))]}".utf8)
        }
        let names = (0..<services).map { "s\($0)" }
        var text = String(decoding: Samples.manifest(services: names), as: UTF8.self)
        for (name, index) in zip(names, indexes) {
            text = text.replacing("\(Digest.of(Array(name.utf8)))", with: "\(Digest.of(index))")
        }
        let release = try ReleaseLoader.load(Array(text.utf8), source: "release.yaml")
        let gate = try VirtualGate()
        let (facts, _) = try await gate.run(release)
        let seen = indexes.map {
            Evidence(uri: "index", digest: .of($0), mediaType: MediaType.imageIndex, content: $0)
        }
        let outcome = Outcome.passed(summary: "seen", NonEmpty(seen[0], Array(seen.dropFirst())), warnings: [])
        let record = Samples.record(of: facts.plan, ["only": outcome])
        let whole = RunFacts(
            plan: facts.plan, record: record, trust: gate.trust, waivers: [], verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
        return (release, try Claim.sign(whole, with: gate.key))
    }

    private static func statement(_ claim: SignedClaim) throws -> Statement {
        try Statement(payload: claim.envelope.payload, name: claim.name)
    }

    @Test("the manifest, every image and every platform of it")
    func platforms() async throws {
        let (release, claims) = try await Self.claims(services: 3, children: 4)
        let subjects = try Self.statement(claims[0]).subjects
        #expect(subjects.count == 1 + 3 * 5)
        #expect(subjects.first?.digests == [release.manifestDigest])
        #expect(subjects[2].name == "registry.example/acme/s0 (linux/a0)")
    }

    @Test("more than verifiers read are not written: then every image is named, and its platforms in its own statement")
    func bounded() async throws {
        let (release, claims) = try await Self.claims(services: 20, children: 64)
        let run = try RunClaim(try Self.statement(claims[0]))
        #expect(run.subjects.count == 1 + 20)
        #expect(run.subjects.isSuperset(of: release.services.compactMap(\.image.digest)))
        #expect(try Self.statement(claims[1]).subjects.count == 1 + 64)
        let (_, wide) = try await Self.claims(services: 1, children: 2_000)
        #expect(try RunClaim(try Self.statement(wide[0])).subjects.count == 2)
        #expect(try Self.statement(wide[1]).subjects.count == Statement.maximumSubjects)
    }

    @Test("a release of more images than a statement names is refused before anything runs")
    func services() throws {
        let names = (0..<1_001).map { "s\($0)" }
        #expect(try Samples.release(services: Array(names.dropLast())).services.count == 1_000)
        let error = #expect(throws: InputError.self) { try Samples.release(services: names) }
        #expect(error?.diagnostics.first.code == "too-many-items")
    }
}
