extension SLSADeviations {
    /// Tables with no row that is run, and why.
    static let unread: [(reason: String, tables: Set<String>)] = [
        (
            "the files its rows name are not in the corpus: images, packages, container builds and their statements",
            [
                "slsa-verifier/Test_runVerifyGHAArtifactImage", "slsa-verifier/Test_runVerifyGHAContainerBased",
                "slsa-verifier/Test_runVerifyGithubAttestation", "slsa-verifier/Test_runVerifyNpmPackage",
                "gha/Test_verifyBundle", "gha/Test_verifyPackageName", "gha/Test_verifyPackageVersion",
                "gha/Test_verifyPublishAttestationSubjectDigest", "gha/Test_verifyIntotoHeaders", "gha/Test_NpmNew",
                "gha/Test_verifyPublishAttestationSignature", "gha/Test_verifyProvenanceAttestationSignature",
                "gha/Test_verifyTrustedBuilderID", "gha/Test_VerifyProvenance", "gha/Test_VerifyUntrustedProvenance",
            ]
        ),
        (
            "what its rows are given is an expression of Go, or left out, and not data",
            [
                "gha/Test_matchRekorEntryWithEnvelope", "gha/Test_verifyPublishSubjectVersion",
                "gha/Test_verifyProvenanceSubjectVersion", "gha/Test_verifyPublishSubjectName",
                "gha/Test_verifyPublishPredicateName", "gha/Test_verifyPublishPredicateVersion",
                "gha/Test_verifyProvenanceSubjectName", "gha/Test_verifyIntotoTypes",
                "gha/Test_GetWorkflowInfoFromCertificate",
                "gha/Test_VerifyBuilderIdentity", "gha/Test_VerifyCertficateSourceRepository",
                "gha/TestWorkflowIdentity",
                "vsa/Test_extractSignedVSA", "vsa/Test_matchExpectedValues",
            ]
        ),
        (
            "npm's packages are not verified by name: a statement's subject is held by its digest",
            ["gha/Test_verifyName", "gha/Test_verifyPublishAttestationSubjectDigestName"]
        ),
        (
            "members of a statement that its signer may forge are held against the certificate's only where asked for: "
                + "`claims` of an identity, not members of its own builders",
            [
                "gha/Test_verifyBuildConfig", "gha/Test_verifyResolvedDependencies", "gha/Test_verifyCommonMetadata",
                "gha/Test_verifyV02Metadata", "gha/Test_verifyV02Parameters", "gha/Test_verifyV02BuildConfig",
                "gha/Test_verifyMetadata", "gha/Test_verifySystemParameters",
                "gha/Test_verifyProvenanceMatchesCertificate",
            ]
        ),
        (
            "which builders are trusted, and in which versions, is said by the checklist and the trust policy; its list of "
                + "its own builders is no rule of ours",
            [
                "gha/Test_isValidDelegatorBuilderID", "gha/Test_isTrustedDelegatorBuilder",
                "gha/Test_verifyTrustedBuilderRef", "utils/Test_IsValidBuilderTag",
                "utils/Test_IsValidJreleaserBuilderTag", "gcb/Test_validateBuildType",
            ]
        ),
        (
            "Cloud Build's readable copy beside a statement is not signed, and is never read",
            ["gcb/Test_VerifySummary", "gcb/Test_VerifyMetadata", "gcb/Test_VerifyTextProvenance"]
        ),
        (
            "a function of its own parsing: ids and repositories are compared whole here, and what is no such thing is refused "
                + "where a checklist says it",
            [
                "utils/Test_ParseBuilderID", "utils/Test_BuilderIDNew", "utils/Test_MatchesFull",
                "utils/Test_NormalizeGitURI", "utils/Test_ParseGitURIAndRef", "utils/Test_ParseGitRef",
                "utils/Test_ValidateGitRef", "utils/Test_DecodeSignature",
            ]
        ),
    ]

    /// Tables whose rows are run, all that can be.
    static let read: Set<String> = [
        "slsa-verifier/Test_runVerifyGHAArtifactPath", "slsa-verifier/Test_runVerifyGCBArtifactImage",
        "slsa-verifier/Test_runVerifyVSA", "gcb/Test_VerifyBuilder", "gcb/Test_VerifySourceURI",
        "gcb/Test_VerifySignature", "gcb/Test_ProvenanceFromBytes", "gcb/Test_VerifySubjectDigest",
        "gcb/Test_VerifyBranch", "gcb/Test_VerifyTag", "gcb/Test_VerifyVersionedTag", "gha/Test_VerifyDigest",
        "gha/Test_verifySourceURI", "gha/Test_verifyBuilderIDExactMatch", "gha/Test_VerifyBranch",
        "gha/Test_VerifyWorkflowInputs", "gha/Test_VerifyTag", "gha/Test_VerifyVersionedTag",
        "vsa/Test_matchVerifiedLevels", "vsa/Test_extractSLSALevels", "utils/Test_MatchesLoose",
    ]
}
