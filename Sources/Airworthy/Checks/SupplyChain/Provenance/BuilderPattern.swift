import Trust

/// Which builder is meant: `builder.id` itself, or every version of it where the pattern has none.
struct BuilderPattern: Sendable, Hashable {
    private let text: String
    private let hasVersion: Bool

    /// Nil for an empty name, an empty version or several `@`: it would be a guess what was meant.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
        hasVersion = parts.count == 2
    }

    func matches(_ id: String) -> Bool {
        if isExactly(id) { return true }
        guard !hasVersion else { return false }
        let parts = id.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[1].isEmpty && parts[0].isExactly(text)
    }

    func isExactly(_ id: String) -> Bool { id.isExactly(text) }
}

extension BuilderPattern: CustomStringConvertible {
    var description: String { text }
}
