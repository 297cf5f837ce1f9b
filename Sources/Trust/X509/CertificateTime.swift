/// The two ways a certificate writes a time, RFC 5280 section 4.1.2.5, in the one form each that it allows.
enum CertificateTime {
    /// `YYMMDDHHMMSSZ` for UTCTime, else `YYYYMMDDHHMMSSZ`. Nil for anything else: X.680 allows missing seconds,
    /// fractions and offsets, and readers that differ on them differ on when a certificate ends.
    static func instant(_ text: ArraySlice<UInt8>, isUTCTime: Bool) -> Instant? {
        guard isUTCTime else {
            // No fraction: RFC 5280 has none.
            return text.count == 15 ? GeneralizedTime.instant(text) : nil
        }
        guard text.count == 13, let first = text.first else { return nil }
        // 50 to 99 are the last century.
        return GeneralizedTime.instant((first >= UInt8(ascii: "5") ? "19" : "20").utf8 + text)
    }
}
