import Trust

/// Adds members to one mapping of a YAML text, so that comments and layout survive. The result must be parsed again
/// before it is used.
enum YAMLInsertion {
    /// - Parameters:
    ///   - members: `key: value` texts.
    ///   - key: where a key of the mapping stands: the new members go before it in a flow mapping, after its line in a
    ///     block mapping.
    /// - Returns: false, and `lines` untouched, when the place is not in this text.
    static func insert(_ members: [String], beside key: Location, into lines: inout [String]) -> Bool {
        guard case .file(_, let line, let column) = key, line >= 1, line <= lines.count else { return false }
        let row = line - 1
        let before = lines[row].prefix(column - 1)
        if before.contains("{") {
            lines[row] = before + members.joined(separator: ", ") + ", " + lines[row].dropFirst(column - 1)
        } else {
            let indent = String(repeating: " ", count: column - 1)
            lines.insert(contentsOf: members.map { indent + $0 }, at: row + 1)
        }
        return true
    }
}
