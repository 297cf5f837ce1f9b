/// An RFC 3161 time-stamp token, read but not believed: what it says, and who says so.
struct TimestampToken: Sendable {
    /// Largest response read. Real ones have one to eight kibibytes.
    static let maximumBytes = 64 << 10

    /// When, by the authority's clock.
    let genTime: Instant
    /// The hash of what was stamped.
    let imprint: Digest
    /// Certificates the token carries: hints, and nothing else.
    let certificates: [[UInt8]]
    let signer: TimestampSigner
    /// The bytes the message digest attribute is over: the encoded TSTInfo.
    private let content: [UInt8]

    private static let signedData = OID("1.2.840.113549.1.7.2")
    private static let tstInfo = OID("1.2.840.113549.1.9.16.1.4")

    /// Reads a `TimeStampResp` (RFC 3161, 2.4.2).
    ///
    /// Throws `timestamp-malformed`, `timestamp-not-granted`, `timestamp-weak-hash`.
    init(response der: [UInt8]) throws(Diagnostic) {
        guard der.count <= Self.maximumBytes else { throw Self.malformed("it has \(der.count) bytes") }
        do {
            var response = try DERReader.only(DERValue.sequence, in: der[...]).reader
            try Self.requireGranted(try response.next(DERValue.sequence))
            let token = try response.next(DERValue.sequence)
            try response.end()
            try self.init(contentInfo: token)
        } catch let fault as DERFault {
            throw Self.malformed(fault.message)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            preconditionFailure("a parser threw something else: \(error)")
        }
    }

    /// The status comes first: a refusal that happens to carry a token is a refusal (RFC 3161, 2.4.2).
    private static func requireGranted(_ info: DERValue) throws {
        var reader = info.reader
        let status = try reader.next(DERValue.integer)
        // 0 is granted, 1 granted with modifications.
        guard let value = status.smallInteger, value <= 1 else {
            throw SigstoreRefusal.timestampNotGranted.diagnostic(
                "the timestamp authority refused: status \(Hex.encode(Array(status.content)))")
        }
    }

    /// RFC 5652, 5.1, as RFC 3161, 2.4.2 narrows it: content of type TSTInfo and exactly one signer.
    private init(contentInfo: DERValue) throws {
        var outer = contentInfo.reader
        guard OID(content: try outer.next(DERValue.identifier).content) == Self.signedData else {
            throw DERFault("the token is not signed data")
        }
        let wrapped = try outer.next(DERValue.explicit(0))
        try outer.end()
        var data = try DERReader.only(DERValue.sequence, in: wrapped.content).reader
        _ = try data.next(DERValue.integer)
        _ = try data.next(DERValue.set)
        content = try Self.content(of: try data.next(DERValue.sequence))
        certificates =
            try data.optional(DERValue.explicit(0)).map { value in
                var reader = value.reader
                return try reader.all().map { Array($0.encoding) }
            } ?? []
        _ = try data.optional(DERValue.explicit(1))
        var signers = try data.next(DERValue.set).reader
        try data.end()
        let only = try signers.next(DERValue.sequence)
        guard signers.isAtEnd else { throw DERFault("the token has more than one signer") }
        signer = try TimestampSigner(only)
        (genTime, imprint) = try Self.read(content)
    }

    private static func content(of encapsulated: DERValue) throws -> [UInt8] {
        var reader = encapsulated.reader
        guard OID(content: try reader.next(DERValue.identifier).content) == tstInfo else {
            throw DERFault("what the token signs is not a TSTInfo")
        }
        let wrapped = try reader.next(DERValue.explicit(0))
        try reader.end()
        return Array(try DERReader.only(DERValue.octets, in: wrapped.content).content)
    }

    private static func read(_ info: [UInt8]) throws -> (genTime: Instant, imprint: Digest) {
        var reader = try DERReader.only(DERValue.sequence, in: info[...]).reader
        guard try reader.next(DERValue.integer).smallInteger == 1 else {
            throw DERFault("a TSTInfo of another version")
        }
        _ = try reader.next(DERValue.identifier)
        var imprint = try reader.next(DERValue.sequence).reader
        let algorithm = try AlgorithmIdentifier(try imprint.next(DERValue.sequence))
        let hash = try imprint.next(DERValue.octets)
        try imprint.end()
        guard let digestAlgorithm = algorithm.digest else {
            throw SigstoreRefusal.timestampWeakHash.diagnostic(
                "the timestamp is over a hash of the algorithm \(algorithm.identifier), which nothing rests on here")
        }
        guard let digest = Digest(digestAlgorithm, bytes: Array(hash.content)) else {
            throw DERFault("an imprint of the wrong length")
        }
        _ = try reader.next(DERValue.integer)
        let time = try reader.next(DERValue.generalizedTime)
        guard let instant = GeneralizedTime.instant(time.content) else { throw DERFault("a genTime that is none") }
        return (instant, digest)
    }

    /// Throws `timestamp-imprint`, `timestamp-binding`, `timestamp-signature`: everything about the token that can be
    /// said once it is known which certificate should have made it.
    func requireSigned(by certificate: Certificate, over bytes: [UInt8]) throws(Diagnostic) {
        guard Digest.of(bytes, imprint.algorithm) == imprint else {
            throw SigstoreRefusal.timestampImprint.diagnostic("the timestamp is of other bytes than the signature")
        }
        try signer.requireSigned(by: certificate, content: content, type: Self.tstInfo)
    }

    static func malformed(_ reason: String) -> Diagnostic {
        SigstoreRefusal.timestampMalformed.diagnostic("the timestamp cannot be read: \(reason)")
    }
}
