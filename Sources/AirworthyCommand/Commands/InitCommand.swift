import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Lay out a project: checklists, trust policy, a sample release, a CI step.",
        discussion: "Never overwrites: it stops at the first file that is already there, having written nothing.")

    @Argument(help: "The directory; made when absent.")
    var directory = "."

    func run() async throws {
        try await reporting {
            let root = Workspace.absolute(directory)
            let files = LiveFiles(root: root)
            for file in Scaffold.files where try await files.kind(of: file.path) != nil {
                throw InputError(
                    "file-exists", "`\(file.path)` is already there, and nothing was written", at: .path(file.path),
                    remedy: "move it away, or lay the project out in an empty directory")
            }
            for file in Scaffold.files {
                let path = "\(root)/\(file.path)"
                try await Directory.make(AbsolutePath.parent(of: path))
                try await AtomicFile.write(Array(file.text.utf8), to: path, existing: .kept)
                Console.out("wrote \(file.path)")
            }
            Console.out("next, in that directory:")
            Scaffold.next.forEach { Console.out("  \($0)") }
        }
    }
}
