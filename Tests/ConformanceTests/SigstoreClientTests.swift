import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// sigstore-conformance: every case, with its artifact and with its digest alone; positives verify, negatives are
/// refused with the code that says what the case's README says.
@Suite("Sigstore conformance")
struct SigstoreClientTests {
    /// The snapshot has 70 cases, twice each.
    static let cases = 140

    /// Why each negative case must be refused. Several break more than they mean to (one has no checkpoint besides);
    /// the code is of what is looked at first.
    static let codes = [
        "bundle-empty-certificate-chain_fail": "bundle-material",
        "bundle-invalid-base64-signature_fail": "bundle-malformed",
        "bundle-negative-log-index_fail": "bundle-malformed",
        "bundle-with-root-cert_fail": "log-proof-missing",
        "checkpoint-bad-keyhint_fail": "checkpoint-signature",
        "dsse-invalid-sig_fail": "log-entry-signature",
        "dsse-mismatch-sig_fail": "log-entry-signature",
        "inclusion-proof-corrupted-hash_fail": "log-proof",
        "integrated-time-in-future_fail": "certificate-expired",
        "intoto-log-entry-mismatch_fail": "log-entry-malformed",
        "intoto-set-outside-signing-cert-validity_fail": "certificate-expired",
        "invalid-ct-key_fail": "sct-unknown-log",
        "managed-key-no-key_fail": "untrusted-signer",
        "message-digest-mismatch_fail": "artifact-digest",
        "rekor2-checkpoint-missing-log-signature_fail": "checkpoint-malformed",
        "rekor2-checkpoint-missing-root-hash_fail": "checkpoint-malformed",
        "rekor2-dsse-invalid-sig_fail": "log-entry-signature",
        "rekor2-dsse-mismatch-sig_fail": "log-entry-signature",
        "rekor2-no-inclusion-proof_fail": "log-proof-missing",
        "rekor2-timestamp-outside-trust-root-tsa-validity_fail": "timestamp-outside-authority",
        "rekor2-timestamp-payload-mismatch_fail": "timestamp-imprint",
        "rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail": "timestamp-unknown-authority",
        "signature-mismatch_fail": "log-entry-signature",
        "wrong-hashedrekord-artifact_fail": "log-entry-artifact",
        "wrong-hashedrekord-entry_fail": "log-entry-artifact",
    ]

    @Test("every bundle is judged as its case says, each negative by its own code")
    func verdicts() throws {
        guard let folder = Fixtures.folder(SigstoreCase.folderName, cases: Self.cases) else { return }
        var positives = 0
        var negatives = 0
        for item in try SigstoreCase.all(in: folder) {
            let policy = try item.policy()
            let artifact = try item.bytes(item.artifactPath)
            for message in [SignedMessage.bytes(artifact), .digest(Digest.of(artifact))] {
                let decision = BundleDecision(
                    try item.bytes(item.bundlePath), name: item.name, artifact: message, file: "artifact",
                    predicateType: nil, trust: policy, at: Instant(seconds: 1_793_491_200))
                let code = decision.refusal?.code
                if item.mustVerify {
                    positives += 1
                    #expect(code == nil, "\(item.name)")
                    #expect(decision.signers == ["signer"], "\(item.name)")
                } else {
                    negatives += 1
                    #expect(code != nil, "\(item.name) verified")
                    if let expected = Self.codes[item.name] { #expect(code == expected, "\(item.name)") }
                }
            }
        }
        print("Sigstore conformance: \(positives) positives, \(negatives) negatives")
        #expect(positives >= 20)
        #expect(negatives >= 50)
    }
}
