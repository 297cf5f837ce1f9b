import Airworthy
import AirworthyLive
import Trust

/// The files that paths on the command line stand for.
struct LintedFiles {
    private let workspace: Workspace
    private var files: LiveFiles { workspace.files }

    private static let limit = 5_000
    private static let depthLimit = 16

    init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// Files as they are named; for a directory every `.yaml` and `.yml` below it, in order, hidden ones (but for where a
    /// repository has its workflows) and what links lead to left out.
    /// - Returns: each once, under the name it was first given, with the named directory it was found below, nil for one that
    ///   is named itself.
    /// - Throws: `no-files` for a directory without any.
    func expanding(_ paths: [String]) async throws -> [(path: String, directory: String?)] {
        var found: [(path: String, directory: String?)] = []
        var taken: Set<String> = []
        for path in paths {
            guard try await files.kind(of: path) == .directory else {
                if taken.insert(whole(path)).inserted { found.append((path, nil)) }
                continue
            }
            let trimmed = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
            let below = try await self.below(trimmed, depth: 0)
            guard !below.isEmpty else {
                throw InputError(
                    "no-files", "there is no `.yaml` and no `.yml` below `\(path)`", at: .path(path),
                    remedy: "name a directory that has some, or a file")
            }
            found += below.filter { taken.insert(whole($0)).inserted }.map { ($0, path) }
        }
        return found
    }

    private func whole(_ path: String) -> String { AbsolutePath.of(workspace.path(path)) }

    private func below(_ directory: String, depth: Int) async throws -> [String] {
        var found: [String] = []
        for name in try await files.names(in: directory, limit: Self.limit) ?? []
        where !name.hasPrefix(".") || name == ".github" {
            let path = directory == "." ? name : "\(directory)/\(name)"
            switch try await files.kind(of: path) {
            case .directory where depth < Self.depthLimit: found += try await below(path, depth: depth + 1)
            case .file where name.hasSuffix(".yaml") || name.hasSuffix(".yml"): found.append(path)
            case .directory:
                throw InputError(
                    "tree-too-deep", "`\(path)` is nested deeper than \(Self.depthLimit) directories", at: .path(path),
                    remedy: "name a directory further down")
            case nil:
                throw InputError(
                    "tree-changed", "`\(path)` vanished while it was looked for, or is not UTF-8",
                    at: .path(directory), remedy: "rename the file, and look when nothing writes to the directory")
            default: break
            }
            guard found.count <= Self.limit else {
                throw InputError(
                    "too-many-files", "there are more than \(Self.limit) files below `\(directory)`",
                    at: .path(directory), remedy: "name a smaller directory")
            }
        }
        return found
    }
}
