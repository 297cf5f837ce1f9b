import Airworthy
import ArgumentParser
import Trust

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a file: release, checklist, trust, project or run-report.")

    @Argument(help: "release, checklist, trust, project or run-report.")
    var kind: String

    func run() throws {
        guard let kind = DocumentSchema(rawValue: kind) else {
            throw ValidationError("`\(kind)` has no schema: use release, checklist, trust, project or run-report")
        }
        Console.raw(Array(kind.json.prettyText().utf8))
    }
}
