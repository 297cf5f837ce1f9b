public import Trust

/// The previous release still verifies *as of the end of this window*: while a rollback may be needed, what it would
/// return to must be there and be believed.
public struct RollbackTargetCheck: Check {
    public enum Code: String, FindingCode {
        case noPrevious = "no-previous"
        case previousUnknown = "previous-unknown"
        case previousNotCleared = "previous-not-cleared"
        case sequence = "sequence"
        case imageNotVerified = "image-not-verified"
        case downMissing = "down-missing"

        public var meaning: String {
            switch self {
            case .noPrevious: "the release names no previous one, and `first` does not say that is right"
            case .previousUnknown: "the ledger does not hold the previous manifest"
            case .previousNotCleared: "no believed pre-release run of the previous manifest ever passed here"
            case .sequence: "the release's sequence does not follow the previous one's"
            case .imageNotVerified: "an image of the previous release would not verify by the end of the window"
            case .downMissing: "a migration of this release has no down file, so its effect could not be undone"
            }
        }

        public var remedy: String {
            switch self {
            case .noPrevious: "name the previous manifest's digest under `previous`, or say `first: true` once"
            case .previousUnknown: "correct `previous`, or restore the ledger that holds it"
            case .previousNotCleared: "roll forward from a release that was cleared here"
            case .sequence: "use the previous release's sequence plus one"
            case .imageNotVerified: "restore or re-sign the image before shipping something you cannot undo"
            case .downMissing: "write the down migration, or release it as its own contract step"
            }
        }
    }

    public static let kind = CheckKind(
        id: "rollback-target", summary: "will the previous release still verify at the end of this window?",
        capabilities: [.ledger, .images],
        parameters: [
            Parameter(
                "first", .bool, default: "false",
                "this is the environment's first release: there is nothing to return to")
        ],
        subjects: [.release])

    private let first: Bool

    public init(from arguments: inout FieldReader) throws(InputError) {
        first = try arguments.optionalBool("first") ?? false
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let release = try context.requireRelease()
        guard let previous = release.previous else { return try await withoutPrevious(release, context) }
        guard let bytes = try await context.world.ledger.manifest(previous), Digest.of(bytes) == previous else {
            return .failed(
                Finding(.previousUnknown, "the ledger holds no manifest \(previous.short)", at: .path(release.source)))
        }
        let target: Release
        do {
            target = try ReleaseLoader.load(bytes, source: "previous release \(previous.short)")
        } catch {
            throw Obstacle(error.diagnostics.first)
        }
        let end = release.window.end(from: context.instant)
        var findings = try await historyFindings(target, release, context, end)
        findings += release.migrations.filter { $0.down == nil }.map { migration in
            Finding(.downMissing, "migration `\(migration.id)` has no down file", at: migration.location)
        }
        let images = try await imageFindings(target, context, at: end)
        findings += images.findings
        let manifest = Evidence(
            uri: target.source, digest: previous, mediaType: "application/yaml", content: bytes)
        if let findings = NonEmpty(findings) { return .failed(findings, [manifest] + images.evidence) }
        return .passed(
            "\(target.id) verifies until \(end)", NonEmpty(manifest, images.evidence))
    }

    /// The first release has nothing to return to, which must be said, and must agree with the ledger.
    private func withoutPrevious(_ release: Release, _ context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let entries = try await context.world.ledger.entries()
        let history = RunHistory(entries, trust: context.trust, at: context.instant)
        let earlier = history.believed.first { record in
            let claim = record.run.value
            return claim.environment == release.environment && claim.mode == .live && claim.passed
                && claim.manifest != release.manifestDigest
        }
        // What nobody believes may have been a release all the same: of it nobody can say that there was none.
        guard first, earlier == nil, history.refused.isEmpty else {
            let note = earlier.map { "the ledger holds \($0.run.value.releaseID), entry \($0.entry.index)" }
            return .failed(
                Finding(
                    .noPrevious, "the release names no previous one", at: .path(release.source),
                    notes: (note.map { [$0] } ?? []) + history.refused.map(\.description)))
        }
        let head = entries.last?.hash ?? release.manifestDigest
        return .passed(
            "first release of \(release.environment): nothing to return to",
            NonEmpty(Evidence(uri: "ledger head", digest: head, mediaType: "application/octet-stream")))
    }

    private func historyFindings(
        _ target: Release, _ release: Release, _ context: CheckContext, _ end: Instant
    ) async throws(Obstacle) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        if release.sequence <= target.sequence {
            findings.append(
                Finding(
                    .sequence, "sequence \(release.sequence) does not follow the previous release's \(target.sequence)",
                    at: .path(release.source)))
        }
        let entries = try await context.world.ledger.entries(manifest: target.manifestDigest)
        let history = RunHistory(entries, trust: context.trust, at: end)
        let cleared = history.believed.contains { record in
            let claim = record.run.value
            return claim.phase == .preRelease && claim.passed && claim.mode == .live
                && claim.manifest == target.manifestDigest && claim.environment == release.environment
                && claim.isNamed(by: context.trust)
        }
        if !cleared {
            findings.append(
                Finding(
                    .previousNotCleared,
                    "no pre-release run of \(target.id) that passed is believed as of \(end)",
                    at: .path(release.source), notes: history.refused.map(\.description)))
        }
        return findings
    }

    /// Signature and content of every image of the target, judged at the window's end by the same checks a release
    /// runs, so that "verifies" means one thing.
    private func imageFindings(
        _ target: Release, _ context: CheckContext, at end: Instant
    ) async throws(Obstacle) -> (findings: [Finding<Code>], evidence: [Evidence]) {
        let then = CheckContext(release: target, trust: context.trust, instant: end, world: context.world)
        var findings: [Finding<Code>] = []
        var evidence: [Evidence] = []
        for service in target.services {
            for check in try Self.imageChecks() {
                let outcome = await check.examine(.image(service.image, of: service), in: then)
                switch outcome {
                case .passed(_, let seen, _):
                    evidence += seen.array.map { Evidence(uri: $0.uri, digest: $0.digest, mediaType: $0.mediaType) }
                case .failed(let reasons, _):
                    findings +=
                        reasons.map { reason in
                            Finding(
                                .imageNotVerified,
                                "`\(service.name)` of \(target.id): \(reason.message) [\(reason.code)]",
                                at: reason.location, notes: reason.notes)
                        }.array
                case .inconclusive(let reasons, _):
                    throw Obstacle(reasons.first)
                case .errored(let reason):
                    throw Obstacle(reason)
                case .skipped:
                    preconditionFailure("a check asked directly is never skipped")
                }
            }
        }
        return (findings, evidence)
    }

    private static func imageChecks() throws(Obstacle) -> [BoundCheck] {
        do throws(InputError) {
            let nowhere = Location.path("rollback-target")
            return [
                try .bind(ImageDigestCheck.self, nil, stepID: "rollback-target", at: nowhere),
                try .bind(ImageSignatureCheck.self, nil, stepID: "rollback-target", at: nowhere),
            ]
        } catch {
            throw Obstacle(error.diagnostics.first)
        }
    }
}
