import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ImageCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image, all its platforms and everything attached, byte for byte.",
        discussion: """
            A place is `registry/path[:tag][@sha256:…]` or `oci:directory[:tag][@sha256:…]`, an image layout. Signatures, \
            attestations and SBOMs go with the image, whether attached as referrers or by cosign's tags, and what is \
            attached to those. What is in place already is not sent again. `--layout` holds for the source only.

            Exits 1 when the source is not what its digests say or lacks something it lists, or when signatures at the \
            destination would be lost; 3 when source or destination could not be asked. Nothing is tagged then.
            """)

    @Argument(help: "Where from.")
    var source: String

    @Argument(help: "Where to.")
    var destination: String

    @OptionGroup var answer: AnswerOptions

    @Flag(name: .shortAndLong, help: "No progress on stderr.")
    var quiet = false

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let command = self
            let report = try await Interruption.guarding(
                Diagnostic("interrupted", "the copy was interrupted: run it again, and it goes on")
            ) { try await command.copy() }
            if answer.isJSON {
                Console.raw(Array(report.json.prettyText().utf8))
            } else {
                report.lines.forEach { Console.out(SafeText.line($0)) }
            }
        }
    }

    private func copy() async throws -> CopyReport {
        do {
            return try await copyAll()
        } catch let defect as ImageDefect {
            throw CommandFailure(.blocked, [defect.diagnostic])
        } catch let conflict as Diagnostic where conflict.code == "attachment-conflict" {
            throw CommandFailure(.blocked, [conflict])
        } catch is Obstacle where Task.isCancelled {
            // What was under way says that it was interrupted, each in its own words.
            throw CancellationError()
        }
    }

    private func copyAll() async throws -> CopyReport {
        let workspace = try await Workspace(project)
        let from = try await workspace.places().place(source)
        let to = try await workspace.places(standIn: false).place(destination)
        let inventory = try await ImageTreeCommand.inventory(of: from)
        try ImageTreeCommand.requireSound(inventory)
        let isQuiet = quiet
        return try await ImageCopy(from: from, to: to).run(inventory) { entry in
            guard !isQuiet, entry.fate == .sent, entry.role == "blob" else { return }
            Console.error("sent \(entry.digest.short) \(entry.size) bytes")
        }
    }
}
