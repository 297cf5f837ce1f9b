/// A log whose promises are believed: Rekor, or a certificate transparency log (protobuf-specs,
/// sigstore_trustroot.proto, `TransparencyLogInstance`).
public struct TransparencyLog: Sendable, Hashable {
    public let baseURL: String
    /// Who runs it; empty when the trusted root does not say.
    public let operatorName: String
    public let key: PublicKey
    /// What entries call the log. For Rekor 1 and CT the SHA-256 of the key, for Rekor 2 of its name and key.
    public let logID: [UInt8]
    /// When its signatures are believed.
    public let validFor: TimeRange

    /// What thresholds count: two logs of one operator can be made to lie together.
    var voice: String { operatorName.isEmpty ? baseURL : operatorName }

    /// What the log may call itself: the host of ``baseURL``, with its port or without, or the whole address without
    /// its scheme.
    private var names: [String] {
        var address = baseURL[...]
        if let scheme = address.firstRange(of: "://") { address = address[scheme.upperBound...] }
        if address.hasSuffix("/") { address = address.dropLast() }
        let authority = address.prefix { $0 != "/" }
        let host = authority.prefix { $0 != ":" }
        return [String(address), String(authority), String(host)]
    }

    /// Rekor 1 writes `host - tree`, Rekor 2 and CT logs the host, or host and path, of their address.
    func speaks(as origin: String, also others: [String] = []) -> Bool {
        (names + others).contains { name in
            guard origin.hasPrefix(name) else { return false }
            let rest = origin.dropFirst(name.count)
            if rest.isEmpty { return true }
            let tree = rest.dropFirst(3)
            return rest.hasPrefix(" - ") && !tree.isEmpty
                && tree.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }

    /// Whether a note's signature line claims this log's key (C2SP, signed-note.md, "Signatures"; for ECDSA as Rekor 1
    /// does).
    func isSigner(name signer: String, keyHint: [UInt8], also others: [String] = []) -> Bool {
        speaks(as: signer, also: others) && keyHint == hint(named: signer)
    }

    private func hint(named signer: String) -> [UInt8] {
        switch key.algorithm {
        case .ecdsa: Array(key.id.bytes.prefix(4))
        // Type 1 is Ed25519, over the raw 32 bytes that end its SubjectPublicKeyInfo.
        case .ed25519: Self.hint(signer, type: [0x01], key: Array(key.spki.suffix(32)))
        case .rsa: Self.hint(signer, type: [0xff] + Array("PKIX-RSA-PKCS#1v1.5".utf8), key: key.spki)
        }
    }

    private static func hint(_ name: String, type: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(Digest.of(Array(name.utf8) + [UInt8(ascii: "\n")] + type + key).bytes.prefix(4))
    }
}

extension TransparencyLog: CustomStringConvertible {
    public var description: String { "`\(baseURL)`" }
}
