import Trust

/// A transparency log like Rekor, of either generation, holding a few entries of strangers beside the one recorded.
struct VirtualRekor {
    enum Generation { case v1, v2 }

    let generation: Generation
    let host: String
    let treeID: Int64
    let key: PrivateKey

    /// How far the shard's first entry lies behind the log's first.
    static let shardOffset: Int64 = 4_163_431

    /// Rekor v1 names a log by the hash of its key; v2 as a signed note names a key (C2SP signed-note.md).
    var logID: [UInt8] {
        switch generation {
        case .v1: key.publicKey.id.bytes
        case .v2: Digest.of(Array(host.utf8) + [0x0a, 0x01] + key.publicKey.spki.suffix(32)).bytes
        }
    }

    var origin: String { generation == .v1 ? "\(host) - \(treeID)" : host }

    /// Signs the text of a note; returns the signature line.
    func noteSignature(over text: String) throws(Diagnostic) -> String {
        "\u{2014} \(host) \(Base64.encode(logID.prefix(4) + (try key.sign(Array(text.utf8)))))\n"
    }

    /// Logs a body, between entries of strangers, and proves it.
    func record(
        _ body: [UInt8], kind: String, version: String, as plan: EntryPlan
    ) throws(Diagnostic) -> LoggedEntry {
        let before = plan.isAlone ? 0 : 6
        let strangers = (0..<(plan.isAlone ? 0 : 11)).map { Array("an entry of stranger \($0)".utf8) }
        let tree = MerkleTree(strangers.prefix(before) + [body] + strangers.dropFirst(before))
        let index = Int64(before)
        let globalIndex = plan.globalIndex ?? (generation == .v1 ? Self.shardOffset + index : index)
        var entry = LoggedEntry(
            logIndex: globalIndex, logID: logID, kind: plan.kind ?? kind, version: plan.version ?? version,
            integratedTime: generation == .v1 ? plan.integratedTime.seconds : nil, body: body)
        if plan.hasPromise {
            let promised: JSON = [
                "body": .base64(body), "integratedTime": .integer(plan.integratedTime.seconds),
                "logID": .string(Hex.encode(logID)),
                "logIndex": .integer(plan.promisesShardIndex ? index : globalIndex),
            ]
            entry.promise = try key.sign(promised.canonicalBytes())
        }
        if plan.hasProof {
            let size = plan.checkpoint.size ?? String(tree.size)
            entry.proof = InclusionProof(
                index: index, rootHash: tree.root, size: size, hashes: tree.path(to: before),
                checkpoint: try checkpoint(plan.checkpoint, size: size, root: tree.root))
        }
        return entry
    }

    /// C2SP tlog-checkpoint.md.
    private func checkpoint(_ plan: CheckpointPlan, size: String, root: [UInt8]) throws(Diagnostic) -> String {
        var text = "\(plan.origin ?? origin)\n\(plan.leadingZero ? "0" : "")\(size)\n\(Base64.encode(root))\n"
        switch plan.text {
        case .plain: break
        case .carriageReturns: text = text.replacing("\n", with: "\r\n")
        case .controlCharacter: text += "an extension\u{07}\n"
        case .noBlankLine: break
        }
        var lines = (0..<plan.cosigners).map { number in
            // Name, key hint and signature of nobody known: to be passed over.
            let blob = [UInt8(number), 0xc0, 0x51, 0x6e] + [UInt8](repeating: UInt8(number), count: 72)
            return "\u{2014} witness-\(number).example \(Base64.encode(blob))\n"
        }
        lines.append(try noteSignature(over: text))
        return text + (plan.text == .noBlankLine ? "" : "\n") + lines.joined()
    }
}
