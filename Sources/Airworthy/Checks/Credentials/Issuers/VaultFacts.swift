import Trust

/// What Vault and OpenBao say of a token (`auth/token/lookup-self`) or a lease (`sys/leases/lookup`).
struct VaultFacts {
    private let data: JSONValue

    init(_ data: JSONValue) {
        self.data = data
    }

    /// - Throws: `answer-unreadable` for a time that is none: nothing else of the answer counts then.
    func describe(_ credential: inout Credential) throws(Diagnostic) {
        var issued = try instant("issue_time")
        if issued == nil { issued = try moment("creation_time") }
        credential.issuedAt = CredentialReading.earlier(credential.issuedAt, issued)
        credential.notBefore = issued
        // Null is Vault's word for "never"; nothing at all is another question's answer.
        guard data["expire_time"] != nil else { throw Self.fault("it has no `expire_time`") }
        credential.expiry = try instant("expire_time").map { Expiry(instant: $0, isInclusive: false) }
        // The root token, and nobody else's, has no end.
        credential.silence = "has no `expire_time`, so it never ends by itself"
        let uses = try seconds("num_uses") ?? 0
        credential.usesLeft = uses > 0 ? uses : nil
        // Without a period or a maximum of its own it ends with its mount's, which only an operator may ask for.
        let limit = try seconds("explicit_max_ttl") ?? 0
        let isPeriodic = (try seconds("period") ?? 0) > 0
        guard data["renewable"]?.bool == true, credential.renewal == nil, isPeriodic || limit > 0 else { return }
        // Who renews it is not said; that somebody did is.
        var renewed = try instant("last_renewal")
        if renewed == nil { renewed = try moment("last_renewal_time") }
        guard let last = renewed else { return }
        credential.renewal = Renewal(
            isReady: true, lastSucceeded: last, latest: limit > 0 ? issued.map { $0 + .seconds(limit) } : nil)
    }

    /// RFC 3339, with the nanoseconds and the offset Go writes. Numbers are read elsewhere.
    private func instant(_ name: String) throws(Diagnostic) -> Instant? {
        guard let value = data[name], !value.isNull, value.kind != .number else { return nil }
        guard let text = value.string else { throw Self.fault("`\(name)` is no text") }
        if text.isEmpty { return nil }
        guard let instant = Instant(zoned: text) else { throw Self.fault("`\(name)` is no instant") }
        return instant
    }

    /// The same as seconds since 1970.
    private func moment(_ name: String) throws(Diagnostic) -> Instant? {
        guard let seconds = try seconds(name) else { return nil }
        return Instant(seconds: seconds)
    }

    private func seconds(_ name: String) throws(Diagnostic) -> Int64? {
        guard let value = data[name], value.kind == .number else { return nil }
        guard let number = value.integer, (0...253_402_300_799).contains(number) else {
            throw Self.fault("`\(name)` is no number of seconds")
        }
        return number
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("answer-unreadable", message, remedy: "check that `url` is Vault's or OpenBao's")
    }
}
