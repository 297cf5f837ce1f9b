import Trust

/// Makes atomic changes of a plan's entries.
struct TerraformPlanReader {
    let sensitivity: Sensitivity
    private(set) var changes: [TerraformChange] = []
    private(set) var unchanged = 0
    private(set) var unknown: [Finding<DriftTerraformCode>] = []
    private var changedAddresses: Set<[UInt8]> = []

    private static let unknownLimit = 50
    /// Bytes of the paths of all attributes together: a name may be as long as the plan, and stand before each.
    private var room = 64 << 20

    init(sensitivity: Sensitivity) {
        self.sensitivity = sensitivity
    }

    mutating func read(_ root: JSONValue) throws(TerraformPlanFault) {
        for entry in try Self.list("resource_changes", in: root) { try read(entry, .resource) }
        // Drift is found under the former address of what is moved.
        changedAddresses = Set(changes.flatMap { [$0.address, $0.movedFrom ?? $0.address] }.map { Array($0.utf8) })
        for entry in try Self.list("resource_drift", in: root) { try read(entry, .drift) }
        for entry in try Self.list("action_invocations", in: root) {
            append(.invoke, entry, .resource, address: try Self.text("address", in: entry))
        }
        guard let outputs = root["output_changes"], !outputs.isNull else { return }
        guard outputs.kind == .object else { throw Self.fault("`output_changes` is no object", at: outputs) }
        for (name, change) in outputs.members { try read(change, of: change, .output, address: name) }
    }

    private mutating func read(_ entry: JSONValue, _ origin: TerraformChange.Origin) throws(TerraformPlanFault) {
        let address = try Self.text("address", in: entry)
        guard let change = entry["change"], change.kind == .object else {
            throw Self.fault("an entry has no `change`", at: entry)
        }
        try read(change, of: entry, origin, address: address)
    }

    private mutating func read(
        _ change: JSONValue, of entry: JSONValue, _ origin: TerraformChange.Origin, address: String
    ) throws(TerraformPlanFault) {
        guard let list = change["actions"], list.kind == .array, !list.elements.isEmpty else {
            throw Self.fault("a change has no `actions`", at: entry)
        }
        let start = changes.count
        if let former = entry["previous_address"]?.string, !former.isExactly(address) {
            append(.move, entry, origin, address: address, movedFrom: former)
        }
        if let importing = change["importing"], !importing.isNull { append(.import, entry, origin, address: address) }
        switch list.elements.map({ $0.string ?? "" }) {
        case ["no-op"], ["read"]: break
        case ["create"]: append(.create, entry, origin, address: address)
        case ["delete"]: append(.delete, entry, origin, address: address)
        case ["delete", "create"], ["create", "delete"]: append(.replace, entry, origin, address: address)
        case ["forget"]: append(.forget, entry, origin, address: address)
        case ["create", "forget"], ["forget", "create"]:
            append(.create, entry, origin, address: address)
            append(.forget, entry, origin, address: address)
        case ["update"]: try appendUpdate(change, of: entry, origin, address: address)
        case let actions:
            // One is enough to decide, and each place costs a walk through the plan.
            guard unknown.count < Self.unknownLimit else { return }
            let words = actions.map { "`\(Excerpt.of($0))`" }.joined(separator: ", ")
            unknown.append(
                Finding(
                    .unknownAction, "the actions on `\(Excerpt.of(address, limit: 200))` are \(words)",
                    at: entry.location))
            return
        }
        if changes.count == start { unchanged += 1 }
    }

    private mutating func appendUpdate(
        _ change: JSONValue, of entry: JSONValue, _ origin: TerraformChange.Origin, address: String
    ) throws(TerraformPlanFault) {
        var attributes = TerraformAttributeDiff.attributes(of: change, sensitivity: sensitivity, room: &room)
        guard room >= 0 else { throw Self.fault("the paths of what changes are too long to be kept", at: entry) }
        // Terraform also updates for what no value shows, such as a mark of sensitivity: an update is never nothing.
        if attributes.isEmpty {
            attributes = [TerraformAttribute(path: "", before: nil, after: nil, isUnknown: false, isSensitive: true)]
        }
        for attribute in attributes { append(.update, entry, origin, address: address, attribute: attribute) }
    }

    private mutating func append(
        _ action: IntendedPlanChange.Action, _ entry: JSONValue, _ origin: TerraformChange.Origin, address: String,
        movedFrom: String? = nil, attribute: TerraformAttribute? = nil
    ) {
        changes.append(
            TerraformChange(
                origin: origin, address: address, movedFrom: movedFrom, deposed: entry["deposed"]?.string,
                action: action, attribute: attribute,
                isContested: origin == .drift && changedAddresses.contains(Array(address.utf8)), entry: entry))
    }

    /// - Throws: `invalid` for what is there and is no list: it would otherwise be taken for an empty one.
    static func list(_ key: String, in root: JSONValue) throws(TerraformPlanFault) -> [JSONValue] {
        guard let value = root[key], !value.isNull else { return [] }
        guard value.kind == .array else { throw fault("`\(key)` is no list", at: value) }
        return value.elements
    }

    private static func text(_ key: String, in entry: JSONValue) throws(TerraformPlanFault) -> String {
        guard let text = entry[key]?.string, !text.isEmpty else { throw fault("an entry has no `\(key)`", at: entry) }
        return text
    }

    private static func fault(_ message: String, at value: JSONValue) -> TerraformPlanFault {
        TerraformPlanFault(.invalid, message, at: value)
    }
}
