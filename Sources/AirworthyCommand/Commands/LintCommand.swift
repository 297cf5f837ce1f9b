import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Read checklists, releases, trust policies, workflows and manifests, and say what is wrong with them."
    )

    @Argument(help: "Files, and directories for the YAML files below them; what each is, is seen from its keys.")
    var paths: [String]

    @Option(name: .shortAndLong, help: "Plan the checklists for this release too.")
    var release: String?

    @OptionGroup var variables: VariableOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            var release: Release?
            if let path = self.release { release = try await workspace.release(path) }
            var problems: [Diagnostic] = []
            var foreign = ForeignLint()
            var kinds: [(path: String, kind: String)] = []
            let files = try await LintedFiles(workspace).expanding(paths.map(workspace.given))
            // Directories in which something was known, or should have been.
            var fruitful: Set<String> = []
            for (path, directory) in files {
                do {
                    if let kind = try foreign.add(try await workspace.document(path, "file"), name: path) {
                        kinds.append((path, kind))
                    } else {
                        let kind = try await lint(path, in: workspace, release)
                        Console.out("\(path): \(kind), no problem found")
                    }
                    if let directory { fruitful.insert(directory) }
                } catch let error as InputError {
                    // What lies in a directory by chance is no mistake of whoever named the directory.
                    if directory != nil, error.diagnostics.first.code == Self.unknown {
                        Console.out("\(path): left out, no kind of file that is known here")
                    } else {
                        problems += error.diagnostics.array
                        if let directory { fruitful.insert(directory) }
                    }
                }
            }
            // A misspelt `checklist:` looks like a file of another kind.
            for directory in Set(files.compactMap { $0.directory }).subtracting(fruitful).sorted() {
                problems.append(
                    Diagnostic(
                        "no-files", "no file below `\(directory)` is of a kind that is known here",
                        at: .path(directory), remedy: "name the files that should be read, to see what they lack"))
            }
            let findings = foreign.findings().map(\.diagnostic)
            for (path, kind) in kinds where !findings.contains(where: { $0.isIn(path) }) {
                Console.out("\(path): \(kind), no problem found")
            }
            problems += findings
            if !problems.isEmpty { throw CommandFailure(.invalid, problems) }
        }
    }

    private static let unknown = "unknown-document"

    /// - Returns: what the file is.
    private func lint(_ path: String, in workspace: Workspace, _ release: Release?) async throws -> String {
        let bytes = try await workspace.document(path, "file")
        let root = try YAMLDocument.parse(bytes, name: path)
        let keys = Set(try FieldReader(root, as: "the document").keys)
        if keys.contains("checklist") {
            let checklist = try ChecklistLoader.load(
                bytes, source: path, files: try await workspace.included(by: bytes, path))
            if let release {
                _ = try Plan(checklist, for: release, given: try variables.given())
            } else {
                try ChecklistLint.bindKinds(checklist)
            }
            return "checklist"
        }
        if keys.contains("group") {
            try ChecklistLoader.lint(group: bytes, source: path, files: try await workspace.included(by: bytes, path))
            return "step group"
        }
        if keys.contains("release") {
            _ = try ReleaseLoader.load(bytes, source: path)
            return "release"
        }
        if keys.contains("kind"), keys.contains("rules") || keys.contains("keys") {
            _ = try await workspace.trust(at: path)
            return "trust policy"
        }
        if keys.contains("apiVersion") {
            _ = try Project(bytes, source: path)
            return "project file"
        }
        throw InputError(
            Self.unknown, "`\(path)` is no file that can be read here", at: .path(path),
            remedy: "name checklists, step groups, releases, trust policies, project files, workflows or manifests")
    }
}

extension Diagnostic {
    fileprivate func isIn(_ file: String) -> Bool {
        switch location {
        case .file(let name, _, _), .path(let name): name == file
        default: false
        }
    }
}
