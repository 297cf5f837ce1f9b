import Trust

/// The whole judgement of the claims for one subject: every rule that covers it must be satisfied.
struct SignatureReview: Sendable {
    /// How reports call the subject.
    let subject: String
    let rulings: NonEmpty<SignatureRuling>
    let evidence: [Evidence]
    private let claims: SignatureClaims
    /// Who the certificates of claims name, by origin.
    private let established: [String: EstablishedSigner]

    init(
        _ claims: SignatureClaims, for subject: String, under rules: NonEmpty<TrustRule>,
        expecting expectation: SignatureExpectation, trust: TrustPolicy, at instant: Instant
    ) {
        self.subject = subject
        self.claims = claims
        let examined = claims.claims.map { ($0, trust.examine($0.candidate, at: instant)) }
        established = Dictionary(
            examined.compactMap { claim, signature in
                (try? signature.established?.get()).map { (claim.origin, $0) }
            }, uniquingKeysWith: { first, _ in first })
        let rulings = rules.map {
            SignatureRuling(examined, by: $0, expecting: expectation, trust: trust, at: instant)
        }
        self.rulings = rulings
        let accepted = Set(rulings.array.flatMap(\.accepted).map(\.origin))
        var evidence: [Evidence] = []
        for piece in claims.claims.filter({ accepted.contains($0.origin) }).flatMap(\.evidence)
        where !evidence.contains(piece) { evidence.append(piece) }
        self.evidence = evidence
    }

    var isSatisfied: Bool { rulings.allSatisfy(\.isSatisfied) }

    /// An obstacle stands in the way only where what could be read does not suffice: another signature can add to the
    /// ones that hold, and never take from them.
    func requireSeen() throws(Obstacle) {
        guard !isSatisfied, var obstacle = claims.obstacle else { return }
        obstacle.diagnostic.notes += rejections.map { "\($0.origin): \($0.message) [\($0.fault.rawValue)]" }
        throw obstacle
    }

    /// Why the rules are not satisfied; empty when they are.
    func findings<Code: SignatureFindingCode>(as type: Code.Type, at place: Location) -> [Finding<Code>] {
        guard !isSatisfied else { return [] }
        var findings = rulings.array.compactMap(\.shortfall).map { Finding(Code.thresholdNotMet, $0, at: place) }
        findings += reasons.map { Self.finding($0, at: place) }
        if findings.isEmpty {
            findings.append(Finding(.noSignature, "nobody has signed `\(subject)`", at: place))
        }
        return findings
    }

    /// What to warn of although the rules are satisfied: rejected candidates, but not the other statements that are
    /// to be expected beside an image.
    func warnings<Code: SignatureFindingCode>(as type: Code.Type, at place: Location) -> [Finding<Code>] {
        rejections.filter { !$0.isOtherStatement }.map { Self.finding($0, at: place) }
    }

    private static func finding<Code: SignatureFindingCode>(
        _ rejected: RejectedClaim, at place: Location
    ) -> Finding<Code> {
        Finding(
            Code(rejected.fault), "the candidate at `\(rejected.origin)` does not count: \(rejected.message)",
            at: place)
    }

    /// Every candidate that counted for no rule, once, in the order found. The first rule's reason stands for it.
    var rejections: [RejectedClaim] {
        let accepted = Set(rulings.array.flatMap(\.accepted).map(\.origin))
        var seen: Set<String> = []
        return (claims.rejected + rulings.array.flatMap(\.rejected)).filter {
            !accepted.contains($0.origin) && seen.insert($0.origin).inserted
        }
    }

    /// All that did not count for the rules that are not satisfied.
    private var reasons: [RejectedClaim] {
        var reasons = claims.rejected
        for ruling in rulings where !ruling.isSatisfied {
            reasons += ruling.rejected.filter { !reasons.contains($0) }
        }
        return reasons
    }

    /// `release-2026, security`.
    var signers: String {
        var names: [String] = []
        for name in rulings.array.flatMap(\.signers) where !names.contains(name) { names.append(name) }
        return names.joined(separator: ", ")
    }

    /// What ``record(policy:)`` is.
    static let recordType = "application/vnd.airworthy.signatures+json"

    /// The decision, candidate by candidate, as a document to keep with the run. Without the instant, which the run has:
    /// the same decision is the same evidence, and is kept once.
    func record(policy: TrustPolicy) -> Evidence {
        let document: JSON = [
            "subject": .string(subject),
            "trust": ["digest": .string("\(policy.digest)"), "epoch": .integer(Int64(policy.epoch))],
            "unread": .array(claims.rejected.map(\.json)),
            "rules": .array(
                rulings.array.map { ruling in
                    [
                        "id": .string(ruling.rule.id), "satisfied": .bool(ruling.isSatisfied),
                        "wants": .string(ruling.rule.requirement.words),
                        "accepted": .array(
                            ruling.accepted.map { accepted in
                                .members([
                                    "signer": .string(accepted.signer), "origin": .string(accepted.origin),
                                    "certificate": established[accepted.origin]?.json,
                                ])
                            }),
                        "rejected": .array(ruling.rejected.map(\.json)),
                    ]
                }),
        ]
        let bytes = document.canonicalBytes()
        return Evidence(
            uri: "signatures of \(subject)", digest: Digest.of(bytes), mediaType: Self.recordType, content: bytes)
    }

    /// What the rules want that are not satisfied, of a record that was kept: one sentence each. Empty for a record of
    /// something else than is at `place`, and for one that says nothing of it.
    static func unsatisfied(in record: [UInt8], for place: Location?) -> [String] {
        guard let root = try? JSONDocument(record, name: "record").root, let subject = root["subject"]?.string,
            place == nil || place?.description == subject
        else { return [] }
        return (root["rules"]?.elements ?? []).compactMap { rule in
            guard rule["satisfied"]?.bool == false, let id = rule["id"]?.string, let wants = rule["wants"]?.string
            else { return nil }
            return "when `\(subject)` has signatures that count of \(wants): rule `\(id)` of the trust policy"
        }
    }
}

extension TrustRule.Requirement {
    /// `1 of release, security`, `2 with the role release-manager`.
    fileprivate var words: String {
        "\(threshold) " + (role.map { "with the role \($0)" } ?? "of \(signers.joined(separator: ", "))")
    }
}

extension RejectedClaim {
    fileprivate var json: JSON {
        ["code": .string(fault.rawValue), "origin": .string(origin), "message": .string(message)]
    }
}
