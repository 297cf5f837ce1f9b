/// Public keys that OpenSSL loads and that this tool must not. Made with `openssl` and `cryptography`; public halves
/// only, so nothing here can expire or leak.
enum RefusedKeys {
    static let rsa1024 = pem(
        """
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCgw2qgieRqAMm/L1/Mm9rTLuPD
        vKdOXVmT7AShFV7Vfw/MmxuvTPQGCFHMKNQnfHHSKPonOCSV0KwZoOM20ZZpoP0b
        XT0bkleJjdOyevZuoig7bTSsNLEL5yaHAEoju9c07jT04odWO62UKKN+64eP1Olz
        wjHPK8J4++FJAvi7SQIDAQAB
        """)
    static let secp256k1 = pem(
        """
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEEyOeO0lFezCUKjo8nNpY8VRL/H2+yVAk
        Xr8cBIa6cqhiTMDcFCu7WCanOqQtvq+hbZU4XjQi9w828z9r+MsYuA==
        """)
    static let ed448 = pem(
        """
        MEMwBQYDK2VxAzoADuVGoOnOMiIjkJq+0Ypj7ovqVlpEmMV+6Aor8JgNWKYsP72t
        0k1VptgekSwRuZqJbk+Nx4+AJoQA
        """)
    /// P-256 with the point in its 33-byte form.
    static let compressed = pem(
        """
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADg/lXulH6HzIkDr19Wi3jnfuMyg5n
        /KXf27mtQQMy7YQ=
        """)
    /// The same key with the curve written out as numbers instead of named (the shape behind CVE-2020-0601).
    static let explicitCurve = pem(
        """
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABIP5V7pR+h8yJA69fVot4537
        jMoOZ/yl39u5rUEDMu2EnMWnRLTyVqGkUuA/uw8lr7P0x8V6Y9KuLzRPnDnIKVs=
        """)
    /// A 2048-bit modulus with the public exponent 1.
    static let exponentOne = pem(
        """
        MIIBIDANBgkqhkiG9w0BAQEFAAOCAQ0AMIIBCAKCAQEAnIFWztScSk3vCMR/3aY+
        K9ajHKTWHByREQWczAWjW/x/vcM2KGr5rIn3IMwS3n5D9IlF4E4Yif2cBi9bJsyL
        4K0pBe878RdmS8hTM65Dixmefqw70enbzXSugzH0MNGPM7OH6t0rpCjZkthaX8jD
        SnHzI8LxRjzzt3UhILki7kWPaIxS0gqLlrurR4TlHraFSB+e8Gzr/mCaOa2Ej+yV
        +tETZ6DQnAkAoFo84hfvENjNk4FedhxGfmnokG6KyWjeBqr7aUWsGZI09DQJIXL8
        OAU47E7lGNs+KyE5qbGRh+b8klQ60UWS5Uo2QBK6rJYpEwfiy/x2wmmjyGVOJcgj
        nwIBAQ==
        """)

    private static func pem(_ body: String) -> String {
        "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----\n"
    }
}
