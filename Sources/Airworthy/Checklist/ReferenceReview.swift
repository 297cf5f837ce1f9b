import Trust

/// Holds every `${{ … }}` and every `when` of a checklist against what there is: variables are declared and used,
/// outputs are those of steps that are needed.
struct ReferenceReview {
    private let scopes: [VariableScope]
    private let steps: [Step]
    /// By id; positions, because copies of all steps would be as large as the checklist.
    private let places: [String: Int]
    private let phase: Phase?
    private var used: [Set<String>]
    private var errors = ErrorCollector()

    /// - Parameter phase: nil for a group by itself, which any checklist may include.
    static func validate(
        _ steps: [Step], _ scopes: [VariableScope], phase: Phase?, _ errors: inout ErrorCollector
    ) {
        var review = ReferenceReview(
            scopes: scopes, steps: steps, phase: phase, used: Array(repeating: [], count: scopes.count))
        for scope in scopes { review.bindings(of: scope) }
        for step in steps { review.look(at: step) }
        review.unused()
        for diagnostic in review.errors.diagnostics { errors.report(diagnostic) }
    }

    private init(scopes: [VariableScope], steps: [Step], phase: Phase?, used: [Set<String>]) {
        self.scopes = scopes
        self.steps = steps
        places = Dictionary(steps.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        self.phase = phase
        self.used = used
    }

    private mutating func bindings(of scope: VariableScope) {
        guard let binding = scope.binding else { return }
        for member in binding.values {
            for (placeholder, location) in placeholders(in: member.value) {
                switch placeholder {
                case .variable(let name): use(name, in: binding.parent, at: location)
                case .releaseID, .releaseEnvironment, .releaseSequence: break
                case .item, .output:
                    errors.report(
                        Diagnostic(
                            "bad-substitution", "a step group is given its variables before anything runs",
                            at: location, remedy: "use `vars` or `release`, or write the value out"))
                }
            }
        }
    }

    private mutating func look(at step: Step) {
        var references: [(OutputReference, Location)] = []
        let nodes = [step.arguments, step.effect?.probe?.arguments, step.effect?.compensation?.check.arguments]
        for node in nodes {
            for (placeholder, location) in placeholders(in: node) {
                switch placeholder {
                case .variable(let name): use(name, in: step.scope, at: location)
                case .output(let reference): references.append((reference, location))
                case .item, .releaseID, .releaseEnvironment, .releaseSequence: break
                }
            }
        }
        for clause in step.condition?.clauses ?? [] {
            switch clause.input {
            case .variable(let name):
                use(name, in: clause.scope, at: clause.location)
                unreachable(step, clause, name)
            case .output(let reference): references.append((reference, clause.location))
            case .phase:
                guard let phase, scopes[clause.scope].binding == nil,
                    !clause.matcher.match(.string(phase.rawValue)).isMatch
                else { break }
                reportUnreachable(step, "this checklist's phase is `\(phase.rawValue)`", at: clause.location)
            case .environment: break
            }
        }
        for (reference, location) in references { look(at: reference, of: step, at: location) }
    }

    private mutating func placeholders(in node: YAMLNode?) -> [(placeholder: Placeholder, location: Location)] {
        errors.attempt { () throws(InputError) in try Placeholder.all(in: node) } ?? []
    }

    private mutating func use(_ name: String, in scope: Int, at location: Location) {
        used[scope].insert(name)
        guard scopes[scope].declaration(name) == nil else { return }
        errors.report(VariableResolution.unknown(name, scopes[scope], at: location))
    }

    /// A choice none of whose words the clause allows.
    private mutating func unreachable(_ step: Step, _ clause: Condition.Clause, _ name: String) {
        guard case .choice(let words)? = scopes[clause.scope].declaration(name)?.type,
            !words.contains(where: { clause.matcher.match(.string($0)).isMatch })
        else { return }
        reportUnreachable(step, "no value of `\(name)` is \(clause.matcher)", at: clause.location)
    }

    private mutating func reportUnreachable(_ step: Step, _ reason: String, at location: Location) {
        errors.report(
            Diagnostic(
                "unreachable-step", "step `\(step.id)` could never run: \(reason)", at: location,
                remedy: "correct `when`, or remove the step"))
    }

    private mutating func look(at reference: OutputReference, of step: Step, at location: Location) {
        let full = scopes[step.scope].prefix + reference.step
        guard let source = places[full].map({ steps[$0] }) else {
            errors.report(
                Diagnostic(
                    "unknown-output", "step `\(step.id)` uses an output of `\(full)`, which is no step", at: location,
                    remedy: "name an existing step"))
            return
        }
        guard source.outputs.contains(where: { $0.name == reference.name }) else {
            let known = source.outputs.map { "`\($0.name)`" }.joined(separator: ", ")
            errors.report(
                Diagnostic(
                    "unknown-output", "step `\(full)` has no output `\(reference.name)`", at: location,
                    remedy: known.isEmpty ? "declare it under `outputs` of `\(full)`" : "use one of \(known)"))
            return
        }
        guard isNeeded(full, by: step) else {
            errors.report(
                Diagnostic(
                    "output-not-needed", "step `\(step.id)` uses an output of `\(full)` without waiting for it",
                    at: location, remedy: "add `needs: [\(reference.step)]`"))
            return
        }
        guard source.forEach == nil || source.forEach == step.forEach else {
            errors.report(
                Diagnostic(
                    "output-of-many", "step `\(full)` is repeated, and `\(step.id)` is not repeated over the same",
                    at: location, remedy: "give both steps the same `forEach`"))
            return
        }
    }

    private func isNeeded(_ wanted: String, by step: Step) -> Bool {
        var seen: Set<String> = []
        var pending = step.needs
        while let need = pending.popLast() {
            if need == wanted { return true }
            if seen.insert(need).inserted { pending += places[need].map { steps[$0].needs } ?? [] }
        }
        return false
    }

    private mutating func unused() {
        var known: Set<Location> = []
        for (scope, used) in zip(scopes, used) {
            for declaration in scope.declarations where !used.contains(declaration.name) {
                guard known.insert(declaration.location).inserted else { continue }
                errors.report(
                    Diagnostic(
                        "unused-variable", "\(scope.name) declares `\(declaration.name)` and never uses it",
                        at: declaration.location, remedy: "use `${{ vars.\(declaration.name) }}`, or remove it"))
            }
        }
    }
}
