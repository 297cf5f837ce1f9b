import Trust

/// How a side is read.
enum ConfigurationFormat: String, Sendable, Hashable, CaseIterable {
    /// By the extension, and by looking whether it is a directory.
    case auto
    case json, yaml, tree, bytes

    /// What the file's name says; nil when it says nothing.
    static func named(by path: String) -> ConfigurationFormat? {
        let name = path.lowercased()
        if name.hasSuffix(".json") { return .json }
        return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? .yaml : nil
    }

    /// Parses a document.
    /// - Throws: the parser's own diagnostic.
    func parse(_ bytes: [UInt8], name: String) throws(Diagnostic) -> DocumentValue {
        if self == .json {
            return .json(try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: bytes.count, depth: 64)).root)
        }
        do {
            return .yaml(try YAMLDocument.parse(bytes, name: name))
        } catch {
            throw error.diagnostics.first
        }
    }
}
