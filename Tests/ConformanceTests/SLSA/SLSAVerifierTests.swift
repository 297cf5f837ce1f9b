import Airworthy
import AirworthyTesting
import Testing
import Trust

/// slsa-verifier's table tests against `provenance` and `summary`. Where its verdict and ours differ, ``SLSADeviations``
/// says why; where both refuse for different reasons, too.
///
/// What is signed with a certificate cannot be verified without a trusted time, which those files do not hold. So the
/// statements of GitHub's builders are put under a signature of our own: their signatures are for other suites.
@Suite("slsa-verifier")
struct SLSAVerifierTests {
    static let corpus = "03-slsa-verifier"
    static let generator =
        "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml"

    let question: SLSAQuestion

    init() throws {
        question = try SLSAQuestion()
    }

    /// Nil, having said so, where the corpus is not there.
    func corpus(_ cases: Int) throws -> (folder: FixtureFolder, rows: SLSARows)? {
        guard let folder = Fixtures.folder(Self.corpus, cases: cases) else { return nil }
        return (folder, try SLSARows(folder))
    }

    @Test("every table of the corpus is run, or named with the reason why it is not")
    func tables() throws {
        guard let (_, rows) = try corpus(1) else { return }
        let unread = SLSADeviations.unread.flatMap(\.tables)
        #expect(Set(unread).count == unread.count && SLSADeviations.read.isDisjoint(with: unread))
        #expect(SLSADeviations.read.union(unread) == rows.names)
        let run = SLSADeviations.read.map(rows.count).reduce(0, +)
        print("slsa-verifier: \(run) rows are run")
        for (reason, tables) in SLSADeviations.unread {
            print("slsa-verifier: \(tables.map(rows.count).reduce(0, +)) rows are not: \(reason)")
        }
    }

    // MARK: Statements of slsa-github-generator

    @Test("provenance of GitHub's generic builder: source, branch, tag, versioned tag, inputs, digest")
    func gitHub() async throws {
        guard let (folder, rows) = try corpus(29) else { return }
        let testdata = "cli/slsa-verifier/testdata"
        let files = Set(try folder.allFiles(suffix: ".intoto.jsonl"))
        let digests = try artifactDigests(in: folder)
        let versions = Set(
            files.filter { $0.hasPrefix("\(testdata)/gha_generic/") }.compactMap {
                $0.split(separator: "/").dropLast().last.map(String.init)
            })
        var tally = SLSATally()
        var absent = 0
        for row in try rows.rows("slsa-verifier/Test_runVerifyGHAArtifactPath") {
            let artifacts = row.fields["artifacts"]?.elements.compactMap(\.string) ?? []
            let artifact = try #require(artifacts.first)
            let isVersioned = row.fields["noversion"]?.bool != true
            let bases =
                isVersioned
                ? versions.sorted().map { "\(testdata)/gha_generic/\($0)/\(artifact)" } : ["\(testdata)/\(artifact)"]
            for base in bases {
                let file = row.text("provenancePath").map { "\(testdata)/\($0)" } ?? "\(base).intoto.jsonl"
                guard artifacts.count == 1, files.contains(file), let digest = digests[base] else {
                    absent += 1
                    continue
                }
                let builder = row.text("pBuilderID") ?? (isVersioned ? Self.generator : nil)
                let ruling = await question.ask(
                    ProvenanceCheck.self, arguments(of: row, builder: builder), about: digest,
                    in: [try question.signed(try envelope(in: folder.bytes(file)).payload)])
                tally.add(row, ruling, on: base)
            }
        }
        if absent > 0 { Fixtures.skipped("\(Self.corpus), artifacts of \(testdata)", count: absent) }
        tally.close()
        #expect(tally.run >= 220, "\(tally)")
        #expect(tally.deviations == 0, "\(tally)")
    }

    private func arguments(of row: SLSARows.Row, builder: String?) -> [String: JSON?] {
        let inputs = row.fields["inputs"]?.members.map { ("/inputs/\($0.key)", $0.value.json) } ?? []
        return [
            "source": row.text("source").map(JSON.string), "branch": row.text("pbranch").map(JSON.string),
            "tag": row.text("ptag").map(JSON.string), "versionedTag": row.text("pversiontag").map(JSON.string),
            "builder": builder.map(JSON.string),
            "parameters": inputs.isEmpty ? nil : .object(Dictionary(uniqueKeysWithValues: inputs)),
        ]
    }

    private func envelope(in bytes: [UInt8]) throws -> Envelope {
        let root = try JSONDocument(bytes, name: "attestation").root
        return try Envelope(Array((root["dsseEnvelope"] ?? root).sourceBytes))
    }

