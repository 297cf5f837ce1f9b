import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// What `verify image -o json` says to machines: who signed, when, and in which log; or by which code nobody did.
@Suite("`verify image` for machines")
struct VerifiedImageTests {
    /// Without the log's promise, so that nothing says when once the timestamp is gone.
    private static let timestamped = SigstoreShape.with {
        ($0.content, $0.entry, $0.time) = (.dsse, .dsse001, .timestamp)
    }
    private static let faults: [(SigstoreFault, SigstoreShape, String)] = [
        (.log(.hashCorrupted), KeylessImage.shape, "log-entry-invalid"),
        (.sct(.sctForged), KeylessImage.shape, "sct-invalid"),
        (.time(.noTime), timestamped, "no-trusted-time"),
        (.binding(.entryForOtherArtifact), KeylessImage.shape, "log-entry-mismatch"),
    ]

    private func root(_ answer: Program.Result, status: Int32) throws -> JSONValue {
        #expect(answer.status == status, "\(answer)")
        return try JSONDocument(Array(answer.output.utf8), name: "output").root
    }

    private func codes(_ findings: JSONValue?) -> [String] {
        findings?.elements.compactMap { $0["code"]?.string } ?? []
    }

    @Test("by certificate: the signer, both times, the log entry that was proven, and what the certificate claims")
    func keyless() async throws {
        let directory = try TemporaryDirectory()
        let image = try KeylessImage(VirtualSigstore(), in: directory)
        let answer = try await Storefront.airworthy.run(image.arguments() + ["-o", "json"], in: directory.path)
        let believed = try root(answer, status: 0)
        #expect(believed["outcome"]?.string == "passed" && codes(believed["findings"]).isEmpty)
        #expect(believed["signatures"]?.elements.count == 1)
        let rule = believed["signatures"]?[0]?["rules"]?[0]
        #expect(rule?["satisfied"]?.bool == true && rule?["rejected"]?.elements.isEmpty == true)
        #expect(rule?["accepted"]?.elements.compactMap { $0["signer"]?.string } == ["certificate"])
        let certificate = rule?["accepted"]?[0]?["certificate"]
        #expect(certificate?["subject"]?.string == image.specimen.expectedSubject)
        #expect(certificate?["issuer"]?.string == image.specimen.expectedIssuer)
        let times = certificate?["times"]?.elements.compactMap { $0["instant"]?.string } ?? []
        let signed = image.specimen.signedAt
        #expect(Set(times) == [signed.rfc3339, (signed + .seconds(1)).rfc3339])
        #expect(certificate?["logEntries"]?.elements.count == 1)
        #expect(certificate?["logEntries"]?[0]?["proven"]?.bool == true)
        #expect(certificate?["logEntries"]?[0]?["log"]?.string?.isEmpty == false)
        #expect(certificate?["logEntries"]?[0]?["index"]?.integer != nil)
        #expect(certificate?["claims"]?["sourceRepositoryUri"]?.string != nil)
    }

    @Test(
        "by certificate: what does not hold is refused by its code, and told where it was found",
        arguments: faults)
    func refused(fault: SigstoreFault, shape: SigstoreShape, code: String) async throws {
        let directory = try TemporaryDirectory()
        let image = try KeylessImage(VirtualSigstore(), fault, shape: shape, in: directory)
        let answer = try await Storefront.airworthy.run(image.arguments() + ["-o", "json"], in: directory.path)
        let refusal = try root(answer, status: 1)
        #expect(refusal["outcome"]?.string == "failed")
        #expect(codes(refusal["findings"]) == [code], "\(answer)")
        let rule = refusal["signatures"]?[0]?["rules"]?[0]
        #expect(rule?["satisfied"]?.bool == false && rule?["accepted"]?.elements.isEmpty == true)
        #expect(codes(rule?["rejected"]) == [code])
        #expect(rule?["rejected"]?[0]?["origin"]?.string?.hasPrefix("registry.example/acme/app@sha256:") == true)
    }

    @Test("by certificate: somebody else's good signature is refused as theirs")
    func stranger() async throws {
        let directory = try TemporaryDirectory()
        let image = try KeylessImage(VirtualSigstore(), in: directory)
        let subject = image.specimen.expectedSubject.replacing("checkout", with: "payments")
        let answer = try await Storefront.airworthy.run(
            image.arguments(subject: subject) + ["--json"], in: directory.path)
        #expect(codes(try root(answer, status: 1)["findings"]) == ["untrusted-signer"], "\(answer)")
    }

    @Test("by key, in a registry: nobody has signed, then the key and the referrer it signed in are named")
    func keyed() async throws {
        let scene = try RegistryScene(RegistryTraits(), stranger: RegistryTraits())
        let image = scene.registry.pushImage(to: scene.repository)
        let arguments = ["verify", "image", scene.name(image.digest), "-o", "json"]
        let unsigned = try await Storefront.airworthy.run(arguments, in: scene.directory.path)
        let refusal = try root(unsigned, status: 1)
        #expect(refusal["outcome"]?.string == "failed" && codes(refusal["findings"]) == ["no-signature"], "\(unsigned)")
        #expect(refusal["signatures"]?[0]?["rules"]?[0]?["satisfied"]?.bool == false)

        let referrer = try scene.attachBundle(to: image)
        let signed = try await Storefront.airworthy.run(arguments, in: scene.directory.path)
        let believed = try root(signed, status: 0)
        #expect(believed["outcome"]?.string == "passed" && codes(believed["findings"]).isEmpty, "\(signed)")
        let rule = believed["signatures"]?[0]?["rules"]?[0]
        #expect(rule?["id"]?.string == "images" && rule?["satisfied"]?.bool == true)
        let accepted = rule?["accepted"]?.elements ?? []
        #expect(accepted.compactMap { $0["signer"]?.string } == ["release"])
        #expect(accepted.compactMap { $0["origin"]?.string } == [scene.name(referrer.digest)])
        // A key says neither when it signed nor where that is logged.
        #expect(accepted.allSatisfy { $0["certificate"] == nil })
    }
}
