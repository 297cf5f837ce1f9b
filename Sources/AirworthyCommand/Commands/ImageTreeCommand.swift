import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ImageTreeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree", abstract: "Show an image's platforms and everything attached to them.",
        discussion: """
            Kinds and types are what the attached things say of themselves: use `airworthy verify` to believe them. \
            Exits 1 when something listed is not there or not what its digest says, 3 when it could not be looked at.
            """)

    @Argument(help: "`registry/path[:tag][@sha256:…]` or `oci:directory[:tag][@sha256:…]`.")
    var image: String

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let place = try await workspace.places().place(image)
            let inventory = try await Self.inventory(of: place)
            let report = InventoryReport(inventory, reference: image)
            if answer.isJSON {
                Console.raw(Array(report.json.prettyText().utf8))
            } else {
                report.lines.forEach { Console.out(SafeText.line($0)) }
            }
            try Self.requireSound(inventory)
        }
    }

    /// - Throws: `image-reference` when neither tag nor digest is given, `missing-manifest` for a tag that is not there.
    static func inventory(of place: ImagePlace) async throws -> ImageInventory {
        let repository = place.reference
        var digest = repository.digest
        if digest == nil, let tag = repository.tag {
            digest = try await place.images.resolve(tag: tag, in: repository)
            guard digest != nil else {
                throw CommandFailure(
                    .blocked,
                    [
                        Diagnostic(
                            "missing-manifest", "there is no `\(repository)`", at: .image(repository.description),
                            remedy: "push the image, or correct the name")
                    ])
            }
        }
        guard let digest else {
            throw InputError(
                "image-reference", "`\(repository)` names a repository, not an image",
                remedy: "name the image by tag or digest")
        }
        return try await ImageInventory.read(digest, with: ImageReader(place.images, repository: repository))
    }

    static func requireSound(_ inventory: ImageInventory) throws(CommandFailure) {
        guard !inventory.faults.isEmpty else { return }
        let isFinding = inventory.faults.contains { !$0.isObstacle }
        throw CommandFailure(isFinding ? .blocked : .undetermined, inventory.faults.map(\.diagnostic))
    }
}
