/// A JSON document from outside, read strictly and kept with its exact bytes (RFC 8259).
///
/// Everything is checked here, once: grammar, UTF-8, surrogates, duplicate names (after unescaping), finite numbers,
/// size, depth, and that nothing follows. Values are then decoded only when asked for, from a flat tape; no node is
/// allocated.
public struct JSONDocument: Sendable {
    let tape: JSONTape

    /// - Parameter name: what the document is called in messages: a path, an image reference, `the payload`.
    /// - Throws: `json-syntax`, `json-encoding`, `json-duplicate-key`, `json-number-range`, `json-too-deep`,
    ///   `json-too-large`, each at its line and column.
    public init(_ bytes: [UInt8], name: String, limits: JSONLimits = JSONLimits()) throws(Diagnostic) {
        do throws(JSONFault) {
            tape = JSONTape(bytes: bytes, name: name, entries: try JSONParser.parse(bytes, limits: limits))
        } catch {
            let (line, column) = JSONTape.position(of: error.offset, in: bytes)
            throw Diagnostic(error.code, error.message, at: .file(name, line: line, column: column))
        }
    }

    /// The document's one value.
    public var root: JSONValue { JSONValue(tape: tape, index: 0) }
    /// Exactly what was read: hash and verify these, never a re-encoding.
    public var bytes: [UInt8] { tape.bytes }
    public var name: String { tape.name }
}

/// The shared, immutable part of a document and its values: one reference a value, whatever the document's size.
final class JSONTape: Sendable {
    let bytes: [UInt8]
    let name: String
    let entries: [JSONEntry]

    init(bytes: [UInt8], name: String, entries: [JSONEntry]) {
        self.bytes = bytes
        self.name = name
        self.entries = entries
    }

    /// The text of the string at `index`.
    func text(at index: Int) -> String {
        String(decoding: utf8(at: index), as: UTF8.self)
    }

    /// Whether the string at `index` says exactly these bytes. Never compared as `String`, whose equality is
    /// Unicode's canonical equivalence.
    func string(at index: Int, equals text: [UInt8]) -> Bool {
        let entry = entries[index]
        if entry.isEscaped { return utf8(at: index).elementsEqual(text) }
        return entry.contents.count == text.count && bytes[entry.contents].elementsEqual(text)
    }

    private func utf8(at index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        guard entry.isEscaped else { return bytes[entry.contents] }
        return bytes[entry.contents].withUnsafeBufferPointer { JSONText.unescape($0)[...] }
    }

    /// Line and column from 1; columns count Unicode scalars. Also right for bytes that are not UTF-8.
    static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
