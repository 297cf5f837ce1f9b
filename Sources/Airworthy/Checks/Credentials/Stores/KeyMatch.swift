import Trust

/// Which private keys of a Secret belong to a certificate beside them, and so live as long as that one.
struct KeyMatch {
    /// More in one Secret are not looked at, and belong to nothing: each costs a signature.
    private static let limit = 100

    private let certified: Set<PublicKey>

    /// - Parameter chains: PEM of what the Secret shows as its own.
    init(chains: [[UInt8]]) {
        certified = Set(chains.flatMap { (try? Certificate.all(inPEM: $0)) ?? [] }.compactMap { try? $0.publicKey })
    }

    /// The names of values with a private key that is no certificate's here, or that cannot be read: under a password it
    /// may be anybody's.
    func strangers(among values: [(key: String, bytes: [UInt8])]) -> [String] {
        var looked = 0
        return values.filter { value in
            guard let text = String(validating: value.bytes.prefix(8 << 20), as: UTF8.self),
                text.contains("PRIVATE KEY-----")
            else { return false }
            let blocks = ((try? PEM.blocks(in: value.bytes)) ?? []).filter { $0.label.hasSuffix("PRIVATE KEY") }
            guard !blocks.isEmpty else { return true }
            return !blocks.allSatisfy { block in
                looked += 1
                guard looked <= Self.limit, block.headers.isEmpty,
                    let key = try? PrivateKey(pem: Array(PEM.text(block.label, block.der).utf8))
                else { return false }
                return certified.contains(key.publicKey)
            }
        }.map(\.key)
    }
}
