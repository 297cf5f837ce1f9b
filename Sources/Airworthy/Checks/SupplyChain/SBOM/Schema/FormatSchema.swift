import Trust

/// A compiled JSON Schema: what one version of a format asks of a document.
struct FormatSchema: Sendable {
    let rules: [CompiledRule]
    let root: Int

    /// - Throws: `schema-unsupported` for what the compiler does not understand.
    init(_ schema: JSONValue) throws(Diagnostic) {
        var compiler = SchemaCompiler()
        try compiler.add(schema, as: "#")
        for keyword in ["definitions", "$defs"] {
            for (name, definition) in schema[keyword]?.members ?? [] {
                try compiler.add(definition, as: "#/\(keyword)/\(name)")
            }
        }
        guard compiler.missing.isEmpty else {
            throw Diagnostic(
                "schema-unsupported", "`\(compiler.missing[0])` is referred to and not in the schema",
                at: schema.location)
        }
        root = compiler.place(of: "#")
        rules = compiler.rules.map(CompiledRule.init)
    }

    /// One version out of the parts that `Tools/schemas` writes: blocks of a line `@ first last name` and a schema,
    /// which has no `@` of its own.
    init(parts: [StaticString], version: String, root name: String) throws(Diagnostic) {
        var compiler = SchemaCompiler()
        for block in Self.blocks(of: parts) {
            // Versions of one major number compare as text.
            guard block.first <= version, version <= block.last else { continue }
            try compiler.add(try JSONDocument(Array(block.schema), name: block.name).root, as: block.name)
        }
        guard compiler.missing.isEmpty else {
            throw Diagnostic("schema-unsupported", "`\(compiler.missing[0])` is referred to and not in the schema")
        }
        root = compiler.place(of: name)
        rules = compiler.rules.map(CompiledRule.init)
    }

    /// One schema of the parts, the first of that name.
    static func block(_ name: String, of parts: [StaticString]) -> JSONValue? {
        blocks(of: parts).first { $0.name == name }.flatMap { try? JSONDocument(Array($0.schema), name: name).root }
    }

    private typealias Block = (
        first: String, last: String, name: String, schema: Slice<UnsafeBufferPointer<UInt8>>
    )

    private static func blocks(of parts: [StaticString]) -> [Block] {
        parts.flatMap { part in
            let text = UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
            return text.split(separator: UInt8(ascii: "@")).compactMap { block -> Block? in
                guard let end = block.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
                let words = String(decoding: block[..<end], as: UTF8.self).split(separator: " ").map(String.init)
                return words.count == 3 ? (words[0], words[1], words[2], block[end...]) : nil
            }
        }
    }

    /// Every place where `value` is not what the schema asks, at most `limit`; none when it is.
    /// - Parameter work: rules applied to values before the document is refused for what it costs.
    func faults(in value: JSONValue, limit: Int, work: Int = SchemaExamination.workLimit) -> [SchemaFault] {
        var examination = SchemaExamination(self, limit: limit, work: work)
        examination.examine(value)
        return examination.faults
    }
}

/// One place where a document is not what its schema asks.
struct SchemaFault: Sendable, Hashable {
    /// RFC 6901; empty for the document itself.
    let pointer: String
    let message: String

    /// `/components/3: …`.
    var text: String { "\(pointer.isEmpty ? "/" : pointer): \(message)" }
}
