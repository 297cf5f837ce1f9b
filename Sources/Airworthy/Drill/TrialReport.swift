public import Trust

/// A ``ChecklistTrial`` for people and for machines.
public struct TrialReport: Sendable, Hashable {
    public let checklist: String
    public let release: String
    public let plan: Digest
    public let steps: [StepTrial]

    public init(_ plan: Plan, _ steps: [StepTrial]) {
        checklist = plan.checklist.name
        release = plan.release.id
        self.plan = plan.digest
        self.steps = steps
    }

    public var neverFailing: Int { steps.count { $0.standing == .neverFails } }
    public var untested: Int { steps.count { if case .untested = $0.standing { true } else { false } } }
    public var failing: Int { steps.count { $0.standing == .canFail } }

    public var lines: [String] {
        let width = steps.map(\.step.count).max() ?? 0
        return steps.map { step in
            let name = step.step.padded(to: width)
            let caught = step.attempts.filter(\.isCaught).map(\.mutation.id)
            let survived = step.attempts.filter { !$0.isCaught }.map(\.mutation.id)
            let beside = survived.isEmpty ? "" : "; passes or cannot look under \(survived.joined(separator: ", "))"
            let text =
                switch step.standing {
                case .canFail: "✔ \(name)  fails under \(caught.joined(separator: ", "))\(beside)"
                case .neverFails:
                    survived.isEmpty
                        ? "✖ \(name)  NEVER FAILS: it looks at nothing that can be spoilt"
                        : "✖ \(name)  NEVER FAILS, not under \(survived.joined(separator: ", "))"
                case .untested(let reason): "? \(name)  not tested: \(reason)"
                case .notApplicable: "· \(name)  does not apply"
                }
            return SafeText.line(text)
        } + ["\(failing) can fail · \(neverFailing) never fail · \(untested) not tested"]
    }

    public var json: JSON {
        [
            "checklist": .string(checklist), "release": .string(release), "plan": .string(plan.description),
            "steps": .array(steps.map(\.json)),
            "counts": [
                "canFail": .integer(Int64(failing)), "neverFails": .integer(Int64(neverFailing)),
                "untested": .integer(Int64(untested)),
            ],
        ]
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
