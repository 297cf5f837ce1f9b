public import Trust

/// Compares the manifests of a release with objects recorded from a cluster: before the rollout, to see that it changes
/// what is declared and nothing else; after it, to see that nothing is left to change.
public struct DriftKubernetesCheck: Check {
    public typealias Code = DriftKubernetesCode

    public static let kind = CheckKind(
        id: "drift-kubernetes",
        summary: "do live objects differ from the manifests only as the release declares?",
        capabilities: [.files, .http],
        parameters: [
            .required("desired", .string, "file of manifests, or directory of them"),
            Parameter(
                "live", .string, default: "the cluster's objects, asked with `kubeconfig`",
                "objects recorded with `kubectl get -o json`, or a directory of such files"),
            Parameter("kubeconfig", .string, default: "none", "whom to ask for the live objects instead, and as whom"),
            Parameter("kubeContext", .string, default: "the kubeconfig's current one", "context of the kubeconfig"),
            Parameter(
                "resources", .strings, default: "[]",
                "what to list: `v1/services`, `apps/v1/namespaces/shop/deployments`"),
            Parameter(
                "diff", .string, default: "none",
                "directory with `output`, `errors` and `status` of `kubectl diff`: what the API server says would change"
            ),
            Parameter(
                "moment", .choice, default: "before",
                "`before`: declared changes must be there to make; `after`: none may be left"),
            Parameter("namespace", .string, default: "none", "namespace of manifests that name none"),
            Parameter(
                "inventory", .string, default: "every object",
                "`label=value` of live objects that must have a manifest"),
            Parameter(
                "controllers", .strings, default: "[]",
                "`group/Owner=group/Made`: what custom controllers make of a desired object, never roles or bindings"),
            Parameter(
                "otherImages", .strings, default: "[]",
                "repositories of pinned images allowed beside the release's, `*` and `**` allowed"),
            Parameter(
                "scope", .string, default: "none", "which of the release's `intended` entries are this cluster's"),
            Parameter(
                "ignore", .list, default: "[]",
                "known differences: `path`, `owner`, `reason`, `expires` and `maxMatches`, all required"),
            Parameter(
                "sensitive", .strings, default: "[]", "JSON pointers, `*` and `**` allowed, whose values are masked"),
        ],
        subjects: [.release, .service, .item])

    enum Moment: String, CaseIterable, Sendable {
        case before, after
    }

    private static let shownLimit = 50

    private let desired: String
    private let live: LiveObjects.Source
    private let diff: String?
    private let moment: Moment
    private let namespace: String?
    private let inventory: (key: String, value: String)?
    private let controllers: Set<KubernetesOwnership.Pair>
    private let otherImages: [Glob]
    private let scope: String?
    private let rules: IgnoreRules
    private let sensitivity: Sensitivity

    public init(from arguments: inout FieldReader) throws(InputError) {
        desired = try arguments.string("desired")
        live = try LiveObjects.Source(from: &arguments)
        diff = try arguments.optionalString("diff")
        moment = try arguments.optionalChoice("moment") ?? .before
        namespace = try arguments.optionalString("namespace")
        inventory = try Self.label(&arguments)
        controllers = try KubernetesOwnership.pairs(from: &arguments)
        let place = arguments.place(of: "otherImages")
        otherImages = try (arguments.optionalStrings("otherImages") ?? []).map { (text) throws(InputError) -> Glob in
            do throws(Diagnostic) {
                return try Glob(text)
            } catch {
                throw InputError(error.code, "one of `otherImages`: \(error.message)", at: place, remedy: error.remedy)
            }
        }
        scope = try arguments.optionalString("scope")
        rules = try IgnoreRules(from: &arguments)
        sensitivity = try Sensitivity(from: &arguments)
        if case .recording(let live) = live,
            desired == live || live.hasPrefix("\(desired)/") || desired.hasPrefix("\(live)/")
        {
            throw InputError(
                "same-sides", "`live` and `desired` share files, which equal themselves whatever they hold",
                at: arguments.place(of: "live"), remedy: "name two files or directories, neither within the other")
        }
    }

