import Airworthy
import AirworthyLive
import Trust

/// A run that was made before, found by name, and what can be said of who signed it.
struct StoredRun {
    var report: RunReport
    /// In a sentence.
    let belief: String
    /// Whether somebody signed it whom the trust policy names.
    var isBelieved = false

    /// Statements and reports of very large runs.
    private static let limit = 64 << 20

    /// Finds a run: by file (a statement, a Sigstore bundle or a JSON report), by the first digits of its name, by its
    /// number in the ledger, or as `latest`.
    /// - Throws: `run-unknown`, `run-ambiguous`, `not-a-run`, `malformed-run`.
    static func find(_ name: String, in workspace: Workspace) async throws -> StoredRun {
        let path = Workspace.absolute(name)
        if case .file? = try await LiveFiles(root: "/").kind(of: path) {
            return try await read(try await workspace.document(path, "run", limit: limit), name, workspace)
        }
        if let directory = try await directory(name, workspace) {
            let statement = "\(workspace.state)/runs/\(directory)/run.intoto.jsonl"
            var stored = try await read(
                try await workspace.document(statement, "run", limit: limit), statement, workspace)
            stored.report.run = directory
            return stored
        }
        guard let envelope = try await recorded(name, workspace) else {
            throw InputError(
                "run-unknown", "there is no run `\(name)`",
                remedy: "name a run as its report or `airworthy history` does, a statement or a JSON report")
        }
        return try await read(envelope, "the ledger", workspace)
    }

    /// A directory below `runs` whose name begins so; four digits at least, so that a slip does not find a run.
    private static func directory(_ name: String, _ workspace: Workspace) async throws -> String? {
        guard (4...12).contains(name.utf8.count), name.allSatisfy(\.isHexDigit) else { return nil }
        let names = try await workspace.files.names(in: "\(workspace.state)/runs", limit: 1_000_000) ?? []
        let matches = names.filter { $0.hasPrefix(name) }
        guard matches.count <= 1 else {
            throw InputError(
                "run-ambiguous", "\(matches.count) runs begin with `\(name)`", remedy: "give more digits",
                notes: matches.sorted().prefix(10).map { "run \($0)" })
        }
        return matches.first
    }

    private static func recorded(_ name: String, _ workspace: Workspace) async throws -> [UInt8]? {
        let number = Int(name)
        guard name == "latest" || number != nil else { return nil }
        let entry = try await workspace.ledger(.reading(absentIsEmpty: false)).newest { entry in
            entry.kind == .run && (number == nil || number == entry.index)
        }
        return entry?.envelope
    }

    private static func read(_ bytes: [UInt8], _ name: String, _ workspace: Workspace) async throws -> StoredRun {
        let root = try JSONDocument(bytes, name: name).root
        if root["payloadType"] != nil { return try await signed(try Envelope(bytes), nil, name, workspace) }
        if root["mediaType"] != nil {
            let bundle = try SigstoreBundle(bytes)
            guard case .envelope(let envelope) = bundle.content else { throw notARun(name) }
            return try await signed(envelope, bundle, name, workspace)
        }
        guard root["schema"]?.string == JSONReport.schema else { throw notARun(name) }
        return StoredRun(report: try RunReport(predicate: root), belief: "a report: nobody signed it")
    }

    private static func signed(
        _ envelope: Envelope, _ bundle: SigstoreBundle?, _ name: String, _ workspace: Workspace
    ) async throws -> StoredRun {
        let statement = try Statement(payload: envelope.payload, name: name)
        guard statement.predicateType == PredicateType.checklistRun, let predicate = statement.predicate else {
            throw notARun(name)
        }
        let (belief, isBelieved) = try await belief(envelope, bundle, workspace)
        return StoredRun(report: try RunReport(predicate: predicate), belief: belief, isBelieved: isBelieved)
    }

    /// A run can be explained by somebody who has no policy; then it is said that nobody was asked.
    private static func belief(
        _ envelope: Envelope, _ bundle: SigstoreBundle?, _ workspace: Workspace
    ) async throws -> (String, isBelieved: Bool) {
        guard try await workspace.files.kind(of: workspace.trustPath) != nil else {
            return ("not verified: there is no trust policy `\(workspace.trustPath)`", false)
        }
        let trust = try await workspace.trust()
        do throws(VerificationRefusal) {
            let type = PredicateType.checklistRun
            let verified =
                if let bundle {
                    try trust.verify(bundle, predicateType: type, at: workspace.instant)
                } else {
                    try trust.verify(envelope, predicateType: type, at: workspace.instant)
                }
            return ("signed by \(verified.signers.array.joined(separator: ", "))", true)
        } catch {
            return ("NOT BELIEVED: \(error.rejections.map(\.description).array.joined(separator: "; "))", false)
        }
    }

    private static func notARun(_ name: String) -> InputError {
        InputError(
            "not-a-run", "`\(name)` is neither a run's statement nor a JSON report of one", at: .path(name),
            remedy: "name a `run.intoto.jsonl`, a `run.sigstore.json` or what `run -o json` wrote")
    }
}
