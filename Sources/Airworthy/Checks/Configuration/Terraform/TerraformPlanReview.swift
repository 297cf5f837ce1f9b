import Trust

/// Whether a plan may be judged at all: what it says of itself, and what it was made from.
struct TerraformPlanReview {
    let plan: TerraformPlan
    /// The plan shows the release is not as required.
    private(set) var failures: [Finding<DriftTerraformCode>] = []
    /// The plan does not decide.
    private(set) var doubts: [Finding<DriftTerraformCode>] = []
    private(set) var warnings: [Finding<DriftTerraformCode>] = []

    // More of one kind decide nothing further, and each place costs a walk through the plan.
    private static let limit = 50

    init(_ plan: TerraformPlan) {
        self.plan = plan
    }

    /// - Parameter assumeComplete: somebody answers for what an older Terraform or OpenTofu does not say.
    mutating func reviewStanding(assumeComplete: Bool) {
        doubts += plan.unknown
        switch plan.root["errored"] {
        case let errored? where errored.bool == true:
            failures.append(Finding(.errored, "the plan is errored", at: errored.location))
        case let errored?: require(errored, "errored")
        case nil: if !assumeComplete { doubt("errored") }
        }
        switch plan.root["complete"] {
        case let complete? where complete.bool == false:
            failures.append(Finding(.incomplete, "the plan is not complete", at: complete.location))
        case let complete?: require(complete, "complete")
        case nil: if !assumeComplete { doubt("complete") }
        }
        for key in ["deferred_changes", "deferred_action_invocations"] {
            guard let deferred = plan.root[key], !deferred.isNull else { continue }
            let count = deferred.elements.count
            if deferred.kind != .array || count > 0 {
                failures.append(Finding(.deferred, "`\(key)` holds \(count) entries", at: deferred.location))
            }
        }
        if let applyable = plan.root["applyable"] {
            if applyable.bool == false, !plan.changes.isEmpty {
                failures.append(Finding(.notApplyable, "`applyable` is false beside changes", at: applyable.location))
            } else if applyable.bool == true, plan.changes.isEmpty, plan.unknown.isEmpty {
                doubts.append(
                    Finding(.unexplained, "`applyable` is true, and no change is listed", at: applyable.location))
            } else {
                require(applyable, "applyable")
            }
        }
        reviewConditions()
        if !plan.knowsObjects {
            doubts.append(Finding(.nothingPlanned, "the plan knows of no object", at: plan.root.location))
        }
        for member in plan.root.members.filter({ !TerraformPlan.members.contains($0.key) }).prefix(Self.limit) {
            warnings.append(
                Finding(
                    .unknownMember, "the plan has a member `\(Excerpt.of(member.key))`", at: member.value.location))
        }
    }

    mutating func reviewAge(atMost maxAge: Duration, at instant: Instant) {
        guard let text = plan.root["timestamp"]?.string, let made = Instant(rfc3339OfAnyOffset: text) else {
            return doubts.append(Finding(.unstated, "the plan does not say when it was made", at: plan.root.location))
        }
        // A minute for clocks that disagree.
        if made > instant + .seconds(60) {
            failures.append(Finding(.stale, "the plan was made at \(made), after \(instant)", at: plan.root.location))
        } else if made + maxAge < instant {
            failures.append(
                Finding(.stale, "the plan was made at \(made), more than \(maxAge.text) ago", at: plan.root.location))
        }
    }

    /// Values are told of neither side: a variable's sensitivity is not part of a plan.
    mutating func reviewVariables(_ expected: [YAMLNode.Member]) {
        for member in expected {
            guard let value = plan.root["variables"]?[member.key]?["value"] else {
                failures.append(
                    Finding(
                        .otherVariables, "the plan has no variable `\(Excerpt.of(member.key))`", at: member.location))
                continue
            }
            let differences = DocumentDiff.differences(
                desired: .yaml(member.value), live: .json(value), sensitivity: .none)
            if !differences.isEmpty {
                failures.append(
                    Finding(
                        .otherVariables, "the variable `\(Excerpt.of(member.key))` has another value",
                        at: member.location, notes: [value.location.description]))
            }
        }
    }

