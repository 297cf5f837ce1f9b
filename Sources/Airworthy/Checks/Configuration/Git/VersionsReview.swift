import Trust

/// The versions file, the ledger and the cluster held against each other.
struct VersionsReview {
    typealias Code = DriftGitCode

    let context: CheckContext
    let release: Release
    let moment: DriftGitCheck.Moment
    /// The versions file.
    let path: String
    /// Recorded objects; nil when only file and ledger are compared.
    let live: String?

    private static let limit = 4 << 20
    /// Phases whose passed run leaves its manifest running.
    private static let rollouts: Set<Phase> = [.release, .promote, .rollback]

    func judge() async throws(GitFault) -> (findings: [Finding<Code>], evidence: [Evidence]) {
        let files = context.world.files
        let bytes = try await GitFault.looking { () throws(Obstacle) in try await files.read(path, limit: Self.limit) }
        guard let bytes else { throw .failed(Finding(.absent, "there is no `\(path)`", at: .path(path))) }
        var evidence = [Evidence(uri: path, digest: .of(bytes), mediaType: "application/yaml")]
        let file: VersionsFile
        do throws(InputError) {
            file = try VersionsFile(bytes, name: path)
        } catch {
            throw .undecided(Self.invalid(error.diagnostics.first))
        }
        var findings = differences(file, try await rolledOut())
        if let live {
            let recorded = try await GitFault.looking { () throws(Obstacle) in
                try await KubernetesFiles(files: files).read(live)
            }
            guard let recorded else { throw .failed(Finding(.absent, "there is no `\(live)`", at: .path(live))) }
            evidence.append(recorded.evidence)
            findings += differences(file, live: WorkloadImages(of: try Self.running(recorded)), in: live)
        }
        return (findings, evidence)
    }

    // MARK: The ledger

    /// The release that should be running: this one after its rollout, the one before it until then.
    private func rolledOut() async throws(GitFault) -> Release {
        let ledger = context.world.ledger
        let wanted = moment == .after ? release.manifestDigest : release.previous
        guard let wanted else {
            throw .undecided(
                Finding(
                    .notRecorded, "\(release.id) follows no release, so `\(path)` has nothing to agree with",
                    at: .path(release.source)))
        }
        let entries = try await GitFault.looking { () throws(Obstacle) in try await ledger.entries() }
        let history = RunHistory(entries, trust: context.trust, at: context.instant)
        let last = history.believed.last { record in
            let claim = record.run.value
            return claim.passed && claim.mode == .live && claim.environment == release.environment
                && Self.rollouts.contains(claim.phase)
        }
        guard let last else {
            throw .undecided(
                Finding(
                    .notRecorded, "no believed rollout in \(release.environment) is on record",
                    at: .path(release.source), notes: history.refused.map(\.description)))
        }
        let latest = last.run.value
        guard latest.manifest == wanted else {
            throw .failed(
                Finding(
                    .ledgerDiffers,
                    "\(latest.releaseID) (\(latest.manifest.short)) was rolled out last, expected \(wanted.short)",
                    at: .path(release.source)))
        }
        // What is not believed may be a rollout all the same.
        let believed = Set(history.believed.map(\.entry.index))
        let later = entries.count(where: {
            $0.kind == .run && $0.index > last.entry.index && !believed.contains($0.index)
        })
        guard later == 0 else {
            throw .undecided(
                Finding(
                    .notRecorded, "after the last believed rollout the ledger has runs that are not believed: \(later)",
                    at: .path(release.source), remedy: "find out who wrote them",
                    notes: history.refused.map(\.description)))
        }
        if moment == .after { return release }
        let bytes = try await GitFault.looking { () throws(Obstacle) in try await ledger.manifest(wanted) }
        guard let bytes, Digest.of(bytes, wanted.algorithm) == wanted else {
            throw .undecided(
                Finding(.notRecorded, "the ledger has no manifest \(wanted.short)", at: .path(release.source)))
        }
        do throws(InputError) {
            return try ReleaseLoader.load(bytes, source: "the manifest \(wanted.short)")
        } catch {
            throw .undecided(Self.invalid(error.diagnostics.first))
        }
    }

    private func differences(_ file: VersionsFile, _ recorded: Release) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        for (name, found, wanted) in [
            ("environment", file.environment, recorded.environment), ("release", file.release, recorded.id),
        ] where !found.isExactly(wanted) {
            findings.append(
                Finding(
                    .versionDiffers, "`\(name)` is `\(Excerpt.of(found))`, rolled out `\(wanted)`", at: file.location))
        }
        for service in recorded.services {
            guard let stated = file.services.first(where: { $0.name.isExactly(service.name) }) else {
                findings.append(
                    Finding(.versionMissing, "service `\(service.name)` is not in `\(path)`", at: file.location))
                continue
            }
            let sameImage =
                stated.image.digest == service.image.digest
                && stated.image.repository.isExactly(service.image.repository)
            guard !stated.version.isExactly(service.version) || !sameImage else { continue }
            findings.append(
                Finding(
                    .versionDiffers,
                    "`\(service.name)` is \(Excerpt.of(stated.version)), `\(stated.image)`; "
                        + "rolled out \(service.version), `\(service.image)`", at: stated.location))
        }
        for stated in file.services where !recorded.services.contains(where: { $0.name.isExactly(stated.name) }) {
            findings.append(
                Finding(
                    .versionUnknown, "`\(Excerpt.of(stated.name))` is no service of \(recorded.id)", at: stated.location
                )
            )
        }
        return findings
    }

    // MARK: The cluster

    /// Objects that run something: a replica set that a deployment left behind runs nothing.
    private static func running(_ recorded: KubernetesFiles.Contents) throws(GitFault) -> [KubernetesObject] {
        var reader = KubernetesObjectReader(namespace: nil)
        do throws(KubernetesFault) {
            for text in recorded.texts { try reader.read(text.bytes, name: text.name) }
        } catch {
            let finding = error.finding
            throw .undecided(Finding(.invalid, finding.message, at: finding.location, remedy: finding.remedy))
        }
        // `kubectl` writes a list even of nothing; an empty file is what its failure leaves behind.
        guard reader.documents > 0 else {
            let name = recorded.evidence.uri
            throw .undecided(Finding(.invalid, "`\(name)` holds no document", at: .path(name)))
        }
        return reader.objects.filter { object in
            guard let replicas = object.value.member(at: "spec", "replicas"), case .number(let count) = replicas.shape
            else { return true }
            return count != DecimalNumber("0")
        }
    }

    private func differences(_ file: VersionsFile, live images: WorkloadImages, in live: String) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        for service in file.services {
            let uses = images.uses.filter { use in
                (try? ImageReference(use.image.string ?? ""))?.repository.isExactly(service.image.repository) == true
            }
            if uses.isEmpty {
                findings.append(
                    Finding(
                        .liveDiffers, "no workload of `\(live)` runs `\(service.image.repository)`",
                        at: service.location))
            }
            for use in uses where !WorkloadImages.isSame(service.image.description, use.image.string ?? "") {
                findings.append(
                    Finding(
                        .liveDiffers,
                        "`\(Excerpt.of(use.object.description, limit: 200))` runs "
                            + "`\(Excerpt.of(use.image.string ?? "", limit: 200))`, stated `\(service.image)`",
                        at: use.image.location))
            }
        }
        return findings
    }

    private static func invalid(_ diagnostic: Diagnostic) -> Finding<Code> {
        Finding(
            .invalid, diagnostic.message, at: diagnostic.location, remedy: diagnostic.remedy, notes: [diagnostic.code])
    }
}
