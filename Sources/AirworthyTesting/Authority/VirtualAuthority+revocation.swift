public import Trust

extension VirtualAuthority {
    /// A revocation list of this authority (RFC 5280, section 5.1), version 2, as DER.
    /// - Parameters:
    ///   - serials: whose certificates are revoked, from `thisUpdate` on.
    ///   - nextUpdate: nil leaves the field out.
    ///   - extensions: whole encoded ones of the list.
    public func revocationList(
        of serials: [[UInt8]], from thisUpdate: Instant, until nextUpdate: Instant?, extensions: [[UInt8]] = []
    ) throws(Diagnostic) -> [UInt8] {
        let algorithm = Self.signatureAlgorithm(of: key.publicKey)
        let revoked = serials.map { DERWriter.sequence(DERWriter.integer($0), Self.time(thisUpdate)) }
        let body = DERWriter.sequence(
            DERWriter.integer([1]), algorithm, name, Self.time(thisUpdate), nextUpdate.map(Self.time) ?? [],
            revoked.isEmpty ? [] : DERWriter.value(0x30, Array(revoked.joined())),
            extensions.isEmpty ? [] : DERWriter.explicit(0, DERWriter.value(0x30, Array(extensions.joined()))))
        return try seal(body)
    }
}
