import Trust

/// Files of objects, read from disk: one file, or every manifest below a directory.
struct KubernetesFiles {
    let files: any FileAccess

    struct Contents {
        var texts: [(name: String, bytes: [UInt8])] = []
        let evidence: Evidence
    }

    /// Bytes of one side.
    private static let limit = 64 << 20
    private static let fileLimit = 5_000
    private static let depthLimit = 16

    /// Nil when there is nothing of that name.
    func read(_ path: String) async throws(Obstacle) -> Contents? {
        guard try await files.kind(of: path) == .directory else {
            guard let bytes = try await files.read(path, limit: Self.limit) else { return nil }
            let isJSON = ConfigurationFormat.named(by: path) == .json
            return Contents(
                texts: [(path, bytes)],
                evidence: Evidence(
                    uri: path, digest: .of(bytes), mediaType: isJSON ? "application/json" : "application/yaml"))
        }
        var texts: [(name: String, bytes: [UInt8])] = []
        var size = 0
        for name in try await manifests(in: path, depth: 0) {
            guard let bytes = try await files.read(name, limit: Self.limit - size) else {
                throw Obstacle("tree-changed", "`\(name)` vanished while it was read", at: .path(name))
            }
            size += bytes.count
            texts.append((name, bytes))
        }
        let lines = texts.map { "\(Digest.of($0.bytes)) \($0.name)\0" }.joined()
        return Contents(
            texts: texts,
            evidence: Evidence(
                uri: path, digest: .of(Array(lines.utf8)), mediaType: "application/vnd.airworthy.tree"))
    }

    private func manifests(in directory: String, depth: Int) async throws(Obstacle) -> [String] {
        guard depth < Self.depthLimit else {
            throw Obstacle(
                "tree-too-deep", "`\(directory)` is nested deeper than \(Self.depthLimit) directories",
                at: .path(directory), remedy: "name a smaller directory")
        }
        var found: [String] = []
        for name in try await files.names(in: directory, limit: Self.fileLimit) ?? [] {
            let path = "\(directory)/\(name)"
            guard let kind = try await files.kind(of: path) else {
                throw Obstacle(
                    "tree-changed", "`\(Excerpt.of(path, limit: 200))` vanished while it was read, or is not UTF-8",
                    at: .path(directory), remedy: "run the check when nothing writes to the tree; rename the file")
            }
            if kind == .directory {
                found += try await manifests(in: path, depth: depth + 1)
            } else if ConfigurationFormat.named(by: name) != nil {
                found.append(path)
            }
            guard found.count <= Self.fileLimit else {
                throw Obstacle(
                    "tree-too-large", "`\(directory)` holds more than \(Self.fileLimit) manifests",
                    at: .path(directory), remedy: "name a smaller directory")
            }
        }
        return found
    }
}
