import Airworthy
import AirworthyLive
import Trust

extension Workspace {
    /// Manifests, checklists and policies are small; more is a mistake or an attack.
    static let documentLimit = 4 << 20

    /// - Throws: `file-missing` when it is not there: a named input that is absent is wrong usage, exit 2.
    func document(_ path: String, _ what: String, limit: Int = documentLimit) async throws -> [UInt8] {
        inputs.add(self.path(path))
        guard let bytes = try await files.read(path, limit: limit) else {
            throw InputError(
                "file-missing", "there is no \(what) `\(path)`", at: .path(path), remedy: "name an existing file")
        }
        return bytes
    }

    func release(_ path: String) async throws -> Release {
        let path = given(path)
        return try ReleaseLoader.load(try await document(path, "release"), source: path)
    }

    /// A path, with or without its `.yaml`, or the bare name of a checklist below `Checklists/`.
    func checklist(_ name: String) async throws -> Checklist {
        let path = try await path(ofChecklist: name)
        let bytes = try await document(path, "checklist")
        return try ChecklistLoader.load(bytes, source: path, files: try await included(by: bytes, path))
    }

    private func path(ofChecklist name: String) async throws -> String {
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return given(name) }
        // Whoever writes a slash means a path.
        let path = name.contains("/") ? given("\(name).yaml") : "Checklists/\(name).yaml"
        for candidate in name.contains("/") ? [path, given(name)] : [path] {
            // A link may lead to one.
            switch try await files.kind(of: candidate) {
            case .directory, nil: continue
            default: return candidate
            }
        }
        let known = (try await files.names(in: "Checklists", limit: 1_000) ?? []).filter { $0.hasSuffix(".yaml") }
        throw InputError(
            "file-missing", "there is no checklist `\(path)`", at: .path(path),
            remedy: "name an existing file"
                + (known.isEmpty ? "" : ", or one of \(known.map { "`\($0.dropLast(5))`" }.joined(separator: ", "))"))
    }

    /// The step groups that a checklist or a step group includes.
    func included(by bytes: [UInt8], _ source: String) async throws -> IncludedFiles {
        return try await IncludedFiles.gather(bytes, source: source) { (path) async throws(Obstacle) in
            inputs.add(self.path(path))
            return try await files.read(path, limit: IncludedFiles.largestFile)
        }
    }

    var trustPath: String { options.policy.map(Self.absolute) ?? project.trust }

    func trust() async throws -> TrustPolicy { try await trust(at: trustPath) }

    func trust(at path: String) async throws -> TrustPolicy {
        let bytes = try await document(path, "trust policy")
        let directory = AbsolutePath.parent(of: self.path(path))
        let files = LiveFiles(root: directory)
        return try await TrustPolicyLoader.load(bytes, source: path) { (name) async throws(Obstacle) in
            inputs.add(name.hasPrefix("/") ? name : "\(directory)/\(name)")
            return try await files.read(name, limit: 1 << 20)
        }
    }

    /// The gate's private key; its password comes from `AIRWORTHY_KEY_PASSWORD`, never from an argument.
    func privateKey(_ path: String) async throws -> PrivateKey {
        let bytes = try await document(Self.absolute(path), "private key")
        let password = ThisProcess.variable("AIRWORTHY_KEY_PASSWORD").map { Secret(Array($0.utf8)) }
        return try PrivateKey(pem: bytes, password: password)
    }
}
