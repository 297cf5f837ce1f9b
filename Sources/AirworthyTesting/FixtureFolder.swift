public import Foundation

/// One corpus. Files are named by their path below it, with `/`, sorted, so that failures are reproducible.
public struct FixtureFolder: Sendable {
    public let url: URL

    /// Paths of the regular files directly inside, sorted.
    public func files(suffix: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(suffix) }.sorted()
    }

    /// Paths of all regular files at any depth, sorted.
    public func allFiles(suffix: String = "") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: url.path)
            .filter { $0.hasSuffix(suffix) && !isDirectory($0) }.sorted()
    }

    public func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url.appending(path: path)))
    }

    public func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    private func isDirectory(_ path: String) -> Bool {
        (try? url.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }
}
