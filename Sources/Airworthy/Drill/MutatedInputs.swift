import Trust

/// What one unit is given once a ``Mutation`` has spoilt it. The originals stay as they are.
struct MutatedInputs {
    let subject: Subject
    let context: CheckContext

    /// What of the files it reads is altered.
    struct Alteration {
        let file: String
        let share: Double
    }

    /// Nil where the unit looks at nothing that the mutation could spoil.
    init?(
        _ mutation: Mutation, _ unit: PlannedUnit, in plan: Plan, _ context: CheckContext, _ alteration: Alteration?
    ) {
        if let capability = mutation.capability, !unit.check.kind.capabilities.contains(capability) { return nil }
        var world = context.world
        var trust = context.trust
        var subject = unit.subject
        switch mutation {
        case .fault(let fault):
            guard
                let injection = try? FaultInjection(
                    fault, plan: plan, world: world, trust: trust, at: context.instant)
            else { return nil }
            (world, trust) = (injection.world, injection.trust)
        case .unpinnedImage:
            guard case .image(let reference, let service) = subject else { return nil }
            subject = .image(
                ImageReference(registry: reference.registry, path: reference.path, tag: reference.tag, digest: nil),
                of: service)
        case .movedTag:
            guard case .image(let reference, _) = subject else { return nil }
            world.images = FaultyImages(world.images, target: reference, fault: .tagsMoved)
        case .alteredFile:
            guard let alteration else { return nil }
            world.files = FaultyFiles(world.files, fault: .altered([alteration.file], at: alteration.share))
        case .silentProgram: world.processes = FaultyProcesses(world.processes, fault: .silent)
        case .garbledProgram: world.processes = FaultyProcesses(world.processes, fault: .garbled)
        case .emptyLedger: world.ledger = EmptyLedger()
        }
        self.subject = subject
        self.context = CheckContext(release: context.release, trust: trust, instant: context.instant, world: world)
    }
}
