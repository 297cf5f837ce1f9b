import AirworthyTesting
import Foundation
import Testing
import Trust

/// `airworthy verify bundle` and the conformance client, as processes.
@Suite("Sigstore from outside")
struct SigstoreCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func arguments(_ files: SpecimenFiles, artifact: String? = nil) -> [String] {
        let specimen = files.specimen
        let signer = files.publicKey.map { ["--key", $0] } ?? specimen.identityOptions()
        return [
            "verify", "bundle", artifact ?? files.artifact, "--bundle", files.bundle, "--trusted-root",
            files.trustedRoot,
        ]
            + signer
    }

    @Test("a bundle verifies over its file and over its digest, and says who, when and where it is logged")
    func established() async throws {
        let specimen = try VirtualSigstore().mint(shape: .with { $0.time = .both })
        let files = try SpecimenFiles(specimen, number: 1, in: directory)
        for artifact in [files.artifact, "\(Digest.of(specimen.artifact))"] {
            let answer = try await Storefront.airworthy.run(
                arguments(files, artifact: artifact) + ["--json"], in: directory.path(""))
            #expect(answer.status == 0, "\(answer)")
            let root = try JSONDocument(Array(answer.output.utf8), name: "output").root
            #expect(root["verified"]?.bool == true)
            #expect(root["certificate"]?["subject"]?.string == specimen.expectedSubject)
            #expect(root["certificate"]?["times"]?.elements.count == 2)
            #expect(root["certificate"]?["logEntries"]?[0]?["proven"]?.bool == true)
            #expect(root["certificate"]?["claims"]?["sourceRepositoryUri"]?.string != nil)
        }
        let early = try await Storefront.airworthy.run(
            arguments(files) + ["--at", "2026-01-01T00:00:00Z"], in: directory.path(""))
        #expect(early.status == 1 && early.errors.contains("[time-in-future]"), "\(early)")
    }

    @Test("`-o json` of blob and attestation say who signed, when, by which log, and what the certificate claims")
    func answers() async throws {
        let sigstore = try VirtualSigstore()
        let message = try sigstore.mint()
        let files = try SpecimenFiles(message, number: 1, in: directory)
        func answered(_ arguments: [String], as specimen: SigstoreSpecimen, status: Int32 = 0) async throws -> JSONValue
        {
            let signer = ["--trusted-root", files.trustedRoot, "-o", "json"] + specimen.identityOptions()
            let answer = try await Storefront.airworthy.run(arguments + signer, in: directory.path(""))
            #expect(answer.status == status, "\(answer)")
            return try JSONDocument(Array(answer.output.utf8), name: "output").root
        }
        func isComplete(_ certificate: JSONValue?, _ specimen: SigstoreSpecimen) -> Bool {
            certificate?["subject"]?.string == specimen.expectedSubject && certificate?["times"]?[0] != nil
                && certificate?["logEntries"]?[0] != nil
                && certificate?["claims"]?["sourceRepositoryUri"]?.string != nil
        }
        try directory.write(message.artifact, to: "artifact")
        try directory.write(message.bundle, to: "artifact.sigstore.json")
        let blob = try await answered(["verify", "blob", "artifact"], as: message)
        #expect(isComplete(blob["signatures"]?[0]?["rules"]?[0]?["accepted"]?[0]?["certificate"], message))

        let statement = try sigstore.mint(shape: .with { ($0.content, $0.entry) = (.dsse, .dsse001) })
        try directory.write(statement.bundle, to: "statement.sigstore.json")
        let arguments = [
            "verify", "attestation", "statement.sigstore.json", "--type", statement.expectedPredicateType, "--show",
        ]
        let attestation = try await answered(arguments, as: statement)
        #expect(attestation["verified"]?.bool == true)
        let believed = attestation["statements"]?[0]
        #expect(isComplete(believed?["certificates"]?[0], statement))
        #expect(believed?["statement"]?["predicateType"]?.string == statement.expectedPredicateType)
        let elsewhere = ["--subject", "sha256:" + String(repeating: "0", count: 64)]
        let refused = try await answered(arguments + elsewhere, as: statement, status: 1)
        #expect(refused["verified"]?.bool == false)
        #expect(refused["refusal"]?["code"]?.string == "wrong-subject")
        #expect(refused["statements"]?.elements.isEmpty == true)
    }

    @Test("a file of several bundles or attestations: one that holds suffices, and every other is told by its code")
    func lines() async throws {
        let sigstore = try VirtualSigstore()
        let shape = SigstoreShape.with { ($0.content, $0.entry) = (.dsse, .dsse001) }
        let (good, bad) = (try sigstore.mint(shape: shape), try sigstore.mint(.log(.hashCorrupted), shape: shape))
        let files = try SpecimenFiles(good, number: 1, in: directory)
        let mixed = try directory.write(
            bad.bundle + Array("\n\n{\n".utf8) + good.bundle + Array("\n".utf8), to: "mixed.jsonl")
        let worse = try directory.write(bad.bundle + Array("\n".utf8) + bad.bundle, to: "worse.jsonl")
        let signer =
            ["--trusted-root", files.trustedRoot, "--type", good.expectedPredicateType] + good.identityOptions()
        for command in [["bundle", files.artifact, "--bundle"], ["attestation"]] {
            let answer = try await Storefront.airworthy.run(
                ["verify"] + command + [mixed] + signer, in: directory.path(""))
            #expect(answer.status == 0, "\(answer)")
            #expect(answer.output.contains("✔ signed by certificate"), "\(answer)")
            #expect(answer.output.contains("mixed.jsonl line 1") && answer.output.contains("log-proof"), "\(answer)")
            #expect(answer.output.contains("mixed.jsonl line 3") && answer.output.contains("json-syntax"), "\(answer)")
            let refused = try await Storefront.airworthy.run(
                ["verify"] + command + [worse] + signer, in: directory.path(""))
            #expect(refused.status == 1 && refused.errors.contains("[log-proof]"), "\(refused)")
        }
        let json = try await Storefront.airworthy.run(
            ["verify", "bundle", files.artifact, "--bundle", mixed, "--json"] + signer, in: directory.path(""))
        let root = try JSONDocument(Array(json.output.utf8), name: "output").root
        #expect(root["rejected"]?.elements.compactMap { $0["code"]?.string } == ["log-proof", "json-syntax"])
    }

    @Test("a fault exits 1 with its code, a trusted root that is none exits 2")
    func refusals() async throws {
        let sigstore = try VirtualSigstore()
        let faults: [(SigstoreFault, Int32, String)] = [
            (.log(.hashCorrupted), 1, "log-proof"), (.sct(.sctForged), 1, "sct-signature"),
            (.time(.noTime), 1, "no-trusted-time"), (.bundle(.memberTwice), 1, "json-duplicate-key"),
            (.trustRoot(.logWithoutStart), 2, "trusted-root-malformed"),
        ]
        for (number, (fault, status, code)) in faults.enumerated() {
            let files = try SpecimenFiles(try sigstore.mint(fault), number: number, in: directory)
            let answer = try await Storefront.airworthy.run(arguments(files), in: directory.path(""))
            #expect(answer.status == status, "\(fault): \(answer)")
            #expect(answer.errors.contains("[\(code)]"), "\(fault): \(answer)")
        }
    }

    /// A crash is no refusal: what must fail exits 1, and with nothing else.
    @Test("the conformance client answers every case of sigstore-conformance")
    func conformanceClient() async throws {
        guard let folder = Fixtures.folder("02-sigstore-conformance/bundle-verify", cases: 140),
            let fixtures = Fixtures.root
        else { return }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var client = Program(path: tests.appending(path: "Conformance/sigstore-client").path)
        client.environment = [
            "AIRWORTHY": Storefront.airworthy.path,
            "AIRWORTHY_SIGSTORE_ROOT": fixtures.appending(
                path: "02-sigstore-trust-roots/root-signing/targets/trusted_root.json"
            ).path,
        ]
        var count = 0
        for file in try folder.allFiles(suffix: "/bundle.sigstore.json") {
            let name = String(file.dropLast("/bundle.sigstore.json".count))
            let place = { (file: String) in folder.url.appending(path: "\(name)/\(file)").path }
            let has = { (file: String) in FileManager.default.fileExists(atPath: place(file)) }
            let artifact = has("artifact") ? place("artifact") : folder.url.appending(path: "a.txt").path
            let signer =
                has("key.pub")
                ? ["--key", place("key.pub")]
                : [
                    "--certificate-identity", has("identity") ? try folder.text("\(name)/identity") : Self.identity,
                    "--certificate-oidc-issuer", has("issuer") ? try folder.text("\(name)/issuer") : Self.issuer,
                ]
            let root = has("trusted_root.json") ? ["--trusted-root", place("trusted_root.json")] : []
            let digest = Digest.of([UInt8](try Data(contentsOf: URL(filePath: artifact))))
            for subject in [artifact, "\(digest)"] {
                let answer = try await client.run(
                    ["verify-bundle", "--bundle", place("bundle.sigstore.json")] + signer + root + [subject],
                    in: directory.path(""))
                #expect(answer.status == (name.hasSuffix("_fail") ? 1 : 0), "\(name): \(answer)")
                count += 1
            }
        }
        #expect(count >= 70)
    }

    private static let identity =
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main"
    private static let issuer = "https://token.actions.githubusercontent.com"
}
