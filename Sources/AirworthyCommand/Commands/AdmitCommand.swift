import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct AdmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admit", abstract: "Decide whether a release or an image may be promoted or rolled back to.")

    enum Purpose: String, CaseIterable, ExpressibleByArgument {
        case promote, rollback
    }

    @Argument(help: "A release manifest, or an image by digest.")
    var subject: String

    @Option(name: .customLong("for"), help: "promote or rollback.")
    var purpose: Purpose

    @Option(name: .shortAndLong, help: "The environment; default: the release's.")
    var environment: String?

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let trust = try await workspace.trust()
            let (digest, environment) = try await resolve(workspace)
            let ledger = workspace.ledger(.reading(absentIsEmpty: false))
            let history = RunHistory(
                try await ledger.entries(), trust: trust, at: workspace.instant, naming: digest)
            let request = AdmissionRequest(
                purpose: purpose == .promote ? .promote : .rollback, environment: environment, subject: digest,
                instant: workspace.instant, epoch: trust.epoch)
            var doubts = history.doubts(of: request.purpose.phase, in: environment, about: digest)
            if workspace.mode != .live {
                doubts.append(
                    Diagnostic(
                        "not-now", "this is judged at \(workspace.instant), and only what holds now admits",
                        remedy: "leave out `--at`"))
            }
            let decision = AdmissionDecision.decide(
                request, runs: history.runs(naming: digest), doubts: doubts, trust: trust)
            try report(decision, digest, environment, refused: history.refused)
        }
    }

    private func resolve(_ workspace: Workspace) async throws -> (Digest, String) {
        if let image = try? ImageReference(subject), let digest = image.digest {
            guard let environment else {
                throw InputError("no-environment", "an image belongs to no environment", remedy: "name one with `-e`")
            }
            return (digest, environment)
        }
        if try await workspace.files.kind(of: workspace.given(subject)) == nil, !subject.hasSuffix(".yaml"),
            !subject.hasSuffix(".yml"),
            subject.contains("/"), (try? ImageReference(subject)) != nil
        {
            throw InputError(
                "image-not-pinned", "`\(subject)` is no file, and as an image it names no digest",
                remedy: "name the image by its digest, `IMAGE@sha256:…`, or an existing manifest")
        }
        let release = try await workspace.release(subject)
        if let environment, environment != release.environment {
            throw InputError(
                "wrong-environment", "`\(subject)` is a release for \(release.environment), not \(environment)",
                at: .path(subject), remedy: "drop `-e`, or name the release of \(environment)")
        }
        return (release.manifestDigest, release.environment)
    }

    private func report(
        _ decision: AdmissionDecision, _ digest: Digest, _ environment: String, refused: [Diagnostic]
    ) throws {
        switch decision {
        case .admit(let grounds):
            if answer.isJSON {
                let runs = grounds.map { JSON.string($0.value.finished.rfc3339) }.array
                let checklists = grounds.map { JSON.string($0.value.checklist) }.array
                Console.raw(
                    Array(
                        JSON.object([
                            "decision": "admit", "subject": .string(digest.description), "runs": .array(runs),
                            "checklists": .array(checklists),
                        ]).prettyText().utf8))
            } else {
                Console.out("admitted: \(digest.short) for \(purpose.rawValue) in \(environment)")
                for run in grounds {
                    Console.out(
                        "  because: `\(run.value.checklist)` (\(run.value.phase.rawValue)) passed at \(run.value.finished), signed by "
                            + "\(run.signers.array.joined(separator: ", ")), holds until \(run.value.expires)")
                }
            }
        case .refuse(let reasons):
            if answer.isJSON {
                let codes = reasons.map { JSON.string($0.code) }.array
                Console.raw(
                    Array(
                        JSON.object([
                            "decision": "refuse", "subject": .string(digest.description), "reasons": .array(codes),
                        ]).prettyText().utf8))
            } else {
                Console.out("refused: \(digest.short) for \(purpose.rawValue) in \(environment)")
            }
            throw CommandFailure(.blocked, reasons.array + refused)
        }
    }
}
