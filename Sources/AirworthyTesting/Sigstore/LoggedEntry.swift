import Trust

/// What a log gives back, `TransparencyLogEntry` of a bundle.
struct LoggedEntry: Equatable {
    var logIndex: Int64
    var logID: [UInt8]
    var kind: String
    var version: String
    /// Seconds since 1970; Rekor v2 says none.
    var integratedTime: Int64?
    var promise: [UInt8]?
    var proof: InclusionProof?
    var body: [UInt8]

    var json: JSON {
        .members([
            "logIndex": .int64(logIndex), "logId": ["keyId": .base64(logID)],
            "kindVersion": ["kind": .string(kind), "version": .string(version)],
            "integratedTime": integratedTime.map(JSON.int64),
            "inclusionPromise": promise.map { ["signedEntryTimestamp": .base64($0)] },
            "inclusionProof": proof?.json, "canonicalizedBody": .base64(body),
        ])
    }

    /// The same as cosign's annotation and older bundles have it: promise only, and a hex log id.
    var annotation: JSON {
        [
            "SignedEntryTimestamp": .base64(promise ?? []),
            "Payload": [
                "body": .base64(body), "integratedTime": .integer(integratedTime ?? 0),
                "logIndex": .integer(logIndex), "logID": .string(Hex.encode(logID)),
            ],
        ]
    }
}
