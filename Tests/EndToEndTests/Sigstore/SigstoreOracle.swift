import AirworthyTesting
import Foundation

/// A verifier made by others, asked about specimens as its own users would ask.
enum SigstoreOracle: String, CaseIterable, CustomStringConvertible {
    case cosign2, cosign, sigstoreGo, sigstorePython

    struct Answer: Sendable, CustomStringConvertible {
        let isAccepted: Bool
        let reason: String

        var description: String { isAccepted ? "accepted" : "refused: \(reason)" }
    }

    var description: String { rawValue }

    /// One answer a specimen, in order.
    func judge(_ files: [SpecimenFiles]) async throws -> [Answer] {
        if self == .sigstorePython { return try await PythonVerifier.judge(files) }
        var answers: [Answer] = []
        for files in files {
            let result =
                switch self {
                case .cosign: try await Peers.cosign3.run(Self.cosignArguments(files))
                default: try await Peers.sigstoreGo.run(Self.sigstoreGoArguments(files))
                }
            let reason = (result.errors + result.output).split(separator: "\n").joined(separator: " | ")
            answers.append(Answer(isAccepted: result.status == 0, reason: reason))
        }
        return answers
    }

    private static func cosignArguments(_ files: SpecimenFiles) -> [String] {
        let specimen = files.specimen
        var arguments =
            specimen.shape.content == .message
            ? ["verify-blob"] : ["verify-blob-attestation", "--type", specimen.expectedPredicateType]
        arguments += ["--bundle", files.bundle, "--trusted-root", files.trustedRoot]
        if let key = files.publicKey {
            arguments += ["--key", key]
        } else {
            arguments += specimen.identityOptions()
        }
        if specimen.shape.time != .promise { arguments.append("--use-signed-timestamps") }
        return arguments + [files.artifact]
    }

    private static func sigstoreGoArguments(_ files: SpecimenFiles) -> [String] {
        let specimen = files.specimen
        var arguments = ["-artifact", files.artifact, "-trustedrootJSONpath", files.trustedRoot]
        if let key = files.publicKey {
            arguments += ["-publicKey", key, "-requireCTlog=false"]
        } else {
            arguments += [
                "-expectedSAN", specimen.expectedSubject, "-expectedIssuer", specimen.expectedIssuer,
            ]
        }
        return arguments + [files.bundle]
    }
}

extension SigstoreOracle {
    static let forBundles = [cosign, sigstoreGo, sigstorePython]
    static let forOlderForms = [cosign2, cosign]

    /// One answer a specimen, in order.
    func answers(to specimens: [SigstoreSpecimen]) async throws -> [Answer] {
        let directory = try TemporaryDirectory()
        let files = try specimens.enumerated().map {
            try SpecimenFiles($0.element, number: $0.offset, in: directory)
        }
        return try await judge(files)
    }
}
