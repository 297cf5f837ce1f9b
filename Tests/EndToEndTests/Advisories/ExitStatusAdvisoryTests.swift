import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// Verifiers that failed and still exited 0: the program's own statuses. The other advisories are in `AirworthyTests`.
@Suite("What went wrong elsewhere, by exit status")
struct ExitStatusAdvisoryTests {
    private let directory: TemporaryDirectory
    private let specimen: SigstoreSpecimen

    init() throws {
        directory = try TemporaryDirectory()
        specimen = try VirtualSigstore().mint()
    }

    private func verify(bundle: [UInt8], _ number: Int) async throws -> Program.Result {
        let files = try SpecimenFiles(specimen, number: number, in: directory)
        let bundle = try directory.write(bundle, to: "\(number)/hostile.json")
        return try await Storefront.airworthy.run(
            [
                "verify", "bundle", files.artifact, "--bundle", bundle, "--trusted-root", files.trustedRoot,
            ] + specimen.identityOptions(), in: directory.path(""))
    }

    @Test("input that is broken anywhere exits 1 with a code, never 0 and never by a signal: CVE-2026-44310")
    func broken() async throws {
        #expect(try await verify(bundle: specimen.bundle, 0).status == 0)
        let hostile: [(bundle: [UInt8], code: String)] = [
            ([], "json-syntax"), (Array("null".utf8), "bundle-malformed"), (Array("{}".utf8), "bundle-malformed"),
            (Array(specimen.bundle.prefix(specimen.bundle.count / 2)), "json-syntax"),
            ([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20), "json-too-deep"),
            ([0xff, 0xfe, 0x00], "json-syntax"),
            (try VirtualSigstore().mint(.certificate(.certificateTrailingByte)).bundle, "certificate-unreadable"),
        ]
        for (number, (bundle, code)) in hostile.enumerated() {
            let answer = try await verify(bundle: bundle, number + 1)
            #expect(answer.status == 1, "\(code): \(answer)")
            #expect(answer.errors.contains("[\(code)]"), "\(code): \(answer)")
        }
    }

    @Test("nothing to verify is a failure, and says so: CVE-2025-25204")
    func nothing() async throws {
        let files = try SpecimenFiles(specimen, number: 1, in: directory)
        let key = try directory.write(PrivateKey.generate(.p256).publicKey.pem, to: "key.pub")
        // Beside the artifact lies no signature at all.
        let blob = try await Storefront.airworthy.run(
            ["verify", "blob", files.artifact, "--key", key, "--json"], in: directory.path(""))
        #expect(blob.status == 1 && blob.output.contains("\"no-signature\""), "\(blob)")
        for (text, code) in [("", "json-syntax"), ("\n\n", "json-syntax"), ("[]", "bundle-malformed")] {
            let empty = try directory.write(text, to: "empty.intoto.jsonl")
            let answer = try await Storefront.airworthy.run(
                ["verify", "attestation", empty, "--key", key], in: directory.path(""))
            #expect(answer.status == 2 && answer.errors.contains("[\(code)]"), "\(answer)")
        }
    }
}