    /// What the artifacts hash to; they themselves are too large for the corpus.
    private func artifactDigests(in folder: FixtureFolder) throws -> [String: Digest] {
        var digests: [String: Digest] = [:]
        for line in try folder.text("OMITTED-ARTIFACTS.sha256").split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let digest = Digest("sha256:\(parts[0])") else { continue }
            digests[String(parts[1])] = digest
        }
        return digests
    }

    // MARK: Rows that hold their own statement

    static let artifact = Digest.of(Array("artifact".utf8))
    static let repository = "git+https://github.com/acme/web"

    @Test("tags, branches and versions: whole refs, never parts of them")
    func refs() async throws {
        guard let (_, rows) = try corpus(32) else { return }
        var tally = SLSATally()
        let tables = [
            ("gha/Test_VerifyBranch", "branch", "branch"), ("gha/Test_VerifyTag", "tag", "tag"),
            ("gha/Test_VerifyVersionedTag", "tag", "versionedTag"),
        ]
        for (table, claimed, asked) in tables {
            for row in try rows.rows(table) {
                let ref = row.fields["prov"]?[claimed]?.string ?? ""
                let uri = ref.isEmpty ? Self.repository : "\(Self.repository)@\(ref)"
                tally.add(
                    row, try await ask([asked: .string(row.text(claimed) ?? "")], of: predicate(trigger: uri)))
            }
        }
        tally.close()
        #expect(tally.run == 32, "\(tally)")
        #expect(tally.deviations == 0, "\(tally)")
    }

    @Test("sources: canonical repositories, and materials that agree")
    func sources() async throws {
        guard let (_, rows) = try corpus(12) else { return }
        var tally = SLSATally()
        for row in try rows.rows("gha/Test_verifySourceURI") {
            let statement = predicate(
                trigger: row.text("provTriggerURI"), materials: row.text("provMaterialsURI").map { [$0] } ?? [],
                buildType: row.text("provBuildType"))
            tally.add(row, try await ask(["source": .string(row.text("expectedSourceURI") ?? "")], of: statement))
        }
        tally.close()
        #expect(tally.run == 12, "\(tally)")
        #expect(tally.deviations == 3, "\(tally)")
    }

    @Test("builders: whole ids, or every version of one")
    func builders() async throws {
        guard let (_, rows) = try corpus(18) else { return }
        var tally = SLSATally()
        let tables = [
            ("gha/Test_verifyBuilderIDExactMatch", "builderID", "expectedID"),
            ("utils/Test_MatchesLoose", "trustedBuilderID", "match"),
        ]
        for (table, claimed, asked) in tables {
            for row in try rows.rows(table) {
                let statement = predicate(builder: row.text(claimed) ?? "")
                tally.add(row, try await ask(["builder": .string(row.text(asked) ?? "")], of: statement))
            }
        }
        tally.close()
        #expect(tally.run == 18, "\(tally)")
        #expect(tally.deviations == 1, "\(tally)")
    }

    @Test("workflow inputs: each asked for is there with its value")
    func inputs() async throws {
        guard let (_, rows) = try corpus(4) else { return }
        var tally = SLSATally()
        for row in try rows.rows("gha/Test_VerifyWorkflowInputs") {
            let claimed = row.fields["prov"]?["workflowInputs"]?.json ?? [:]
            let asked = row.fields["inputs"]?.members.map { ("/inputs/\($0.key)", $0.value.json) } ?? []
            tally.add(
                row,
                try await ask(
                    ["parameters": .object(Dictionary(uniqueKeysWithValues: asked))],
                    of: predicate(parameters: ["inputs": claimed])))
        }
        tally.close()
        #expect(tally.run == 4 && tally.deviations == 0, "\(tally)")
    }

    @Test("digests: one of the subjects, by an algorithm worth relying on")
    func digests() async throws {
        guard let (_, rows) = try corpus(4) else { return }
        var tally = SLSATally()
        for row in try rows.rows("gha/Test_VerifyDigest") {
            guard let digest = Digest("sha256:\(row.text("artifactHash") ?? "")") else {
                tally.add(row, .refused(["malformed-digest"]))
                continue
            }
            let subjects = (row.fields["prov"]?["subjects"]?.elements ?? []).map(Self.subject)
            let statement: JSON = [
                "_type": .string(Statement.type), "subject": .array(subjects),
                "predicateType": .string(SLSAQuestion.version02), "predicate": predicate(),
            ]
            tally.add(
                row,
                await question.ask(
                    ProvenanceCheck.self, ["builder": "builder"], about: digest,
                    in: [try question.signed(statement.canonicalBytes())]))
        }
        tally.close()
        #expect(tally.run == 4 && tally.deviations == 0, "\(tally)")
    }

    /// `{"Digest": {"_0": "$go:\"sha256\": \"03e7…\""}}` as JSON.
    private static func subject(_ value: JSONValue) -> JSON {
        let parts = (value["Digest"]?["_0"]?.string ?? "").split(separator: "\"").map(String.init)
        guard parts.count == 4 else { return [:] }
        return ["digest": .object([parts[1]: .string(parts[3])])]
    }

    private func ask(_ arguments: [String: JSON?], of predicate: JSON) async throws -> SLSARuling {
        await question.ask(
            ProvenanceCheck.self, arguments, about: Self.artifact,
            in: [try question.statement(predicate, as: SLSAQuestion.version02, about: [Self.artifact])])
    }

    private func predicate(
        builder: String = "builder", trigger: String? = nil, materials: [String] = [], buildType: String? = nil,
        parameters: JSON? = nil
    ) -> JSON {
        [
            "builder": ["id": .string(builder)], "buildType": .string(buildType ?? "https://example.com/build"),
            "invocation": .members([
                "configSource": .members(["uri": trigger.map(JSON.string)]), "parameters": parameters,
            ]),
            "materials": .array(materials.map { ["uri": .string($0)] }),
        ]
    }
}
