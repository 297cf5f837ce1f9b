import Trust

/// Comma-separated values with a header (RFC 4180), strictly: every record has as many fields as the header, whose
/// names are unique.
struct CommaSeparatedValues {
    let header: [String]
    let records: [[String]]

    private static let maximumRecords = 20_000

    /// - Throws: `csv-unreadable`, `csv-too-large`, with the number of the record, which is that of the line where no
    ///   field has a line break.
    init(_ bytes: [UInt8]) throws(Diagnostic) {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw Self.fault("it is not UTF-8 text")
        }
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuoted = false
        func isFresh() -> Bool { field.isEmpty && !wasQuoted }
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted:
                if scalars.first == "\"" {
                    field.append("\"")
                    scalars.removeFirst()
                } else {
                    isQuoted = false
                }
            case _ where isQuoted: field.append(scalar)
            case "\"":
                guard isFresh() else {
                    throw Self.fault("record \(records.count + 1) has a quotation mark inside a field")
                }
                (isQuoted, wasQuoted) = (true, true)
            case ",":
                record.append(String(field))
                (field, wasQuoted) = (String.UnicodeScalarView(), false)
            case "\r" where scalars.first == "\n": continue
            case "\n":
                record.append(String(field))
                records.append(record)
                (record, field, wasQuoted) = ([], String.UnicodeScalarView(), false)
                guard records.count <= Self.maximumRecords else {
                    throw Diagnostic("csv-too-large", "it has more than \(Self.maximumRecords) records")
                }
            default:
                guard !wasQuoted else { throw Self.fault("record \(records.count + 1) goes on after a quotation mark") }
                field.append(scalar)
            }
        }
        guard !isQuoted else { throw Self.fault("a quotation has no end") }
        if !record.isEmpty || !isFresh() { records.append(record + [String(field)]) }
        guard let header = records.first, Set(header).count == header.count else {
            throw Self.fault("it has no header, or one with a name twice")
        }
        for (index, record) in records.enumerated() where record.count != header.count {
            throw Self.fault("record \(index + 1) has \(record.count) fields, and the header \(header.count)")
        }
        self.header = header
        self.records = Array(records.dropFirst())
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("csv-unreadable", message, remedy: "download the file again")
    }
}
