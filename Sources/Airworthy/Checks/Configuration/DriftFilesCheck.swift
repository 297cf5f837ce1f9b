public import Trust

/// Compares what is live with what was desired: one file with a digest, two documents member by member, or two trees.
/// Every exception has an owner, a reason, an end and a bound.
public struct DriftFilesCheck: Check {
    public typealias Code = DriftFilesCode

    public static let kind = CheckKind(
        id: "drift-files",
        summary: "is what is live what was desired, but for differences somebody answers for?",
        capabilities: [.files],
        parameters: [
            Parameter("live", .string, default: "the config's or item's own path", "file or directory as it is now"),
            Parameter("desired", .string, default: "none", "file or directory as it should be"),
            Parameter(
                "sha256", .string, default: "the config's own digest", "`sha256:…` the desired or live file must have"),
            Parameter("format", .choice, default: "auto", "`auto`, `json`, `yaml`, `tree` or `bytes`"),
            Parameter(
                "ignore", .list, default: "[]",
                "known differences: `path`, `owner`, `reason`, `expires` and `maxMatches`, all required"),
            Parameter(
                "sensitive", .strings, default: "[]", "JSON pointers, `*` and `**` allowed, whose values are masked"),
            Parameter("maxEntries", .integer, default: "10000", "most files and directories in one tree"),
        ],
        subjects: [.release, .config, .item])

    private static let shownLimit = 50

    private let arguments: DriftSides.Arguments
    private let format: ConfigurationFormat
    private let rules: IgnoreRules
    private let sensitivity: Sensitivity
    private let entryLimit: Int

    public init(from arguments: inout FieldReader) throws(InputError) {
        let live = try arguments.optionalString("live")
        let desired = try arguments.optionalString("desired")
        let digest = try Self.digest(&arguments)
        self.arguments = DriftSides.Arguments(live: live, desired: desired, digest: digest)
        format = try arguments.optionalChoice("format") ?? .auto
        rules = try IgnoreRules(from: &arguments)
        sensitivity = try Sensitivity(from: &arguments)
        entryLimit = try arguments.optionalInteger("maxEntries") ?? 10_000

        for (key, path) in [("live", live), ("desired", desired)] where path?.isEmpty == true {
            throw InputError("empty-text", "`\(key)` is empty", at: arguments.place(of: key), remedy: "write a path")
        }
        if let live, live == desired {
            throw InputError(
                "same-sides", "`live` and `desired` are both `\(live)`, which equals itself whatever it holds",
                at: arguments.place(of: "desired"), remedy: "name two files")
        }
        if digest != nil, format == .tree {
            throw InputError(
                "digest-of-tree", "a directory has no `sha256`", at: arguments.place(of: "sha256"),
                remedy: "name a `desired` directory instead")
        }
        guard (1...1_000_000).contains(entryLimit) else {
            throw InputError(
                "out-of-range", "`maxEntries` is \(entryLimit)", at: arguments.place(of: "maxEntries"),
                remedy: "write between 1 and 1000000")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<DriftFilesCode> {
        let sides = try DriftSides(for: subject, arguments)
        let reader = DriftReader(
            files: context.world.files, format: format, sensitivity: sensitivity, entryLimit: entryLimit)
        switch try await reader.compare(sides) {
        case .decided(let answer): return answer
        case .compared(let differences, let evidence):
            return answer(rules.judge(differences, at: context.instant), evidence, live: sides.live)
        }
    }

    private func answer(
        _ judgement: IgnoreRules.Judgement<Difference, DriftFilesCode>, _ evidence: NonEmpty<Evidence>, live: String
    ) -> Answer<DriftFilesCode> {
        let shown = judgement.remaining.prefix(Self.shownLimit)
        let hidden = judgement.remaining.count - shown.count
        var findings = judgement.findings
        for (index, difference) in shown.enumerated() {
            let isLast = index == shown.count - 1
            let notes = hidden > 0 && isLast ? ["and \(hidden) more differences"] : []
            findings.append(difference.finding(livePath: live, notes: notes))
        }
        if let findings = NonEmpty(findings) { return .failed(findings, evidence.array) }
        let exception = judgement.ignored == 0 ? "" : ", differences ignored: \(judgement.ignored)"
        return .passed("`\(live)` is as desired\(exception)", evidence, warnings: judgement.warnings)
    }

    private static func digest(_ arguments: inout FieldReader) throws(InputError) -> Digest? {
        guard let text = try arguments.optionalString("sha256") else { return nil }
        guard let digest = Digest(text), digest.algorithm == .sha256 else {
            throw InputError(
                "digest", "`\(text)` is not a SHA-256 digest", at: arguments.place(of: "sha256"),
                remedy: "write `sha256:` and 64 lower-case hex digits")
        }
        return digest
    }
}
