/// Every check kind, one line each. The architecture tests hold this list, the files, the pages and the tests together.
public enum CheckCatalog {
    public static let all: [any Check.Type] = [
        BlobSignatureCheck.self,
        CommandCheck.self,
        DriftFilesCheck.self,
        DriftGitCheck.self,
        DriftKubernetesCheck.self,
        DriftTerraformCheck.self,
        HTTPCheck.self,
        ImageDigestCheck.self,
        ImagePinnedCheck.self,
        ImageSignatureCheck.self,
        LedgerCheck.self,
        ProvenanceCheck.self,
        RollbackTargetCheck.self,
        SBOMCheck.self,
        SecretWindowCheck.self,
        SummaryCheck.self,
        TLSEndpointCheck.self,
        VulnerabilitiesCheck.self,
    ]

    private static let byID: [String: any Check.Type] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.kind.id, $0) })

    public static func check(_ id: String) -> (any Check.Type)? { byID[id] }
}
