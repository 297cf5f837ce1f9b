import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Unified diffs are read strictly")
struct UnifiedDiffTests {
    private static let path = "14-k8s-drift/go-diff/diff/testdata"

    /// Lines that `diff -u` never writes of two directories with `-N`: Git's extended headers, files on one side only,
    /// what stands between two differences.
    private static let foreign = [
        "index ", "new file mode", "deleted file mode", "old mode", "similarity index", "Only in", "Binary files",
    ]

    /// Hunks that have other lines than their headers say, and empty lines without the space that marks them: readers of
    /// patches guess what was meant.
    private static let miscounted: Set<String> = [
        "sample_bad_hunks.diff", "sample_multi_file_single.diff", "sample_multi_file_single_apple_in.diff",
        "sample_multi_file_single_apple_out.diff", "sample_multi_file_without_extended.diff",
    ]

    @Test("of the corpus, what `diff -u` writes is read with every line accounted for, and the rest is refused")
    func corpus() throws {
        guard let folder = Fixtures.folder(Self.path, cases: 52) else { return }
        var (read, refused) = (0, 0)
        for name in try folder.files(suffix: ".diff") {
            var text = try folder.text(name)
            let isForeign =
                Self.miscounted.contains(name)
                || text.split(separator: "\n").contains { line in Self.foreign.contains(where: line.hasPrefix) }
            // Hunks without their file, which the corpus has for a reader of hunks.
            if text.hasPrefix("@@") { text = "--- a\n+++ b\n\(text)" }
            do throws(UnifiedDiff.Defect) {
                let diff = try UnifiedDiff(Array(text.utf8))
                #expect(!isForeign, "\(name) is read")
                read += 1
                // Two names, a header a hunk, and whatever lines are in them.
                let counted = diff.files.map { file in 2 + file.hunks.map { $0.lines.count + 1 }.reduce(0, +) }
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let own = lines.count - (lines.last?.isEmpty == true ? 1 : 0) - lines.count { $0.hasPrefix("diff ") }
                #expect(counted.reduce(0, +) == own, "\(name)")
            } catch {
                #expect(isForeign, "\(name):\(error.line): \(error.message)")
                refused += 1
            }
        }
        #expect((read, refused) == (17, 35))
    }
}
