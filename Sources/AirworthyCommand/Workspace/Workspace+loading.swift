import Airworthy
import AirworthyLive
import Trust

extension Workspace {
    /// Manifests, checklists and policies are small; more is a mistake or an attack.
    static let documentLimit = 4 << 20

    /// - Throws: `file-missing` when it is not there: a named input that is absent is wrong usage, exit 2.
    func document(_ path: String, _ what: String, limit: Int = documentLimit) async throws -> [UInt8] {
        guard let bytes = try await files.read(path, limit: limit) else {
            throw InputError(
                "file-missing", "there is no \(what) `\(path)`", at: .path(path), remedy: "name an existing file")
        }
        return bytes
    }

    func release(_ path: String) async throws -> Release {
        try ReleaseLoader.load(try await document(path, "release"), source: path)
    }

    /// A path, or the bare name of a checklist below `Checklists/`.
    func checklist(_ name: String) async throws -> Checklist {
        let path = name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? name : "Checklists/\(name).yaml"
        let bytes = try await document(path, "checklist")
        return try ChecklistLoader.load(bytes, source: path, files: try await included(by: bytes, path))
    }

    /// The step groups that a checklist or a step group includes.
    func included(by bytes: [UInt8], _ source: String) async throws -> IncludedFiles {
        let files = files
        return try await IncludedFiles.gather(bytes, source: source) { (path) async throws(Obstacle) in
            try await files.read(path, limit: IncludedFiles.largestFile)
        }
    }

    var trustPath: String { options.policy.map(Self.absolute) ?? project.trust }

    func trust() async throws -> TrustPolicy {
        let bytes = try await document(trustPath, "trust policy")
        let directory = AbsolutePath.parent(of: path(trustPath))
        let files = LiveFiles(root: directory)
        return try await TrustPolicyLoader.load(bytes, source: trustPath) { (name) async throws(Obstacle) in
            try await files.read(name, limit: 1 << 20)
        }
    }

    /// The gate's private key; its password comes from `AIRWORTHY_KEY_PASSWORD`, never from an argument.
    func privateKey(_ path: String) async throws -> PrivateKey {
        let bytes = try await document(Self.absolute(path), "private key")
        let password = ThisProcess.variable("AIRWORTHY_KEY_PASSWORD").map { Secret(Array($0.utf8)) }
        return try PrivateKey(pem: bytes, password: password)
    }
}
