import Airworthy
import Trust

/// What is fuzzed. Each takes any bytes; refusing them is fine, crashing, hanging or contradicting itself is not.
enum Parsers {
    static let all: [String: @Sendable ([UInt8]) -> Void] = [
        "json": json,
        "envelope": envelope,
        "statement": { _ = try? Statement(payload: $0, name: "fuzz") },
        "bundle": { _ = try? SigstoreBundle($0) },
        "blob-bundle": { _ = try? CosignBlobBundle($0) },
        "documents": { _ = try? SignedDocuments($0, name: "fuzz") },
        "trusted-root": { _ = try? TrustedRoot($0, name: "fuzz") },
        "timestamp": { Signed.ask(timestamp: $0) },
        "checkpoint": { Signed.ask(checkpoint: String(decoding: $0, as: UTF8.self)) },
        "log-entry": { Signed.ask(logEntry: $0) },
        "pattern": pattern,
        "simple-signing": { _ = try? SimpleSigning(payload: $0) },
        "pem": { _ = try? PEM.blocks(in: $0) },
        "public-key": { _ = try? PublicKey(spki: $0) },
        "certificate": { _ = try? Certificate(der: $0) },
        "pkcs12": { _ = try? PKCS12(der: $0, password: Secret([])) },
        "release": { _ = try? ReleaseLoader.load($0, source: "fuzz") },
        "checklist": { _ = try? ChecklistLoader.load($0, source: "fuzz") },
        "step-group": { try? ChecklistLoader.lint(group: $0, source: "fuzz") },
        "project": { _ = try? Project($0, source: "fuzz") },
        "image-reference": imageReference,
        "base64": base64,
        "image": { Question.ask(ImageDigestCheck.self, "{}", of: $0) },
        "bill": {
            let digest = Digest.of($0).hex
            Question.ask(SBOMCheck.self, "{path: bill.json, sha256: \"\(digest)\", signed: optional}", of: $0)
        },
        "scan": { Question.ask(VulnerabilitiesCheck.self, "{path: scan.json, signed: optional}", of: $0) },
        "provenance": {
            Question.ask(ProvenanceCheck.self, provenance, signing: $0, as: "https://slsa.dev/provenance/v1")
        },
        "provenance-old": {
            Question.ask(ProvenanceCheck.self, provenance, signing: $0, as: "https://slsa.dev/provenance/v0.2")
        },
        "summary": {
            Question.ask(SummaryCheck.self, summary, signing: $0, as: "https://slsa.dev/verification_summary/v1")
        },
        "inventory": { Question.ask(SecretWindowCheck.self, "{inventory: inventory.yaml}", of: $0) },
        "token": { Question.ask(SecretWindowCheck.self, "{files: [token.jwt], owner: nobody}", of: $0) },
        "openpgp": { _ = try? OpenPGPCertificate.all(in: $0) },
        "revocation-list": { _ = try? RevocationList.all(in: $0) },
        "server-name": serverName,
        "tls-server": tlsServer,
        "kubeconfig": { credential("kubeconfig", $0) },
        "kubernetes-secret": { credential("kubernetes", $0) },
        "jwks": { credential("jwks", $0) },
        "tuf": { credential("tuf", $0) },
        "aws-report": { credential("aws-credential-report", $0, ", asOf: 2026-11-18T00:00:00Z, maxAge: 90d") },
        "references": { Question.ask(SecretWindowCheck.self, "{manifests: [a.yaml], workflows: [b.yaml]}", of: $0) },
        "drift-json": { Question.ask(DriftFilesCheck.self, "{live: live.json, desired: desired.json}", of: $0) },
        "answer": {
            Question.ask(
                HTTPCheck.self,
                "{url: \"https://a.example/\", expect: {body: {contains: [a], json: {/a/0: 1, /b: x}}}}", of: $0)
        },
        "goss": { imported($0, .goss) },
        "troubleshoot": { imported($0, .troubleshoot) },
        "chaostoolkit": { imported($0, .chaostoolkit) },
        "drift-yaml": { Question.ask(DriftFilesCheck.self, "{live: live.yaml, desired: desired.yaml}", of: $0) },
        "drift-plan": { Question.ask(DriftTerraformCheck.self, "{plan: plan.json}", of: $0) },
        "drift-objects": {
            Question.ask(DriftKubernetesCheck.self, "{live: live.yaml, desired: desired.yaml}", of: $0)
        },
        "drift-git": { Question.ask(DriftGitCheck.self, "{}", of: $0) },
        "lint": lint,
    ]

