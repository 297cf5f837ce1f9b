import Foundation

/// The repository as a reader sees it: every file a clone has, without what building and running leave behind.
struct SourceTree: Sendable {
    struct File: Sendable {
        /// Relative to the repository, with slashes.
        let path: String
        let text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        /// `Checks/Kit` for `Sources/Airworthy/Checks/Kit/Answer.swift`.
        var folder: String { path.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/") }
        /// `Airworthy` for the same file; empty outside `Sources` and `Tests`.
        var module: String {
            let parts = path.split(separator: "/")
            return parts.count > 2 ? String(parts[1]) : ""
        }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Read once: the tests of one run look at one state.
    static let shared = SourceTree(at: root)

    let files: [File]

    init(at root: URL) {
        let generated: Set = ["build", "Package.resolved"]
        let prefix = root.standardizedFileURL.path(percentEncoded: false)
        var files: [File] = []
        let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        while let url = walk?.nextObject() as? URL {
            let name = url.lastPathComponent
            // Hidden folders are tools' own (.git, .build, .airworthy, a fuzzer's .corpus), but for the build machine's.
            if generated.contains(name) || name.hasPrefix(".") && url.hasDirectoryPath && name != ".ci" {
                walk?.skipDescendants()
                continue
            }
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true,
                let data = try? Data(contentsOf: url), let text = String(data: data, encoding: .utf8)
            else { continue }
            let path = url.standardizedFileURL.path(percentEncoded: false)
            files.append(File(path: String(path.dropFirst(prefix.count).drop { $0 == "/" }), text: text))
        }
        self.files = files.sorted { $0.path < $1.path }
    }

    func swift(under folder: String) -> [File] {
        files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(".swift") }
    }

    var sources: [File] { swift(under: "Sources") }
    var tests: [File] { swift(under: "Tests") }
    var pages: [File] { files.filter { $0.path.hasSuffix(".md") } }

    subscript(_ path: String) -> File? { files.first { $0.path == path } }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Self.root.appending(path: path).path(percentEncoded: false))
    }
}

extension SourceTree.File {
    /// The lines without their comments, so that a rule's own explanation does not break it. A `//` inside a string
    /// cuts the line short there, which only ever hides the rest of a literal.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().map { index, line in
            (index + 1, line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line)
        }
    }
}

extension Substring {
    /// Whether `word` stands here with no identifier character directly before it.
    func containsWord(_ word: String) -> Bool {
        var rest = self
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            if before.map({ !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) ?? true { return true }
            rest = self[range.upperBound...]
        }
        return false
    }
}
