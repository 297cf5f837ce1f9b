public import Trust

/// Reads `trust.yaml` and the public keys it names. The format is documented in `Docs/formats/trust.md`.
public enum TrustPolicyLoader {
    /// Reads a key file named in the policy, relative to the policy's directory.
    public typealias KeyFiles = (String) async throws(Obstacle) -> [UInt8]?

    /// - Throws: every defect found, at its line; key files that are absent or no public key included.
    public static func load(
        _ bytes: [UInt8], source: String, keyFiles: KeyFiles
    ) async throws(InputError) -> TrustPolicy {
        let root = try YAMLDocument.parse(bytes, name: source)
        var fields = try FieldReader(root, as: "the trust policy")
        try header(&fields)
        guard let epoch = try fields.optionalInteger("epoch"), epoch >= 1 else {
            throw InputError(
                "missing-key", "the trust policy has no `epoch` of 1 or more", at: fields.place(of: "epoch"),
                remedy: "start with `epoch: 1`, and raise it with every revocation")
        }
        let keyNodes = try fields.optionalList("keys") ?? []
        let peopleNodes = try fields.optionalList("people") ?? []
        let ruleNodes = try fields.optionalList("rules") ?? []
        let sigstoreNode = fields.node("sigstore")
        let checklistNodes = try fields.optionalList("checklists") ?? []
        let identityNodes = try fields.optionalList("identities") ?? []
        try fields.finish()

        var errors = ErrorCollector()
        var keys: [TrustedKey] = []
        for node in keyNodes {
            if let key = await attempt(&errors, { () async throws(InputError) in try await self.key(node, keyFiles) }) {
                keys.append(key)
            }
        }
        var people: [Person] = []
        for node in peopleNodes {
            let person = await attempt(&errors) { () async throws(InputError) in try await self.person(node, keyFiles) }
            if let person { people.append(person) }
        }
        var roots: [TrustedRootLoader.Listed] = []
        if let sigstoreNode {
            roots =
                await attempt(&errors) { () async throws(InputError) in
                    try await TrustedRootLoader.load(sigstoreNode, files: keyFiles)
                } ?? []
        }
        let anchors = roots.map(\.anchor)
        let identities = identityNodes.compactMap { node in
            errors.attempt { () throws(InputError) in try TrustedIdentityLoader.load(node, roots: roots) }
        }
        let rules = ruleNodes.compactMap { node in
            errors.attempt { () throws(InputError) in try TrustRuleLoader.load(node) }
        }
        let checklists = checklistNodes.compactMap { node in
            errors.attempt { () throws(InputError) in try AcceptedChecklistLoader.load(node) }
        }
        try errors.throwIfAny()
        return try TrustPolicy(
            epoch: epoch, digest: digest(bytes, keys + people.map(\.key), anchors.map(\.root)), keys: keys,
            people: people, identities: identities, sigstore: SigstoreVerifier(anchors: anchors), rules: rules,
            checklists: checklists)
    }

    private static func attempt<Value>(
        _ errors: inout ErrorCollector, _ body: () async throws(InputError) -> Value
    ) async -> Value? {
        do {
            return try await body()
        } catch {
            error.diagnostics.forEach { errors.report($0) }
            return nil
        }
    }

    private static func header(_ fields: inout FieldReader) throws(InputError) {
        for (key, wanted) in [("apiVersion", "airworthy/v1"), ("kind", "TrustPolicy")] {
            let found = try fields.string(key)
            guard found == wanted else {
                throw InputError(
                    "wrong-kind", "`\(key)` is `\(found)`, and must be `\(wanted)`", at: fields.place(of: key),
                    remedy: "write `\(key): \(wanted)`")
            }
        }
    }

    private static func key(_ node: YAMLNode, _ files: KeyFiles) async throws(InputError) -> TrustedKey {
        var fields = try FieldReader(node, as: "a key")
        let id = try fields.string("id")
        let file = try fields.string("file")
        let place = fields.place(of: "file")
        let validFrom = try fields.optionalInstant("validFrom")
        let validUntil = try fields.optionalInstant("validUntil")
        let revokedAt = try fields.optionalInstant("revokedAt")
        let reason = try fields.optionalString("reason")
        try fields.finish()
        if let validFrom, let validUntil, validUntil <= validFrom {
            throw InputError(
                "empty-validity", "key `\(id)` is never valid: it ends before it begins", at: fields.location,
                remedy: "correct `validFrom` and `validUntil`")
        }
        return TrustedKey(
            id: id, key: try await publicKey(file, at: place, files), validFrom: validFrom, validUntil: validUntil,
            revokedAt: revokedAt, reason: reason, location: fields.location)
    }

    private static func person(_ node: YAMLNode, _ files: KeyFiles) async throws(InputError) -> Person {
        var fields = try FieldReader(node, as: "a person")
        let id = try fields.string("id")
        let file = try fields.string("key")
        let place = fields.place(of: "key")
        let roles = try fields.optionalStrings("roles") ?? []
        let validUntil = try fields.optionalInstant("validUntil")
        let revokedAt = try fields.optionalInstant("revokedAt")
        try fields.finish()
        let key = TrustedKey(
            id: id, key: try await publicKey(file, at: place, files), validFrom: nil, validUntil: validUntil,
            revokedAt: revokedAt, reason: nil, location: fields.location)
        return Person(id: id, key: key, roles: roles)
    }

    private static func publicKey(
        _ file: String, at place: Location, _ files: KeyFiles
    ) async throws(InputError) -> PublicKey {
        let bytes: [UInt8]?
        do {
            bytes = try await files(file)
        } catch {
            throw InputError("key-unreadable", "`\(file)`: \(error.diagnostic.message)", at: place)
        }
        guard let bytes else {
            throw InputError(
                "key-missing", "there is no key file `\(file)`", at: place,
                remedy: "put the public key there, relative to the trust policy")
        }
        do {
            return try PublicKey(pem: bytes)
        } catch {
            throw InputError(
                error.code, "`\(file)`: \(error.message)", at: place, remedy: error.remedy, notes: error.notes)
        }
    }

    /// Over the file and the bytes of every key and root: swapping a key file changes the policy, though not
    /// `trust.yaml`.
    private static func digest(_ bytes: [UInt8], _ keys: [TrustedKey], _ roots: [TrustedRoot]) -> Digest {
        let parts: JSON = [
            "roots": .array(roots.map { .string($0.digest.description) }),
            "policy": .string(Digest.of(bytes).description),
            "keys": .object(
                Dictionary(keys.map { ($0.id, .string($0.key.id.description)) }) { first, _ in first }),
        ]
        return .of(parts.canonicalBytes())
    }
}
