public import Trust

/// Nothing a release depends on expires, begins or is rotated while it may still be needed: during the rollout, its
/// bake or a rollback, each credential for as long as its roles last.
public struct SecretWindowCheck: Check {
    public typealias Code = SecretWindowCode

    public static let kind = CheckKind(
        id: "secret-window",
        summary: "does every credential hold until the end of the window in which it may be needed?",
        capabilities: [.files, .http, .ledger],
        parameters: [
            Parameter("inventory", .string, default: "none", "YAML file that lists credentials and when it was taken"),
            Parameter("credentials", .list, default: "[]", "the same entries, written in the step"),
            Parameter("files", .strings, default: "[]", "credential files, their kind told by their extension"),
            Parameter("owner", .string, default: "required with `files`", "who renews `files` and items"),
            Parameter("usedBy", .strings, default: "[release, bake, rollback]", "what needs `files` and items"),
            Parameter("roots", .string, default: "none", "PEM bundle the chains of `files` and items must lead to"),
            Parameter("crl", .string, default: "none", "revocation lists of those authorities, PEM or DER"),
            Parameter("passwordFile", .string, default: "none", "holds the password of PKCS#12 `files` and items"),
            Parameter(
                "trust", .bool, default: "false", "the trust policy and the previous release's runs must last too"),
            Parameter("manifests", .strings, default: "[]", "rendered Kubernetes files or directories, for references"),
            Parameter("workflows", .strings, default: "[]", "GitHub workflow files or directories, for references"),
            Parameter("maxInventoryAge", .duration, default: "7d", "an older inventory decides nothing"),
            Parameter("skew", .duration, default: "60s", "by how much clocks may disagree"),
            Parameter("margin", .duration, default: "0s", "wanted on top of every need"),
            Parameter("reserve", .duration, default: "0s", "warn at least this long before the end of a life"),
        ],
        subjects: [.release, .item])

    private static let inventoryLimit = 4 << 20

    private let inventory: String?
    private let entries: [CredentialEntry]
    private let owner: String?
    private let roles: Set<CredentialRole>
    private let roots: String?
    private let crl: String?
    private let passwordFile: String?
    private let trust: Bool
    private let manifests: [String]
    private let workflows: [String]
    private let maxInventoryAge: Duration
    private let tolerances: CredentialWindow.Tolerances

    public init(from arguments: inout FieldReader) throws(InputError) {
        inventory = try arguments.optionalString("inventory")
        owner = try arguments.optionalString("owner")
        roles = try CredentialEntry.roles("usedBy", &arguments)
        roots = try arguments.optionalString("roots")
        crl = try arguments.optionalString("crl")
        passwordFile = try arguments.optionalString("passwordFile")
        trust = try arguments.optionalBool("trust") ?? false
        manifests = try arguments.optionalStrings("manifests") ?? []
        workflows = try arguments.optionalStrings("workflows") ?? []
        maxInventoryAge = try arguments.optionalDuration("maxInventoryAge") ?? .seconds(7 * 86_400)
        let defaults = CredentialWindow.Tolerances()
        tolerances = CredentialWindow.Tolerances(
            skew: try arguments.optionalDuration("skew") ?? defaults.skew,
            margin: try arguments.optionalDuration("margin") ?? defaults.margin,
            reserve: try arguments.optionalDuration("reserve") ?? defaults.reserve)

        let nodes = try arguments.optionalList("credentials") ?? []
        var entries = try CredentialInventory.entries(nodes, at: arguments.place(of: "credentials"))
        for file in try arguments.optionalStrings("files") ?? [] {
            guard let owner else { throw arguments.missing("owner") }
            guard let kind = CredentialKind.named(by: file) else {
                throw InputError(
                    "credential-kind", "the name of `\(file)` does not say what it is",
                    at: arguments.place(of: "files"), remedy: "list it under `credentials` with its `kind`")
            }
            entries.append(
                CredentialEntry(
                    file: file, kind: kind, owner: owner, roles: roles, passwordFile: passwordFile, roots: roots,
                    crl: crl))
        }
        self.entries = entries
    }

