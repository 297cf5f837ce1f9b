public import Trust

extension EstablishedSigner {
    /// Everything established, for machines.
    public var json: JSON {
        [
            "subject": .string(identity.subject), "subjectKind": .string(identity.subjectKind.rawValue),
            "issuer": .string(identity.issuer),
            "claims": .object(
                Dictionary(uniqueKeysWithValues: identity.claims.map { ($0.key.rawValue, .string($0.value)) })),
            "fingerprint": .string("\(certificate.fingerprint)"),
            "times": .array(
                times.map { ["instant": .string($0.instant.rfc3339), "source": .string("\($0.source)")] }.array),
            "logEntries": .array(
                logEntries.map {
                    [
                        "log": .string($0.log), "index": .integer(Int64(clamping: $0.index)),
                        "proven": .bool($0.isProven),
                    ]
                }),
            "certificateLogs": .array(certificateLogs.map(JSON.string)),
            "trustedRoot": .string("\(trustedRoot)"), "passedOver": .array(notes.map(JSON.string)),
        ]
    }
}
