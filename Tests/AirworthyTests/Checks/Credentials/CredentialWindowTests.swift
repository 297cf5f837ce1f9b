import Testing
import Trust

@testable import Airworthy

@Suite("Credentials judged against the window")
struct CredentialWindowTests {
    /// The window begins at second 1000000 with 1000 s of budget, 100 s of bake and 10 s of rollback horizon.
    private static let start: Int64 = 1_000_000
    private static let window = ReleaseWindow(
        start: Instant(seconds: start), budget: .seconds(1_000), bake: .seconds(100), rollbackHorizon: .seconds(10))
    /// No reserve is left out: it depends on the lifetime, which these credentials do not state.
    private static let day: Int64 = 86_400

    @Test(
        "one second decides, and each role has its own end",
        arguments: [
            (["release"], 1_000, nil), (["release"], 999, SecretWindowCode.expiresInWindow), (["bake"], 1_100, nil),
            (["bake"], 1_099, .expiresInWindow), (["rollback"], 1_110, nil), (["rollback"], 1_109, .expiresInWindow),
            (["release", "rollback"], 1_109, .expiresInWindow), (["release"], 0, .expiresInWindow),
            (["release"], -1, .expired),
        ] as [([String], Int64, SecretWindowCode?)])
    func inclusiveExpiry(roles: [String], offset: Int64, code: SecretWindowCode?) {
        #expect(codes(of: credential(roles, expires: offset)) == [code].compactMap { $0 })
    }

    @Test("an exclusive end must lie after the need", arguments: [(1_000, true), (1_001, false)] as [(Int64, Bool)])
    func exclusiveExpiry(offset: Int64, isFound: Bool) {
        let found = codes(of: credential(["release"], expires: offset, isInclusive: false))
        #expect(found == (isFound ? [.expiresInWindow] : []))
    }

    @Test(
        "skew and margin are asked on top of the need, and skew before the beginning",
        arguments: [(1_000 + 60 + 5, []), (1_000 + 60 + 4, [SecretWindowCode.expiresInWindow])]
            as [(Int64, [SecretWindowCode])])
    func tolerances(offset: Int64, codes: [SecretWindowCode]) {
        let tolerances = CredentialWindow.Tolerances(skew: .seconds(60), margin: .seconds(5))
        #expect(self.codes(of: credential(["release"], expires: offset), tolerances) == codes)
    }

    @Test(
        "what begins less than the skew before the release has not begun",
        arguments: [(-60, true), (-59, false)] as [(Int64, Bool)])
    func notBefore(offset: Int64, isValid: Bool) {
        var credential = credential(["release"], expires: 40 * Self.day)
        credential.notBefore = at(offset)
        let found = codes(of: credential, CredentialWindow.Tolerances(skew: .seconds(60)))
        #expect(found == (isValid ? [] : [.notYetValid]))
    }

    @Test("a release that starts late ends late")
    func lateStart() {
        let late = CredentialWindow(Self.window, now: at(500), CredentialWindow.Tolerances())
        #expect(late.begin == at(500))
        #expect(late.need(for: [.release]) == at(1_500))
        #expect(late.need(for: [.bake]) == at(1_600))
        #expect(late.need(for: [.release, .rollback]) == at(1_610))
        let early = CredentialWindow(Self.window, now: at(-500), CredentialWindow.Tolerances())
        #expect(early.need(for: [.rollback]) == at(1_110))
    }

    @Test(
        "a short remaining life is a warning: a third of a life of 90 days or less, 28 days of a longer or unknown one",
        arguments: [
            (90, 30, false), (90, 29, true), (91, 28, false), (91, 27, true), (6, 2, false), (6, 1, true),
            (0, 28, false), (0, 27, true),
        ] as [(Int64, Int64, Bool)])
    func reserve(lifetimeDays: Int64, daysLeft: Int64, warns: Bool) {
        let expiry = 1_000 + daysLeft * Self.day
        var credential = credential(["release"], expires: expiry)
        if lifetimeDays > 0 { credential.notBefore = at(expiry - lifetimeDays * Self.day) }
        #expect(findings(of: credential).map(\.code) == (warns ? [.expiresSoon] : []))
    }

    @Test("a warning names the owner and the date")
    func warning() throws {
        let finding = try #require(findings(of: credential(["release"], expires: 2_000)).first)
        #expect(finding.message.hasPrefix("`c` (team-web) expires at 1970-01-12T14:20:00Z"))
    }

    @Test("the checklist can ask for a longer reserve")
    func longerReserve() {
        let tolerances = CredentialWindow.Tolerances(skew: .zero, reserve: .seconds(60 * Self.day))
        let found = findings(of: credential(["release"], expires: 1_000 + 59 * Self.day), tolerances)
        #expect(found.map(\.code) == [.expiresSoon])
    }

    @Test(
        "a renewal counts only with evidence that it works and reaches far enough",
        arguments: [
            (true, -10, nil, SecretWindowCode.reliesOnRenewal), (false, -10, nil, .expiresInWindow),
            (true, -10 * day - 1, nil, .expiresInWindow), (true, -10 * day, nil, .reliesOnRenewal),
            (true, 1, nil, .expiresInWindow), (true, -10, 1_000, .expiresInWindow),
            (true, -10, 1_001, .reliesOnRenewal),
        ] as [(Bool, Int64, Int64?, SecretWindowCode)])
    func renewal(isReady: Bool, succeeded: Int64, latest: Int64?, code: SecretWindowCode) {
        var credential = credential(["release"], expires: 500)
        credential.notBefore = at(500 - 10 * Self.day)
        credential.renewal = Renewal(isReady: isReady, lastSucceeded: at(succeeded), latest: latest.map { at($0) })
        #expect(findings(of: credential).map(\.code) == [code])
    }

