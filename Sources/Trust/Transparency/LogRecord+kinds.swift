/// The kinds of records, as Rekor's schemas write them (rekor, pkg/types; rekor-tiles, api/proto/rekor/v2).
extension LogRecord {
    init(hashedRekord spec: JSONValue) throws(Diagnostic) {
        let hash = try Self.member(spec, "data", "hash")
        let signature = try Self.member(spec, "signature")
        self.init(
            subject: .message(try Self.digest(hash)), signature: try Self.bytes(signature, "content"),
            signer: try Self.signer(pem: try Self.bytes(try Self.member(signature, "publicKey"), "content")),
            isTiled: false)
    }

    init(dsse spec: JSONValue) throws(Diagnostic) {
        let signature = try Self.only(spec, "signatures")
        self.init(
            subject: .payload(try Self.digest(try Self.member(spec, "payloadHash"))),
            signature: try Self.bytes(signature, "signature"),
            signer: try Self.signer(pem: try Self.bytes(signature, "verifier")), isTiled: false)
    }

    /// Records the envelope's stored JSON by hash, and no signature of its own.
    init(intotoFirst spec: JSONValue) throws(Diagnostic) {
        self.init(
            subject: .envelope(try Self.digest(try Self.member(spec, "content", "hash"))), signature: nil,
            signer: try Self.signer(pem: try Self.bytes(spec, "publicKey")), isTiled: false)
    }

    init(intotoSecond spec: JSONValue) throws(Diagnostic) {
        let content = try Self.member(spec, "content")
        let signature = try Self.only(try Self.member(content, "envelope"), "signatures")
        // Base 64 twice: the envelope inside the record is encoded once more as a whole.
        let once = try Self.bytes(signature, "sig")
        guard let text = String(validating: once, as: UTF8.self), let raw = Base64.decode(text, .either) else {
            throw Self.malformed("`sig` is not base 64 of base 64")
        }
        self.init(
            subject: .payload(try Self.digest(try Self.member(content, "payloadHash"))), signature: raw,
            signer: try Self.signer(pem: try Self.bytes(signature, "publicKey")), isTiled: false)
    }

    init(tiledHashedRekord spec: JSONValue) throws(Diagnostic) {
        let record = try Self.member(spec, "hashedRekordV002")
        let signature = try Self.member(record, "signature")
        self.init(
            subject: .message(try Self.tiledDigest(try Self.member(record, "data"), "digest")),
            signature: try Self.bytes(signature, "content"),
            signer: try Self.signer(tiled: try Self.member(signature, "verifier")), isTiled: true)
    }

    init(tiledDSSE spec: JSONValue) throws(Diagnostic) {
        let record = try Self.member(spec, "dsseV002")
        let signature = try Self.only(record, "signatures")
        self.init(
            subject: .payload(try Self.tiledDigest(try Self.member(record, "payloadHash"), "digest")),
            signature: try Self.bytes(signature, "content"),
            signer: try Self.signer(tiled: try Self.member(signature, "verifier")), isTiled: true)
    }

    // MARK: - Parts

    private static func member(_ value: JSONValue, _ path: String...) throws(Diagnostic) -> JSONValue {
        var value = value
        for name in path {
            guard let next = value[name] else { throw malformed("it has no `\(name)`") }
            value = next
        }
        return value
    }

    private static func bytes(_ value: JSONValue, _ name: String) throws(Diagnostic) -> [UInt8] {
        guard let bytes = value[name]?.string.flatMap({ Base64.decode($0, .either) }), !bytes.isEmpty else {
            throw malformed("`\(name)` is not base 64")
        }
        return bytes
    }

    /// A record of several signatures says that each was seen, not which one this is.
    private static func only(_ value: JSONValue, _ name: String) throws(Diagnostic) -> JSONValue {
        let elements = try member(value, name).elements
        guard elements.count == 1 else { throw malformed("`\(name)` has \(elements.count) elements instead of one") }
        return elements[0]
    }

    private static func digest(_ hash: JSONValue) throws(Diagnostic) -> Digest {
        guard let algorithm = hash["algorithm"]?.string, let value = hash["value"]?.string,
            let digest = Digest("\(algorithm):\(value)")
        else { throw malformed("it has no SHA-2 hash of what was signed") }
        return digest
    }

    private static func tiledDigest(_ value: JSONValue, _ name: String) throws(Diagnostic) -> Digest {
        let algorithm = value["algorithm"].flatMap(HashAlgorithmName.algorithm)
        guard let algorithm, let digest = Digest(algorithm, bytes: try bytes(value, name)) else {
            throw malformed("it has no SHA-2 hash of what was signed")
        }
        return digest
    }

    private static func signer(pem: [UInt8]) throws(Diagnostic) -> Signer {
        let blocks: [PEMBlock]
        do throws(Diagnostic) {
            blocks = try PEM.blocks(in: pem)
        } catch {
            throw malformed("the signer is not PEM")
        }
        guard blocks.count == 1, let block = blocks.first else { throw malformed("it names no single signer") }
        switch block.label {
        case "CERTIFICATE": return .certificate(block.der)
        case "PUBLIC KEY": return .key(block.der)
        default: throw malformed("the signer is a `\(block.label.prefix(40))`")
        }
    }

    private static func signer(tiled verifier: JSONValue) throws(Diagnostic) -> Signer {
        switch (verifier["x509Certificate"], verifier["publicKey"]) {
        case (let certificate?, nil): return .certificate(try bytes(certificate, "rawBytes"))
        case (nil, let key?): return .key(try bytes(key, "rawBytes"))
        default: throw malformed("it names no single signer")
        }
    }
}
