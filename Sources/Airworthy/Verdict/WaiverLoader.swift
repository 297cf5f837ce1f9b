public import Trust

/// Reads a signed waiver and believes it only as the trust policy says.
public enum WaiverLoader {
    /// - Throws: `waiver-…` errors: a waiver that was named and does not count is wrong input, never silently dropped.
    public static func load(
        _ bytes: [UInt8], source: String, trust: TrustPolicy, at instant: Instant
    ) throws(InputError) -> Verified<Waiver> {
        do throws(Diagnostic) {
            let envelope = try Envelope(bytes)
            let statement = try verified(envelope, trust, instant)
            let waiver = try statement.map { (statement) throws(Diagnostic) in
                try Waiver(statement, source: source)
            }
            if let longest = trust.maximumLifetime(forPredicate: PredicateType.waiver),
                waiver.value.expires > instant + longest
            {
                throw Diagnostic(
                    "waiver-too-long", "the waiver lasts until \(waiver.value.expires), longer than \(longest.text)",
                    remedy: "sign one that ends sooner")
            }
            return waiver
        } catch {
            var diagnostic = error
            diagnostic.location = diagnostic.location ?? .path(source)
            throw InputError(diagnostic)
        }
    }

    private static func verified(
        _ envelope: Envelope, _ trust: TrustPolicy, _ instant: Instant
    ) throws(Diagnostic) -> Verified<Statement> {
        do {
            return try trust.verify(envelope, predicateType: PredicateType.waiver, at: instant)
        } catch {
            throw Diagnostic(
                "waiver-untrusted", "the waiver is not signed by whom the trust policy names",
                remedy: "have it signed by someone a rule for `\(PredicateType.waiver)` allows",
                notes: error.rejections.map(\.description).array)
        }
    }
}

extension Waiver {
    /// - Throws: `waiver-malformed`, naming the member; `waiver-subject` when it is bound to no manifest it names.
    init(_ statement: Statement, source: String) throws(Diagnostic) {
        guard let predicate = statement.predicate else {
            throw Diagnostic("waiver-malformed", "the waiver has no predicate", at: .path(source))
        }
        func text(_ key: String) throws(Diagnostic) -> String {
            guard let value = predicate[key]?.string, !value.isEmpty else {
                throw Diagnostic(
                    "waiver-malformed", "the waiver has no `\(key)`", at: predicate.location,
                    remedy: "sign a waiver with every member")
            }
            return value
        }
        guard let expires = Instant(rfc3339: try text("expires")) else {
            throw Diagnostic(
                "waiver-malformed", "the waiver's `expires` is not an instant", at: predicate.location,
                remedy: "sign a waiver that ends")
        }
        var manifest: Digest?
        if let hex = predicate["manifest"]?.string {
            guard let digest = Digest(hex), statement.names(digest) else {
                throw Diagnostic(
                    "waiver-subject", "the waiver's `manifest` is not a subject of its statement",
                    at: predicate.location, remedy: "sign it over the manifest it is for")
            }
            manifest = digest
        }
        self.init(
            step: try text("step"), code: try text("finding"), subject: predicate["subject"]?.string,
            environment: try text("environment"), manifest: manifest, expires: expires, owner: try text("owner"),
            ticket: try text("ticket"), reason: try text("reason"))
    }
}
