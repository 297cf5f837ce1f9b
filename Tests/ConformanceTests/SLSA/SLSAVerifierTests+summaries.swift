import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Verification summaries: Google's own, and rows about levels.
extension SLSAVerifierTests {
    @Test("levels: higher ones of the same track imply lower ones, other labels imply nothing")
    func levels() async throws {
        guard let (_, rows) = try corpus(7) else { return }
        var tally = SLSATally()
        for row in try rows.rows("vsa/Test_matchVerifiedLevels") {
            let claimed = row.fields["vsa"]?["Predicate"]?["VerifiedLevels"]?.json ?? []
            let asked = row.fields["vsaOpts"]?["ExpectedVerifiedLevels"]?.json ?? []
            tally.add(row, try await ask(levels: asked, of: claimed))
        }
        for row in try rows.rows("vsa/Test_extractSLSALevels") {
            let levels = row.fields["levels"]?.json ?? []
            tally.add(row, try await ask(levels: levels, of: levels))
        }
        tally.close()
        #expect(tally.run == 7, "\(tally)")
        #expect(tally.deviations == 1, "\(tally)")
    }

    @Test("Google's production summary: everything holds but that its subject is no digest")
    func production() async throws {
        guard let (folder, rows) = try corpus(2) else { return }
        var tally = SLSATally()
        for row in try rows.rows("slsa-verifier/Test_runVerifyVSA") {
            let testdata = "cli/slsa-verifier/testdata/vsa"
            let envelope = try Envelope(try folder.bytes("\(testdata)/\(try #require(row.text("attestationPath")))"))
            let key = try PublicKey(pem: try folder.bytes("\(testdata)/\(try #require(row.text("publicKeyPath")))"))
            let id = try #require(row.text("publicKeyID"))
            let levels = row.fields["verifiedLevels"]?.json ?? ["SLSA_BUILD_LEVEL_2"]
            let arguments: [String: JSON?] = [
                "verifiers": [["id": .string(row.text("verifierID") ?? "unnamed"), "signers": [.string(id)]]],
                "levels": levels, "resource": .string(row.text("resourceURI") ?? "unnamed"),
            ]
            let trust = try SLSAQuestion.policy([TrustedKey(id: id, key: key)])
            tally.add(
                row,
                await question.ask(SummaryCheck.self, arguments, about: Self.artifact, in: [envelope], trust: trust))
            guard row.error == nil else { continue }

            // The same predicate about a digest: steps 4 to 7 on what Google wrote, each taken away once.
            let predicate = try #require(try Statement(payload: envelope.payload, name: "payload").predicate).json
            let signed = try question.statement(predicate, as: SLSAQuestion.summary, about: [Self.artifact])
            let verifiers: JSON = [["id": .string(row.text("verifierID") ?? ""), "signers": ["signer"]]]
            func ask(_ changes: [String: JSON?]) async -> SLSARuling {
                await question.ask(
                    SummaryCheck.self, arguments.merging(["verifiers": verifiers]) { $1 }.merging(changes) { $1 },
                    about: Self.artifact, in: [signed])
            }
            #expect(await ask([:]).codes == [])
            #expect(await ask(["levels": ["SLSA_BUILD_LEVEL_1"]]).codes == [])
            #expect(await ask(["levels": ["SLSA_BUILD_LEVEL_3"]]).codes == ["level-too-low"])
            #expect(await ask(["levels": ["SLSA_SOURCE_LEVEL_1"]]).codes == ["level-too-low"])
            #expect(await ask(["dependencies": "SLSA_BUILD_LEVEL_1"]).codes == ["dependency-too-low"])
            #expect(await ask(["resource": "gce_image://gke-node-images"]).codes == ["wrong-resource"])
            #expect(await ask(["verifiers": arguments["verifiers"] ?? nil]).codes == ["wrong-verifier"])
        }
        tally.close()
        #expect(tally.run == 2, "\(tally)")
        #expect(tally.deviations == 1, "\(tally)")
    }

    private func ask(levels asked: JSON, of claimed: JSON) async throws -> SLSARuling {
        let predicate: JSON = [
            "verifier": ["id": "verifier"], "resourceUri": "resource", "verificationResult": "PASSED",
            "verifiedLevels": claimed,
        ]
        return await question.ask(
            SummaryCheck.self,
            [
                "verifiers": [["id": "verifier", "signers": ["signer"]]], "levels": asked, "resource": "resource",
            ], about: Self.artifact,
            in: [try question.statement(predicate, as: SLSAQuestion.summary, about: [Self.artifact])])
    }
}

extension SLSARuling {
    /// None for what was accepted.
    var codes: [String] {
        switch self {
        case .accepted: []
        case .refused(let codes): codes
        }
    }
}
