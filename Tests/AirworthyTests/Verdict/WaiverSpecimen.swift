import Airworthy
import AirworthyTesting
import Trust

/// Waivers as somebody may have signed them.
enum WaiverSpecimen {
    static func predicate(step: String, finding: String, of release: Release) -> [String: JSON] {
        [
            "step": .string(step), "finding": .string(finding), "environment": .string(release.environment),
            "manifest": .string("\(release.manifestDigest)"),
            "expires": .string((Samples.instant + .seconds(60)).rfc3339), "owner": "dana", "ticket": "OPS-412",
            "reason": "known, being mended",
        ]
    }

    static func signed(
        _ predicate: [String: JSON], of release: Release, by key: PrivateKey
    ) throws(Diagnostic) -> [UInt8] {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "release.yaml", digests: [release.manifestDigest])],
            predicateType: PredicateType.waiver, predicate: .object(predicate))
        return try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key]
        ).json.canonicalBytes()
    }

    /// One that is believed, signed with a key made for it.
    static func believed(step: String, finding: String, of release: Release) throws -> Verified<Waiver> {
        let gate = try VirtualGate()
        let bytes = try signed(predicate(step: step, finding: finding, of: release), of: release, by: gate.key)
        return try WaiverLoader.load(bytes, source: "w.json", trust: gate.trust, at: Samples.instant)
    }
}