    public func examine(
        _ subject: Subject, in context: CheckContext
    ) async throws(Obstacle) -> Answer<SecretWindowCode> {
        let release = try context.requireRelease()
        let window = CredentialWindow(release.window, now: context.instant, tolerances)
        var entries = entries
        if case .item(let path) = subject { entries.append(try entry(forItem: path)) }
        var findings: [Finding<SecretWindowCode>] = []
        var evidence: [Evidence] = []
        if let inventory {
            guard let bytes = try await context.world.files.read(inventory, limit: Self.inventoryLimit) else {
                return .failed(Finding(.absent, "there is no inventory `\(inventory)`", at: .path(inventory)))
            }
            evidence.append(Evidence(uri: inventory, digest: .of(bytes), mediaType: "application/yaml"))
            do throws(InputError) {
                let listed = try CredentialInventory(bytes, name: inventory)
                findings += staleness(of: "the inventory", listed.asOf, at: listed.location, context.instant)
                entries += listed.entries
            } catch {
                let defects = error.diagnostics.map {
                    Finding<SecretWindowCode>(.unreadable, $0.message, at: $0.location, remedy: $0.remedy)
                }
                return .inconclusive(defects, evidence)
            }
        }
        findings += entries.flatMap { staleness(of: $0, at: context.instant) }

        let reader = CredentialReader(files: context.world.files, http: context.world.http, trust: context.trust)
        let reading = try await reader.read(entries)
        findings += reading.findings
        findings += reading.credentials.flatMap(window.judge) + reading.bundles.flatMap { $0.judge(in: window) }
        if trust {
            evidence.append(
                Evidence(uri: "trust policy", digest: context.trust.digest, mediaType: "application/yaml"))
            findings += TrustedSigners(policy: context.trust).judge(in: window)
            let previous = PreviousRelease(release: release, trust: context.trust, ledger: context.world.ledger)
            findings += try await previous.judge(in: window)
        }
        let references = try await references(entries, reading, context)
        findings += references.findings
        evidence += references.evidence
        let seen = reading.all
        // The policy's own lives are no credential that was looked at: a step that names nothing says so.
        if seen.isEmpty, findings.isEmpty, !trust {
            findings.append(Finding(.noCredentials, "no credential was looked at"))
        }
        return answer(findings, NonEmpty(CredentialFacts.evidence(of: seen, in: window), evidence), seen, window)
    }

    private func references(
        _ entries: [CredentialEntry], _ reading: CredentialReading, _ context: CheckContext
    ) async throws(Obstacle) -> ReferenceCompleteness.Outcome {
        var known = entries.flatMap { entry in entry.covers.map { (reference: $0, entry: entry.id) } }
        known += reading.secretsRead.map { ($0.reference, $0.entry) }
        return try await ReferenceCompleteness(
            manifests: manifests, workflows: workflows, files: context.world.files
        ).judge(known)
    }

    private func answer(
        _ findings: [Finding<SecretWindowCode>], _ evidence: NonEmpty<Evidence>, _ seen: [Credential],
        _ window: CredentialWindow
    ) -> Answer<SecretWindowCode> {
        let failures = findings.filter { $0.code.weight == .failure }
        let doubts = findings.filter { $0.code.weight == .doubt }
        if !failures.isEmpty, let found = NonEmpty(failures + doubts) { return .failed(found, evidence.array) }
        if let found = NonEmpty(doubts) { return .inconclusive(found, evidence.array) }
        let end = window.need(for: Set(CredentialRole.allCases))
        let held =
            seen.isEmpty
            ? "the trust policy holds" : "\(seen.count) credential\(seen.count == 1 ? " holds" : "s hold")"
        return .passed("\(held) in the window that ends at \(end)", evidence, warnings: findings)
    }

    private func entry(forItem path: String) throws(Obstacle) -> CredentialEntry {
        guard let kind = CredentialKind.named(by: path) else {
            throw Obstacle(
                "credential-kind", "the name of `\(path)` does not say what it is", at: .path(path),
                remedy: "list it under `credentials` with its `kind`")
        }
        return CredentialEntry(
            file: path, kind: kind, owner: owner ?? "no owner named", roles: roles, passwordFile: passwordFile,
            roots: roots, crl: crl)
    }

    /// Reports say when they were taken apart from what they say.
    private func staleness(of report: CredentialEntry, at instant: Instant) -> [Finding<SecretWindowCode>] {
        guard let asOf = report.asOf else { return [] }
        return staleness(of: Credential(report).name, asOf, at: report.location, instant)
    }

    private func staleness(
        of name: String, _ asOf: Instant, at location: Location, _ instant: Instant
    ) -> [Finding<SecretWindowCode>] {
        let age = instant.since(asOf)
        if age > maxInventoryAge {
            let message = "\(name) was taken at \(asOf), more than \(maxInventoryAge.text) ago"
            return [Finding(.staleInventory, message, at: location)]
        }
        guard age >= .zero - tolerances.skew else {
            return [Finding(.staleInventory, "\(name) says \(asOf), which is to come", at: location)]
        }
        return []
    }
}
