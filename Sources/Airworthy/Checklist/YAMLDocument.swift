public import Trust

/// Parses YAML strictly and within bounds.
public enum YAMLDocument {
    /// Bounds on one file; far above any honest checklist, far below a bomb.
    public struct Limits: Sendable {
        public var bytes = 4 << 20
        public var nodes = 200_000
        public var depth = 64

        public init() {}
    }

    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - name: how messages call the file.
    /// - Throws: `InputError` with `yaml-…` codes at `file:line:column`.
    public static func parse(
        _ bytes: [UInt8], name: String, limits: Limits = Limits()
    ) throws(InputError) -> YAMLNode {
        try check(bytes, name: name, limits: limits)
        var composer = YAMLComposer(bytes, name: name, limits: limits)
        guard let root = try composer.next(isOnly: true) else {
            throw InputError(
                "yaml-empty", "`\(name)` is empty", at: .path(name), remedy: "write the document, or remove the file")
        }
        return root
    }

    /// Parses a stream of any number of documents, none for an empty file. The bounds hold for all of them together.
    static func parseAll(_ bytes: [UInt8], name: String, limits: Limits) throws(InputError) -> [YAMLNode] {
        try check(bytes, name: name, limits: limits)
        var composer = YAMLComposer(bytes, name: name, limits: limits)
        var documents: [YAMLNode] = []
        while let document = try composer.next() { documents.append(document) }
        return documents
    }

    private static func check(_ bytes: [UInt8], name: String, limits: Limits) throws(InputError) {
        guard bytes.count <= limits.bytes else {
            throw InputError(
                "yaml-too-large", "`\(name)` has \(bytes.count) bytes, more than the limit of \(limits.bytes)",
                at: .path(name), remedy: "split the file")
        }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw InputError(
                "yaml-encoding", "`\(name)` is not UTF-8 text", at: .path(name), remedy: "save the file as UTF-8")
        }
    }
}
