import Trust

/// Reads `sigstore` and the trusted roots it names. Each is pinned by digest: whoever can write the file must not be
/// able to say whose certificates are believed.
enum TrustedRootLoader {
    /// Most of each kind of evidence that can be asked for.
    static let mostRequired = 8

    /// A trusted root, and what the policy calls its file.
    typealias Listed = (file: String, anchor: SigstoreVerifier.Anchor)

    static func load(
        _ node: YAMLNode, files: TrustPolicyLoader.KeyFiles
    ) async throws(InputError) -> [Listed] {
        var fields = try FieldReader(node, as: "`sigstore`")
        let roots = try fields.optionalList("trustedRoots") ?? []
        try fields.finish()
        guard !roots.isEmpty else { throw fields.missing("trustedRoots") }
        var anchors: [Listed] = []
        for root in roots { anchors.append(try await anchor(root, files)) }
        return anchors
    }

    private static func anchor(
        _ node: YAMLNode, _ files: TrustPolicyLoader.KeyFiles
    ) async throws(InputError) -> Listed {
        var fields = try FieldReader(node, as: "a trusted root")
        let file = try fields.string("file")
        let place = fields.place(of: "file")
        let text = try fields.string("sha256")
        let pin = fields.place(of: "sha256")
        let requirement = try fields.node("require").map { (node) throws(InputError) in try self.requirement(node) }
        let origins = try fields.optionalStrings("origins") ?? []
        try fields.finish()
        guard let wanted = Digest(text), wanted.algorithm == .sha256 else {
            throw InputError("bad-digest", "`sha256` is not a digest", at: pin, remedy: "write `sha256:…`")
        }
        let bytes = try await bytes(of: file, at: place, files)
        let found = Digest.of(bytes)
        guard found == wanted else {
            throw InputError(
                "trusted-root-changed", "`\(file)` hashes to \(found), not \(wanted)", at: pin,
                remedy: "restore the file, or find out why it changed and pin its new digest")
        }
        do throws(Diagnostic) {
            let anchor = SigstoreVerifier.Anchor(
                root: try TrustedRoot(bytes, name: file), requirement: requirement ?? SigstoreRequirement(),
                origins: origins)
            return (file, anchor)
        } catch {
            throw InputError(
                error.code, "`\(file)`: \(error.description)", at: place, remedy: error.remedy, notes: error.notes)
        }
    }

    private static func requirement(_ node: YAMLNode) throws(InputError) -> SigstoreRequirement {
        var fields = try FieldReader(node, as: "`require` of a trusted root")
        let standard = SigstoreRequirement()
        let logEntries = try count("logEntries", &fields) ?? standard.logEntries
        let certificateLogs = try count("certificateLogs", &fields) ?? standard.certificateLogs
        let timestamps = try count("timestamps", &fields) ?? standard.timestamps
        try fields.finish()
        return SigstoreRequirement(
            logEntries: logEntries, certificateLogs: certificateLogs, timestamps: timestamps)
    }

    private static func count(_ key: String, _ fields: inout FieldReader) throws(InputError) -> Int? {
        guard let number = try fields.optionalInteger(key) else { return nil }
        guard (0...mostRequired).contains(number) else {
            throw InputError(
                "out-of-range", "`\(key)` is \(number)", at: fields.place(of: key),
                remedy: "write between 0 and \(mostRequired)")
        }
        return number
    }

    private static func bytes(
        of file: String, at place: Location, _ files: TrustPolicyLoader.KeyFiles
    ) async throws(InputError) -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try await files(file)
        } catch {
            throw InputError("trusted-root-unreadable", "`\(file)`: \(error.diagnostic.message)", at: place)
        }
        guard let bytes else {
            throw InputError(
                "trusted-root-missing", "there is no trusted root `\(file)`", at: place,
                remedy: "put `trusted_root.json` there, relative to the trust policy")
        }
        return bytes
    }
}