    public func examine(
        _ subject: Subject, in context: CheckContext
    ) async throws(Obstacle) -> Answer<DriftKubernetesCode> {
        let release = try context.requireRelease()
        let files = KubernetesFiles(files: context.world.files)
        guard let manifests = try await files.read(desired) else {
            throw Obstacle(
                "desired-missing", "there is no `\(desired)` to compare with", at: .path(desired),
                remedy: "render the manifests first")
        }
        let read = try await LiveObjects.read(live, in: context.world)
        let predicted = try await predicted(files: context.world.files)
        var evidence = NonEmpty(manifests.evidence)
        do throws(KubernetesFault) {
            let live = try read.get()
            evidence = NonEmpty(live.evidence, [manifests.evidence])
            let predicted = try predicted?.get()
            if let predicted { evidence.append(predicted.evidence) }
            let wanted = try Self.read(manifests, in: namespace).objects
            guard !wanted.isEmpty else {
                let finding = Finding<Code>(.nothingCompared, "`\(desired)` holds no object", at: .path(desired))
                return .inconclusive(NonEmpty(finding), evidence.array)
            }
            if let unknown = NonEmpty(live.uncovered(wanted)) { return .inconclusive(unknown, evidence.array) }
            let images = release.services.map(\.image)
            let isReleased = { (text: String) in
                images.contains { WorkloadImages.isSame($0.description, text) }
            }
            var result = try KubernetesComparison(
                sensitivity: sensitivity, inventory: inventory, controllers: controllers, isReleased: isReleased
            ).compare(desired: wanted, live: live.objects)
            if let predicted {
                result = try PredictedChanges(diff: predicted, sensitivity: sensitivity, isReleased: isReleased)
                    .overlaid(on: result, desired: wanted)
            }
            evidence.append(KubernetesFacts.evidence(of: result))
            var services = release.services
            if case .service(let service) = subject { services = [service] }
            let imageFindings = WorkloadImages(of: wanted).judge(release, wanted: services, others: otherImages)
            return answer(result, imageFindings, release, evidence, live: live.name, at: context.instant)
        } catch {
            // What is not there is a finding, whichever recording it is.
            if error.finding.code == .absent { return .failed(error.finding, evidence.array) }
            return .inconclusive(NonEmpty(error.finding), evidence.array)
        }
    }

    private func predicted(files: any FileAccess) async throws(Obstacle) -> Result<KubectlDiff, KubernetesFault>? {
        guard let diff else { return nil }
        return try await KubectlDiff.read(diff, files)
    }

    private static func read(
        _ contents: KubernetesFiles.Contents, in namespace: String?
    ) throws(KubernetesFault) -> KubernetesObjectReader {
        var reader = KubernetesObjectReader(namespace: namespace)
        for text in contents.texts { try reader.read(text.bytes, name: text.name) }
        return reader
    }

    private func answer(
        _ result: KubernetesComparison.Result, _ imageFindings: [Finding<Code>], _ release: Release,
        _ evidence: NonEmpty<Evidence>, live: String, at instant: Instant
    ) -> Answer<DriftKubernetesCode> {
        var declared = KubernetesAllowList.Judgement(remaining: result.changes)
        if moment == .before {
            let entries = release.intended.kubernetes.filter { $0.scope == scope }
            declared = KubernetesAllowList(entries: entries).judge(result.changes)
        }
        let judgement = rules.judge(declared.remaining, at: instant, as: Code.self)
        let shown = judgement.remaining.prefix(Self.shownLimit)
        let hidden = judgement.remaining.count - shown.count
        var findings = imageFindings + declared.findings + judgement.findings
        for (index, change) in shown.enumerated() {
            let notes = hidden > 0 && index == shown.count - 1 ? ["and \(hidden) more differences"] : []
            findings.append(change.finding(livePath: live, before: moment == .before, notes: notes))
        }
        if let first = findings.first {
            return .failed(NonEmpty(first, Array(findings.dropFirst()) + result.doubts), evidence.array)
        }
        if let doubts = NonEmpty(result.doubts) { return .inconclusive(doubts, evidence.array) }
        let exception = judgement.ignored == 0 ? "" : ", differences ignored: \(judgement.ignored)"
        let objects = "\(result.compared) object\(result.compared == 1 ? "" : "s")"
        let summary =
            moment == .after
            ? "\(objects) as desired" : "\(objects), declared differences: \(declared.declared), no other"
        return .passed(summary + exception, evidence, warnings: judgement.warnings)
    }

    private static func label(_ arguments: inout FieldReader) throws(InputError) -> (key: String, value: String)? {
        guard let text = try arguments.optionalString("inventory") else { return nil }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw InputError(
                "bad-label", "`inventory` is `\(text)`, which is no label", at: arguments.place(of: "inventory"),
                remedy: "write `label=value`, such as `app.kubernetes.io/part-of=shop`")
        }
        return (String(parts[0]), String(parts[1]))
    }
}
