import Trust

/// When two JSON values are the same to JSON Schema (draft 7, 4.2.3): members in any order, numbers by value.
enum JSONEquality {
    /// The first element that is the same as one before it.
    static func repeated(in elements: [JSONValue]) -> JSONValue? {
        guard elements.count > 1 else { return nil }
        // Seeded by the process, so that nobody can write a document whose elements all collide; what it finds does not
        // depend on the seed.
        var byHash: [Int: [JSONValue]] = Dictionary(minimumCapacity: elements.count)
        for element in elements {
            let hash = hash(element)
            if let earlier = byHash[hash] {
                let json = element.json
                if earlier.contains(where: { equal($0.json, json) }) { return element }
            }
            byHash[hash, default: []].append(element)
        }
        return nil
    }

    private static func hash(_ value: JSONValue) -> Int {
        var hasher = Swift.Hasher()
        switch value.kind {
        case .null: hasher.combine(0)
        case .bool: hasher.combine(value.bool)
        case .number:
            // Equal numbers hash equally however they are written, and different whole ones differently: as binary fractions
            // hundreds of those would be one.
            if let whole = value.integer ?? value.double.flatMap({ Int64(exactly: $0) }) {
                hasher.combine(whole)
            } else {
                hasher.combine(value.double)
            }
        case .string: combine(value.string ?? "", into: &hasher)
        case .array:
            hasher.combine(1)
            for element in value.elements { hasher.combine(hash(element)) }
        case .object:
            // A sum, because the order of members says nothing.
            var sum = 2
            for (name, member) in value.members {
                var pair = Swift.Hasher()
                combine(name, into: &pair)
                pair.combine(hash(member))
                sum &+= pair.finalize()
            }
            hasher.combine(sum)
        }
        return hasher.finalize()
    }

    private static func combine(_ text: String, into hasher: inout Swift.Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    static func equal(_ one: JSON, _ other: JSON) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.integer(let one), .number(let other)), (.number(let other), .integer(let one)):
            Int64(exactly: other) == one
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.isExactly(other)
        case (.array(let one), .array(let other)):
            one.count == other.count && zip(one, other).allSatisfy { equal($0, $1) }
        case (.object(let one), .object(let other)):
            one.count == other.count
                && one.allSatisfy { name, value in other[name].map { equal(value, $0) } ?? false }
        default: false
        }
    }
}
