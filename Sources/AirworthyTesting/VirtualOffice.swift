public import Airworthy
public import Trust

/// A gate, and people with keys of their own: a waiver takes one release manager, an approval two, and neither may be who
/// asked for it.
public struct VirtualOffice: Sendable {
    public let gate: PrivateKey
    public let people: [String: PrivateKey]
    public let trust: TrustPolicy

    /// `dana`, `lee` and `kim` are release managers; `sam` is not.
    public static let managers = ["dana", "lee", "kim"]

    /// - Parameters:
    ///   - revoked: people whose keys were revoked a second before ``Samples/instant``.
    ///   - rules: instead of the office's own.
    ///   - doubled: a person whose key is also somebody else's, by that name.
    public init(
        revoked: Set<String> = [], rules: [TrustRule] = VirtualOffice.rules,
        doubled: (person: String, alias: String)? = nil
    ) throws {
        gate = try PrivateKey.generate(.p256)
        var people: [String: PrivateKey] = [:]
        var members: [Person] = []
        for name in Self.managers + ["sam"] {
            let key = try PrivateKey.generate(.p256)
            people[name] = key
            let revokedAt = revoked.contains(name) ? Samples.instant - .seconds(1) : nil
            members.append(
                Person(
                    id: name, key: TrustedKey(id: name, key: key.publicKey, revokedAt: revokedAt),
                    roles: name == "sam" ? ["developer"] : ["release-manager"]))
        }
        if let doubled, let key = people[doubled.person] {
            people[doubled.alias] = key
            members.append(
                Person(
                    id: doubled.alias, key: TrustedKey(id: doubled.alias, key: key.publicKey),
                    roles: ["release-manager"]))
        }
        self.people = people
        trust = try TrustPolicy(
            epoch: 1, digest: .of(Array("office".utf8)), keys: [TrustedKey(id: "gate", key: gate.publicKey)],
            people: members, rules: rules)
    }

    public static let runs = TrustRule(
        id: "runs", scope: .predicate(PredicateType.checklistRun), requirement: .init(signers: ["gate"]))
    public static let waivers = TrustRule(
        id: "waivers", scope: .predicate(PredicateType.waiver),
        requirement: .init(role: "release-manager", notAuthor: true), maxLifetime: .seconds(30 * 86_400))
    public static let approvals = TrustRule(
        id: "approvals", scope: .predicate(PredicateType.approval),
        requirement: .init(threshold: 2, role: "release-manager", notAuthor: true), maxLifetime: .seconds(7 * 86_400))
    public static let rules = [runs, waivers, approvals]

    /// The person's key; a key nobody knows for any other name.
    public func key(_ name: String) throws -> PrivateKey { try people[name] ?? PrivateKey.generate(.p256) }

    /// A statement of the given type as anybody might have signed it.
    public func signed(
        _ type: String, _ predicate: [String: JSON], over manifest: Digest, by names: [String]
    ) throws -> [UInt8] {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "release.yaml", digests: [manifest])], predicateType: type,
            predicate: .object(predicate))
        return try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: try names.map(key)
        ).json.canonicalBytes()
    }

    /// An approval of `plan`, with one thing changed.
    public func approval(
        of plan: Plan, by names: [String], _ change: (inout [String: JSON]) -> Void = { _ in }
    ) throws -> ApprovalFile {
        var predicate: [String: JSON] = [
            "decision": "approved", "manifest": .string(plan.release.manifestDigest.description),
            "plan": .string(plan.digest.description), "phase": .string(plan.checklist.phase.rawValue),
            "environment": .string(plan.release.environment),
            "expires": .string((Samples.instant + .seconds(3_600)).rfc3339),
        ]
        change(&predicate)
        let manifest = predicate["manifest"].flatMap { member -> Digest? in
            guard case .string(let text) = member else { return nil }
            return Digest(text)
        }
        return ApprovalFile(
            source: "\(names.joined(separator: "+")).json",
            bytes: try signed(
                PredicateType.approval, predicate, over: manifest ?? plan.release.manifestDigest, by: names))
    }
}
