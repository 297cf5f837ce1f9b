import Trust

/// Turns steps into units: binds kinds to checks, expands the matrix, substitutes `${{ … }}`, resolves needs.
struct PlanExpansion {
    let checklist: Checklist
    let release: Release
    let catalog: (String) -> (any Check.Type)?

    /// A plan larger than this is a mistake.
    static let mostUnits = 200_000

    mutating func expand() throws(InputError) -> [PlannedUnit] {
        var errors = ErrorCollector()
        var units: [PlannedUnit] = []
        var unitsOfStep: [String: [Int]] = [:]
        for step in inOrderOfNeeds() {
            let needs = step.needs.flatMap { unitsOfStep[$0] ?? [] }
            let expanded = errors.attempt { () throws(InputError) in try self.units(of: step, needs: needs) } ?? []
            unitsOfStep[step.id] = Array(units.count..<(units.count + expanded.count))
            units += expanded
        }
        for label in release.requires where checklist.phase.mustProvide {
            guard !checklist.steps.contains(where: { $0.provides.contains(label) }) else { continue }
            errors.report(
                Diagnostic(
                    "requirement-without-provider", "the release requires `\(label)`, which no step provides",
                    at: .path(release.source), remedy: "add `provides: [\(label)]` to the step that shows it"))
        }
        if units.count > Self.mostUnits {
            errors.report(
                Diagnostic(
                    "plan-too-large", "the plan has \(units.count) units", at: .path(checklist.source),
                    remedy: "split the checklist"))
        }
        try errors.throwIfAny()
        return units
    }

    /// Steps so that needs come first, file order kept otherwise. The loader has refused cycles.
    private func inOrderOfNeeds() -> [Step] {
        var ordered: [Step] = []
        var placed: Set<String> = []
        var waiting = checklist.steps.array
        while !waiting.isEmpty {
            var later: [Step] = []
            for step in waiting {
                if step.needs.allSatisfy(placed.contains) {
                    ordered.append(step)
                    placed.insert(step.id)
                } else {
                    later.append(step)
                }
            }
            precondition(later.count < waiting.count, "a cycle of steps was not refused at loading")
            waiting = later
        }
        return ordered
    }

    private func units(of step: Step, needs: [Int]) throws(InputError) -> [PlannedUnit] {
        guard let type = catalog(step.uses) else {
            throw InputError(
                "unknown-kind", "step `\(step.id)` uses `\(step.uses)`, which is no check", at: step.location,
                remedy: "see `airworthy checks` for the kinds")
        }
        let subjects = self.subjects(of: step)
        guard subjects.count >= step.minSubjects else {
            throw InputError(
                "too-few-subjects",
                "step `\(step.id)` has \(subjects.count) subjects, and needs at least \(step.minSubjects)",
                at: step.location, remedy: "list the subjects, or say `minSubjects: 0` if none is right")
        }
        if let subject = subjects.first, !type.kind.subjects.contains(subject.kind) {
            let known = type.kind.subjects.map(\.rawValue).sorted().joined(separator: ", ")
            throw InputError(
                "wrong-subject-kind",
                "step `\(step.id)` gives `\(step.uses)` a \(subject.kind.rawValue); it examines: \(known)",
                at: step.location, remedy: "change `forEach`")
        }
        let shared = Substitution.occurs(in: step.arguments) ? nil : try bind(type, step, step.arguments)
        let exclusion = exclusion(of: step)
        let sharedStep = SharedStep(step)
        var units: [PlannedUnit] = []
        units.reserveCapacity(subjects.count)
        for subject in subjects {
            let check =
                if let shared { shared } else { try bind(type, step, substituted(step, subject)) }
            units.append(
                PlannedUnit(
                    id: step.forEach == nil ? step.id : "\(step.id)/\(subject.name ?? "release")", step: sharedStep,
                    subject: subject, check: check, needs: needs, exclusion: exclusion))
        }
        return units
    }

    private func bind(
        _ type: any Check.Type, _ step: Step, _ arguments: YAMLNode?
    ) throws(InputError) -> BoundCheck {
        try BoundCheck.bind(type, arguments, stepID: step.id, at: step.location)
    }

    private func substituted(_ step: Step, _ subject: Subject) throws(InputError) -> YAMLNode? {
        guard let arguments = step.arguments else { return nil }
        return try Substitution(release: release, item: subject.name).apply(to: arguments)
    }

    private func subjects(of step: Step) -> [Subject] {
        switch step.forEach {
        case nil: [.release]
        case .images: release.services.map { .image($0.image, of: $0) }
        case .services: release.services.map(Subject.service)
        case .migrations: release.migrations.map(Subject.migration)
        case .configs: release.configs.map(Subject.config)
        case .items(let items): items.map(Subject.item)
        }
    }

    private func exclusion(of step: Step) -> String? {
        guard let environments = step.environments, !environments.contains(release.environment) else { return nil }
        return "applies to \(environments.joined(separator: ", ")), not to \(release.environment)"
    }
}
