import Trust

/// Edits of the places that are edited often.
extension SigstoreEdit {
    /// The statement of an attestation, before it is signed.
    static func statement(_ change: @escaping (inout StatementText) -> Void) -> SigstoreEdit {
        .plan {
            var statement = StatementText(about: Digest.of($0.artifact))
            change(&statement)
            $0.payload = statement.bytes
        }
    }

    /// One more log entry like the first but for this.
    static func entry(_ change: @escaping (inout EntryPlan) -> Void) -> SigstoreEdit {
        .plan { (plan) throws(Diagnostic) in
            guard var entry = plan.entries.first else { return }
            change(&entry)
            plan.entries.append(entry)
        }
    }

    /// One more timestamp like the first but for this.
    static func timestamp(_ change: @escaping (inout TimestampPlan) -> Void) -> SigstoreEdit {
        .plan { (plan) throws(Diagnostic) in
            guard var timestamp = plan.timestamps.first else { return }
            change(&timestamp)
            plan.timestamps.append(timestamp)
        }
    }

    /// The first entry's proof, after the log made it.
    static func proof(_ change: @escaping (inout InclusionProof) -> Void) -> SigstoreEdit {
        .parts { (parts) throws(Diagnostic) in
            guard var proof = parts.entries.first?.proof, !proof.hashes.isEmpty else { return }
            change(&proof)
            parts.entries[0].proof = proof
        }
    }

    /// The first occurrence of some text in the bundle.
    static func rewrite(_ text: String, as other: String) -> SigstoreEdit {
        .text { bytes in
            guard let range = bytes.firstRange(of: Array(text.utf8)) else { return }
            bytes.replaceSubrange(range, with: Array(other.utf8))
        }
    }

    /// The bundle's text where it gives the integrated time, as the string protobuf writes.
    static func integratedTime(_ spell: @escaping (String) -> String) -> SigstoreEdit {
        .text { bytes in
            let opening = Array("\"integratedTime\":\"".utf8)
            guard let range = bytes.firstRange(of: opening),
                let end = bytes[range.upperBound...].firstIndex(of: UInt8(ascii: "\""))
            else { return }
            let digits = String(decoding: bytes[range.upperBound..<end], as: UTF8.self)
            bytes.replaceSubrange(range.upperBound - 1...end, with: Array(spell(digits).utf8))
        }
    }
}
