import Testing
import Trust

@testable import Airworthy

@Suite("The inventory of credentials")
struct CredentialInventoryTests {
    @Test("everything an entry may say is read")
    func complete() throws {
        let inventory = try read(
            """
            {id: db, kind: password, owner: team-data, usedBy: [release, rollback], notBefore: 2026-01-01T00:00:00Z,
             expiresAt: 2027-01-01T00:00:00Z, rotatedAt: 2026-06-01T00:00:00Z, maxAge: 90d,
             nextRotation: 2026-12-01T00:00:00Z, overlap: 2h, revokedAt: 2028-01-01T00:00:00Z,
             renewal: {ready: true, lastSucceeded: 2026-11-01T00:00:00Z, latest: 2027-06-01T00:00:00Z}}
            """)
        let credential = Credential(try #require(inventory.entries.first))
        #expect(credential.roles == [.release, .rollback])
        #expect(credential.expiry == Expiry(instant: Instant(seconds: 1_798_761_600), isInclusive: false))
        #expect(credential.maxAge == .seconds(90 * 86_400))
        #expect(credential.overlap == .seconds(7_200))
        #expect(credential.renewal?.isReady == true)
        #expect(credential.name == "`db` (team-data)")
    }

    @Test("without roles a credential is needed for all of them")
    func defaultRoles() throws {
        let inventory = try read("{id: a, kind: token, owner: o}")
        #expect(inventory.entries.first?.roles == Set(CredentialRole.allCases))
    }

    @Test(
        "an entry that means nothing, or two things, is refused",
        arguments: [
            ("{kind: token, owner: o}", "missing-key"), ("{id: a, owner: o}", "missing-key"),
            ("{id: a, kind: token}", "missing-key"), ("{id: a, kind: tokn, owner: o}", "unknown-value"),
            ("{id: a, kind: token, owner: o, expires: 1}", "unknown-key"),
            ("{id: a, kind: token, owner: \" \"}", "credential-fields"),
            ("{id: a, kind: token, owner: o, usedBy: []}", "empty-list"),
            ("{id: a, kind: token, owner: o, usedBy: [bakes]}", "unknown-value"),
            ("{id: a, kind: password, owner: o, file: f}", "credential-fields"),
            ("{id: a, kind: jwt, owner: o, file: f, expiresAt: 2027-01-01T00:00:00Z}", "credential-fields"),
            ("{id: a, kind: certificate, owner: o, file: f, passwordFile: p}", "credential-fields"),
            ("{id: a, kind: jwt, owner: o, file: f, roots: r}", "credential-fields"),
            ("{id: a, kind: certificate, owner: o, roots: r}", "credential-fields"),
            ("{id: a, kind: password, owner: o, maxAge: 90d}", "credential-fields"),
            ("{id: a, kind: password, owner: o, overlap: 90d}", "credential-fields"),
            ("{id: a, kind: password, owner: o, maxAge: 90}", "wrong-type"),
            ("{id: a, kind: password, owner: o, expiresAt: 2027-01-01}", "wrong-type"),
            ("{id: a, kind: token, owner: o, renewal: {lastSucceeded: 2027-01-01T00:00:00Z}}", "missing-key"),
            ("{id: a, kind: token, owner: o}, {id: a, kind: token, owner: o}", "duplicate-id"), ("", "empty-list"),
        ])
    func refused(entries: String, code: String) {
        let error = #expect(throws: InputError.self) { try read(entries) }
        #expect(error?.diagnostics.first.code == code)
    }

    @Test("every defect is told at once, at its own line")
    func allDefects() {
        let error = #expect(throws: InputError.self) { try read("{id: a, kind: token}, {id: b, owner: o}") }
        #expect(error?.diagnostics.count == 2)
    }

    private func read(_ entries: String) throws -> CredentialInventory {
        let text = "asOf: 2026-11-20T00:00:00Z\ncredentials: [\(entries)]\n"
        return try CredentialInventory(Array(text.utf8), name: "inventory.yaml")
    }
}
