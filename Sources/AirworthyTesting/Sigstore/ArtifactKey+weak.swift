import Trust

extension ArtifactKey {
    /// RSA of 1024 bits, which `Trust` neither makes nor loads: a factor of a larger key serves as the modulus, for
    /// which that key's own exponent for the factor is the private exponent. Nobody can tell without factoring.
    static func weakRSA() throws(Diagnostic) -> ArtifactKey {
        let impossible = Diagnostic("specimen-impossible", "the key OpenSSL made is not an RSA private key")
        let blocks = try PEM.blocks(in: PrivateKey.generate(.rsa(bits: 2_048)).pem(encryptedWith: nil))
        // PKCS#8 holds PKCS#1 in an OCTET STRING: version, n, e, d, p, q, d mod p-1, …
        guard let block = blocks.first, let outer = Self.members(of: block.der).first,
            let inner = Self.members(of: outer).last.map({ Self.members(of: $0) })?.first
        else { throw impossible }
        let numbers = Self.members(of: inner)
        guard numbers.count > 6 else { throw impossible }
        let (factor, exponent) = (Array(numbers[4].drop { $0 == 0 }), numbers[6])
        let publicKey = DERWriter.sequence(DERWriter.integer(factor), DERWriter.integer([1, 0, 1]))
        let algorithm = DERWriter.sequence(DERWriter.identifier("1.2.840.113549.1.1.1"), DERWriter.null)
        return ArtifactKey(
            spki: DERWriter.sequence(algorithm, DERWriter.bits(publicKey)),
            modulus: MontgomeryModulus(factor), exponent: exponent)
    }

    private init(spki: [UInt8], modulus: MontgomeryModulus, exponent: [UInt8]) {
        self.init(spki: spki) { (message, _) throws(Diagnostic) in
            // RFC 8017, section 9.2: EMSA-PKCS1-v1_5 with the DigestInfo of SHA-256.
            let sha256 = DERWriter.sequence(DERWriter.identifier("2.16.840.1.101.3.4.2.1"), DERWriter.null)
            let info = DERWriter.sequence(sha256, DERWriter.octets(Digest.of(message).bytes))
            let padding = [UInt8](repeating: 0xff, count: modulus.byteCount - info.count - 3)
            return modulus.power([0, 1] + padding + [0] + info, exponent)
        }
    }

    /// The contents of the DER values inside one that follow each other.
    private static func members(of content: [UInt8]) -> [[UInt8]] {
        var members: [[UInt8]] = []
        var rest = content[...]
        while rest.count > 1 {
            rest = rest.dropFirst()
            guard let first = rest.popFirst() else { break }
            var length = Int(first)
            if first > 0x80 {
                length = rest.prefix(Int(first & 0x7f)).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(Int(first & 0x7f))
            }
            members.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return members
    }
}
