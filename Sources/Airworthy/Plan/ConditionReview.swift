import Trust

/// A step's `when` held against what it asks about, one answer a clause: for the plan, as far as it is known before
/// anything runs, for the run, and for the record.
struct ConditionReview {
    struct Answer {
        let clause: Condition.Clause
        let value: MatchedValue?
        let result: MatchResult
    }

    let answers: [Answer]

    /// - Parameter value: of what a clause asks about; nil where it has none.
    init(_ condition: Condition, _ value: (Condition.Clause) -> MatchedValue?) {
        answers = condition.clauses.map { clause in
            let value = value(clause)
            return Answer(clause: clause, value: value, result: clause.matcher.match(value))
        }
    }

    /// For a unit of a plan.
    /// - Parameters:
    ///   - plan: where the unit is, with the values of its variables.
    ///   - outcome: of the unit at that position; nil where there is none yet.
    init?(_ unit: PlannedUnit, in plan: Plan, outcome: (Int) -> Outcome?) {
        guard let condition = unit.step.condition else { return nil }
        self.init(condition) { clause in
            switch clause.input {
            case .environment: .string(plan.release.environment)
            case .phase: .string(plan.checklist.phase.rawValue)
            case .variable(let name): plan.values[clause.scope][name]?.matched
            case .output(let reference): unit.output(reference, in: plan, outcome: outcome)?.matched
            }
        }
    }

    /// Why the step does not apply, in words; nil where nothing says so.
    var exclusion: String? {
        for answer in answers {
            if case .differs(let words) = answer.result { return "\(answer.clause.input.text) \(words)" }
        }
        return nil
    }

    static let untoldCode = "condition-untold"

    /// What cannot be told; the step must then not be taken for one that does not apply.
    var untold: Diagnostic? {
        for answer in answers {
            if case .untold(let words) = answer.result {
                return Diagnostic(
                    Self.untoldCode,
                    "whether the step applies cannot be told: `\(answer.clause.input.text)` \(words)",
                    at: answer.clause.location, remedy: "make what `when` asks about known, and of the type it asks for"
                )
            }
        }
        return nil
    }

    func write(to json: inout CanonicalWriter) {
        json.array { array in
            for answer in answers {
                array.object { json in
                    json.member("asked", answer.clause.matcher.description)
                    json.member("input", answer.clause.input.text)
                    switch answer.result {
                    case .matched: json.member("result", "matched")
                    case .differs: json.member("result", "differs")
                    case .untold: json.member("result", "untold")
                    }
                    if let value = answer.value { json.member("value", value.shown) }
                }
            }
        }
    }
}

extension PlannedUnit {
    /// The value of an output it uses.
    func output(
        _ reference: OutputReference, in plan: Plan, outcome: (Int) -> Outcome?
    ) -> VariableValue? {
        guard let source = sources[reference], let outcome = outcome(source),
            let output = plan.units[source].step.outputs.first(where: { $0.name == reference.name }),
            case .success(let value) = output.value(in: outcome)
        else { return nil }
        return value
    }

    /// The values of all outputs it uses; those that are not there are left out.
    func outputs(in plan: Plan, outcome: (Int) -> Outcome?) -> [OutputReference: VariableValue] {
        var values: [OutputReference: VariableValue] = [:]
        for reference in sources.keys { values[reference] = output(reference, in: plan, outcome: outcome) }
        return values
    }
}
