import Trust

/// What `kubectl diff` said an apply would change, as it was recorded: output, errors and exit status.
///
/// Recorded with whole objects as context, both sides of each object can be put together again and compared like any
/// other objects, so that every change has its place.
struct KubectlDiff: Sendable {
    struct Pair: Sendable {
        /// Nil for an object that does not exist yet.
        let live: KubernetesObject?
        /// What the API server would make of it; nil for one that would be deleted.
        let merged: KubernetesObject?

        var identity: KubernetesObject.Identity? { merged?.identity ?? live?.identity }
    }

    let pairs: [Pair]
    let evidence: Evidence

    private static let limit = 64 << 20

    /// - Parameter directory: holds `output`, `errors` and `status`.
    /// - Throws: `absent`, `diff-failed`, `diff-partial`, `diff-warned` or `invalid`.
    static func read(_ directory: String, _ files: any FileAccess) async throws(Obstacle) -> Result<
        Self, KubernetesFault
    > {
        var parts: [[UInt8]] = []
        for name in ["output", "errors", "status"] {
            guard let bytes = try await files.read("\(directory)/\(name)", limit: limit) else {
                return .failure(
                    KubernetesFault(Finding(.absent, "there is no `\(directory)/\(name)`", at: .path(directory))))
            }
            parts.append(bytes)
        }
        return Result { () throws(KubernetesFault) in
            try KubectlDiff(output: parts[0], errors: parts[1], status: parts[2], directory: directory)
        }
    }

    private init(
        output: [UInt8], errors: [UInt8], status: [UInt8], directory: String
    ) throws(KubernetesFault) {
        // `0` nothing to change, `1` something, anything else a failure, whatever was printed until then.
        let name = "\(directory)/output"
        let text = String(decoding: status.prefix(16), as: UTF8.self).filter { !$0.isWhitespace }
        guard text == "0" || text == "1" else {
            throw KubernetesFault(
                Finding(
                    .diffFailed, "`kubectl diff` ended with status `\(Excerpt.of(text))`",
                    at: .path("\(directory)/status"), notes: Self.lines(errors)))
        }
        // It goes on after a failed look at what to prune, and after it could not hold objects still; both are only told.
        guard errors.isEmpty else {
            throw KubernetesFault(
                Finding(
                    .diffWarned, "`kubectl diff` told of something that it could not do",
                    at: .path("\(directory)/errors"), notes: Self.lines(errors)))
        }
        guard output.isEmpty == (text == "0") else {
            throw KubernetesFault(
                Finding(
                    .invalid, "the status \(text) of `kubectl diff` contradicts \(output.isEmpty ? "no" : "an") output",
                    at: .path(directory)))
        }
        let diff: UnifiedDiff
        do throws(UnifiedDiff.Defect) {
            diff = try UnifiedDiff(output)
        } catch {
            throw Self.invalid(error.message, name, line: error.line)
        }
        guard diff.files.count <= KubernetesObjectReader.objectLimit else {
            throw Self.invalid("there are more than \(KubernetesObjectReader.objectLimit) objects", name, line: 1)
        }
        pairs = try diff.files.map { (file) throws(KubernetesFault) in try Self.pair(file, name) }
        let lines = ["output", "errors", "status"].enumerated().map { item in
            "\(Digest.of([output, errors, status][item.offset])) \(item.element)\0"
        }
        evidence = Evidence(
            uri: directory, digest: .of(Array(lines.joined().utf8)), mediaType: "application/vnd.airworthy.tree")
    }

    // MARK: One object

    private static func pair(_ file: UnifiedDiff.File, _ name: String) throws(KubernetesFault) -> Pair {
        let old = file.old.split(separator: "/").suffix(2)
        let new = file.new.split(separator: "/").suffix(2)
        guard old.count == 2, new.count == 2, old.first?.hasPrefix("LIVE-") == true,
            new.first?.hasPrefix("MERGED-") == true, let title = old.last, new.last?.isExactly(title) == true
        else {
            throw invalid("a file is not an object's live and merged form", name, line: file.line)
        }
        // Two hunks leave out what is between them; one that begins later leaves out what is before it. What follows the
        // last line is the same on both sides.
        guard file.hunks.count == 1, let hunk = file.hunks.first, hunk.oldStart <= 1, hunk.newStart <= 1 else {
            throw KubernetesFault(
                Finding(
                    .diffPartial, "the changes of `\(Excerpt.of(title, limit: 200))` lack the rest of the object",
                    at: .file(name, line: file.line, column: 1)))
        }
        let live = try object(hunk.text(UInt8(ascii: "-")), title, name, line: file.line)
        let merged = try object(hunk.text(UInt8(ascii: "+")), title, name, line: file.line)
        return Pair(live: live, merged: merged)
    }

    private static func object(
        _ text: [UInt8], _ title: Substring, _ name: String, line: Int
    ) throws(KubernetesFault) -> KubernetesObject? {
        guard !text.isEmpty else { return nil }
        var reader = KubernetesObjectReader(namespace: nil)
        do throws(KubernetesFault) {
            try reader.read(text, name: "\(title).yaml")
        } catch {
            throw invalid("`\(Excerpt.of(title, limit: 200))`: \(error.finding.message)", name, line: line)
        }
        guard reader.objects.count == 1, let object = reader.objects.first, Self.title(of: object).isExactly(title)
        else {
            throw invalid("`\(Excerpt.of(title, limit: 200))` is not the object of that name", name, line: line)
        }
        return object
    }

    /// How `kubectl diff` names an object's file: `apps.v1.Deployment.shop.web` (kubectl, `InfoObject.Name`).
    private static func title(of object: KubernetesObject) -> String {
        let identity = object.identity
        return [object.apiVersion.replacing("/", with: "."), identity.kind, identity.namespace, identity.name]
            .joined(separator: ".")
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.prefix(2_000).split(separator: UInt8(ascii: "\n")).prefix(3).map {
            Excerpt.of(String(decoding: $0, as: UTF8.self), limit: 160)
        }
    }

    private static func invalid(_ message: String, _ name: String, line: Int) -> KubernetesFault {
        KubernetesFault(
            Finding(
                .invalid, message, at: .file(name, line: line, column: 1),
                remedy: "record it again with `KUBECTL_EXTERNAL_DIFF=\"diff -N -U1000000\"`"))
    }
}
