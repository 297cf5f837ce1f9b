/// A signed note (C2SP, signed-note.md): text, an empty line, and lines of signatures over the text.
struct SignedNote: Hashable, Sendable {
    struct Signature: Hashable, Sendable {
        /// What the key calls itself.
        let name: String
        /// The first four bytes of the key's id.
        let keyHint: [UInt8]
        let bytes: [UInt8]
    }

    /// Most signature lines read. The specification asks for at least sixteen.
    static let maximumSignatures = 100
    static let maximumBytes = 64 << 10

    /// What is signed: up to and including the newline before the empty line.
    let text: [UInt8]
    let signatures: [Signature]

    /// Throws `checkpoint-malformed`.
    init(_ note: String) throws(Diagnostic) {
        let bytes = Array(note.utf8)
        guard bytes.count <= Self.maximumBytes else { throw Self.malformed("it has \(bytes.count) bytes") }
        let newline = UInt8(ascii: "\n")
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == newline }) else {
            throw Self.malformed("it has control characters")
        }
        // The last empty line: text may have some of its own.
        guard let blank = bytes.indices.dropLast().last(where: { bytes[$0] == newline && bytes[$0 + 1] == newline })
        else { throw Self.malformed("no empty line parts text and signatures") }
        guard bytes.last == newline, blank + 2 < bytes.count else { throw Self.malformed("it has no signature lines") }
        text = Array(bytes[...blank])
        var signatures: [Signature] = []
        for line in bytes[(blank + 2)...].dropLast().split(separator: newline, omittingEmptySubsequences: false) {
            guard signatures.count < Self.maximumSignatures else {
                throw Self.malformed("it has more than \(Self.maximumSignatures) signatures")
            }
            signatures.append(try Self.signature(line))
        }
        self.signatures = signatures
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(Diagnostic) -> Signature {
        // U+2014 and a space.
        let prefix: [UInt8] = [0xe2, 0x80, 0x94, 0x20]
        guard line.starts(with: prefix) else { throw malformed("a signature line does not begin with a dash") }
        let parts = line.dropFirst(prefix.count).split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), !name.isEmpty,
            let blob = Base64.decode(String(decoding: parts[1], as: UTF8.self)), blob.count > 4
        else { throw malformed("a signature line is not a name and a signature") }
        return Signature(name: name, keyHint: Array(blob.prefix(4)), bytes: Array(blob.dropFirst(4)))
    }

    static func malformed(_ reason: String) -> Diagnostic {
        SigstoreRefusal.checkpointMalformed.diagnostic("the checkpoint is not a signed note: \(reason)")
    }
}
