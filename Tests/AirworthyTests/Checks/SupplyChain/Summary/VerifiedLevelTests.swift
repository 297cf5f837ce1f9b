import Testing

@testable import Airworthy

@Suite("Verified levels")
struct VerifiedLevelTests {
    @Test(
        "a level implies the lower ones of its track, and a label only itself",
        arguments: [
            ("SLSA_BUILD_LEVEL_1", "SLSA_BUILD_LEVEL_3", true), ("SLSA_BUILD_LEVEL_2", "SLSA_BUILD_LEVEL_2", true),
            ("SLSA_BUILD_LEVEL_3", "SLSA_BUILD_LEVEL_2", false), ("SLSA_BUILD_LEVEL_2", "SLSA_SOURCE_LEVEL_3", false),
            ("SLSA_BUILD_LEVEL_0", "SLSA_BUILD_LEVEL_UNEVALUATED", false),
            ("SLSA_BUILD_LEVEL_UNEVALUATED", "SLSA_BUILD_LEVEL_UNEVALUATED", true),
            ("SLSA_BUILD_LEVEL_UNEVALUATED", "SLSA_BUILD_LEVEL_3", false), ("BCID_L1", "BCID_L1", true),
            ("BCID_L1", "BCID_L2", false), ("ACME_LEVEL_1", "ACME_LEVEL_2", false),
            ("SLSA_BUILD_LEVEL_9", "SLSA_BUILD_LEVEL_10", true), ("SLSA_BUILD_LEVEL_1", "SLSA_BUILD_LEVEL_01", false),
            ("SLSA_BUILD_LEVEL_1", "SLSA_BUILD_LEVEL_3 ", false), ("SLSA_BUILD_LEVEL_1", "slsa_build_level_3", false),
        ])
    func implication(_ wanted: String, _ found: String, _ isMet: Bool) {
        #expect(VerifiedLevel(wanted).isMet(by: VerifiedLevel(found)) == isMet)
    }

    @Test(
        "what begins like a level must be one",
        arguments: [
            ("SLSA_BUILD_LEVEL_X", true), ("SLSA_BUILD_LEVEL_", true), ("SLSA_BUILD_LEVEL_01", true),
            ("SLSA_BUILD_LEVEL_-1", true), ("SLSA_BUILD_LEVEL_3", false), ("SLSA_BUILD_LEVEL_UNEVALUATED", false),
            ("SLSA_ORG_PROPERTY", false), ("SLSA__LEVEL_1", false), ("ACME_LEVEL_X", false),
        ])
    func misspelt(_ text: String, _ isMisspelt: Bool) {
        #expect(VerifiedLevel.isMisspelt(text) == isMisspelt)
    }

    @Test("a level is written as it was read", arguments: ["SLSA_BUILD_LEVEL_3", "BCID_L1", "SLSA_BUILD_LEVEL_X"])
    func writing(_ text: String) {
        #expect(VerifiedLevel(text).description == text)
    }
}
