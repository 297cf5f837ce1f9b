import Trust

/// The release's configuration documents as the repository has them at their revisions.
struct GitConfigs {
    let objects: GitObjects
    /// The repository's own directory that paths of configs are relative to, with `/` at its end; empty for its root.
    let base: String

    /// Findings, and the names of the documents that are as released.
    func judge(_ configs: [Config]) async throws(GitFault) -> (
        findings: [Finding<DriftGitCode>], blobs: [String: String]
    ) {
        var findings: [Finding<DriftGitCode>] = []
        var blobs: [String: String] = [:]
        for config in configs {
            let path = config.file.path
            guard let text = config.revision, let revision = GitObjectName(text) else {
                findings.append(
                    Finding(.unpinned, "config `\(path)` names no revision", at: config.file.location))
                continue
            }
            let commit = try await objects.read([revision], as: .commit)[0]
            guard let entry = try await GitTree.entry(at: base + path, of: commit, from: objects),
                case .file = entry.kind
            else {
                findings.append(
                    Finding(.configAbsent, "\(revision.short) has no file `\(base)\(path)`", at: config.file.location))
                continue
            }
            let blob = try await objects.read([entry.name], as: .blob)[0]
            let digest = Digest.of(blob.content, config.file.digest.algorithm)
            guard digest == config.file.digest else {
                findings.append(
                    Finding(
                        .configAltered,
                        "`\(path)` is \(digest.short) at \(revision.short), and \(config.file.digest.short) was released",
                        at: config.file.location))
                continue
            }
            blobs[path] = entry.name.hex
        }
        return (findings, blobs)
    }
}
