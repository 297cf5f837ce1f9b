import Trust

/// Steps from an experiment: its hypothesis before, its actions in order, and its hypothesis again. What would break
/// something and could not be put back is not carried over.
struct ChaosToolkitImport {
    /// Names and values that stand in the experiment itself.
    private let configuration: [String: String]
    private var activities: [String: YAMLNode] = [:]

    static func read(_ root: YAMLNode, into draft: inout ImportDraft) throws(InputError) {
        var fields = try FieldReader(root, as: "the experiment")
        guard let method = try fields.optionalList("method") else {
            throw InputError(
                "not-an-experiment", "an experiment has a `method`", at: root.location, remedy: "name an experiment")
        }
        for key in ["version", "title"] { _ = fields.node(key) }
        var reader = ChaosToolkitImport(configuration: configuration(fields.node("configuration")))
        var probes: [YAMLNode] = []
        if let node = fields.node("steady-state-hypothesis") {
            var hypothesis = try FieldReader(node, as: "`steady-state-hypothesis`")
            _ = hypothesis.node("title")
            probes = try hypothesis.optionalList("probes") ?? []
            for member in hypothesis.unread {
                draft.leave("`\(Excerpt.of(member.key))` of the hypothesis", "has no equal here", at: member.location)
            }
        }
        let rollbacks = try fields.optionalList("rollbacks") ?? []
        for member in fields.unread {
            draft.leave("`\(Excerpt.of(member.key))`", "has no equal in a checklist", at: member.location)
        }
        for node in probes + method + rollbacks { reader.remember(node) }
        try reader.carry(probes, method, rollbacks, into: &draft)
    }

    private init(configuration: [String: String]) {
        self.configuration = configuration
    }

    private mutating func remember(_ node: YAMLNode) {
        if let name = ChaosActivity.text(node, "name") { activities[name] = node }
    }

    private static func configuration(_ node: YAMLNode?) -> [String: String] {
        guard case .mapping(let members, _) = node else { return [:] }
        var values: [String: String] = [:]
        for member in members { if case .scalar(let text, _, _) = member.value { values[member.key] = text } }
        return values
    }

    private func carry(
        _ probes: [YAMLNode], _ method: [YAMLNode], _ rollbacks: [YAMLNode], into draft: inout ImportDraft
    ) throws(InputError) {
        let hypothesis = probes.compactMap { activity($0, in: "the hypothesis", &draft) }
        var steady: [String] = []
        for probe in hypothesis { if let id = try carry(probe, steady: true, needs: [], &draft) { steady.append(id) } }

        let undoing = rollbacks.compactMap { undo($0, &draft) }
        let isWhole = undoing.count == rollbacks.count && steady.count == probes.count && !steady.isEmpty
        let activities = method.compactMap { activity($0, in: "the method", &draft) }
        let actionCount = activities.count(where: \.isAction)
        guard undoing.count <= actionCount || !isWhole else {
            for activity in activities.filter(\.isAction) + undoing {
                draft.leave(
                    activity.label, "belongs to more rollbacks than there are actions to undo", at: activity.location,
                    remedy: "put what they do into one program, and write it as `compensate`")
            }
            return
        }
        var before = steady
        var actionsLeft = actionCount
        for activity in activities {
            var id: String?
            if !activity.isAction {
                id = try carry(activity, steady: false, needs: before, &draft)
            } else if isWhole {
                actionsLeft -= 1
                // Rollbacks run in their order, and what undoes runs newest action first: the first goes with the last.
                let undo = actionsLeft < undoing.count ? undoing[actionsLeft] : nil
                id = try carry(activity, undoneBy: undo, needs: before, &draft)
            } else {
                draft.leave(
                    activity.label, "would change something that nothing here would put back or look at",
                    at: activity.location, remedy: "carry the hypothesis and every rollback over by hand first")
            }
            if let id { before = [id] }
        }
        if !isWhole {
            for activity in undoing {
                draft.leave(
                    activity.label, "would undo what is not carried over either", at: activity.location,
                    remedy: "carry the hypothesis and every rollback over by hand first")
            }
        }
        guard before != steady else { return }
        for var probe in hypothesis {
            probe.name += " afterwards"
            _ = try carry(probe, steady: false, needs: before, &draft)
        }
    }

    private func carry(
        _ action: ChaosActivity, undoneBy undo: ChaosActivity?, needs: [String], _ draft: inout ImportDraft
    ) throws(InputError) -> String? {
        var step = ImportedStep(
            action.name, action.name, uses: "command", action.command(exit: 0), at: action.location)
        step.isEffect = true
        step.needs = needs
        step.timeout = action.timeout
        step.compensation = undo?.command(exit: 0)
        return try draft.carry(step)
    }

    private func undo(_ node: YAMLNode, _ draft: inout ImportDraft) -> ChaosActivity? {
        guard let activity = activity(node, in: "the rollbacks", &draft) else { return nil }
        guard activity.isAction else {
            draft.leave(activity.label, "undoes nothing", at: activity.location)
            return nil
        }
        return activity
    }

    /// An activity that can be carried over at all; anything else is left behind, with the reason.
    private func activity(_ node: YAMLNode, in part: String, _ draft: inout ImportDraft) -> ChaosActivity? {
        var node = node
        if case .mapping(let members, _) = node, members.count > 1, let name = ChaosActivity.text(node, "ref") {
            draft.leave(
                "`ref` to `\(Excerpt.of(name))` in \(part)", "says more than its name, which would be lost",
                at: node.location)
            return nil
        }
        if let name = ChaosActivity.text(node, "ref") {
            guard let known = activities[name] else {
                draft.leave("`ref` to `\(Excerpt.of(name))` in \(part)", "leads nowhere", at: node.location)
                return nil
            }
            node = known
        }
        do throws(ChaosObjection) {
            let activity = try ChaosActivity(node, configuration: configuration)
            for member in activity.others {
                draft.leave(
                    "`\(Excerpt.of(member.key))` of \(activity.label)", "has no equal here", at: member.location)
            }
            return activity
        } catch {
            let name = ChaosActivity.text(node, "name") ?? "an activity"
            draft.leave(
                "`\(Excerpt.of(name))` of \(part)", error.reason, at: error.location ?? node.location,
                remedy: error.remedy)
            return nil
        }
    }

    private func carry(
        _ probe: ChaosActivity, steady: Bool, needs: [String], _ draft: inout ImportDraft
    ) throws(InputError) -> String? {
        let question: (uses: String, arguments: [(key: String, value: ImportedValue)])
        do throws(ChaosObjection) {
            question = try probe.question()
        } catch {
            draft.leave(probe.label, error.reason, at: error.location ?? probe.location, remedy: error.remedy)
            return nil
        }
        var step = ImportedStep(probe.name, probe.name, uses: question.uses, question.arguments, at: probe.location)
        step.isSteady = steady
        step.needs = needs
        step.timeout = probe.timeout
        return try draft.carry(step)
    }
}
