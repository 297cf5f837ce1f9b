import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a checklist from a file of goss, troubleshoot or Chaos Toolkit.",
        discussion: """
            Every thing in the file becomes a step that can fail, or is said not to be carried over: on stderr, and as a \
            comment where it stood. Exits 0 when everything was carried over, and 3 when something was not: what nobody \
            asks for is not known.
            """)

    @Argument(
        help: "Whose file it is: goss, troubleshoot or chaostoolkit.",
        completion: .list(ForeignFormat.allCases.map(\.rawValue)),
        transform: { text in
            guard let format = ForeignFormat(rawValue: text) else {
                throw ValidationError("`\(text)` is none of goss, troubleshoot and chaostoolkit.")
            }
            return format
        })
    var format: ForeignFormat

    @Argument(help: "A gossfile, a Preflight or SupportBundle, an experiment; YAML or JSON.")
    var file: String

    @Option(name: .shortAndLong, help: "Write the checklist to this file, which must not exist yet; stdout otherwise.")
    var output: String?

    func run() async throws {
        try await reporting {
            let path = Workspace.absolute(file)
            guard let bytes = try await LiveFiles(root: "/").read(path, limit: Workspace.documentLimit) else {
                throw InputError(
                    "file-missing", "there is no file `\(file)`", at: .path(file), remedy: "name an existing file")
            }
            let imported = try ChecklistImport(bytes, name: file, from: format)
            try await write(imported.text)
            Console.error("carried over: \(imported.stepCount) steps; not carried over: \(imported.leftBehind.count)")
            for note in imported.notes { Console.error("note: \(note)") }
            if !imported.leftBehind.isEmpty { throw CommandFailure(.undetermined, imported.leftBehind) }
        }
    }

    private func write(_ text: String) async throws {
        guard let output else { return try Console.result(text) }
        let path = Workspace.absolute(output)
        guard try await LiveFiles(root: "/").kind(of: path) == nil else {
            throw InputError(
                "file-exists", "`\(output)` is already there", at: .path(output), remedy: "name another file")
        }
        try await AtomicFile.write(Array(text.utf8), to: path, existing: .kept)
    }
}
