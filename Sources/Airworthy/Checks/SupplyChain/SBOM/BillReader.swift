import Trust

/// Reads a JSON bill of materials and notes every place where it is not what its version requires.
struct BillReader {
    /// Larger documents are not read: the largest honest ones known have a tenth of it.
    static let byteLimit = 64 << 20
    /// The same in a bundle: base64 makes four bytes of three, and the statement adds a little.
    static let attestationBytes = byteLimit / 3 * 4 + (1 << 20)
    static let componentLimit = 200_000
    /// Places noted before reading goes on in silence; one is enough to refuse, a few help to mend.
    static let faultLimit = 20

    private(set) var faults: [String] = []
    private var references: Set<String> = []

    /// - Throws: a fault for JSON that cannot be read, for a format or version not known, or with the places that are
    ///   wrong.
    static func read(_ bytes: [UInt8], name: String) throws(BillFault) -> BillOfMaterials {
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: byteLimit))
        } catch {
            throw BillFault(message: error.description, places: [])
        }
        return try read(document.root)
    }

    static func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        var reader = BillReader()
        let bill: BillOfMaterials
        if root["bomFormat"] != nil {
            bill = try reader.cycloneDX(root)
        } else if root["spdxVersion"] != nil {
            bill = try reader.spdx(root)
        } else if root["@context"]?.string?.hasPrefix("https://spdx.org/rdf/3") == true {
            throw BillFault(message: "SPDX 3 documents are not read yet", places: [])
        } else {
            throw BillFault(message: "neither `bomFormat` nor `spdxVersion` says what the document is", places: [])
        }
        guard reader.faults.isEmpty else {
            throw BillFault(message: "the document is not valid \(bill.title)", places: reader.faults)
        }
        return bill
    }

    // MARK: What the formats share

    mutating func fault(_ value: JSONValue, _ message: String) {
        guard faults.count < Self.faultLimit else { return }
        let pointer = value.pointer
        faults.append("\(pointer.isEmpty ? "/" : pointer): \(message)")
    }

    /// A string that must be there.
    mutating func text(_ key: String, of value: JSONValue) -> String? {
        guard let field = value[key] else {
            fault(value, "`\(key)` is missing")
            return nil
        }
        return text(field)
    }

    /// A string that may be absent.
    mutating func optionalText(_ key: String, of value: JSONValue) -> String? {
        guard let field = value[key] else { return nil }
        return text(field)
    }

    private mutating func text(_ field: JSONValue) -> String? {
        guard let text = field.string else {
            fault(field, "must be a string")
            return nil
        }
        return text
    }

    /// An array that may be absent.
    mutating func elements(_ key: String, of value: JSONValue) -> [JSONValue] {
        guard let field = value[key] else { return [] }
        guard field.kind == .array else {
            fault(field, "must be an array")
            return []
        }
        return field.elements
    }

    /// An object that may be absent.
    mutating func object(_ key: String, of value: JSONValue) -> JSONValue? {
        guard let field = value[key] else { return nil }
        guard field.kind == .object else {
            fault(field, "must be an object")
            return nil
        }
        return field
    }

    /// Notes a reference that another component already has.
    mutating func claim(_ reference: String?, for value: JSONValue) {
        guard let reference else { return }
        if !references.insert(reference).inserted { fault(value, "`\(reference)` is the name of two things") }
    }

    /// An RFC 3339 instant with any offset: JSON Schema's `date-time`.
    mutating func timestamp(_ key: String, of value: JSONValue) -> Instant? {
        guard let text = optionalText(key, of: value), let field = value[key] else { return nil }
        if let instant = Self.instant(text) { return instant }
        fault(field, "`\(text)` is not an RFC 3339 instant")
        return nil
    }

    private static func instant(_ text: String) -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        // CycloneDX allows an offset, and real documents have one; evidence of our own never does.
        let bytes = Array(text.utf8)
        guard bytes.count > 6, let clock = Instant(rfc3339: String(text.dropLast(6)) + "Z"),
            bytes[bytes.count - 3] == UInt8(ascii: ":"),
            let hours = UInt8(String(decoding: bytes[(bytes.count - 5)..<(bytes.count - 3)], as: UTF8.self)),
            let minutes = UInt8(String(decoding: bytes[(bytes.count - 2)...], as: UTF8.self)), hours < 24, minutes < 60
        else { return nil }
        let offset = Duration.seconds(Int(hours) * 3_600 + Int(minutes) * 60)
        switch bytes[bytes.count - 6] {
        case UInt8(ascii: "+"): return clock - offset
        case UInt8(ascii: "-"): return clock + offset
        default: return nil
        }
    }

    /// What counts as said: SPDX's `NOASSERTION` and `NONE` are legal values that say nothing, and so are blanks.
    static func said(_ text: String?) -> String? {
        guard let text, text != "NOASSERTION", text != "NONE", text.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return text
    }
}
