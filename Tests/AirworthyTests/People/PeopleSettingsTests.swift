import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("What files say of people")
struct PeopleSettingsTests {
    private func checklist(_ line: String) throws(InputError) -> Checklist {
        try ChecklistLoader.load(
            Array(
                "checklist: c\nphase: release\ntitle: T\n\(line)\nsteps:\n  - {id: one, title: One, uses: ledger}".utf8),
            source: "c.yaml")
    }

    @Test(
        "a checklist requires approval by one word, and any other is an error and not a requirement that is not there")
    func approval() throws {
        #expect(try checklist("").requiresApproval == false)
        #expect(try checklist("approval: required").requiresApproval)
        #expect(refusalCode { try checklist("approval: requird") } == "unknown-value")
        #expect(refusalCode { try checklist("approval: true") } == "unquoted-scalar")
        #expect(refusalCode { try checklist("approvals: required") } == "unknown-key")
    }

    @Test("a project says how long before its end a waiver is told to end")
    func notice() throws {
        func notice(_ line: String) throws(InputError) -> Duration {
            try Project(Array("apiVersion: airworthy/v1\n\(line)\n".utf8), source: "airworthy.yaml").waiverNotice
        }
        #expect(try notice("") == .seconds(7 * 86_400))
        #expect(try notice("waivers: {notice: 3d}") == .seconds(3 * 86_400))
        #expect(refusalCode { try notice("waivers: {notice: soon}") } == "wrong-type")
        #expect(refusalCode { try notice("waivers: {warn: 3d}") } == "unknown-key")
    }
}
