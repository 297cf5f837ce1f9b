/// Where slsa-verifier and we come to different verdicts, or to the same one for different reasons, and why.
enum SLSADeviations {
    /// Its errors in our codes.
    static let codes: [String: Set<String>] = [
        "ErrorMismatchSource": ["wrong-source", "malformed-source"],
        "ErrorMalformedURI": ["wrong-source"],
        "ErrorInvalidDssePayload": ["wrong-source", "json-syntax", "envelope-unsigned"],
        "ErrorMismatchTag": ["wrong-ref", "empty-text"],
        "ErrorMismatchVersionedTag": ["wrong-ref", "empty-text"],
        "ErrorMismatchBranch": ["wrong-ref"],
        "ErrorInvalidRef": ["wrong-ref", "empty-text"],
        "ErrorInvalidSemver": ["wrong-ref", "malformed-version"],
        "ErrorMismatchBuilderID": ["wrong-builder"],
        "ErrorInvalidFormat": ["malformed-builder"],
        "ErrorMismatchHash": ["wrong-subject"],
        "ErrorInvalidHash": ["malformed-digest"],
        "ErrorMismatchWorkflowInputs": ["wrong-parameter"],
        "ErrorNoValidSignature": ["untrusted-signer", "bad-signature", "envelope-malformed", "json-syntax"],
        "ErrorMismatchVerifiedLevels": ["level-too-low"],
        "ErrorInvalidSLSALevel": ["malformed-level"],
    ]

    struct Group {
        let reason: String
        let rows: Set<String>
    }

    /// Another verdict.
    static let verdicts = [
        Group(
            reason: "provenance v0.1 is not read: nobody writes it any more, and its members mean other things",
            rows: [
                "gcb/Test_VerifyBuilder/v0.3 valid builder CloudBuildYaml - name only",
                "gcb/Test_VerifyBuilder/valid gcb provenance",
                "gcb/Test_VerifyBuilder/valid v0.3 recipe type CloudBuildSteps",
                "gcb/Test_VerifySourceURI/v0.2 valid match gcb gcs provenance",
                "gcb/Test_VerifySourceURI/v0.3 valid gcb provenance",
                "gcb/Test_VerifySubjectDigest/valid gcb provenance", "gcb/Test_VerifyTag/match tag",
                "gcb/Test_VerifyVersionedTag/match major", "gcb/Test_VerifyVersionedTag/match tag",
            ]),
        Group(
            reason: "Google's regional keys signed the payload alone, not DSSE's encoding of it with its type",
            rows: [
                "gcb/Test_VerifySignature/signature multiple 2nd valid",
                "gcb/Test_VerifySignature/valid gcb provenance",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/match output builder name",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/multiple provenance 3rd valid",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/signature multiple 2nd valid",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/valid main branch default",
            ]),
        Group(
            reason: "a repository without a ref is that repository: `ref`, `branch` and `tag` ask for more",
            rows: [
                "gha/Test_verifySourceURI/no tag uri materials", "gha/Test_verifySourceURI/source has no @",
            ]),
        Group(
            reason: "a source may be on any host: the checklist names it",
            rows: ["gha/Test_verifySourceURI/not github repo"]),
        Group(
            reason: "a builder's version is compared whole: `@v1.2.3` is not `@refs/tags/v1.2.3`",
            rows: ["utils/Test_MatchesLoose/match long tag match short"]),
        Group(
            reason: "an empty list of levels is an error: every summary would meet it",
            rows: ["vsa/Test_matchVerifiedLevels/success: unspecified verifiedLevels"]),
        Group(
            reason: "`gce_image_id` is no digest: nothing says that two images with one id are the same bytes",
            rows: ["slsa-verifier/Test_runVerifyVSA/success: gke"]),
    ]

    /// The same verdict, another reason.
    static let reasons = [
        Group(
            reason: "provenance v0.1 is not read, so nothing it says is",
            rows: [
                "gcb/Test_VerifyBranch/valid gcb provenance",
                "gcb/Test_VerifyBuilder/invalid v0.2 recipe type CloudBuildSteps",
                "gcb/Test_VerifyBuilder/invalid v0.3 recipe type random",
                "gcb/Test_VerifyBuilder/mismatch builder.id protocol",
                "gcb/Test_VerifyBuilder/mismatch builder.id version",
                "gcb/Test_VerifyBuilder/v0.2 mismatch builder - name only",
                "gcb/Test_VerifyBuilder/v0.2 mismatch recipe.type",
                "gcb/Test_VerifyBuilder/v0.3 mismatch CloudBuildYaml - name only",
                "gcb/Test_VerifySourceURI/v0.1 invalid builder id", "gcb/Test_VerifySourceURI/v0.2 mismatch name",
                "gcb/Test_VerifySourceURI/v0.2 mismatch path tar gcb gcs provenance",
                "gcb/Test_VerifySourceURI/v0.2 mismatch protocol",
                "gcb/Test_VerifySourceURI/v0.2 mismatch scheme gcb gcs provenance",
                "gcb/Test_VerifySourceURI/v0.2 mistmach gcb provenance incomplete gcs bucket",
                "gcb/Test_VerifySourceURI/v0.3 mismatch full uri uses v0.2 format",
                "gcb/Test_VerifySourceURI/v0.3 mismatch name", "gcb/Test_VerifySourceURI/v0.3 mismatch protocol",
                "gcb/Test_VerifyTag/no match major and minor only",
                "gcb/Test_VerifyVersionedTag/no match major greater with minor",
                "gcb/Test_VerifyVersionedTag/no match major lower",
                "gcb/Test_VerifyVersionedTag/no match major lower with minor and patch",
                "gcb/Test_VerifyVersionedTag/no match minor",
            ]),
        Group(
            reason: "Google's regional keys signed the payload alone, so nothing it says is believed",
            rows: [
                "slsa-verifier/Test_runVerifyGCBArtifactImage/invalid metadata resourceUri sha256",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/invalid summary digest",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/invalid text build steps",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/invalie org name",
                "slsa-verifier/Test_runVerifyGCBArtifactImage/mismatch input builder version",
            ]),
        Group(
            reason: "what lacks a member its format requires is malformed before it is another",
            rows: [
                "gha/Test_VerifyDigest/invalid dsse: nil subject",
                "gha/Test_verifyBuilderIDExactMatch/empty prov builderID",
            ]),
        Group(
            reason: "a key id is an unauthenticated hint: the key is right, and the subject is no digest",
            rows: ["slsa-verifier/Test_runVerifyVSA/fail: gke, wrong key id"]),
    ]

    static func lists(_ row: String, in groups: [Group]) -> Bool { groups.contains { $0.rows.contains(row) } }
}