    @Test("a renewal of unknown lifetime, or of what has expired, helps nobody")
    func hopelessRenewal() {
        var credential = credential(["release"], expires: 500)
        credential.renewal = Renewal(isReady: true, lastSucceeded: at(-10), latest: nil)
        #expect(codes(of: credential) == [.expiresInWindow])
        credential.expiry = Expiry(instant: at(-1), isInclusive: true)
        credential.notBefore = at(-Self.day)
        #expect(codes(of: credential) == [.expired])
    }

    @Test(
        "a rotation inside the window needs an overlap as long as the budget",
        arguments: [
            (0, nil, SecretWindowCode.rotationInWindow), (1_000, nil, .rotationInWindow), (1_001, nil, nil),
            (500, 999, .rotationInWindow), (500, 1_000, .reliesOnRenewal), (-1, nil, .rotationInWindow),
        ] as [(Int64, Int64?, SecretWindowCode?)])
    func rotation(next: Int64, overlap: Int64?, code: SecretWindowCode?) {
        var credential = credential(["release"], expires: 90 * Self.day)
        credential.nextRotation = at(next)
        credential.overlap = overlap.map { .seconds($0) }
        #expect(findings(of: credential).map(\.code) == [code].compactMap { $0 })
    }

    @Test("a due rotation that is recorded as done is past", arguments: [(-10, true), (-11, false)] as [(Int64, Bool)])
    func rotated(rotatedAt: Int64, isDone: Bool) {
        var credential = credential(["release"], expires: 90 * Self.day)
        credential.nextRotation = at(-10)
        credential.issuedAt = at(rotatedAt)
        #expect(codes(of: credential) == (isDone ? [] : [.rotationInWindow]))
    }

    @Test(
        "without an expiry the age decides, at the end of the need",
        arguments: [(1_000, []), (999, [SecretWindowCode.ageExceeded]), (0, [.ageExceeded])]
            as [(Int64, [SecretWindowCode])])
    func age(limit: Int64, codes: [SecretWindowCode]) {
        var credential = credential(["release"], expires: nil)
        credential.issuedAt = at(-100)
        credential.maxAge = .seconds(100 + limit)
        #expect(self.codes(of: credential) == codes)
    }

    @Test("what says neither when it ends nor how old it may be is in doubt")
    func unknown() {
        var credential = credential(["release"], expires: nil)
        #expect(codes(of: credential) == [.unknownExpiry])
        credential.maxAge = .seconds(100)
        #expect(codes(of: credential) == [.unknownExpiry])
        credential.expiry = Expiry(instant: at(90 * Self.day), isInclusive: true)
        #expect(codes(of: credential) == [.unknownExpiry])
    }

    @Test("a life that ends before it begins, or an age from the future, is no life")
    func contradictions() {
        var credential = credential(["release"], expires: 90 * Self.day)
        credential.notBefore = at(91 * Self.day)
        #expect(codes(of: credential) == [.notYetValid, .invalidTimes])
        credential.notBefore = nil
        credential.issuedAt = at(1)
        #expect(codes(of: credential) == [.invalidTimes])
    }

    @Test(
        "a revocation before the end counts, however far the expiry",
        arguments: [(1_000, true), (1_001, false)] as [(Int64, Bool)])
    func revocation(offset: Int64, isFound: Bool) {
        var credential = credential(["release"], expires: 90 * Self.day)
        credential.revokedAt = at(offset)
        #expect(codes(of: credential) == (isFound ? [.revoked] : []))
    }

    @Test("no well-defined expiration, 99991231235959Z, is later than every need")
    func endOfTime() throws {
        var credential = credential(["release", "rollback"], expires: nil)
        credential.notBefore = at(-1)
        let last = try #require(Instant(rfc3339: "9999-12-31T23:59:59Z"))
        credential.expiry = Expiry(instant: last, isInclusive: true)
        #expect(findings(of: credential).isEmpty)
    }

    private func at(_ offset: Int64) -> Instant { Instant(seconds: Self.start + offset) }

    private func credential(_ roles: [String], expires offset: Int64?, isInclusive: Bool = true) -> Credential {
        let entry = CredentialEntry(
            file: "c", kind: .certificate, owner: "team-web", roles: Set(roles.compactMap(CredentialRole.init)),
            passwordFile: nil, roots: nil)
        var credential = Credential(entry)
        credential.expiry = offset.map { Expiry(instant: at($0), isInclusive: isInclusive) }
        return credential
    }

    /// Without warnings.
    private func codes(
        of credential: Credential, _ tolerances: CredentialWindow.Tolerances = .init(skew: .zero)
    ) -> [SecretWindowCode] {
        findings(of: credential, tolerances).map(\.code).filter { $0.weight != .warning }
    }

    private func findings(
        of credential: Credential, _ tolerances: CredentialWindow.Tolerances = .init(skew: .zero)
    ) -> [Finding<SecretWindowCode>] {
        CredentialWindow(Self.window, now: Instant(seconds: Self.start), tolerances).judge(credential)
    }
}
