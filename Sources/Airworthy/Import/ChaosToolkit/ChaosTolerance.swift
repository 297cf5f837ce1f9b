import Trust

/// What a probe must find.
enum ChaosTolerance {
    /// A status, of a program or a response; any of several.
    case numbers([Int])
    /// Occurs in the output or the body.
    case text(String)
    /// A value at a JSON pointer of the body.
    case json(pointer: String, YAMLNode)

    init(_ node: YAMLNode) throws(ChaosObjection) {
        switch node {
        case .scalar(let text, let plain, _):
            guard ScalarKind(plain: plain, text) == .integer, let number = Int(text) else {
                throw ChaosObjection(
                    reason: "tolerates `\(Excerpt.of(text))`, and a status or a text is wanted", location: node.location
                )
            }
            self = .numbers([number])
        case .sequence(let elements, _):
            let numbers = elements.compactMap { element -> Int? in
                guard case .scalar(let text, let plain, _) = element, ScalarKind(plain: plain, text) == .integer else {
                    return nil
                }
                return Int(text)
            }
            guard !numbers.isEmpty, numbers.count == elements.count else {
                throw ChaosObjection(reason: "tolerates a list of other things than numbers", location: node.location)
            }
            self = .numbers(numbers)
        case .mapping(let members, let location):
            self = try Self.described(node, members, at: location)
        }
    }

    private static func described(
        _ node: YAMLNode, _ members: [YAMLNode.Member], at location: Location
    ) throws(ChaosObjection) -> ChaosTolerance {
        let target = ChaosActivity.text(node, "target") ?? "body"
        switch ChaosActivity.text(node, "type") {
        case "regex":
            guard ["body", "stdout"].contains(target), let pattern = ChaosActivity.text(node, "pattern"),
                !pattern.isEmpty, !pattern.contains(where: { "\\^$.|?*+()[]{}".contains($0) })
            else {
                throw ChaosObjection(
                    reason: "tolerates a pattern, and only plain text can be looked for", location: location)
            }
            return .text(pattern)
        case "jsonpath":
            guard target == "body", let path = ChaosActivity.text(node, "path"), let pointer = pointer(path),
                let expected = members.first(where: { $0.key == "expect" })?.value, let value = single(expected)
            else {
                throw ChaosObjection(
                    reason: "tolerates a JSONPath that names no single value of the body", location: location)
            }
            return .json(pointer: pointer, value)
        case let type:
            throw ChaosObjection(
                reason: "has a tolerance of type `\(Excerpt.of(type ?? "none"))`, which has no equal here",
                location: location, remedy: "let a program of yours judge it, and use `command`")
        }
    }

    private static func single(_ node: YAMLNode) -> YAMLNode? {
        switch node {
        case .scalar: node
        case .sequence(let elements, _): elements.count == 1 ? single(elements[0]) : nil
        case .mapping: nil
        }
    }

    /// `$.a.b[0]` only.
    private static func pointer(_ path: String) -> String? {
        let plain = path.replacing("[", with: ".").replacing("]", with: "")
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0] == "$" else { return nil }
        for part in parts.dropFirst() {
            let isName =
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
            guard isName else { return nil }
        }
        return "/" + parts.dropFirst().joined(separator: "/")
    }

    /// Of an answer.
    var expect: [(key: String, value: ImportedValue)] {
        switch self {
        case .numbers(let numbers): [("status", .list(numbers.map(ImportedValue.number)))]
        case .text(let text): [("body", .map([("contains", .texts([text]))]))]
        case .json(let pointer, let value): [("body", .map([("json", .map([(pointer, Self.written(value))]))]))]
        }
    }

    private static func written(_ node: YAMLNode) -> ImportedValue {
        guard case .scalar(let text, let plain, _) = node else { return .text("") }
        switch ScalarKind(plain: plain, text) {
        case .integer: return Int(text).map(ImportedValue.number) ?? .text(text)
        case .bool: return .flag(text.lowercased() == "true")
        default: return .text(text)
        }
    }
}
