public import Trust

/// Reads a signed waiver and believes it only as the trust policy says.
public enum WaiverLoader {
    /// - Parameter initiator: who began the run it is for, where that is known: whom a rule with `notAuthor` excludes
    ///   beside the one who asked for the waiver.
    /// - Throws: `waiver-…` errors: a waiver that was named and does not count is wrong input, never silently dropped.
    public static func load(
        _ bytes: [UInt8], source: String, trust: TrustPolicy, at instant: Instant, initiator: String? = nil
    ) throws(InputError) -> Verified<Waiver> {
        do throws(Diagnostic) {
            let envelope = try Envelope(bytes)
            let statement = try verified(envelope, trust, instant, initiator)
            let waiver = try statement.map { (statement) throws(Diagnostic) in
                try Waiver(statement, source: source, envelope: envelope.json.canonicalBytes())
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
        _ envelope: Envelope, _ trust: TrustPolicy, _ instant: Instant, _ initiator: String?
    ) throws(Diagnostic) -> Verified<Statement> {
        do {
            return try trust.verify(
                envelope, predicateType: PredicateType.waiver, at: instant,
                authors: authors(of: envelope, trust, initiator))
        } catch {
            throw Diagnostic(
                "waiver-untrusted", "the waiver is not signed by whom the trust policy names",
                remedy: "have it signed by someone a rule for `\(PredicateType.waiver)` allows",
                notes: error.rejections.map(\.description).array)
        }
    }

    /// Whoever asked for it, and failing that its owner; and whoever began the run. Nobody where the policy does not
    /// know the first: a name that is nobody's excludes nobody. Read from the very bytes whose signatures are judged
    /// next.
    private static func authors(of envelope: Envelope, _ trust: TrustPolicy, _ initiator: String?) -> Set<String> {
        let predicate = try? Statement(payload: envelope.payload, name: "payload").predicate
        guard let name = predicate?["requestedBy"]?.string ?? predicate?["owner"]?.string, trust.knows(name) else {
            return []
        }
        return initiator.map { [name, $0] } ?? [name]
    }
}

extension Waiver {
    /// - Throws: `waiver-malformed`, naming the member; `waiver-subject` when it is bound to no manifest it names.
    init(_ statement: Statement, source: String, envelope: [UInt8]) throws(Diagnostic) {
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
        // Of another kind it would be taken for one that is not there: for nobody having asked, or for no subject.
        func optionalText(_ key: String) throws(Diagnostic) -> String? {
            guard let value = predicate[key], !value.isNull else { return nil }
            guard let text = value.string else {
                throw Diagnostic(
                    "waiver-malformed", "the waiver's `\(key)` is not a text", at: predicate.location,
                    remedy: "write it as a text, or leave it out")
            }
            return text
        }
        guard let expires = Instant(rfc3339: try text("expires")) else {
            throw Diagnostic(
                "waiver-malformed", "the waiver's `expires` is not an instant", at: predicate.location,
                remedy: "sign a waiver that ends")
        }
        var manifest: Digest?
        // Anything but a digest here would otherwise bind it to no release, and so to every one.
        if let member = predicate["manifest"], !member.isNull {
            guard let digest = member.string.flatMap({ Digest($0) }), statement.names(digest) else {
                throw Diagnostic(
                    "waiver-subject", "the waiver's `manifest` is not a subject of its statement",
                    at: predicate.location, remedy: "sign it over the manifest it is for")
            }
            manifest = digest
        }
        self.init(
            step: try text("step"), code: try text("finding"), subject: try optionalText("subject"),
            environment: try text("environment"), manifest: manifest, expires: expires, owner: try text("owner"),
            ticket: try text("ticket"), reason: try text("reason"), requestedBy: try optionalText("requestedBy"),
            envelope: envelope)
    }

    /// The statement to sign, as ``WaiverLoader`` reads it.
    ///
    /// - Parameter release: its subject, whether or not the waiver is bound to it.
    func statement(over release: Release) -> JSON {
        Statement.json(
            subjects: [StatementSubject(name: release.source, digests: [release.manifestDigest])],
            predicateType: PredicateType.waiver,
            predicate: .members([
                "step": .string(step), "finding": .string(code), "subject": subject.map(JSON.string),
                "environment": .string(environment), "manifest": manifest.map { .string($0.description) },
                "expires": .string(expires.rfc3339), "owner": .string(owner), "ticket": .string(ticket),
                "reason": .string(reason), "requestedBy": requestedBy.map(JSON.string),
            ]))
    }
}
