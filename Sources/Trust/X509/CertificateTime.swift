/// The two ways a certificate writes a time, RFC 5280 section 4.1.2.5, in the one form each that it allows.
enum CertificateTime {
    /// `YYMMDDHHMMSSZ` for UTCTime, else `YYYYMMDDHHMMSSZ`. Nil for anything else: X.680 allows missing seconds,
    /// fractions and offsets, and readers that differ on them differ on when a certificate ends.
    static func instant(_ text: String, isUTCTime: Bool) -> Instant? {
        var digits = text
        if isUTCTime {
            guard digits.utf8.count == 13, let first = digits.utf8.first else { return nil }
            // 50 to 99 are the last century.
            digits = (first >= UInt8(ascii: "5") ? "19" : "20") + digits
        }
        // No fraction: RFC 5280 has none.
        return digits.utf8.count == 15 ? GeneralizedTime.instant(Array(digits.utf8)[...]) : nil
    }
}
