import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct EvidenceAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Say which release's evidence is missing on which registry or mirror.",
        discussion: """
            The ledger says which runs there were: of each release, environment, phase and checklist the latest. Every image \
            such a run names is looked up where the release says it is, or on the mirrors named, and attached to it must \
            be the run, and every signature, bill of materials and attestation that its steps passed by.

            Exits 1 when anything is missing, 3 when a place could not be asked or there was nothing to look for.
            """)

    @Option(name: .shortAndLong, help: "Only this release manifest.")
    var release: String?

    @Option(
        help: ArgumentHelp(
            "Look here instead: a registry host, or `oci:directory`, which holds the same repositories; repeatable.",
            valueName: "place"))
    var mirror: [String] = []

    @Flag(help: "Look on the mirrors and where the release says too.")
    var origin = false

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let ledger = workspace.ledger(.reading(absentIsEmpty: false))
            let history = RunHistory(
                try await ledger.entries(), trust: try await workspace.trust(), at: workspace.instant)
            var manifest: Digest?
            if let release { manifest = try await workspace.release(release).manifestDigest }
            let expected = EvidenceAudit.expectations(history, manifest: manifest)
            guard !expected.isEmpty else {
                throw CommandFailure(
                    .undetermined,
                    [
                        Diagnostic(
                            "nothing-expected", "the ledger has no believed live run that names an image",
                            remedy: "run a checklist first, or correct `-r`")
                    ] + history.refused)
            }
            let audit = try await look(for: expected, in: try await workspace.places())
            if answer.isJSON {
                Console.raw(Array(audit.json.prettyText().utf8))
            } else {
                audit.text.forEach { Console.out(SafeText.line($0)) }
            }
            if audit.status != .cleared { throw CommandFailure(audit.status, history.refused) }
            // An entry nobody believes may be the one whose evidence is missing.
            if !history.refused.isEmpty { throw CommandFailure(.blocked, history.refused) }
        }
    }

    private func look(for expected: [EvidenceAudit.Expectation], in places: ImagePlaces) async throws -> EvidenceAudit {
        var lines: [EvidenceAudit.Line] = []
        var searches: [String: EvidenceSearch] = [:]
        for expectation in expected {
            for name in try names(of: expectation.repository) {
                let place = try places.place(name)
                let reader = ImageReader(place.images, repository: place.reference)
                let finding = await searches[name, default: EvidenceSearch(reader)].look(for: expectation)
                lines.append(EvidenceAudit.Line(expectation, place: name, finding))
            }
        }
        return EvidenceAudit(lines)
    }

    private func names(of repository: String) throws(InputError) -> [String] {
        let reference = try ImageReference(repository)
        let mirrors = mirror.map { "\($0.hasSuffix("/") ? String($0.dropLast()) : $0)/\(reference.path)" }
        return (origin || mirror.isEmpty ? [repository] : []) + mirrors
    }
}
