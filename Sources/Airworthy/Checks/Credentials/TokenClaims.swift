import Trust

/// The times of a JSON Web Token in compact form (RFC 7519), read without verifying its signature: whoever accepts the
/// token does that, and needs no help to refuse a forged one.
///
/// No message quotes any part of the token.
struct TokenClaims: Sendable {
    /// Nil when absent, which RFC 7519 allows.
    let expiresAt: Instant?
    let notBefore: Instant?
    let issuedAt: Instant?
    /// Claims that are there and are not times, by name and kind: "`exp` is a string".
    let malformed: [String]
    let fingerprint: String

    private static let limits = JSONLimits(bytes: 64 << 10, depth: 16)

    /// - Parameter file: the token, and perhaps one final line break.
    /// - Throws: `token-unreadable`, saying which part is wrong and nothing of what it holds.
    init(_ file: [UInt8]) throws(Diagnostic) {
        let token = Self.withoutLineBreak(file)
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            let isEncrypted = parts.count == 5
            throw Self.unreadable(
                isEncrypted ? "it is encrypted, and its times with it" : "it has \(parts.count) parts, not three")
        }
        let header = try Self.object(parts[0], "header")
        guard header["alg"]?.string != nil else { throw Self.unreadable("its header names no algorithm") }
        _ = try Self.decode(parts[2], "signature")
        let claims = try Self.object(parts[1], "claims")

        var malformed: [String] = []
        func claim(_ name: String, rounding: FloatingPointRoundingRule) -> Instant? {
            guard let value = claims[name] else { return nil }
            guard let instant = Self.instant(value, rounding) else {
                let noun = value.kind == .number ? "a number outside the calendar" : "a \(value.kind.rawValue)"
                malformed.append("`\(name)` is \(noun)")
                return nil
            }
            return instant
        }
        // A fraction of a second is rounded to the side that asks more.
        expiresAt = claim("exp", rounding: .down)
        notBefore = claim("nbf", rounding: .up)
        issuedAt = claim("iat", rounding: .down)
        self.malformed = malformed
        fingerprint = Digest.of(token).short
    }

    /// NumericDate (RFC 7519 §2): seconds since the epoch, a fraction allowed. A string is none, whatever it says.
    private static func instant(_ value: JSONValue, _ rounding: FloatingPointRoundingRule) -> Instant? {
        // The last second that RFC 3339 can write.
        let last: Int64 = 253_402_300_799
        if let seconds = value.integer { return (0...last).contains(seconds) ? Instant(seconds: seconds) : nil }
        guard let seconds = value.double?.rounded(rounding), seconds >= 0, seconds <= Double(last) else { return nil }
        return Instant(seconds: Int64(seconds))
    }

    private static func object(_ part: ArraySlice<UInt8>, _ name: String) throws(Diagnostic) -> JSONValue {
        let bytes = try decode(part, name)
        // The parser's own message could quote a claim.
        guard let root = try? JSONDocument(bytes, name: name, limits: limits).root, root.kind == .object else {
            throw unreadable("its \(name) is not a JSON object")
        }
        return root
    }

    // RFC 7515 §2: base64url without padding, white space or line breaks.
    private static func decode(_ part: ArraySlice<UInt8>, _ name: String) throws(Diagnostic) -> [UInt8] {
        guard part.last != UInt8(ascii: "="), let bytes = Base64.decode(String(decoding: part, as: UTF8.self), .url)
        else { throw unreadable("its \(name) is not base64url") }
        return bytes
    }

    private static func withoutLineBreak(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.last == 10 { bytes.removeLast() }
        if bytes.last == 13 { bytes.removeLast() }
        return bytes
    }

    private static func unreadable(_ message: String) -> Diagnostic {
        Diagnostic("token-unreadable", message, remedy: "write the token in compact form: three parts joined by dots")
    }
}
