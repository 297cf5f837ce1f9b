import Trust

/// Which private keys of a Secret belong to a certificate beside them, and so live as long as that one.
struct KeyMatch {
    /// More in one Secret are not looked at, and belong to nothing: each costs a signature.
    private static let limit = 100

    /// PEM of what the Secret shows as its own.
    let chains: [[UInt8]]

    /// Whether there is a private key somewhere in a value.
    static func isThere(in text: String) -> Bool { text.contains("PRIVATE KEY-----") }

    /// The names of values with a private key that is no certificate's here, or that cannot be read: under a password it
    /// may be anybody's.
    func strangers(among values: [(key: String, bytes: [UInt8])]) -> [String] {
        let held = values.filter { SecretContents.text(of: $0.bytes).map(Self.isThere) == true }
        guard !held.isEmpty else { return [] }
        let certificates = chains.flatMap { (try? Certificate.all(inPEM: $0)) ?? [] }
        let certified = Set(certificates.compactMap { try? $0.publicKey })
        var looked = 0
        return held.filter { value in
            let blocks = ((try? PEM.blocks(in: value.bytes)) ?? []).filter { $0.label.hasSuffix("PRIVATE KEY") }
            guard !blocks.isEmpty else { return true }
            return !blocks.allSatisfy { block in
                looked += 1
                guard looked <= Self.limit, let key = try? PrivateKey(block) else { return false }
                return certified.contains(key.publicKey)
            }
        }.map(\.key)
    }
}
