import Trust

/// Finds what changes within one `change` of a plan. Pure.
///
/// The values stand in clear text beside masks of the same shape (`before_sensitive`, `after_sensitive`), and what is
/// not known yet is left out of `after` and true in `after_unknown` (HashiCorp, "JSON Output Format", change
/// representation). A masked value is compared as a whole, so that not even its members' names are told.
struct TerraformAttributeDiff {
    private let sensitivity: Sensitivity
    /// Put together only where something is recorded: under one long name there may be very many members.
    private var path: [String] = []
    private var room: Int
    private var attributes: [TerraformAttribute] = []

    /// Sorted by path only in so far as members are: two spellings of one plan give one list.
    ///
    /// - Parameter room: how many bytes of paths may still be kept; negative afterwards where they were not enough, and
    ///   then the list is not whole.
    static func attributes(
        of change: JSONValue, sensitivity: Sensitivity, room: inout Int
    ) -> [TerraformAttribute] {
        var diff = TerraformAttributeDiff(sensitivity: sensitivity, room: room)
        defer { room = diff.room }
        diff.compare(
            Sides(
                before: change["before"], after: change["after"], unknown: change["after_unknown"],
                masks: [change["before_sensitive"], change["after_sensitive"]]), isNamedSecret: false)
        return diff.attributes
    }

    private init(sensitivity: Sensitivity, room: Int) {
        self.sensitivity = sensitivity
        self.room = room
    }

    /// The same place in the five parallel documents.
    private struct Sides {
        var before: JSONValue?
        var after: JSONValue?
        var unknown: JSONValue?
        var masks: [JSONValue?]

        var isUnknown: Bool { unknown?.bool == true }
        var isMasked: Bool { masks.contains { $0?.bool == true } }
    }

    /// Members of the five by name, found at once: a plan from outside may have very many.
    private struct MemberTables {
        private let before, after, unknown: [[UInt8]: JSONValue]
        private let masks: [[[UInt8]: JSONValue]]

        init(_ sides: Sides) {
            before = Self.table(sides.before)
            after = Self.table(sides.after)
            unknown = Self.table(sides.unknown)
            masks = sides.masks.map(Self.table)
        }

        var names: [[UInt8]] {
            Set(before.keys).union(after.keys).union(unknown.keys).sorted { $0.lexicographicallyPrecedes($1) }
        }

        subscript(name: [UInt8]) -> Sides {
            Sides(before: before[name], after: after[name], unknown: unknown[name], masks: masks.map { $0[name] })
        }

        private static func table(_ value: JSONValue?) -> [[UInt8]: JSONValue] {
            Dictionary(uniqueKeysWithValues: (value?.members ?? []).map { (Array($0.key.utf8), $0.value) })
        }
    }

    private mutating func compare(_ sides: Sides, isNamedSecret: Bool) {
        if sides.isUnknown { return record(sides, isSensitive: isNamedSecret || sides.isMasked) }
        if sides.isMasked {
            if Self.holdsTrue(sides.unknown) || !Self.same(sides.before, sides.after) {
                record(sides, isSensitive: true)
            }
            return
        }
        let isLater = sides.unknown?.kind == .object && Self.holdsTrue(sides.unknown)
        switch (sides.before?.kind ?? .null, sides.after?.kind ?? .null) {
        case (.object, .object): compareMembers(sides, isNamedSecret: isNamedSecret)
        case (.object, .null) where isLater, (.null, .object) where isLater, (.null, .null) where isLater:
            compareMembers(sides, isNamedSecret: isNamedSecret)
        case (.array, .array): compareElements(sides, isNamedSecret: isNamedSecret)
        default:
            if !Self.same(sides.before, sides.after) || Self.holdsTrue(sides.unknown) {
                record(sides, isSensitive: isNamedSecret)
            }
        }
    }

    private mutating func compareMembers(_ sides: Sides, isNamedSecret: Bool) {
        let members = MemberTables(sides)
        let isTold = [sides.before, sides.after].contains { side in
            side.map { sensitivity.concerns(members: Self.named($0)) } == true
        }
        for bytes in members.names {
            let name = String(decoding: bytes, as: UTF8.self)
            path.append(name)
            compare(
                members[bytes],
                isNamedSecret: isNamedSecret || isTold || sensitivity.concerns(name: name))
            path.removeLast()
        }
    }

    private mutating func compareElements(_ sides: Sides, isNamedSecret: Bool) {
        let former = sides.before?.elements ?? []
        let elements = sides.after?.elements ?? []
        let unknown = sides.unknown?.elements ?? []
        let masks = sides.masks.map { $0?.elements ?? [] }
        for place in 0..<max(former.count, elements.count, unknown.count) {
            func element(_ list: [JSONValue]) -> JSONValue? { place < list.count ? list[place] : nil }
            path.append("\(place)")
            defer { path.removeLast() }
            let isAlone = place >= former.count || place >= elements.count
            let inner = Sides(
                before: element(former), after: element(elements), unknown: element(unknown), masks: masks.map(element))
            // An element that is added or removed is a change even when it is null.
            if isAlone, !inner.isUnknown {
                record(inner, isSensitive: isNamedSecret || inner.masks.contains(where: Self.holdsTrue))
            } else {
                compare(inner, isNamedSecret: isNamedSecret)
            }
        }
    }

    private mutating func record(_ sides: Sides, isSensitive: Bool) {
        room -= path.reduce(0) { $0 + 1 + $1.utf8.count }
        guard room >= 0 else { return }
        let path = self.path.map { "/" + JSONPointer.escape($0) }.joined()
        let before = sides.before.map(DocumentValue.json)
        let after = sides.isUnknown ? nil : sides.after.map(DocumentValue.json)
        let isHidden =
            isSensitive || sides.masks.contains(where: Self.holdsTrue) || sensitivity.concerns(pointer: path)
            || [before, after].contains { $0?.string.map(Sensitivity.looksSecret) == true }
        attributes.append(
            TerraformAttribute(
                path: path, before: before, after: after,
                isUnknown: sides.isUnknown || Self.holdsTrue(sides.unknown), isSensitive: isHidden))
    }

    // Null and absent are one thing to Terraform.
    private static func same(_ before: JSONValue?, _ after: JSONValue?) -> Bool {
        guard let before, let after else { return (before?.isNull ?? true) && (after?.isNull ?? true) }
        return DocumentDiff.differences(desired: .json(before), live: .json(after), sensitivity: .none).isEmpty
    }

    private static func holdsTrue(_ mask: JSONValue?) -> Bool {
        guard let mask else { return false }
        return switch mask.kind {
        case .bool: mask.bool == true
        case .array: mask.elements.contains(where: holdsTrue)
        case .object: mask.members.contains { holdsTrue($0.value) }
        case .null, .number, .string: false
        }
    }

    private static func named(_ value: JSONValue) -> [DocumentValue.Member] {
        value.members.map { DocumentValue.Member(key: $0.key, value: .json($0.value)) }
    }
}
