public import Foundation

/// The corpora tests are run against: real data, too large for this repository.
///
/// Found by the environment variable `AIRWORTHY_FIXTURES`, else `../shared/fixtures` beside the package. Where they are
/// absent a suite must say how many cases it did not run: a suite that ran nothing looks exactly like one that passed.
public enum Fixtures {
    /// Nil when there is no such directory on this machine.
    public static let root: URL? = {
        let environment = ProcessInfo.processInfo.environment
        let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let candidate =
            environment["AIRWORTHY_FIXTURES"].map { URL(filePath: $0) }
            ?? packageRoot.deletingLastPathComponent().appending(path: "shared/fixtures")
        return isDirectory(candidate) ? candidate : nil
    }()

    /// A folder below the root; where it is absent, says so with the count of cases it holds and answers nil.
    ///
    /// ```swift
    /// guard let folder = Fixtures.folder("27-jcs", cases: 6) else { return }
    /// ```
    public static func folder(_ path: String, cases: Int) -> FixtureFolder? {
        guard let url = root?.appending(path: path), isDirectory(url) else {
            skipped(path, count: cases)
            return nil
        }
        return FixtureFolder(url: url)
    }

    /// For `.enabled(if:)`, which makes Swift Testing itself report the test as skipped.
    public static func has(_ path: String) -> Bool {
        root.map { isDirectory($0.appending(path: path)) } ?? false
    }

    /// Prints what was not run. Written to standard error, where it survives a quiet test run.
    public static func skipped(_ what: String, count: Int) {
        let line = "skipped \(count) cases: no fixtures `\(what)`; set AIRWORTHY_FIXTURES to their folder\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    private static func isDirectory(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }
}
