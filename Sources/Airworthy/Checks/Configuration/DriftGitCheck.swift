public import Trust

/// Compares a working tree with its commit, the release's configs with their revisions, and what a versions file says
/// with the ledger and the cluster.
public struct DriftGitCheck: Check {
    public typealias Code = DriftGitCode

    public static let kind = CheckKind(
        id: "drift-git",
        summary: "is the repository exactly what was committed and released?",
        capabilities: [.files, .processes, .ledger],
        parameters: [
            Parameter("repository", .string, default: ".", "directory of the working tree, with `.git` in it"),
            Parameter(
                "revision", .string, default: "the service's own, or any",
                "full id of the commit that must be checked out"),
            Parameter(
                "base", .string, default: "the repository's root",
                "directory within the repository that paths of configs are relative to"),
            Parameter(
                "untracked", .strings, default: "[]",
                "paths, `*` and `**` allowed, that may be there without being committed"),
            Parameter("versions", .string, default: "none", "file that says what runs in the release's environment"),
            Parameter("live", .string, default: "none", "objects recorded with `kubectl get -o json` that must agree"),
            Parameter(
                "moment", .choice, default: "before",
                "`before` the rollout the versions file shows the previous release, `after` it this one"),
            Parameter("maxEntries", .integer, default: "50000", "most files and directories of one repository"),
        ],
        subjects: [.release, .service])

    enum Moment: String, CaseIterable, Sendable {
        case before, after
    }

    private static let shownLimit = 50

    private let repository: String
    private let revision: GitObjectName?
    private let base: String
    private let untracked: [Glob]
    private let versions: String?
    private let live: String?
    private let moment: Moment
    private let entryLimit: Int

    public init(from arguments: inout FieldReader) throws(InputError) {
        repository = try arguments.optionalString("repository") ?? "."
        let text = try arguments.optionalString("revision")
        revision = text.flatMap { GitObjectName($0) }
        if let text, revision == nil {
            throw InputError(
                "bad-revision", "`\(text)` is not a full commit id", at: arguments.place(of: "revision"),
                remedy: "write all 40 (or 64) lower-case hex digits")
        }
        base = try arguments.optionalString("base").map { $0.hasSuffix("/") ? $0 : "\($0)/" } ?? ""
        let place = arguments.place(of: "untracked")
        untracked = try (arguments.optionalStrings("untracked") ?? []).map { (text) throws(InputError) -> Glob in
            do throws(Diagnostic) {
                return try Glob(text)
            } catch {
                throw InputError(error.code, "one of `untracked`: \(error.message)", at: place, remedy: error.remedy)
            }
        }
        versions = try arguments.optionalString("versions")
        live = try arguments.optionalString("live")
        moment = try arguments.optionalChoice("moment") ?? .before
        entryLimit = try arguments.optionalInteger("maxEntries") ?? 50_000
        if versions == nil, live != nil {
            throw InputError(
                "nothing-stated", "`live` is compared with `versions`, and there is none",
                at: arguments.place(of: "live"), remedy: "name `versions`, or use `drift-kubernetes`")
        }
        guard (1...1_000_000).contains(entryLimit) else {
            throw InputError(
                "out-of-range", "`maxEntries` is \(entryLimit)", at: arguments.place(of: "maxEntries"),
                remedy: "write between 1 and 1000000")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<DriftGitCode> {
        let release = try context.requireRelease()
        do throws(GitFault) {
            return try await judge(subject, release, in: context)
        } catch {
            switch error {
            case .failed(let finding): return .failed(finding)
            case .undecided(let finding): return .inconclusive(NonEmpty(finding))
            case .obstacle(let obstacle): throw obstacle
            }
        }
    }

    private func judge(
        _ subject: Subject, _ release: Release, in context: CheckContext
    ) async throws(GitFault) -> Answer<DriftGitCode> {
        var wanted = revision
        var configs = release.configs
        if case .service(let service) = subject {
            configs = []
            let stated = service.revision.flatMap { GitObjectName($0) }
            wanted = wanted ?? stated
            guard wanted != nil else {
                throw .failed(
                    Finding(.unpinned, "service `\(service.name)` names no revision", at: service.location))
            }
        }
        let review = GitReview(world: context.world, untracked: untracked, limit: entryLimit)
        guard try await review.hasRepository(repository) else {
            throw .failed(Finding(.absent, "there is no repository at `\(repository)`", at: .path(repository)))
        }
        let seen = try await review.review(repository, at: wanted)
        let objects = GitObjects(program: GitProgram(processes: context.world.processes, repository: repository))
        let documents = try await GitConfigs(objects: objects, base: base).judge(configs)
        var findings = seen.findings + documents.findings
        var evidence = NonEmpty(Self.facts(seen, documents.blobs))
        if let versions {
            let stated = try await VersionsReview(
                context: context, release: release, moment: moment, path: versions, live: live
            ).judge()
            findings += stated.findings
            for item in stated.evidence { evidence.append(item) }
        }
        if let all = NonEmpty(Self.shown(findings)) { return .failed(all, evidence.array) }
        guard seen.files > 0 else {
            let finding = Finding<Code>(
                .incomplete, "\(seen.head.name.short) of `\(repository)` holds no file", at: .path(repository),
                remedy: "check out the commit that has the files")
            return .inconclusive(NonEmpty(finding), evidence.array)
        }
        let configNote = documents.blobs.isEmpty ? "" : ", \(documents.blobs.count) configs as released"
        return .passed("\(seen.files) files as \(seen.head.name.short) has them\(configNote)", evidence)
    }

    // One decides; more than can be read help nobody.
    private static func shown(_ findings: [Finding<Code>]) -> [Finding<Code>] {
        guard findings.count > shownLimit else { return findings }
        let last = findings[shownLimit - 1]
        let more = Finding(
            last.code, last.message, at: last.location, notes: ["and \(findings.count - shownLimit) more findings"])
        return findings.prefix(shownLimit - 1) + [more]
    }

    /// Which commits were there, by name; the content of no file.
    private static func facts(_ seen: GitReview.Result, _ configs: [String: String]) -> Evidence {
        let submodules = seen.submodules.map { (item) -> JSON in
            ["commit": .string(item.commit.hex), "path": .string(item.path)]
        }
        let documents = configs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { item -> JSON in
            ["blob": .string(item.value), "path": .string(item.key)]
        }
        let document: JSON = [
            "commit": .string(seen.head.name.hex), "configs": .array(documents), "files": .integer(Int64(seen.files)),
            "submodules": .array(submodules),
        ]
        let bytes = document.canonicalBytes()
        return Evidence(uri: "git-facts.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }
}