    /// Compares the plan's prior state with a state as `terraform show -json` writes it. What drifted since that state
    /// was written is in both lists and is left to the allow-list.
    mutating func reviewState(_ state: JSONValue) {
        guard let format = state["format_version"]?.string, format.split(separator: ".").first == "1",
            state["planned_values"] == nil, state["resource_changes"] == nil
        else {
            return doubts.append(
                Finding(.invalid, "the file given as `state` is not the JSON form of a state", at: state.location))
        }
        let drifted = plan.changes.filter { $0.origin == .drift }
        let excused = Set(drifted.flatMap { [$0.address, $0.movedFrom ?? $0.address] }.map { Array($0.utf8) })
        let current = Self.resources(in: state["values"]?["root_module"])
        let prior = Self.resources(in: plan.root["prior_state"]?["values"]?["root_module"])
        let addresses = Set(current.keys).union(prior.keys).subtracting(excused)
        let other = addresses.filter { address in
            guard let left = current[address], let right = prior[address] else { return true }
            return !DocumentDiff.differences(desired: .json(left), live: .json(right), sensitivity: .none).isEmpty
        }
        guard let first = other.min(by: { $0.lexicographicallyPrecedes($1) }) else { return }
        let name = Excerpt.of(String(decoding: first, as: UTF8.self), limit: 200)
        failures.append(
            Finding(
                .otherState, "\(other.count) of the state's objects are not as the plan found them, first `\(name)`",
                at: state.location))
    }

    private mutating func reviewConditions() {
        // The second is the form of format 1.1.
        let (checks, results) = (list("checks"), list("condition_results"))
        for check in checks where failures.count + doubts.count < Self.limit {
            let name = Excerpt.of(check["address"]?["to_display"]?.string ?? "a check", limit: 200)
            switch check["status"]?.string {
            case "pass": break
            case "fail": failures.append(Finding(.conditionFailed, "`\(name)` fails", at: check.location))
            case let status:
                let word = status.map { "`\(Excerpt.of($0))`" } ?? "not told"
                doubts.append(Finding(.conditionUndecided, "the status of `\(name)` is \(word)", at: check.location))
            }
        }
        for result in results where failures.count + doubts.count < Self.limit {
            let name = Excerpt.of(result["address"]?.string ?? "a condition", limit: 200)
            if result["unknown"]?.bool == true {
                doubts.append(
                    Finding(.conditionUndecided, "a condition of `\(name)` is not known yet", at: result.location))
            } else if result["result"]?.bool != true {
                failures.append(Finding(.conditionFailed, "a condition of `\(name)` fails", at: result.location))
            }
        }
    }

    private mutating func list(_ key: String) -> [JSONValue] {
        do throws(TerraformPlanFault) {
            return try TerraformPlanReader.list(key, in: plan.root)
        } catch {
            doubts.append(error.finding)
            return []
        }
    }

    private mutating func doubt(_ member: String) {
        doubts.append(Finding(.unstated, "the plan does not say `\(member)`", at: plan.root.location))
    }

    private mutating func require(_ value: JSONValue, _ member: String) {
        if value.bool == nil { doubts.append(Finding(.invalid, "`\(member)` is no boolean", at: value.location)) }
    }

    /// Values of the managed instances by address, modules included.
    private static func resources(in module: JSONValue?) -> [[UInt8]: JSONValue] {
        var resources: [[UInt8]: JSONValue] = [:]
        for resource in module?["resources"]?.elements ?? [] where resource["mode"]?.string == "managed" {
            guard let address = resource["address"]?.string, let values = resource["values"] else { continue }
            resources[Array(address.utf8)] = values
        }
        for child in module?["child_modules"]?.elements ?? [] {
            resources.merge(Self.resources(in: child)) { first, _ in first }
        }
        return resources
    }
}
