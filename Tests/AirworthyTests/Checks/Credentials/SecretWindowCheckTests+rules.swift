import Airworthy
import AirworthyTesting
import Testing
import Trust

/// The eight rules of the page, by number: each with the last second on either side of it.
@Suite("secret-window: the eight rules")
struct SecretWindowRuleTests {
    private typealias Sample = SecretWindowSample

    /// What one entry of an inventory comes to, with a skew of a minute and a margin of an hour.
    private func codes(_ fields: String, asOf: Instant = Sample.begin) async throws -> [SecretWindowCode] {
        let text = "asOf: \(asOf)\ncredentials: [{id: a, kind: token, owner: o, \(fields)}]\n"
        let answer = try await Sample.examine(
            "inventory: i.yaml\nskew: 60s\nmargin: 1h", ["i.yaml": Array(text.utf8)])
        return answer.codes + answer.warnings
    }

    private static let end = Sample.need + .seconds(60 + 3_600)
    private static let far = "expiresAt: \(Sample.far)"

    @Test("rule 1: valid from later than the beginning less the skew fails")
    func rule1() async throws {
        #expect(try await codes("notBefore: \(Sample.begin - .seconds(60)), \(Self.far)") == [])
        #expect(try await codes("notBefore: \(Sample.begin - .seconds(59)), \(Self.far)") == [.notYetValid])
    }

    @Test("rule 2: valid until the need, the skew and the margin passes")
    func rule2() async throws {
        // Over at the instant that is written, so one second more is wanted.
        #expect(try await codes("expiresAt: \(Self.end + .seconds(1))") == [.expiresSoon])
        #expect(try await codes("expiresAt: \(Self.end)") == [.expiresInWindow])
        #expect(try await codes("expiresAt: \(Sample.begin)") == [.expired])
    }

    @Test("rule 3: what ends inside the window passes on proof of renewal only, with a warning")
    func rule3() async throws {
        let life = "notBefore: 2026-11-15T00:00:00Z, expiresAt: 2026-11-22T00:00:00Z"
        func renewal(_ ready: Bool, _ last: String, latest: Instant? = nil) -> String {
            let limit = latest.map { ", latest: \($0)" } ?? ""
            return "\(life), renewal: {ready: \(ready), lastSucceeded: \(last)\(limit)}"
        }
        #expect(try await codes(life) == [.expiresInWindow])
        #expect(try await codes(renewal(true, "2026-11-15T00:00:00Z")) == [.reliesOnRenewal])
        #expect(try await codes(renewal(false, "2026-11-15T00:00:00Z")) == [.expiresInWindow])
        // More than one lifetime ago.
        #expect(try await codes(renewal(true, "2026-11-14T13:59:59Z")) == [.expiresInWindow])
        #expect(try await codes(renewal(true, "2026-11-14T14:00:00Z")) == [.reliesOnRenewal])
        #expect(try await codes(renewal(true, "2026-11-15T00:00:00Z", latest: Self.end)) == [.expiresInWindow])
        #expect(
            try await codes(renewal(true, "2026-11-15T00:00:00Z", latest: Self.end + .seconds(1))) == [.reliesOnRenewal]
        )
    }

    @Test("rule 4: what ends soon after is a warning: a third of a life of 90 days or less, else 28 days")
    func rule4() async throws {
        let month = Duration.seconds(28 * 86_400)
        #expect(try await codes("expiresAt: \(Self.end + month + .seconds(1))") == [])
        #expect(try await codes("expiresAt: \(Self.end + month)") == [.expiresSoon])
        let end = Self.end + .seconds(30 * 86_400)
        let begin = end - .seconds(90 * 86_400)
        #expect(try await codes("notBefore: \(begin), expiresAt: \(end + .seconds(1))") == [])
        #expect(try await codes("notBefore: \(begin), expiresAt: \(end)") == [.expiresSoon])
    }

    @Test("rule 5: a rotation inside the window fails unless old and new overlap for the budget")
    func rule5() async throws {
        func rotation(_ instant: Instant, _ overlap: String = "") -> String {
            "\(Self.far), nextRotation: \(instant)\(overlap)"
        }
        #expect(try await codes(rotation(Self.end)) == [.rotationInWindow])
        #expect(try await codes(rotation(Self.end + .seconds(1))) == [])
        #expect(try await codes(rotation(Sample.begin, ", overlap: 7199s")) == [.rotationInWindow])
        #expect(try await codes(rotation(Sample.begin, ", overlap: 7200s")) == [.reliesOnRenewal])
    }

    @Test("rule 6: an unknown end is in doubt, unless an age policy stands for it")
    func rule6() async throws {
        #expect(try await codes("rotatedAt: 2026-11-01T00:00:00Z") == [.unknownExpiry])
        let age = Duration.seconds(30 * 86_400)
        #expect(try await codes("rotatedAt: \(Self.end - age), maxAge: 30d") == [])
        #expect(try await codes("rotatedAt: \(Self.end - age - .seconds(1)), maxAge: 30d") == [.ageExceeded])
    }

    @Test("rule 7: revoked fails irrespective of the end")
    func rule7() async throws {
        #expect(try await codes("\(Self.far), revokedAt: 2020-01-01T00:00:00Z") == [.revoked])
        #expect(try await codes("\(Self.far), revokedAt: \(Self.end)") == [.revoked])
        #expect(try await codes("\(Self.far), revokedAt: \(Self.end + .seconds(1))") == [])
    }

    @Test("rule 8: evidence older than the policy allows decides nothing")
    func rule8() async throws {
        let week = Duration.seconds(7 * 86_400)
        #expect(try await codes(Self.far, asOf: Sample.begin - week) == [])
        #expect(try await codes(Self.far, asOf: Sample.begin - week - .seconds(1)) == [.staleInventory])
        #expect(try await codes(Self.far, asOf: Sample.begin + .seconds(61)) == [.staleInventory])
    }
}
