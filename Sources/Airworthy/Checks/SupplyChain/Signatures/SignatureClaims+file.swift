import Trust

/// Signatures beside a file: `<path>.sig`, raw or in base64, and `<path>.sigstore.json`.
extension SignatureClaims {
    /// Largest file that is read whole to be verified.
    static let fileBytes = 64 << 20
    /// An RSA-16384 signature in base64 has under 3 KiB.
    private static let signatureBytes = 16 << 10
    private static let bundleBytes = 32 << 20

    static func found(beside path: String, holding content: [UInt8], in files: any FileAccess) async -> SignatureClaims
    {
        var found = SignatureClaims()
        let detached = "\(path).sig"
        if let text = await found.read(detached, limit: signatureBytes, in: files) {
            found.add(detached: text, origin: detached, over: content)
        }
        let bundle = "\(path).sigstore.json"
        if let bytes = await found.read(bundle, limit: bundleBytes, in: files) {
            found.add(
                bundle: bytes, origin: bundle, over: content,
                evidence: [
                    Evidence(
                        uri: bundle, digest: Digest.of(bytes), mediaType: MediaType.sigstoreBundle, content: bytes)
                ])
        }
        return found
    }

    private mutating func read(_ path: String, limit: Int, in files: any FileAccess) async -> [UInt8]? {
        do throws(Obstacle) {
            return try await files.read(path, limit: limit)
        } catch {
            block(error, origin: path)
            return nil
        }
    }

    private mutating func add(detached bytes: [UInt8], origin: String, over content: [UInt8]) {
        // cosign and most scripts write base64 and a newline; `openssl dgst -sign` writes the bytes. Those are never
        // base64 text by accident: a DER sequence has bytes that are not ASCII.
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        let signature = Base64.decode(text) ?? bytes
        guard !signature.isEmpty else {
            reject(.malformedSignature, origin, "it is empty")
            return
        }
        add(
            SignatureClaim(
                candidate: SignatureCandidate(origin: origin, message: content, signature: signature),
                meaning: .content,
                evidence: [
                    Evidence(
                        uri: origin, digest: Digest.of(bytes), mediaType: "application/octet-stream", content: bytes)
                ]))
    }
}
