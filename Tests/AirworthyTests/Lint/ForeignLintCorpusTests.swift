import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("lint: manifests as others publish them")
struct ForeignLintCorpusTests {
    /// Folders of manifests: files, how many of them hold none, and images without a digest.
    private static let folders = [
        (path: "15-admission/conftest/examples/kubernetes", files: 6, empty: 0, images: 5),
        (path: "14-k8s-drift/helm-diff/manifest/testdata", files: 12, empty: 1, images: 7),
    ]

    @Test(
        "every manifest is recognised, and images without a digest are all there is to say", arguments: folders.indices)
    func manifests(index: Int) throws {
        let sample = Self.folders[index]
        guard let folder = Fixtures.folder(sample.path, cases: sample.files) else { return }
        var lint = ForeignLint()
        let names = try folder.allFiles(suffix: ".yaml")
        let kinds = try names.map { try lint.add(try folder.bytes($0), name: $0) }
        #expect((names.count, kinds.count { $0 == nil }) == (sample.files, sample.empty))
        let findings = lint.findings()
        #expect(findings.map(\.code) == Array(repeating: .imageNotPinned, count: sample.images))
        // Each leads to the image's own text.
        for finding in findings {
            guard case .file(let name, let line, let column)? = finding.location else {
                Issue.record("\(finding.message) has no place")
                continue
            }
            let lines = try folder.text(name).split(separator: "\n", omittingEmptySubsequences: false)
            let text = lines[line - 1].dropFirst(column - 1)
            #expect(finding.message.contains("`\(text)`"), "\(name):\(line):\(column)")
        }
    }
}
