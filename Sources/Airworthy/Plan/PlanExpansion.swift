import Trust

/// Turns steps into units: binds kinds to checks, expands the matrix, substitutes `${{ … }}`, resolves needs.
struct PlanExpansion {
    let checklist: Checklist
    let release: Release
    /// The variables of each scope.
    let values: [[String: VariableValue]]
    let catalog: (String) -> (any Check.Type)?

    /// A plan larger than this is a mistake.
    static let mostUnits = 200_000

    mutating func expand() throws(InputError) -> [PlannedUnit] {
        var errors = ErrorCollector()
        var units: [PlannedUnit] = []
        var unitsOfStep: [String: [Int]] = [:]
        var compensations: [PlannedUnit] = []
        for step in inOrderOfNeeds() {
            let needs = step.needs.flatMap { unitsOfStep[$0] ?? [] }
            let references = errors.attempt { () throws(InputError) in try self.references(of: step) } ?? []
            let expanded =
                errors.attempt { () throws(InputError) in
                    try self.units(of: step, needs: needs, from: units.count, &compensations) { subject in
                        sources(references, of: step, about: subject, units, unitsOfStep)
                    }
                } ?? []
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
        if !compensations.isEmpty {
            units = Aftermath.following(units, compensations)
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
    ///
    /// A step stands in the first round, of reading the file from top to bottom again and again, in which all it needs
    /// has been read.
    private func inOrderOfNeeds() -> [Step] {
        let steps = checklist.steps.array
        let places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($0.element.id, $0.offset) })
        let needs = steps.map { step in step.needs.map { places[$0, default: 0] } }
        var open = needs.map(\.count)
        var dependents: [[Int]] = Array(repeating: [], count: steps.count)
        for (place, needed) in needs.enumerated() {
            for need in needed { dependents[need].append(place) }
        }
        var rounds = Array(repeating: 0, count: steps.count)
        var ready = steps.indices.filter { open[$0] == 0 }
        var next = 0
        while next < ready.count {
            let place = ready[next]
            next += 1
            for dependent in dependents[place] {
                rounds[dependent] = max(rounds[dependent], rounds[place] + (place > dependent ? 1 : 0))
                open[dependent] -= 1
                if open[dependent] == 0 { ready.append(dependent) }
            }
        }
        precondition(ready.count == steps.count, "a cycle of steps was not refused at loading")
        return ready.sorted { (rounds[$0], $0) < (rounds[$1], $1) }.map { steps[$0] }
    }

    /// - Parameters:
    ///   - first: the position the first of them will have.
    ///   - compensations: gets what undoes them.
    ///   - sources: where a subject's outputs come from.
    private func units(
        of step: Step, needs: [Int], from first: Int, _ compensations: inout [PlannedUnit],
        sources: (Subject) -> [OutputReference: Int]
    ) throws(InputError) -> [PlannedUnit] {
        let type = try kind(step.uses, of: step, at: step.location)
        let subjects = try self.subjects(of: step, for: type)
        let exclusion = try exclusion(of: step)
        let effect = step.effect
        if effect != nil { try Self.requireAction(type, step, at: step.location) }
        let check = try binder(type, step.arguments, of: step, at: step.location)
        let probe = try effect?.probe.map { (probe) throws(InputError) in
            try binder(
                try kind(probe.uses, of: step, at: probe.location), probe.arguments, of: step, at: probe.location)
        }
        let undo = try effect?.compensation.map { (compensation) throws(InputError) in
            let type = try kind(compensation.check.uses, of: step, at: compensation.check.location)
            try Self.requireAction(type, step, at: compensation.check.location)
            return (
                step: SharedStep(Aftermath.undoing(step, compensation)),
                bind: try binder(type, compensation.check.arguments, of: step, at: compensation.check.location)
            )
        }
        let sharedStep = SharedStep(step)
        var units: [PlannedUnit] = []
        units.reserveCapacity(subjects.count)
        for subject in subjects {
            let sources = sources(subject)
            let suffix = step.forEach == nil ? "" : "/\(subject.name ?? "release")"
            if let undo {
                compensations.append(
                    PlannedUnit(
                        id: Aftermath.undoing(step.id) + suffix, role: .compensation(of: first + units.count),
                        step: undo.step, subject: subject, check: try undo.bind(subject), probe: nil, needs: [],
                        sources: sources, exclusion: exclusion))
            }
            units.append(
                PlannedUnit(
                    id: step.id + suffix, role: effect == nil ? .check : .action, step: sharedStep, subject: subject,
                    check: try check(subject), probe: try probe.map { (bind) throws(InputError) in try bind(subject) },
                    needs: needs, sources: sources, exclusion: exclusion))
        }
        return units
    }

    private func kind(_ id: String, of step: Step, at location: Location) throws(InputError) -> any Check.Type {
        guard let type = catalog(id) else {
            throw InputError(
                "unknown-kind", "step `\(step.id)` uses `\(id)`, which is no check", at: location,
                remedy: "see `airworthy checks` for the kinds")
        }
        return type
    }

    /// Nothing but a program can change anything: a step that says it does, and cannot, is a mistake.
    static func requireAction(_ type: any Check.Type, _ step: Step, at location: Location) throws(InputError) {
        guard type.kind.capabilities.contains(.processes) else {
            throw InputError(
                "cannot-act", "step `\(step.id)` is to change the world with `\(type.kind.id)`, which only looks",
                at: location, remedy: "use `command`, or remove `effect: true`")
        }
    }

    private func subjects(of step: Step, for type: any Check.Type) throws(InputError) -> [Subject] {
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
                "step `\(step.id)` gives `\(type.kind.id)` a \(subject.kind.rawValue); it examines: \(known)",
                at: step.location, remedy: "change `forEach`")
        }
        return subjects
    }

    private typealias Binder = (Subject) throws(InputError) -> BoundCheck

    /// Makes the check for each subject: one and the same where the arguments name no variable.
    private func binder(
        _ type: any Check.Type, _ arguments: YAMLNode?, of step: Step, at location: Location
    ) throws(InputError) -> Binder {
        guard let arguments, Placeholder.occurs(in: arguments) else {
            let shared = try BoundCheck.bind(type, arguments, stepID: step.id, at: location)
            return { (_) throws(InputError) in shared }
        }
        let usesOutputs = try Placeholder.all(in: arguments).contains {
            if case .output = $0.placeholder { true } else { false }
        }
        let release = release
        let variables = values[step.scope]
        return { (subject) throws(InputError) in
            let substitution = Substitution(
                release: release, item: step.forEach == nil ? nil : subject.name, variables: variables)
            let late = LateBinding(
                type: type, arguments: arguments, substitution: substitution, stepID: step.id, location: location)
            return usesOutputs ? BoundCheck(late) : try late.bound(with: [:])
        }
    }

    /// The outputs a step uses, each once.
    private func references(of step: Step) throws(InputError) -> Set<OutputReference> {
        var references = Set(step.condition?.outputs ?? [])
        let nodes = [step.arguments, step.effect?.probe?.arguments, step.effect?.compensation?.check.arguments]
        for node in nodes {
            for (placeholder, _) in try Placeholder.all(in: node) {
                if case .output(let reference) = placeholder { references.insert(reference) }
            }
        }
        return references
    }

    /// The loader has seen to it that each is there: of the one unit of its step, or of the one about the same subject.
    private func sources(
        _ references: Set<OutputReference>, of step: Step, about subject: Subject, _ units: [PlannedUnit],
        _ unitsOfStep: [String: [Int]]
    ) -> [OutputReference: Int] {
        var sources: [OutputReference: Int] = [:]
        for reference in references {
            let candidates = unitsOfStep[checklist.scopes[step.scope].prefix + reference.step] ?? []
            sources[reference] = candidates.first {
                units[$0].step.forEach == nil || units[$0].subject.name == subject.name
            }
        }
        return sources
    }

    private func subjects(of step: Step) -> [Subject] {
        switch step.forEach {
        case nil: [.release]
        case .part(.images): release.services.map { .image($0.image, of: $0) }
        case .part(.services): release.services.map(Subject.service)
        case .part(.migrations): release.migrations.map(Subject.migration)
        case .part(.configs): release.configs.map(Subject.config)
        case .part(.platforms): release.platforms.map(Subject.item)
        case .items(let items): items.map(Subject.item)
        }
    }

    /// Why a step does not apply, as far as that is known before anything runs.
    /// - Throws: `condition-untold`.
    private func exclusion(of step: Step) throws(InputError) -> String? {
        guard let clauses = step.condition?.clauses.filter(\.input.isKnown), !clauses.isEmpty else { return nil }
        let review = ConditionReview(Condition(clauses: clauses)) { clause in
            switch clause.input {
            case .environment: .string(release.environment)
            case .phase: .string(checklist.phase.rawValue)
            case .variable(let name): values[clause.scope][name]?.matched
            case .output: nil
            }
        }
        if let untold = review.untold { throw InputError(untold) }
        return review.exclusion
    }
}
