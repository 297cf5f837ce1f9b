import Trust

extension YAMLNode {
    /// The member of that name; nil when absent, or when this is no mapping.
    func member(_ name: String) -> YAMLNode? {
        guard case .mapping(let members, _) = self else { return nil }
        return members.first { $0.key.isExactly(name) }?.value
    }

    func member(at path: String...) -> YAMLNode? {
        path.reduce(Optional(self)) { node, name in node?.member(name) }
    }

    var elements: [YAMLNode] {
        if case .sequence(let elements, _) = self { elements } else { [] }
    }

    var members: [Member] {
        if case .mapping(let members, _) = self { members } else { [] }
    }

    /// The text of a scalar, whatever its type.
    var scalar: String? {
        if case .scalar(let text, _, _) = self { text } else { nil }
    }

    /// Whether the scalar is written so that YAML reads a number, a boolean or null.
    var isUnquoted: Bool {
        guard case .scalar(let text, let plain, _) = self else { return false }
        return ScalarKind(plain: plain, text) != .string
    }
}
