public import Trust

/// Puts one fault into what a run is given: its world or its trust policy.
public struct FaultInjection: Sendable {
    public let world: World
    public let trust: TrustPolicy

    /// - Throws: `fault-not-applicable` when the release has nothing the fault could touch: a drill that injects
    ///   nothing would report a catch that never happened.
    public init(
        _ fault: Fault, plan: Plan, world: World, trust: TrustPolicy, at instant: Instant
    ) throws(InputError) {
        guard let target = plan.release.services.first?.image else {
            preconditionFailure("a loaded release ships at least one service")
        }
        guard plan.units.contains(where: { $0.check.kind.id == fault.expected.kind && $0.exclusion == nil }) else {
            throw Self.notApplicable(fault, "no step of the checklist uses `\(fault.expected.kind)`")
        }
        var world = world
        var trust = trust
        switch fault {
        case .tamperedLayer:
            world.images = FaultyImages(world.images, target: target, fault: .flippedByte)
        case .unsignedImage, .missingSBOM:
            world.images = FaultyImages(world.images, target: target, fault: .nothingAttached)
        case .revokedKey:
            trust = try Self.revoking(signersFor: target, in: trust, at: instant)
        case .expiringSecret:
            world.files = FaultyFiles(world.files, fault: .credentialsExpire(at: instant + .seconds(3_600)))
        case .driftedConfig:
            let paths = Self.liveFiles(of: plan)
            guard !paths.isEmpty else {
                throw Self.notApplicable(fault, "the release ships no config, and no step compares a `live` file")
            }
            world.files = FaultyFiles(world.files, fault: .changed(paths))
        }
        self.world = world
        self.trust = trust
    }

    private static func notApplicable(_ fault: Fault, _ reason: String) -> InputError {
        InputError(
            "fault-not-applicable", "`\(fault.rawValue)` cannot be injected: \(reason)",
            remedy: "drill with a checklist and a release that have it")
    }

    /// Everybody who may sign for the image is revoked, by whatever they sign with.
    private static func revoking(
        signersFor image: ImageReference, in trust: TrustPolicy, at instant: Instant
    ) throws(InputError) -> TrustPolicy {
        let requirements = trust.rules(forImage: image.repository).map(\.requirement)
        let named = Set(requirements.flatMap(\.signers))
        let roles = Set(requirements.compactMap(\.role))
        func isNamed(_ person: Person) -> Bool { named.contains(person.id) || !roles.isDisjoint(with: person.roles) }
        guard !requirements.isEmpty else {
            throw notApplicable(.revokedKey, "no rule of the trust policy is for `\(image.repository)`")
        }
        func revoked(_ key: TrustedKey) -> TrustedKey {
            TrustedKey(
                id: key.id, key: key.key, validFrom: key.validFrom, validUntil: key.validUntil, revokedAt: instant,
                reason: "drill", location: key.location)
        }
        let identities = trust.identities.map { identity in
            named.contains(identity.id)
                ? TrustedIdentity(
                    id: identity.id, subject: identity.subject, issuer: identity.issuer, claims: identity.claims,
                    validFrom: identity.validFrom, validUntil: identity.validUntil, revokedAt: instant,
                    reason: "drill", location: identity.location)
                : identity
        }
        return try TrustPolicy(
            epoch: trust.epoch + 1, digest: trust.digest,
            keys: trust.keys.map { named.contains($0.id) ? revoked($0) : $0 },
            people: trust.people.map { isNamed($0) ? Person(id: $0.id, key: revoked($0.key), roles: $0.roles) : $0 },
            identities: identities, sigstore: trust.sigstore, rules: trust.rules, checklists: trust.checklists)
    }

    /// The live side of every comparison in the plan: what the step names, or the released config itself.
    private static func liveFiles(of plan: Plan) -> Set<String> {
        let units = plan.units.filter { $0.check.kind.id == Fault.driftedConfig.expected.kind && $0.exclusion == nil }
        return Set(
            units.compactMap { unit in
                if let live = named(by: unit, in: plan) { return live }
                guard case .config(let config) = unit.subject else { return nil }
                return config.file.path
            })
    }

    private static func named(by unit: PlannedUnit, in plan: Plan) -> String? {
        let substitution = Substitution(
            release: plan.release, item: unit.subject.name, variables: plan.values[unit.step.scope])
        guard case .mapping(let members, _)? = unit.step.arguments,
            let live = members.first(where: { $0.key == "live" })?.value,
            // The plan has been bound with these very arguments, so the substitution holds.
            case .scalar(let path, _, _)? = try? substitution.apply(to: live)
        else { return nil }
        return path
    }
}
