import Trust

/// A plan as `terraform show -json` and `tofu show -json` write it, format 1.
struct TerraformPlan: Sendable {
    let root: JSONValue
    /// Every atomic change, in the plan's order.
    let changes: [TerraformChange]
    /// Entries of the plan that change nothing: no-ops and reads.
    let unchanged: Int
    /// Actions no reader here knows, with their entries.
    let unknown: [Finding<DriftTerraformCode>]

    var terraformVersion: String? { root["terraform_version"]?.string }
    var format: String? { root["format_version"]?.string }

    /// Whether anything at all was planned: an empty list of changes of an empty configuration is no evidence.
    var knowsObjects: Bool {
        if !changes.isEmpty || unchanged > 0 || !unknown.isEmpty { return true }
        return [root["planned_values"], root["prior_state"]?["values"]].contains { values in
            let module = values?["root_module"]
            return module?["resources"]?.elements.isEmpty == false
                || module?["child_modules"]?.elements.isEmpty == false || values?["outputs"]?.members.isEmpty == false
        }
    }

    /// - Throws: `not-plan`, `unknown-format` or `invalid`, as a finding.
    init(_ root: JSONValue, sensitivity: Sensitivity) throws(TerraformPlanFault) {
        guard root.kind == .object, root["format_version"] != nil, root["plan_format_version"] == nil,
            root["values"] == nil, Self.marks.contains(where: { root[$0] != nil })
        else { throw TerraformPlanFault(.notPlan, "`format_version` and a plan's members are not there", at: root) }
        guard let format = root["format_version"]?.string, format.split(separator: ".").first == "1" else {
            let text = root["format_version"]?.string.map { "`\(Excerpt.of($0))`" } ?? "no text"
            throw TerraformPlanFault(.unknownFormat, "`format_version` is \(text), and 1 is known", at: root)
        }
        var reader = TerraformPlanReader(sensitivity: sensitivity)
        try reader.read(root)
        self.root = root
        changes = reader.changes
        unchanged = reader.unchanged
        unknown = reader.unknown
    }

    // What a plan has and a state has not.
    private static let marks = ["planned_values", "resource_changes", "output_changes", "configuration", "errored"]

    /// Members of format 1.2 and later minor versions. A new one may hold changes no reader here looks at.
    static let members: Set<String> = [
        "format_version", "terraform_version", "variables", "planned_values", "resource_drift", "resource_changes",
        "deferred_changes", "deferred_action_invocations", "output_changes", "action_invocations", "prior_state",
        "configuration", "relevant_attributes", "checks", "condition_results", "timestamp", "applyable", "complete",
        "errored", "proposed_unknown",
    ]
}