    @Sendable private static func lint(_ bytes: [UInt8]) {
        var lint = ForeignLint()
        _ = try? lint.add(bytes, name: "fuzz.yaml")
        _ = lint.findings()
    }

    private static let provenance = """
        {source: github.com/a/b, versionedTag: v1, revision: "\(String(repeating: "a", count: 40))", builder: b,
        otherParameters: refuse, parameters: {/a/b: 1}, maxAge: 1d, level: 2,
        builders: [{id: b, signers: [fuzz], level: 3}], path: a.jsonl}
        """
    private static let summary = """
        {verifiers: [{id: v, signers: [fuzz]}], levels: [SLSA_BUILD_LEVEL_2], dependencies: SLSA_BUILD_LEVEL_1,
        resource: r, maxAge: 1d, path: a.jsonl}
        """

    /// What is carried over is a checklist: nothing our own loader would refuse is ever handed on.
    @Sendable private static func imported(_ bytes: [UInt8], _ format: ForeignFormat) {
        do throws(InputError) {
            let text = try ChecklistImport(bytes, name: "fuzz", from: format).text
            precondition((try? ChecklistLoader.load(Array(text.utf8), source: "fuzz")) != nil, "it is no checklist")
        } catch {
            let isOurs = error.diagnostics.array.contains {
                "\($0.location.map { "\($0)" } ?? "")".hasPrefix("the imported")
            }
            precondition(!isOurs, "what was made of it is refused")
        }
    }

    @Sendable private static func credential(_ kind: String, _ bytes: [UInt8], _ fields: String = "") {
        let entry = "{id: a, kind: \(kind), owner: nobody, file: a\(fields)}"
        Question.ask(SecretWindowCheck.self, "{credentials: [\(entry)]}", of: bytes)
    }

    /// A name reads again as itself.
    @Sendable private static func serverName(_ bytes: [UInt8]) {
        guard let name = ServerName(String(decoding: bytes, as: UTF8.self)) else { return }
        precondition(ServerName(name.description) == name, "a server's name has two readings")
    }

    /// What a server sends before it has proved anything.
    @Sendable private static func tlsServer(_ bytes: [UInt8]) {
        guard let client = try? TLSClient(serverName: "fuzz.example") else { return }
        _ = try? client.advance(with: [])
        for piece in bytes.split(separator: 0, omittingEmptySubsequences: true).prefix(16) {
            guard (try? client.advance(with: Array(piece))) != nil else { return }
        }
        _ = try? client.advance(with: bytes)
    }

    /// Whatever a pattern is, matching it against a long text ends.
    @Sendable private static func pattern(_ bytes: [UInt8]) {
        guard let pattern = try? LinearPattern(String(decoding: bytes, as: UTF8.self)) else { return }
        _ = pattern.matches(String(repeating: "a", count: 1_000))
        _ = pattern.matches(pattern.source)
    }

    /// What was read and written canonically reads again as the same.
    @Sendable private static func json(_ bytes: [UInt8]) {
        guard let document = try? JSONDocument(bytes, name: "fuzz") else { return }
        let written = document.root.json.canonicalBytes()
        guard let again = try? JSONDocument(written, name: "fuzz") else {
            preconditionFailure("canonical JSON does not read")
        }
        precondition(again.root.json.canonicalBytes() == written, "canonical JSON is not a fixed point")
    }

    @Sendable private static func envelope(_ bytes: [UInt8]) {
        guard let envelope = try? Envelope(bytes) else { return }
        guard let again = try? Envelope(envelope.json.canonicalBytes()) else {
            preconditionFailure("a written envelope does not read")
        }
        precondition(again.preAuthenticationEncoding == envelope.preAuthenticationEncoding, "what is signed changed")
    }

    @Sendable private static func imageReference(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let reference = try? ImageReference(text) else { return }
        precondition(reference.description == text, "a reference has one spelling")
        precondition(!reference.path.contains(".."), "a repository path leaves its directory")
    }

    /// Strict decoding has one spelling for each value.
    @Sendable private static func base64(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let value = Base64.decode(text) { precondition(Base64.encode(value) == text, "two spellings of one value") }
    }
}
