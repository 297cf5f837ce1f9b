import Airworthy
import ArgumentParser
import Trust

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a file: \(DocumentSchema.names).")

    @Argument(help: "\(DocumentSchema.names).")
    var kind: String

    func run() throws {
        guard let kind = DocumentSchema(rawValue: kind) else {
            let known = DocumentSchema.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("`\(kind)` has no schema: use one of \(known)")
        }
        Console.raw(Array(kind.json.prettyText().utf8))
    }
}
