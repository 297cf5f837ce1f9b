import Trust

/// Another tool's file, JSON or YAML, read with the bounds of our own.
enum ForeignDocument {
    private static let limits = JSONLimits(bytes: YAMLDocument.Limits().bytes, depth: 64, nodes: 200_000)

    static func parse(_ bytes: [UInt8], name: String, format: ForeignFormat) throws(InputError) -> YAMLNode {
        // Go templates are not YAML, and what they would become is for their own tool to say.
        if format != .chaostoolkit, let place = firstTemplate(in: bytes) {
            throw InputError(
                "template", "`\(name)` is a template, and its values are not in it",
                at: .file(name, line: place, column: 1),
                remedy: "let its own tool fill it in (`goss render`, `helm template`), and import the result")
        }
        guard bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") else {
            return try YAMLDocument.parse(bytes, name: name)
        }
        do throws(Diagnostic) {
            return node(try JSONDocument(bytes, name: name, limits: limits).root, name: name, at: "")
        } catch {
            // A flow mapping of YAML begins like JSON too.
            return try YAMLDocument.parse(bytes, name: name)
        }
    }

    /// The line of the first `{{` or `{%` outside a comment.
    private static func firstTemplate(in bytes: [UInt8]) -> Int? {
        for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = line.drop { $0 == 0x20 }
            guard text.first != UInt8(ascii: "#") else { continue }
            for (one, next) in zip(text, text.dropFirst())
            where one == UInt8(ascii: "{") && (next == UInt8(ascii: "{") || next == UInt8(ascii: "%")) {
                return number + 1
            }
        }
        return nil
    }

    private static func node(_ value: JSONValue, name: String, at pointer: String) -> YAMLNode {
        let location = Location.pointer(document: name, pointer)
        return switch value.kind {
        case .null: .scalar("null", plain: true, at: location)
        case .bool, .number: .scalar(String(decoding: value.sourceBytes, as: UTF8.self), plain: true, at: location)
        case .string: .scalar(value.string ?? "", plain: false, at: location)
        case .array:
            .sequence(
                value.elements.enumerated().map { node($1, name: name, at: "\(pointer)/\($0)") }, at: location)
        case .object:
            .mapping(
                value.members.map { key, member in
                    let place = "\(pointer)/\(JSONPointer.escape(key))"
                    return YAMLNode.Member(
                        key: key, location: .pointer(document: name, place), value: node(member, name: name, at: place))
                }, at: location)
        }
    }
}
