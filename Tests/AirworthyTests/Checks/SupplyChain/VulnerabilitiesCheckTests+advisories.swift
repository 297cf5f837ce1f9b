import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Advisories that are about several vulnerabilities, and scans that say less than another.
extension VulnerabilitiesCheckTests {
    private static func related(_ names: String..., score: String = "1.0") -> String {
        let list = names.map { #"{"id":"\#($0)","cvss":[{"metrics":{"baseScore":\#(score)}}]}"# }
        return #","relatedVulnerabilities":[\#(list.joined(separator: ","))]"#
    }

    @Test("an advisory about one vulnerability is that vulnerability")
    func advisoryOfOne() async throws {
        try attest(Self.grype(matches: Self.match("GHSA-a", rules: Self.related("CVE-2026-1"))))
        #expect(try await ask().codes == [.found])
        try state(Self.statement("not_affected", of: "CVE-2026-1", in: Self.package))
        #expect(try await ask().word == "passed")
    }

    @Test("an advisory about several is covered when each of them is, and taken back with one")
    func advisoryOfSeveral() async throws {
        try attest(Self.grype(matches: Self.match("GHSA-a", rules: Self.related("CVE-2026-1", "CVE-2026-2"))))
        try state(Self.statement("not_affected", of: "CVE-2026-1", in: Self.package))
        #expect(try await ask().codes == [.found])
        try state(Self.statement("fixed", of: "CVE-2026-2", in: Self.package))
        #expect(try await ask().word == "passed")
        try state(Self.statement("affected", of: "CVE-2026-2", in: Self.package), at: "2026-11-20T10:00:00Z")
        #expect(try await ask().codes == [.found])
    }

    @Test("a statement about the advisory itself covers it, until a later one about a part gainsays it")
    func advisoryItself() async throws {
        try attest(Self.grype(matches: Self.match("GHSA-a", rules: Self.related("CVE-2026-1", "CVE-2026-2"))))
        try state(Self.statement("not_affected", of: "GHSA-a", in: Self.package))
        #expect(try await ask().word == "passed")
        try state(Self.statement("affected", of: "CVE-2026-1", in: Self.package), at: "2026-11-20T10:00:00Z")
        #expect(try await ask().codes == [.found])
    }

    @Test("a vulnerability is not covered by what is said of another of its scheme")
    func otherOfItsScheme() async throws {
        try attest(Self.grype(matches: Self.match("CVE-2026-1", rules: Self.related("CVE-2026-2"))))
        try state(Self.statement("not_affected", of: "CVE-2026-2", in: Self.package))
        #expect(try await ask().codes == [.found])
    }

    @Test("the score of a match is the highest anybody gives")
    func relatedScore() async throws {
        let match = Self.match(severity: "Medium", score: "5.0", rules: Self.related("CVE-2026-1", score: "9.8"))
        try attest(Self.grype(matches: match))
        #expect(try await ask().word == "passed")
        #expect(try await ask(#"{score: "9.0"}"#).codes == [.found])
    }

    @Test("a score of nought says nothing of a severity nobody has given")
    func noScore() async throws {
        try attest(Self.grype(matches: Self.match(severity: "Unknown", score: "0.0")))
        #expect(try await ask().codes == [.found])
        #expect(try await ask("{unknownSeverity: accepted}").word == "passed")
    }

    @Test("a later scan that does not say what it was of takes the place of none that does")
    func silentScan() async throws {
        try attest(Self.grype(scanned: "2026-11-20T09:00:00Z", digest: image.digest))
        try attest(Self.grype(matches: "", scanned: "2026-11-20T10:00:00Z"))
        #expect(try await ask().codes == [.found])
        try attest(Self.grype(matches: "", scanned: "2026-11-20T11:00:00Z", digest: image.digest))
        #expect(try await ask().word == "passed")
    }
}
