import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Ask one check about one thing, without a checklist.")

    @Argument(help: "The kind's id, see `airworthy checks`.")
    var kind: String

    @Argument(help: "An image, an item; nothing for the release itself.")
    var subject: String?

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp("An argument, its value in YAML; repeatable.", valueName: "key=value"))
    var arguments: [String] = []

    @Option(name: .shortAndLong, help: "The release manifest, for kinds that judge one.")
    var release: String?

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let command = self
            let outcome = try await Interruption.guarding(Diagnostic("interrupted", "the check was interrupted")) {
                try await command.outcome()
            }
            try OutcomeOutput(json: answer.isJSON).print([outcome])
        }
    }

    private func outcome() async throws -> Outcome {
        guard let type = CheckCatalog.check(kind) else {
            throw InputError("unknown-kind", "`\(kind)` is no check", remedy: "see `airworthy checks`")
        }
        let check = try BoundCheck(kind: type, arguments: try mapping())
        let subject = try subject(for: type.kind)
        let workspace = try await Workspace(project)
        let trust = try await workspace.trust()
        let cache = workspace.cache(for: trust)
        let ledger = workspace.ledger(.reading(absentIsEmpty: true))
        let context = CheckContext(
            release: try await release(in: workspace), trust: trust, instant: workspace.instant,
            world: try await workspace.world(ledger: ledger, cache: cache))
        let outcome = await check.examine(subject, in: context)
        if case .image(let reference, _) = subject { cache.save(unlessRefused: [outcome], of: reference) }
        return outcome
    }

    private func release(in workspace: Workspace) async throws -> Release? {
        guard let release else { return nil }
        return try await workspace.release(release)
    }

    private func mapping() throws -> YAMLNode {
        var members: [YAMLNode.Member] = []
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw InputError(
                    "bad-argument", "`--with \(argument)` is not `key=value`", remedy: "write `--with key=value`")
            }
            guard !members.contains(where: { $0.key.isExactly(parts[0]) }) else {
                throw InputError(
                    "bad-argument", "`--with \(parts[0])=…` is given twice", remedy: "write a list as `key=[a, b]`")
            }
            let value = try YAMLDocument.parse(Array(parts[1].utf8), name: "--with \(parts[0])")
            members.append(.init(key: String(parts[0]), location: .path("--with \(parts[0])"), value: value))
        }
        return .mapping(members, at: .path("--with"))
    }

    private func subject(for kind: CheckKind) throws -> Subject {
        guard let subject else {
            guard kind.subjects.contains(.release) else {
                throw InputError("no-subject", "`\(kind.id)` examines one thing, and none was named", remedy: "name it")
            }
            return .release
        }
        // A kind that examines anything is given an image where the text is one, and the text itself where it is not.
        let takesItems = kind.subjects.contains(.item)
        if kind.subjects.contains(.image), !takesItems || (try? ImageReference(subject)) != nil {
            return .image(try ImageReference(subject), of: nil)
        }
        guard takesItems else {
            throw InputError(
                "wrong-subject-kind", "`\(kind.id)` does not examine single things", remedy: "leave the subject out")
        }
        return .item(subject)
    }
}
