/// Compares two documents member by member. Pure.
///
/// Lists are compared place by place; when their lengths differ, equal elements at both ends are set aside first, so
/// that one inserted element is one difference. Text is compared by its bytes: `String`'s own equality is Unicode's
/// canonical equivalence, under which two different configurations can be equal.
struct DocumentDiff {
    private let sensitivity: Sensitivity
    private var path: [String] = []
    private var differences: [Difference] = []

    static func differences(
        desired: DocumentValue, live: DocumentValue, sensitivity: Sensitivity
    ) -> [Difference] {
        var diff = DocumentDiff(sensitivity: sensitivity)
        diff.compare(desired, live, isSensitive: false)
        return diff.differences
    }

    private init(sensitivity: Sensitivity) {
        self.sensitivity = sensitivity
    }

    private mutating func compare(_ desired: DocumentValue, _ live: DocumentValue, isSensitive: Bool) {
        switch (desired.shape, live.shape) {
        case (.null, .null): break
        case (.bool(let left), .bool(let right)) where left == right: break
        case (.number(let left), .number(let right)) where left == right: break
        case (.string(let left), .string(let right)) where left.utf8.elementsEqual(right.utf8): break
        case (.bool, .bool), (.number, .number), (.string, .string): record(.changed, desired, live, isSensitive)
        case (.array(let left), .array(let right)): compare(left, right, isSensitive: isSensitive)
        case (.object(let left), .object(let right)): compare(left, right, isSensitive: isSensitive)
        default: record(.retyped, desired, live, isSensitive)
        }
    }

    private mutating func compare(_ desired: [DocumentValue], _ live: [DocumentValue], isSensitive: Bool) {
        let shared = min(desired.count, live.count)
        var start = 0
        var end = 0
        if desired.count != live.count {
            while start < shared, Self.same(desired[start], live[start]) { start += 1 }
            while start + end < shared, Self.same(desired[desired.count - 1 - end], live[live.count - 1 - end]) {
                end += 1
            }
        }
        for place in start..<(max(desired.count, live.count) - end) {
            path.append(String(place))
            switch (place < desired.count - end, place < live.count - end) {
            case (true, true): compare(desired[place], live[place], isSensitive: isSensitive)
            case (true, false): record(.missing, desired[place], nil, isSensitive)
            case (false, true): record(.unexpected, nil, live[place], isSensitive)
            case (false, false): break
            }
            path.removeLast()
        }
    }

    private mutating func compare(
        _ desired: [DocumentValue.Member], _ live: [DocumentValue.Member], isSensitive: Bool
    ) {
        let isSensitive =
            isSensitive || sensitivity.concerns(members: desired) || sensitivity.concerns(members: live)
        var remaining: [[UInt8]: DocumentValue] = [:]
        for member in live { remaining[Array(member.key.utf8)] = member.value }
        for member in desired {
            path.append(member.key)
            let isSensitive = isSensitive || sensitivity.concerns(name: member.key)
            if let value = remaining.removeValue(forKey: Array(member.key.utf8)) {
                compare(member.value, value, isSensitive: isSensitive)
            } else {
                record(.missing, member.value, nil, isSensitive)
            }
            path.removeLast()
        }
        for member in live where remaining[Array(member.key.utf8)] != nil {
            path.append(member.key)
            record(.unexpected, nil, member.value, isSensitive || sensitivity.concerns(name: member.key))
            path.removeLast()
        }
    }

    private mutating func record(
        _ kind: Difference.Kind, _ desired: DocumentValue?, _ live: DocumentValue?, _ isSensitive: Bool
    ) {
        let pointer = path.map { "/" + JSONPointer.escape($0) }.joined()
        let isHidden =
            isSensitive || sensitivity.concerns(pointer: pointer)
            || [desired, live].contains { $0?.string.map(Sensitivity.looksSecret) == true }
        differences.append(
            Difference(
                kind: kind, path: pointer, sides: .values(desired: desired, live: live), isSensitive: isHidden))
    }

    private static func same(_ desired: DocumentValue, _ live: DocumentValue) -> Bool {
        differences(desired: desired, live: live, sensitivity: .none).isEmpty
    }
}
