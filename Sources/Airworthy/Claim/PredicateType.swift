/// The statement types we write and read. Compared as exact strings (in-toto attestation, field types).
public enum PredicateType {
    public static let checklistRun = "https://airworthy.dev/checklist-run/v1"
    public static let drill = "https://airworthy.dev/drill/v1"
    public static let waiver = "https://airworthy.dev/waiver/v1"
    public static let approval = "https://airworthy.dev/approval/v1"
    public static let verificationSummary = "https://slsa.dev/verification_summary/v1"
    public static let testResult = "https://in-toto.io/attestation/test-result/v0.1"
}
