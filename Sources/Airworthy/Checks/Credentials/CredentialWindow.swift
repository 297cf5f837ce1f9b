import Trust

/// From when until when each credential must hold, and what follows for one whose times are known. Pure.
struct CredentialWindow: Sendable {
    /// The later of now and the declared start: a release that starts late ends late.
    let begin: Instant
    private let now: Instant
    private let window: ReleaseWindow
    private let tolerances: Tolerances

    struct Tolerances: Sendable, Hashable {
        /// By how much the clocks of the world may disagree.
        var skew: Duration = .seconds(60)
        /// Wanted on top of every need.
        var margin: Duration = .zero
        /// How long before the end of its life a renewal should be planned, at least.
        var reserve: Duration = .zero
    }

    init(_ window: ReleaseWindow, now: Instant, _ tolerances: Tolerances) {
        begin = max(now, window.start)
        self.now = now
        self.window = window
        self.tolerances = tolerances
    }

    /// The last instant at which anything still uses a credential of these roles.
    func need(for roles: Set<CredentialRole>) -> Instant {
        if roles.contains(.rollback) { return window.end(from: now) }
        return begin + window.budget + (roles.contains(.bake) ? window.bake : .zero)
    }

    /// Until when it must hold, tolerances included.
    func end(for roles: Set<CredentialRole>) -> Instant {
        need(for: roles) + tolerances.skew + tolerances.margin
    }

    func judge(_ credential: Credential) -> [Finding<SecretWindowCode>] {
        revocation(of: credential) + beginning(of: credential) + expiry(of: credential) + age(of: credential)
            + rotation(of: credential) + uses(of: credential)
    }

    private func revocation(of credential: Credential) -> [Finding<SecretWindowCode>] {
        guard let revokedAt = credential.revokedAt, revokedAt <= end(for: credential.roles) else { return [] }
        return [found(.revoked, credential, "is revoked from \(revokedAt)")]
    }

    private func beginning(of credential: Credential) -> [Finding<SecretWindowCode>] {
        var findings: [Finding<SecretWindowCode>] = []
        if let notBefore = credential.notBefore, notBefore > begin - tolerances.skew {
            findings.append(
                found(.notYetValid, credential, "is valid from \(notBefore), and the release begins at \(begin)"))
        }
        // From the future it would stay young for ever. Of one that has not begun that is said already.
        if let issuedAt = credential.issuedAt, issuedAt != credential.notBefore, issuedAt > now + tolerances.skew {
            findings.append(found(.invalidTimes, credential, "was issued or rotated at \(issuedAt), which is to come"))
        }
        return findings
    }

    private func expiry(of credential: Credential) -> [Finding<SecretWindowCode>] {
        guard let expiry = credential.expiry else {
            guard credential.maxAge == nil || credential.issuedAt == nil else { return [] }
            let reason =
                credential.silence
                ?? (credential.maxAge == nil ? "does not say when it expires" : "says neither expiry nor age")
            return [found(.unknownExpiry, credential, reason)]
        }
        if let lifetime = credential.lifetime, lifetime < .zero {
            return [found(.invalidTimes, credential, "expires at \(expiry.instant), before it begins")]
        }
        let need = need(for: credential.roles)
        let end = end(for: credential.roles)
        if expiry.covers(end) {
            guard !expiry.covers(end + reserve(for: credential)) else { return [] }
            return [found(.expiresSoon, credential, "expires at \(expiry.instant), needed until \(need)")]
        }
        guard expiry.covers(begin) else {
            return [found(.expired, credential, "expired at \(expiry.instant)")]
        }
        let message = "expires at \(expiry.instant), needed until \(need)"
        guard isRenewed(credential, until: end) else { return [found(.expiresInWindow, credential, message)] }
        return [found(.reliesOnRenewal, credential, "\(message), and must renew itself before")]
    }

    private func age(of credential: Credential) -> [Finding<SecretWindowCode>] {
        guard let maxAge = credential.maxAge else { return [] }
        guard let issuedAt = credential.issuedAt else {
            guard credential.expiry != nil else { return [] }
            return [found(.unknownExpiry, credential, "has a maximum age, and does not say when it was issued")]
        }
        let limit = issuedAt + maxAge
        guard limit < end(for: credential.roles) else { return [] }
        return [found(.ageExceeded, credential, "is too old from \(limit) on, \(maxAge.text) after \(issuedAt)")]
    }

    // A rotation that was due and is not recorded may happen at any time, so also inside the window.
    private func rotation(of credential: Credential) -> [Finding<SecretWindowCode>] {
        guard let next = credential.nextRotation, next <= end(for: credential.roles) else { return [] }
        let isOverdue = next < begin - tolerances.skew
        if isOverdue, let issuedAt = credential.issuedAt, issuedAt >= next { return [] }
        let message =
            isOverdue
            ? "was to be rotated at \(next), and is not recorded as rotated"
            : "is to be rotated at \(next), needed until \(need(for: credential.roles))"
        guard let overlap = credential.overlap, overlap >= window.budget else {
            return [found(.rotationInWindow, credential, message)]
        }
        return [found(.reliesOnRenewal, credential, "\(message); old and new overlap for \(overlap.text)")]
    }

    // How many uses the window takes nobody has counted.
    private func uses(of credential: Credential) -> [Finding<SecretWindowCode>] {
        guard let left = credential.usesLeft else { return [] }
        return [found(.limitedUses, credential, "may be used \(left) more time\(left == 1 ? "" : "s")")]
    }

    // A controller that says it is ready, has succeeded within one lifetime, is not late with the next one, and is
    // allowed to reach the end.
    private func isRenewed(_ credential: Credential, until end: Instant) -> Bool {
        guard let renewal = credential.renewal, renewal.isReady, let lifetime = credential.lifetime else {
            return false
        }
        let isOnTime = renewal.due.map { $0 >= now - tolerances.skew } ?? true
        return isOnTime && renewal.lastSucceeded >= now - lifetime && renewal.lastSucceeded <= now + tolerances.skew
            && renewal.latest.map { $0 > end } ?? true
    }

    // A third of a short life: fixed day counts are wrong for certificates that live for days.
    private func reserve(for credential: Credential) -> Duration {
        let shortLife = Duration.seconds(90 * 86_400)
        let usual = Duration.seconds(28 * 86_400)
        let own = credential.lifetime.map { $0 <= shortLife ? $0 / 3 : usual } ?? usual
        return max(tolerances.reserve, own)
    }

    private func found(_ code: SecretWindowCode, _ credential: Credential, _ message: String) -> Finding<
        SecretWindowCode
    > {
        Finding(code, "\(credential.name) \(message)", at: credential.location)
    }
}
