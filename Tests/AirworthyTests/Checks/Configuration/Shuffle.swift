import AirworthyTesting
import Trust

/// A JSON document written another way that means the same: members in another order, other white space, other
/// spellings of text.
enum Shuffle {
    static func text(of value: JSONValue, using generator: inout SeededGenerator) -> String {
        switch value.kind {
        case .array:
            var parts: [String] = []
            for element in value.elements { parts.append(text(of: element, using: &generator)) }
            return "[\(parts.joined(separator: space(&generator) + ","))]"
        case .object:
            var parts: [String] = []
            for member in value.members.shuffled(using: &generator) {
                let name = String(decoding: JSON.string(member.key).canonicalBytes(), as: UTF8.self)
                parts.append("\(name):\(space(&generator))\(text(of: member.value, using: &generator))")
            }
            return "{\(parts.joined(separator: ",\(space(&generator))"))}"
        case .string:
            let plain = value.string ?? ""
            guard Bool.random(using: &generator), plain.utf8.allSatisfy({ $0 < 0x80 }) else {
                return String(decoding: JSON.string(plain).canonicalBytes(), as: UTF8.self)
            }
            let units = plain.utf8.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            return "\"\(units.joined())\""
        case .null, .bool, .number: return String(decoding: value.sourceBytes, as: UTF8.self)
        }
    }

    private static func space(_ generator: inout SeededGenerator) -> String {
        ["", " ", "\n", "\t"].randomElement(using: &generator) ?? ""
    }
}
