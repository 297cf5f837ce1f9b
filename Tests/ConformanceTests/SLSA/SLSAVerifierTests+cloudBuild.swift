import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Google Cloud Build: signatures under Google's keys, and what the statements say.
extension SLSAVerifierTests {
    static let worker = "https://cloudbuild.googleapis.com/GoogleHostedWorker"

    @Test("signatures of Cloud Build verify under Google's keys, whichever key they name")
    func cloudBuildSignatures() throws {
        guard let (folder, rows) = try corpus(12) else { return }
        let policy = try cloudBuildPolicy(folder)
        var tally = SLSATally()
        for row in try rows.rows("gcb/Test_VerifySignature") + rows.rows("gcb/Test_ProvenanceFromBytes") {
            let file = try cloudBuildFile(row, in: folder)
            var codes = file.faults
            var isVerified = false
            for envelope in file.envelopes {
                for type in [SLSAQuestion.version1, SLSAQuestion.version01] {
                    do throws(VerificationRefusal) {
                        _ = try policy.verify(envelope, predicateType: type, at: Instant(seconds: 1_795_266_000))
                        isVerified = true
                    } catch {
                        codes += error.rejections.map(\.code.rawValue).array
                    }
                }
            }
            tally.add(row, isVerified ? .accepted : .refused(codes))
        }
        tally.close()
        #expect(tally.run == 12, "\(tally)")
        #expect(tally.deviations == 2, "\(tally)")
    }

    @Test("what Cloud Build's statements say: builder, source, tag, versioned tag, digest")
    func cloudBuildStatements() async throws {
        guard let (folder, rows) = try corpus(48) else { return }
        var tally = SLSATally()
        let tables = [
            "gcb/Test_VerifyBuilder", "gcb/Test_VerifySourceURI", "gcb/Test_VerifySubjectDigest",
            "gcb/Test_VerifyBranch",
            "gcb/Test_VerifyTag", "gcb/Test_VerifyVersionedTag",
        ]
        for row in try tables.flatMap({ try rows.rows($0) }) {
            let type = row.fields["version"] == nil ? SLSAQuestion.version01 : SLSAQuestion.version1
            let envelopes = try cloudBuildFile(row, in: folder).envelopes(ofType: type)
            let first = try #require(envelopes.first, "\(row.id)")
            let own = try Statement(payload: first.payload, name: "payload").subjects.first?.digests.first
            let digest = row.text("hash").flatMap { Digest("sha256:\($0)") } ?? own
            tally.add(
                row,
                await question.ask(
                    ProvenanceCheck.self, cloudBuildArguments(of: row), about: try #require(digest),
                    in: try envelopes.map { try question.signed($0.payload) }))
        }
        tally.close()
        #expect(tally.run == 48, "\(tally)")
        #expect(tally.deviations == 9, "\(tally)")
    }

    @Test("whole files of Cloud Build as the command line judges them")
    func cloudBuildImages() async throws {
        guard let (folder, rows) = try corpus(22) else { return }
        let policy = try cloudBuildPolicy(folder)
        let path = "cli/slsa-verifier/testdata/gcb_container/v0.2"
        let files = Set(try folder.allFiles())
        var tally = SLSATally()
        var absent = 0
        for row in try rows.rows("slsa-verifier/Test_runVerifyGCBArtifactImage") {
            // Rows about finding the image are about a registry, which `image-pinned` and `image-digest` ask.
            let file = "\(path)/\(row.text("provenance") ?? "")"
            let digest = "\(path)/\(row.text("artifact") ?? "").digest"
            guard files.contains(file), files.contains(digest), row.fields["remote"] == nil else {
                absent += 1
                continue
            }
            let hex = try folder.text(digest).split { $0.isWhitespace || $0 == ":" }.last ?? ""
            let name = row.text("pBuilderID")?.replacing("$go:builder + ", with: "").replacing("\"", with: "")
            let read = CloudBuildFile(try folder.bytes(file), name: file)
            let ruling = await question.ask(
                ProvenanceCheck.self,
                [
                    "source": .string(row.text("source") ?? ""), "builder": .string(Self.worker + (name ?? "")),
                    "tag": row.text("ptag").map(JSON.string),
                    "versionedTag": row.text("pversiontag").map(JSON.string),
                ], about: try #require(Digest("sha256:\(hex)")), in: read.envelopes, trust: policy)
            tally.add(row, ruling)
        }
        if absent > 0 { Fixtures.skipped("\(Self.corpus), files of \(path)", count: absent) }
        tally.close()
        #expect(tally.run >= 15, "\(tally)")
        #expect(tally.deviations >= 4, "\(tally)")
    }

    private func cloudBuildArguments(of row: SLSARows.Row) -> [String: JSON?] {
        switch row.table {
        case "gcb/Test_VerifyBuilder": ["builder": .string(row.text("builderID") ?? Self.worker)]
        case "gcb/Test_VerifySourceURI": ["source": .string(row.text("source") ?? "")]
        case "gcb/Test_VerifyBranch": ["branch": .string(row.text("branch") ?? "")]
        case "gcb/Test_VerifyTag": ["tag": .string(row.text("tag") ?? "")]
        case "gcb/Test_VerifyVersionedTag": ["versionedTag": .string(row.text("tag") ?? "")]
        default: ["builder": .string(Self.worker)]
        }
    }

    private func cloudBuildFile(_ row: SLSARows.Row, in folder: FixtureFolder) throws -> CloudBuildFile {
        let path = try #require(row.text("path")).replacing("./", with: "verifiers/internal/gcb/")
        return CloudBuildFile(try folder.bytes(path), name: path)
    }

    private func cloudBuildPolicy(_ folder: FixtureFolder) throws -> TrustPolicy {
        let path = "verifiers/internal/gcb/keys/materials"
        let keys = try folder.allFiles(suffix: ".key").filter { $0.hasPrefix(path) }
        return try SLSAQuestion.policy(
            try keys.map { TrustedKey(id: $0, key: try PublicKey(pem: try folder.bytes($0))) })
    }
}
