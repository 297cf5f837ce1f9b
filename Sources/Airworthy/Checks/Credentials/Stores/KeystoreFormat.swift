import Trust

/// Java's older key stores, JKS and JCEKS: formats of one vendor with ciphers of their own, which are not read.
enum KeystoreFormat {
    private static let beginnings: [[UInt8]] = [[0xfe, 0xed, 0xfe, 0xed], [0xce, 0xce, 0xce, 0xce]]

    static func isKeystore(_ bytes: [UInt8]) -> Bool { beginnings.contains { bytes.starts(with: $0) } }

    static let refusal = Diagnostic(
        "keystore-unsupported", "it is a Java key store of the older sort (JKS or JCEKS), which is not read",
        remedy: "convert it with `keytool -importkeystore -deststoretype PKCS12`")
}
