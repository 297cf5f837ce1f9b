/// Reading an entry out of a bundle.
extension LogEntry {
    init(_ value: JSONValue) throws(Diagnostic) {
        let reader = try ProtobufReader(
            value, "a log entry",
            members: [
                "logIndex", "logId", "kindVersion", "integratedTime", "inclusionPromise", "inclusionProof",
                "canonicalizedBody",
            ])
        let logID: [UInt8] =
            try reader.message("logId").map { (id) throws(Diagnostic) in
                try ProtobufReader(id, "`logId`", members: ["keyId"]).bytes("keyId")
            } ?? []
        let kindVersion = try reader.message("kindVersion").map { (value) throws(Diagnostic) in
            let reader = try ProtobufReader(value, "`kindVersion`", members: ["kind", "version"])
            return KindVersion(kind: try reader.string("kind"), version: try reader.string("version"))
        }
        let promise: [UInt8] =
            try reader.message("inclusionPromise").map { (value) throws(Diagnostic) in
                try ProtobufReader(value, "`inclusionPromise`", members: ["signedEntryTimestamp"])
                    .bytes("signedEntryTimestamp")
            } ?? []
        let time = try reader.count("integratedTime")
        self.init(
            logIndex: try reader.count("logIndex"), logID: logID, kindVersion: kindVersion,
            integratedTime: time == 0 ? nil : Int64(time), promise: promise.isEmpty ? nil : promise,
            proof: try reader.message("inclusionProof").map { (value) throws(Diagnostic) in try InclusionProof(value) },
            body: try reader.bytes("canonicalizedBody"))
    }
}

extension LogEntry.InclusionProof {
    fileprivate init(_ value: JSONValue) throws(Diagnostic) {
        let reader = try ProtobufReader(
            value, "`inclusionProof`", members: ["logIndex", "rootHash", "treeSize", "hashes", "checkpoint"])
        let hashes = try reader.list("hashes")
        guard hashes.count <= LogEntry.maximumHashes else {
            throw SigstoreRefusal.logProof.diagnostic(
                "an inclusion proof of \(hashes.count) hashes, more than any tree needs")
        }
        var decoded: [[UInt8]] = []
        for hash in hashes { decoded.append(try reader.bytes(of: hash, "a hash of the inclusion proof")) }
        let checkpoint = try reader.message("checkpoint").map { (value) throws(Diagnostic) in
            try ProtobufReader(value, "`checkpoint`", members: ["envelope"]).string("envelope")
        }
        logIndex = try reader.count("logIndex")
        rootHash = try reader.bytes("rootHash")
        treeSize = try reader.count("treeSize")
        self.hashes = decoded
        self.checkpoint = checkpoint.flatMap { $0.isEmpty ? nil : $0 }
    }
}
