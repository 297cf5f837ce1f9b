import Trust

/// One atomic change of a plan: one action on one object and, for an update, at one place of it.
struct TerraformChange: Sendable {
    enum Origin: String, Sendable {
        case resource, output
        /// Made outside Terraform, and found while planning.
        case drift
    }

    let origin: Origin
    let address: String
    /// The former address of what is moved.
    let movedFrom: String?
    /// The key of a former object that waits to be destroyed.
    let deposed: String?
    let action: IntendedPlanChange.Action
    /// Where and how, for an update; nil otherwise.
    let attribute: TerraformAttribute?
    /// The object is also changed by the plan: drift there was somebody's hand on what the release touches.
    let isContested: Bool
    /// The entry of the plan.
    let entry: JSONValue

    /// How messages call the object.
    var name: String {
        let object = "`\(Excerpt.of(origin == .output ? "output.\(address)" : address, limit: 200))`"
        return deposed.map { "\(object) (deposed \(Excerpt.of($0)))" } ?? object
    }

    var code: DriftTerraformCode { origin == .drift ? .undeclaredDrift : .undeclared }

    var sentence: String {
        let time = origin == .drift ? "was" : "would be"
        return switch action {
        case .update: "\(name) \(time) changed:\(attribute?.shown ?? "")"
        case .create: "\(name) \(time) created"
        case .delete: "\(name) \(time) destroyed"
        case .replace: "\(name) \(time) destroyed and created again"
        case .forget: "\(name) \(time) forgotten without being destroyed"
        case .import: "\(name) \(time) imported"
        case .move: "\(name) \(time) moved from `\(Excerpt.of(movedFrom ?? "", limit: 200))`"
        case .invoke: "\(name) \(time) invoked"
        }
    }
}

extension TerraformChange: ExcusableDifference {
    /// The address, and the pointer below the object.
    var place: String { (origin == .output ? "output.\(address)" : address) + (attribute?.path ?? "") }

    /// Noise is a value that moves. What appears, vanishes or is made anew is declared, or it is not wanted.
    var excuse: IgnoreRule.Reach { action == .update && !isContested ? .pattern : .none }
}
