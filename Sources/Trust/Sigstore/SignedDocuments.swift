/// The documents of one file: a single one, or JSON lines of several, as slsa-github-generator, the GitHub command line
/// and npm write them (client specification, 4.1.1). Each is read by itself, so that a bad line says nothing about the
/// others.
public struct SignedDocuments: Sendable {
    public struct Entry: Sendable {
        /// The file's name, or `name line 3`.
        public let origin: String
        public let bytes: [UInt8]
        public let document: Result<SignedDocument, Diagnostic>
    }

    /// Most lines looked at; each may cost several verifications.
    public static let maximumLines = 100

    public let entries: NonEmpty<Entry>

    /// Throws `too-many-candidates`.
    public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        let lines = Self.lines(of: bytes, name: name)
        guard lines.count <= Self.maximumLines else {
            throw Diagnostic(
                "too-many-candidates", "`\(name)` has more than the \(Self.maximumLines) lines that are looked at",
                at: .path(name), remedy: "split the file, or keep the lines that are about this artifact")
        }
        let read = lines.map { Self.entry(Array($0.bytes), "\(name) line \($0.number)") }
        entries = NonEmpty(read) ?? NonEmpty(Self.entry(bytes, name))
    }

    private static func entry(_ bytes: [UInt8], _ origin: String) -> Entry {
        Entry(
            origin: origin, bytes: bytes,
            document: Result { () throws(Diagnostic) in try SignedDocument(bytes, name: origin) })
    }

    /// The lines that are not blank, up to one more than are looked at; none for a file that is one document, however
    /// it is printed and whatever is wrong with it.
    ///
    /// Several lines are several documents when one of them is a whole object and all of them together are not: the
    /// lines of a document printed over several are none.
    private static func lines(of bytes: [UInt8], name: String) -> [(number: Int, bytes: ArraySlice<UInt8>)] {
        var lines: [(number: Int, bytes: ArraySlice<UInt8>)] = []
        var rest = bytes[...]
        var number = 0
        while !rest.isEmpty, lines.count <= maximumLines {
            number += 1
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            if !line.allSatisfy(isBlank) { lines.append((number, line)) }
        }
        guard lines.count > 1, !isObject(bytes[...], name) else { return [] }
        return lines.contains { isObject($0.bytes, name) } ? lines : []
    }

    private static func isObject(_ bytes: ArraySlice<UInt8>, _ name: String) -> Bool {
        guard bytes.first(where: { !isBlank($0) && $0 != UInt8(ascii: "\n") }) == UInt8(ascii: "{") else {
            return false
        }
        return (try? JSONDocument(Array(bytes), name: name)) != nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
