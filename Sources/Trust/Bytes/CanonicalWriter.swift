/// Writes one JSON value in canonical form (RFC 8785) as it is said, without a ``JSON`` in between: a run of a thousand
/// units has twenty thousand members, and to make, sort and discard that many was most of the work of signing it.
///
/// Members are said in canonical order. That is a rule for our code, never for input, and breaking it stops the program.
public struct CanonicalWriter: ~Copyable {
    private(set) var bytes: [UInt8]
    /// Where the latest name said in each open container lies in ``bytes``, without its quotes: nil before the first, and
    /// in arrays.
    private var names: [Range<Int>?] = []
    private var needsComma = false

    fileprivate init(reserving capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    public mutating func object(_ members: (inout CanonicalWriter) -> Void) {
        container(UInt8(ascii: "{"), members, UInt8(ascii: "}"))
    }

    public mutating func array(_ elements: (inout CanonicalWriter) -> Void) {
        container(UInt8(ascii: "["), elements, UInt8(ascii: "]"))
    }

    public mutating func string(_ text: String) {
        separate()
        JSON.writeString(text, to: &bytes)
    }

    public mutating func integer(_ value: Int) {
        separate()
        bytes.append(contentsOf: ECMAScriptNumber.text(Int64(value)).utf8)
    }

    public mutating func value(_ json: JSON) {
        separate()
        json.writeCanonical(to: &bytes)
    }

    /// Says that the next value is the member of that name, which needs no escapes.
    public mutating func name(_ name: String) {
        guard let depth = names.indices.last else { preconditionFailure("a member stands in an object") }
        separate()
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let said = start..<bytes.count
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        precondition(!JSON.needsEscape(bytes[said]), "`\(name)` needs escapes")
        if let latest = names[depth] {
            precondition(
                JSON.precedes(bytes[latest], bytes[said]),
                "`\(name)` is said after `\(String(decoding: bytes[latest], as: UTF8.self))`, and comes before it")
        }
        names[depth] = said
        needsComma = false
    }

    private mutating func container(
        _ open: UInt8, _ contents: (inout CanonicalWriter) -> Void, _ close: UInt8
    ) {
        separate()
        bytes.append(open)
        names.append(nil)
        needsComma = false
        contents(&self)
        names.removeLast()
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

extension CanonicalWriter {
    public mutating func member(_ name: String, _ text: String) {
        self.name(name)
        string(text)
    }

    /// A member in base 64, standard alphabet and padded.
    public mutating func member(_ name: String, base64 bytes: [UInt8]) {
        self.name(name)
        separate()
        self.bytes.append(UInt8(ascii: "\""))
        Base64.append(bytes, to: &self.bytes)
        self.bytes.append(UInt8(ascii: "\""))
    }

    /// A member that is absent when there is no text.
    public mutating func member(_ name: String, _ text: String?) {
        guard let text else { return }
        member(name, text)
    }

    public mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        integer(value)
    }

    public mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        array { array in
            for text in texts { array.string(text) }
        }
    }
}

extension CanonicalWriter {
    /// The bytes of the one value that `write` writes.
    ///
    /// - Parameter capacity: about how many bytes it will take; more is better than fewer, which are copied as they grow.
    public static func bytes(reserving capacity: Int = 0, _ write: (inout CanonicalWriter) -> Void) -> [UInt8] {
        var writer = CanonicalWriter(reserving: capacity)
        write(&writer)
        return writer.bytes
    }
}

extension JSON {
    /// The one value that `write` writes, as a part of a larger one.
    public static func written(reserving capacity: Int = 0, _ write: (inout CanonicalWriter) -> Void) -> JSON {
        .canonical(CanonicalJSON(bytes: CanonicalWriter.bytes(reserving: capacity, write)))
    }
}
