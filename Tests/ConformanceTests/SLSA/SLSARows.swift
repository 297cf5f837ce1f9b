import AirworthyTesting
import Testing
import Trust

/// slsa-verifier's own table tests, transcribed row by row: arguments, and the error expected or none.
struct SLSARows {
    struct Row {
        let table: String
        let name: String
        /// The name of slsa-verifier's error: `ErrorMismatchSource`.
        let error: String?
        let fields: JSONValue

        var id: String { "\(table)/\(name)" }

        func text(_ key: String) -> String? { fields[key]?.string }
    }

    private let tables: [String: JSONValue]

    init(_ folder: FixtureFolder) throws {
        let file = "expected-verdicts.json"
        let root = try JSONDocument(try folder.bytes(file), name: file).root
        var tables: [String: JSONValue] = [:]
        for (path, file) in root["tables"]?.members ?? [] {
            // Several files have a test of the same name; their folders tell them apart.
            let folder = path.split(separator: "/").dropLast().last ?? ""
            for (name, rows) in file.members { tables["\(folder)/\(name)"] = rows }
        }
        self.tables = tables
    }

    var names: Set<String> { Set(tables.keys) }

    func count(_ table: String) -> Int { tables[table]?.elements.count ?? 0 }

    func rows(_ table: String) throws -> [Row] {
        #expect(SLSADeviations.read.contains(table), "`\(table)` is read and not listed")
        return try #require(tables[table], "there is no table \(table)").elements.map { fields in
            let errors = ["err", "expected"].compactMap { fields[$0]?.string }
            return Row(
                table: table, name: fields["name"]?.string ?? "", error: errors.first.map(Self.errorName),
                fields: fields)
        }
    }

    /// `$go:serrors.ErrorMismatchSource` without what is Go's.
    private static func errorName(_ text: String) -> String {
        String(text.replacing("$go:", with: "").split(separator: ".").last ?? "")
    }
}
