/// How `r` and `s` of an ECDSA signature are written down.
public enum ECDSAEncoding: Sendable, Hashable {
    /// `SEQUENCE { r INTEGER, s INTEGER }`, RFC 3279 section 2.2.3: X.509, cosign, Sigstore.
    case der
    /// `r ‖ s`, each as long as a coordinate, IEEE P1363: JOSE, WebCrypto, PKCS#11.
    case raw
}
